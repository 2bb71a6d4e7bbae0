"""The questions of the real site: complete, even in form, and readable by the tools they are published for."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from pygiftparser import parser
from questions.bank import Bank, Cards
from questions.give_aways import form, twins
from questions.question import Question
from questions.reader import read
from source.page import Page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bank(site: Path) -> Bank:
    return Bank.model_validate_json((site / "practice" / "questions.json").read_text())


@pytest.fixture(scope="module")
def written() -> list[Question]:
    """Return all questions as they stand in the pages."""
    paths = sorted((ROOT / "docs").rglob("*.md"))
    return [question for path in paths for question in read(Page(path.name, path.read_text())).questions]


def test_every_written_question_is_published_with_what_its_page_says(bank: Bank, written: list[Question]) -> None:
    assert sorted(q.id for q in bank.questions) == sorted(q.id for q in written)
    assert [q.id for q in bank.questions if not (q.exams and q.checked and q.url and q.stem)] == []
    assert [q.id for q in bank.questions for o in q.options if not (o.text and o.reason)] == []


def test_there_are_enough_of_each_kind(written: list[Question]) -> None:
    kinds = Counter(q.kind if q.kind != "choose" or len(q.right) == 1 else "several" for q in written)
    assert len(written) >= 764
    assert kinds["several"] >= 100
    assert min(kinds["order"], kinds["match"], kinds["numeric"]) >= 32


def test_there_are_scenarios_of_the_length_of_an_exam(bank: Bank) -> None:
    stories = [q for q in bank.questions if q.page.startswith("practice/scenarios/") and q.case is None]
    assert len(stories) >= 65
    assert [q.id for q in stories if len(html.fromstring(q.stem).text_content().split()) < 55] == []
    assert [q.id for q in stories if not q.hint] == []


def test_the_form_gives_nothing_away(written: list[Question]) -> None:
    told = form(written)
    assert all(abs(share - 0.25) <= 0.05 for place, share in told["position"].items() if place in "abcd")
    assert told["longest"]["found"] <= told["longest"]["chance"] + 0.05
    assert twins(written) == []


def test_anki_reads_the_deck(site: Path, bank: Bank, tmp_path: Path) -> None:
    cards = Cards.model_validate_json((site / "practice" / "cards.json").read_text())
    with zipfile.ZipFile(site / "practice" / "aws-ml-study-guide.apkg") as package:
        (tmp_path / "c").write_bytes(package.read("collection.anki2"))
    notes = sqlite3.connect(tmp_path / "c").execute("select guid, flds from notes").fetchall()
    assert len({guid for guid, _ in notes}) == len(notes) == len(bank.questions) + len(cards.cards)
    assert all(all(field.strip() for field in fields.split("\x1f")) for _, fields in notes)


def test_moodle_reads_the_gift_file(site: Path, bank: Bank) -> None:
    questions = parser.parseFile(io.StringIO((site / "practice" / "moodle.gift.txt").read_text()))
    assert [q.title for q in questions if not q.valid] == []
    assert [q.title for q in questions] == [q.id for q in bank.questions]
    by_id = {q.id: q for q in bank.questions}
    for question in questions:
        entry = by_id[question.title]
        read = question.answers.answers
        if entry.kind == "choose":
            assert [answer.fraction > 0 for answer in read] == [o.correct for o in entry.options], entry.id
        elif entry.kind in ("match", "order"):
            assert len({answer.answer for answer in read}) == len(entry.options), entry.id
        elif entry.kind == "fill":
            assert [answer.answer for answer in read] == entry.answers, entry.id
        else:
            assert [(answer.value, answer.tolerance) for answer in read] == [(float(entry.answers[0]), entry.tolerance)], entry.id


def test_the_sheets_hold_every_question_and_answer(site: Path, bank: Bank) -> None:
    pages = [html.parse(str(path)).getroot() for path in (site / "practice" / "sheets").glob("*.html")]
    assert sum(len(page.xpath("//main/ol/li")) for page in pages) == 2 * len(bank.questions)


def test_the_schema_describes_what_is_published(site: Path) -> None:
    schema = json.loads((site / "practice" / "questions.schema.json").read_text())
    published = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    assert {key for q in published for key in q} <= set(schema["$defs"]["BankQuestion"]["properties"])
    assert all(schema["$defs"]["BankQuestion"]["properties"][key] for key in schema["$defs"]["BankQuestion"]["required"])


def test_links_of_the_bank_lead_to_pages_of_the_site(site: Path, bank: Bank) -> None:
    for q in bank.questions:
        texts = [q.stem, q.reason, *(o.reason for o in q.options)]
        links = [q.url, *(a.get("href") for text in texts if text for a in html.fragment_fromstring(text, create_parent="p").iter("a"))]
        for link in links:
            path, _, anchor = str(link).partition("#")
            if path.startswith("https:"):
                continue
            page = site / path / "index.html"
            assert page.is_file(), (q.id, link)
            assert not anchor or f'id="{anchor}"' in page.read_text(), (q.id, link)
