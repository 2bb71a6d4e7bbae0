"""The deck in Anki itself: what arrives, what a later import changes, and what it leaves alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import genanki
import pytest
from questions import anki, deck_times
from questions.bank import Bank
from questions.deck_times import Stamp
from reader import Reader
from test_exports import BANK, CARDS, QUESTIONS, THEMES

DAY, YEAR = 86_400, 31_536_000
START = 1_000_000_000
ALL = len(QUESTIONS) + len(CARDS.cards)
GUID = anki.notes(BANK, CARDS, THEMES)[0].guid


class Guide:
    """The guide as its maintainers have it: some questions and the list of times."""

    def __init__(self) -> None:
        self.bank = BANK
        self.known: dict[str, Stamp] = {}
        self.listed(START)

    def edited(self, **fields: object) -> None:
        """Change the first question."""
        self.bank = Bank(questions=[self.bank.questions[0].model_copy(update=fields), *self.bank.questions[1:]])

    def notes(self) -> list[anki.Note]:
        return anki.notes(self.bank, CARDS, THEMES)

    def listed(self, now: int, moved: tuple[str, ...] = ()) -> None:
        """Write the list anew, as it would be read again."""
        self.known = deck_times.read(deck_times.written(deck_times.stamped(anki.digests(self.notes()), self.known, now, moved)))

    def deck(self, now: int) -> bytes:
        """Return the deck of a build at that time."""
        stamps = deck_times.stamped(anki.digests(self.notes()), self.known, now)
        return anki.deck(self.notes(), {note: stamp.time for note, stamp in stamps.items()}, "")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    reader = Reader(tmp_path)
    yield reader
    reader.collection.close()


@pytest.fixture
def guide() -> Guide:
    return Guide()


def test_all_notes_arrive_once(reader: Reader, guide: Guide) -> None:
    assert reader.takes(guide.deck(START)) == {"new": ALL}
    assert guide.deck(START) == guide.deck(START + YEAR)
    assert reader.takes(guide.deck(START + YEAR)) == {"duplicate": ALL}
    assert reader.collection.note_count() == reader.collection.card_count() == ALL
    for note in guide.notes():
        assert reader.note(note.guid).fields == [*note.sides(""), note.guid]
        assert sorted(reader.note(note.guid).tags) == sorted(note.tags)
        assert reader.deck_of(note.guid) == f"AWS machine learning study guide::{note.deck}"


def test_an_edit_that_nobody_listed_reaches_the_reader_and_his_history_stays(reader: Reader, guide: Guide) -> None:
    reader.takes(guide.deck(START))
    reader.reviews(GUID)
    before, history = reader.card(GUID), reader.history()
    guide.edited(stem="<p>Another text.</p>")
    assert reader.takes(guide.deck(START + DAY)) == {"updated": 1, "duplicate": ALL - 1}
    assert reader.note(GUID).fields[0].startswith("<p>Another text.</p>")
    after = reader.card(GUID)
    assert reader.history() == history != []
    assert (after.id, after.reps, after.due, after.ivl, after.queue) == (before.id, 1, before.due, before.ivl, before.queue)
    guide.edited(stem="<p>A third text.</p>")
    assert reader.takes(guide.deck(START + 2 * DAY))["updated"] == 1


@pytest.mark.parametrize(
    "edit",
    [{"exams": {"mla-c02": ["1.2"]}}, {"source": "https://docs.aws.amazon.com/other.html"}, {"url": "q/"}, {"theme": "security"}],
    ids=["tasks", "source", "page", "theme"],
)
def test_whatever_shows_on_a_card_is_an_edit(reader: Reader, guide: Guide, edit: dict[str, object]) -> None:
    reader.takes(guide.deck(START))
    guide.edited(**edit)
    guide.listed(START + DAY)
    assert reader.takes(guide.deck(START + 2 * DAY)) == {"updated": 1, "duplicate": ALL - 1}


def test_an_edit_taken_back_is_an_edit(reader: Reader, guide: Guide) -> None:
    first = guide.notes()[0].front
    reader.takes(guide.deck(START))
    guide.edited(stem="<p>Wrong.</p>")
    guide.listed(START + DAY)
    reader.takes(guide.deck(START + DAY))
    guide.edited(stem=QUESTIONS[0].stem)
    assert reader.takes(guide.deck(START + 2 * DAY)) == {"updated": 1, "duplicate": ALL - 1}
    assert reader.note(GUID).fields[0] == first


def test_an_edit_taken_back_before_it_was_listed_is_one_from_the_next_list_on(reader: Reader, guide: Guide) -> None:
    guide.edited(stem="<p>Wrong.</p>")
    reader.takes(guide.deck(START + DAY))
    guide.edited(stem=QUESTIONS[0].stem)
    guide.listed(START + 2 * DAY, moved=(QUESTIONS[0].id,))
    assert reader.takes(guide.deck(START + 2 * DAY)) == {"updated": 1, "duplicate": ALL - 1}
    assert "Wrong." not in reader.note(GUID).fields[0]


def test_an_older_deck_changes_nothing(reader: Reader, guide: Guide) -> None:
    older = guide.deck(START)
    guide.edited(stem="<p>Another text.</p>")
    reader.takes(guide.deck(START + DAY))
    assert reader.takes(older) == {"duplicate": ALL}
    assert "Another text." in reader.note(GUID).fields[0]


def test_what_the_reader_wrote_stays_until_the_guide_changes_that_note(reader: Reader, guide: Guide) -> None:
    reader.takes(guide.deck(START))
    mine = reader.edits(GUID, "My own words.")
    assert reader.takes(guide.deck(mine + YEAR)) == {"duplicate": ALL}
    guide.edited(stem="<p>Older than mine.</p>")
    assert reader.takes(guide.deck(mine - 1)) == {"duplicate": ALL}
    assert reader.note(GUID).fields[0] == "My own words."
    assert reader.takes(guide.deck(START), always=True) == {"updated": 1, "duplicate": ALL - 1}
    assert reader.note(GUID).fields[0] == guide.notes()[0].front
    reader.collection.tags.bulk_add([reader.note(GUID).id], "mine")
    guide.edited(stem="<p>Later than mine.</p>")
    assert reader.takes(guide.deck(reader.note(GUID).mod + 1)) == {"updated": 1, "duplicate": ALL - 1}
    assert "Later than mine." in reader.note(GUID).fields[0]
    assert "mine" not in reader.note(GUID).tags


def test_a_new_question_is_added_and_one_that_left_stays(reader: Reader, guide: Guide) -> None:
    reader.takes(guide.deck(START))
    new = QUESTIONS[0].model_copy(update={"id": "quite-new"})
    guide.bank = Bank(questions=[new, *QUESTIONS[1:]])
    assert reader.takes(guide.deck(START + DAY)) == {"new": 1, "duplicate": ALL - 1}
    assert reader.collection.note_count() == ALL + 1
    assert reader.note(GUID).fields[0] == reader.note(genanki.guid_for("quite-new")).fields[0]


def test_a_card_stays_in_its_deck_when_its_question_moves(reader: Reader, guide: Guide) -> None:
    reader.takes(guide.deck(START))
    guide.edited(theme="security")
    again: list[Callable[[], dict[str, int]]] = [
        lambda: reader.takes(guide.deck(START + DAY)),
        lambda: reader.takes_text(anki.text(guide.notes(), "")),
    ]
    for take in again:
        take()
        assert reader.deck_of(GUID).endswith("::Data")
        assert "security" in reader.note(GUID).tags


def test_a_new_style_reaches_the_reader_and_no_note_with_it(reader: Reader, guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    reader.takes(guide.deck(START))
    monkeypatch.setattr(anki._MODEL, "css", ".card { color: green }")
    assert reader.takes(guide.deck(START + DAY)) == {"duplicate": ALL}
    model = reader.collection.models.by_name("AWS machine learning study guide")
    assert model is not None
    assert model["css"] == ".card { color: green }"


def test_the_notes_of_the_first_decks_are_known_again(reader: Reader, guide: Guide) -> None:
    """What those decks were, typed again: with another field or template Anki would refuse every note."""
    names = [{"name": name} for name in ("Front", "Back", "Id")]
    template = {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{Back}}"}
    first = genanki.Deck(1, "AWS machine learning study guide::Data")
    model = genanki.Model(1_763_683_201, "AWS machine learning study guide", fields=names, templates=[template])
    first.add_note(genanki.Note(model, ["Old", "Old", "Old"], guid=genanki.guid_for("q0")))
    genanki.Package(first).write_to_file(reader.folder / "first.apkg", timestamp=START - DAY)
    assert reader.takes((reader.folder / "first.apkg").read_bytes()) == {"new": 1}
    assert reader.takes(guide.deck(START)) == {"updated": 1, "new": ALL - 1}


def test_the_text_file_holds_the_same_and_updates_every_card(reader: Reader, guide: Guide) -> None:
    code = '<pre>a = 1\nb = "2"\t# c</pre>'
    marked = next(f"q-{number}" for number in itertools.count() if genanki.guid_for(f"q-{number}").startswith("#"))
    guide.bank = Bank(
        questions=[QUESTIONS[0].model_copy(update={"stem": code}), QUESTIONS[1].model_copy(update={"id": marked}), *QUESTIONS[2:]]
    )
    reader.takes(guide.deck(START))
    assert reader.takes_text(anki.text(guide.notes(), "")) == {"duplicate": ALL}
    reader.edits(GUID, "My own words.")
    reader.collection.set_config("csvDuplicateResolution", 1)  # the reader kept his notes in an import before
    assert reader.takes_text(anki.text(guide.notes(), "")) == {"updated": 1, "duplicate": ALL - 1}
    assert reader.note(GUID).fields[0].startswith(code)


def test_the_text_file_alone_makes_cards_that_the_deck_leaves_alone(reader: Reader, guide: Guide) -> None:
    assert reader.takes_text(anki.text(guide.notes(), "")) == {"new": ALL}
    assert {reader.deck_of(note.guid) for note in guide.notes()} >= {"AWS machine learning study guide::Glossary"}
    assert reader.takes_text(anki.text(guide.notes(), "")) == {"duplicate": ALL}
    assert reader.takes(guide.deck(START)) == {"conflicting": ALL}
    assert reader.collection.note_count() == ALL
