"""What leaves for other tools, each opened as that tool opens it: Anki's decks, Moodle's GIFT, the JSON."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import exports
import pytest
import yaml
from common.html import parse
from conftest import GOLDEN
from pygiftparser import parser
from questions import anki
from questions.bank import Bank, BankQuestion, Card, Cards
from questions.gift import gift
from small import build, page

GOOD = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
QUESTIONS = [BankQuestion.model_validate(GOOD[name]["bank"][0] | {"id": f"q{i}"}) for i, name in enumerate(GOOD)]
BANK = Bank(questions=QUESTIONS)
THEMES = {"data": "Data", "security": "Security", "ai-services": "AI services"}
CARDS = Cards(cards=[Card(id="term-x", deck="glossary", front="X &amp; Y", back="A letter.", url="p/")])


def collection(deck: bytes, folder: Path) -> sqlite3.Connection:
    """Open a deck as Anki does: an SQLite file in a zip file."""
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        (folder / "collection.anki2").write_bytes(package.read("collection.anki2"))
    return sqlite3.connect(folder / "collection.anki2")


def made(bank: Bank = BANK) -> list[anki.Note]:
    return anki.notes(bank, CARDS, THEMES)


def deck(notes: list[anki.Note], time: int = 1_000_000_000, site: str = "") -> bytes:
    return anki.deck(notes, dict.fromkeys(anki.digests(notes), time), site)


def test_the_deck_holds_every_question_and_card_with_its_answer(tmp_path: Path) -> None:
    rows = collection(deck(made()), tmp_path).execute("select guid, flds, tags from notes").fetchall()
    assert len(rows) == len(QUESTIONS) + 1
    front, back, guid = rows[0][1].split("\x1f")
    assert "Which change makes the scores fit?" in front
    assert "matches the share" not in front
    assert "<b>B right:</b> Raise <code>num_samples_per_tree</code><br><i>1 / 1,000 matches the share.</i>" in back
    assert guid == rows[0][0]


def test_the_bank_says_of_a_question_what_its_page_says_unless_it_says_so_itself() -> None:
    own = GOOD["a hint, own tasks and another page"]["markdown"].replace("rcf-samples", "own").replace("rcf.md#sampling", "a.md")
    pages = {"security/a.md": page(f"{GOOD['order']['markdown']}\n{own}", title="A", exams='{mla-c01: ["1.1"]}')}
    pipeline, html = build(pages)
    found = exports.collect(pipeline.guide, {"security/a.md": ("security/a/", parse(html["security/a.md"]))}).questions
    assert [(q.id, q.page, q.theme, q.checked, q.exams) for q in found] == [
        ("order-a", "security/a.md", "security", "2026-11-21", {"mla-c01": ["1.1"]}),
        ("own", "security/a.md", "security", "2026-11-21", {"mls-c01": ["3.2"], "mla-c02": ["2.1"]}),
    ]


def test_a_note_carries_its_theme_and_all_its_tasks() -> None:
    tasks = {"mla-c02": ["1.1", "2.3"], "mls-c01": ["3.2"]}
    notes = made(Bank(questions=[QUESTIONS[0].model_copy(update={"exams": tasks, "theme": "ai-services"})]))
    assert [note.tags for note in notes] == [["ai-services", "mla-c02::1.1", "mla-c02::2.3", "mls-c01::3.2"], ["glossary"]]
    assert [note.deck for note in notes] == ["AI services", "Glossary"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert deck(made(), 86400) == deck(made(), 86400)
    assert len({note.guid for note in made()}) == len(made())


def test_notes_link_to_a_published_site_only(tmp_path: Path) -> None:
    site = "https://guide.example/"
    question, card = made()[0], made()[-1]
    assert question.sides(site)[1].endswith(
        '<p><a href="https://guide.example/p/">Explanation</a> · <a href="https://docs.aws.amazon.com/rcf.html">Source</a></p>'
    )
    assert question.sides("")[1].endswith('<p><a href="https://docs.aws.amazon.com/rcf.html">Source</a></p>')
    assert card.sides(site)[1] == 'A letter.<p><a href="https://guide.example/p/">Explanation</a></p>'
    assert card.sides("")[1] == "A letter."
    backs = [note.sides(site)[1] for note in made()]
    fields = collection(deck(made(), site=site), tmp_path).execute("select flds from notes").fetchall()
    assert [row[0].split("\x1f")[1] for row in fields] == backs
    assert [row[3] for row in csv.reader(anki.text(made(), site).split("\n")[7:], delimiter="\t") if row] == backs


def test_links_in_the_text_of_a_note_lead_to_the_site() -> None:
    linked = '<p>See <a href="data/s3/#x">S3</a> and <a href="https://example.org/">this</a>.</p>'
    option = QUESTIONS[0].options[0].model_copy(update={"reason": linked})
    question = QUESTIONS[0].model_copy(update={"stem": linked, "options": [option, *QUESTIONS[0].options[1:]]})
    for side in made(Bank(questions=[question]))[0].sides("https://guide.example/"):
        assert '<a href="https://guide.example/data/s3/#x">S3</a> and <a href="https://example.org/">this</a>' in side


@pytest.mark.parametrize("kind", ["order", "match"])
def test_the_front_shows_steps_and_answers_in_the_order_of_the_build(kind: str) -> None:
    question = next(q for q in QUESTIONS if q.kind == kind)
    shown = [o.answer or o.text for o in question.options]
    for order in ([2, 0, 1], [1, 2, 0]):
        front = anki.front(question.model_copy(update={"shown": order}))
        assert front.split("<ul>")[1] == "".join(f"<li>{shown[place]}</li>" for place in order) + "</ul>"


def test_the_text_file_says_which_column_is_what_and_reads_back() -> None:
    lines = anki.text(made(), "").split("\n")
    assert lines[:5] == ["#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5"]
    rows = list(csv.reader(lines[7:], delimiter="\t"))
    assert [row[0] for row in rows if row] == [note.guid for note in made()]
    assert all(len(row) == 5 for row in rows if row)


def parsed(bank: Bank) -> list[Any]:
    return list(parser.parseFile(io.StringIO(gift(bank, THEMES))))


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


def test_reasons_of_steps_and_pairs_are_told_after_the_answer() -> None:
    for name in ("order", "match"):
        entry = BankQuestion.model_validate(GOOD[name]["bank"][0])
        feedback = gift(Bank(questions=[entry]), THEMES).split("####")[1]
        assert all(o.reason in feedback for o in entry.options)
    assert "####" not in gift(Bank(questions=[QUESTIONS[0]]), THEMES)


def test_seven_options_have_a_letter_each() -> None:
    option = QUESTIONS[0].options[0]
    assert "<b>G wrong:</b>" in anki.back(QUESTIONS[0].model_copy(update={"options": [option] * 7}))


def test_marks_of_gift_in_a_text_stay_text() -> None:
    odd = QUESTIONS[0].model_copy(update={"stem": "<p>a = b ~ c # d {e} f:g \\ h</p>"})
    question = parsed(Bank(questions=[odd]))[0]
    assert question.valid
    assert len(question.answers.answers) == 3
