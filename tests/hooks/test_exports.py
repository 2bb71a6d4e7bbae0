"""What leaves for other tools, each opened as that tool opens it: Anki's decks, Moodle's GIFT, the JSON."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
import yaml
from common import anki
from common.bank import Bank, BankQuestion, Card, Cards
from common.gift import gift
from generators import GOLDEN
from pygiftparser import parser

GOOD = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
QUESTIONS = [BankQuestion.model_validate(GOOD[name]["bank"][0] | {"id": f"q{i}"}) for i, name in enumerate(GOOD)]
BANK = Bank(questions=QUESTIONS)
CARDS = Cards(cards=[Card(id="term-x", deck="glossary", front="X &amp; Y", back="A letter.", url="p/")])


def collection(deck: bytes, folder: Path) -> sqlite3.Connection:
    """Open a deck as Anki does: an SQLite file in a zip file."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        (folder / "collection.anki2").write_bytes(package.read("collection.anki2"))
    return sqlite3.connect(folder / "collection.anki2")


def made(bank: Bank = BANK, site: str = "") -> list[anki.Note]:
    return anki.notes(bank, CARDS, site)


def test_anki_finds_every_question_and_card_with_its_answer(tmp_path: Path) -> None:
    rows = collection(anki.deck(made(), 0.0), tmp_path).execute("select guid, flds, tags from notes").fetchall()
    assert len(rows) == len(QUESTIONS) + 1
    front, back, guid = rows[0][1].split("\x1f")
    assert "Which change makes the scores fit?" in front
    assert "matches the share" not in front
    assert "<b>B right:</b> Raise <code>num_samples_per_tree</code><br><i>1 / 1,000 matches the share.</i>" in back
    assert guid == rows[0][0]
    assert rows[0][2].split() == ["data", "mla-c02::1.1"]


def test_a_changed_question_keeps_its_card_and_a_build_its_bytes() -> None:
    changed = Bank(questions=[QUESTIONS[0].model_copy(update={"stem": "Another text."}), *QUESTIONS[1:]])
    assert [note.guid for note in made(changed)] == [note.guid for note in made()]
    assert anki.deck(made(), 86400.0) == anki.deck(made(), 86400.0)
    assert len({note.guid for note in made()}) == len(made())


def test_cards_link_to_a_published_site_only() -> None:
    assert 'href="https://guide.example/p/"' in made(site="https://guide.example/")[0].back
    assert "Explanation" not in made()[0].back


def test_the_text_file_says_which_column_is_what_and_reads_back() -> None:
    lines = anki.text(made()).split("\n")
    assert lines[:5] == ["#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5"]
    rows = list(csv.reader(lines[6:], delimiter="\t"))
    assert [row[0] for row in rows if row] == [note.guid for note in made()]
    assert all(len(row) == 5 for row in rows if row)


def parsed(bank: Bank) -> list:
    return parser.parseFile(io.StringIO(gift(bank)))


def test_moodle_reads_every_question() -> None:
    questions = parsed(BANK)
    assert [question.title for question in questions] == [q.id for q in QUESTIONS]
    assert all(question.valid for question in questions)
    assert {type(q.answers).__name__ for q in questions} == {
        "SelectSet",
        "MultipleChoicesSet",
        "MatchingSet",
        "ShortSet",
        "NumericAnswerSet",
    }
    one = questions[0].answers.answers
    assert [answer.fraction for answer in one] == [0, 100, 0]
    assert "matches the share" in one[1].feedback


@pytest.mark.parametrize("name", ["order", "match"])
def test_moodle_reads_steps_and_pairs_as_pairs(name: str) -> None:
    question = next(q for q in parsed(Bank(questions=[BankQuestion.model_validate(GOOD[name]["bank"][0])])))
    pairs = [(answer.question, answer.answer.strip()) for answer in question.answers.answers]
    assert [answer for _, answer in pairs] == (["1", "2", "3"] if name == "order" else ["text", "speech", "pictures"])


def test_marks_of_gift_in_a_text_stay_text() -> None:
    odd = QUESTIONS[0].model_copy(update={"stem": "<p>a = b ~ c # d {e} f:g \\ h</p>"})
    question = parsed(Bank(questions=[odd]))[0]
    assert question.valid
    assert len(question.answers.answers) == 3
