"""The published deck in Anki itself, and its times against the list of the repository."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import yaml
from conftest import GOLDEN, ROOT, run_mkdocs
from questions import anki, deck_times
from questions.bank import Bank, Cards
from reader import Reader

NAME = "practice/aws-ml-study-guide.apkg"


def mods(deck: Path, folder: Path) -> dict[str, int]:
    """Return the time of each note by what Anki knows it by."""
    with zipfile.ZipFile(deck) as package:
        (folder / "c").write_bytes(package.read("collection.anki2"))
    return dict(sqlite3.connect(folder / "c").execute("select guid, mod from notes"))


def test_everything_arrives_in_anki_and_a_second_import_changes_nothing(site: Path, tmp_path: Path) -> None:
    questions = Bank.model_validate_json((site / "practice" / "questions.json").read_text()).questions
    cards = Cards.model_validate_json((site / "practice" / "cards.json").read_text()).cards
    everything = len(questions) + len(cards)
    reader = Reader(tmp_path)
    assert reader.takes((site / NAME).read_bytes()) == {"new": everything}
    assert reader.takes((site / NAME).read_bytes()) == {"duplicate": everything}
    assert reader.takes_text((site / "practice" / "anki.txt").read_text()) == {"duplicate": everything}
    reader.collection.close()


def test_no_front_shows_steps_or_pairs_in_the_right_order(site: Path, tmp_path: Path) -> None:
    questions = Bank.model_validate_json((site / "practice" / "questions.json").read_text()).questions
    mixed = [q for q in questions if q.kind in ("order", "match")]
    reader = Reader(tmp_path)
    reader.takes((site / NAME).read_bytes())
    for q, note in zip(mixed, anki.notes(Bank(questions=mixed), Cards(cards=[]), {}), strict=True):
        right = "".join(f"<li>{o.answer or o.text}</li>" for o in q.options)
        shown = reader.note(note.guid).fields[0]
        assert right not in shown, q.id
        assert all(f"<li>{o.answer or o.text}</li>" in shown for o in q.options), q.id
    reader.collection.close()
    assert mixed


def test_the_deck_keeps_the_times_of_the_list(site: Path, tmp_path: Path) -> None:
    """Whoever edits a question need not know of the list: notes that differ from it are later, and no fault."""
    bank = Bank.model_validate_json((site / "practice" / "questions.json").read_text())
    cards = Cards.model_validate_json((site / "practice" / "cards.json").read_text())
    notes, known, found = anki.notes(bank, cards, {}), deck_times.load(ROOT), mods(site / NAME, tmp_path)
    digests = anki.digests(notes)
    same = [note for note in notes if note.id in known and digests[note.id] == known[note.id].digest]
    edited = [note for note in notes if note.id in known and note not in same]
    assert len(same) > len(notes) / 2, "run `make deck`"
    assert [note.id for note in same if found[note.guid] != known[note.id].time] == []
    assert [note.id for note in edited if found[note.guid] <= known[note.id].time] == []


def test_a_note_that_is_not_in_the_list_has_the_time_of_the_build(project: Callable[..., Path], tmp_path: Path) -> None:
    question = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())["choose one"]["markdown"].replace("rcf-samples", "not-in-the-list")
    root = project(index="Words.", data__page=question)
    done = run_mkdocs("build", cwd=root, SOURCE_DATE_EPOCH="4000000000")
    assert done.returncode == 0, done.stderr
    assert 4_000_000_000 in mods(root / "site" / NAME, tmp_path).values()
