"""The cards for Anki: a deck that a new import updates, and the same as a text file."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from dataclasses import dataclass
from html import escape

import genanki

from questions.bank import Bank, BankQuestion, Cards
from questions.kinds import KINDS

DECK = "AWS machine learning study guide"
# Made up once and kept for ever: Anki finds a deck and a note type again by these.
_DECK_ID, _MODEL_ID = 1_763_683_200, 1_763_683_201
_MODEL = genanki.Model(
    _MODEL_ID,
    "AWS machine learning study guide",
    fields=[{"name": name} for name in ("Front", "Back", "Id")],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    css=".card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 40em; margin: auto }",
)


@dataclass(frozen=True)
class Note:
    """One card: `guid` never changes, so a second import updates it and keeps what Anki knows of it."""

    guid: str
    deck: str
    front: str
    back: str
    tags: list[str]


def notes(bank: Bank, cards: Cards, themes: dict[str, str], site_url: str) -> list[Note]:
    """Return all notes, in the order of the guide; links lead to `site_url`, or are left out where it is empty.

    `themes` are the names of the decks.
    """
    found = []
    for q in bank.questions:
        tags = [q.theme, *(f"{exam}::{task}" for exam, tasks in q.exams.items() for task in tasks)]
        found.append(Note(genanki.guid_for(q.id), themes[q.theme], front(q), back(q) + _links(q.url, q.source, site_url), tags))
    for card in cards.cards:
        found.append(
            Note(genanki.guid_for(card.id), card.deck.title(), card.front, card.back + _links(card.url, "", site_url), [card.deck])
        )
    return found


def front(q: BankQuestion) -> str:
    """Return what is asked, as HTML: the order of steps and answers gives nothing away."""
    case = f"<div>{q.case.stem}</div>" if q.case else ""
    return f"{case}{q.stem}<p><b>{q.title}</b></p>{KINDS[q.kind].front(q)}"


def back(q: BankQuestion) -> str:
    """Return the answer with the reason under each option, as HTML."""
    return KINDS[q.kind].back(q)


def _links(url: str, source: str, site_url: str) -> str:
    links = [(site_url + url, "Explanation")] if site_url and url else []
    links += [(source, "Source")] if source else []
    return "<p>" + " · ".join(f'<a href="{escape(address)}">{words}</a>' for address, words in links) + "</p>" if links else ""


def deck(all_notes: list[Note], day: float) -> bytes:
    """Return the deck as an .apkg file.

    `day` (seconds since 1970) stands for the time of the build, so that the same notes always give
    the same bytes. Format: https://github.com/ankitects/anki (an SQLite collection in a zip file).
    """
    decks: dict[str, genanki.Deck] = {}
    for note in all_notes:
        if note.deck not in decks:
            number = int(hashlib.sha256(note.deck.encode()).hexdigest()[:7], 16)
            decks[note.deck] = genanki.Deck(_DECK_ID + number, f"{DECK}::{note.deck}")
        decks[note.deck].add_note(genanki.Note(_MODEL, [note.front, note.back, note.guid], guid=note.guid, tags=note.tags))
    with sqlite3.connect(":memory:") as collection:
        genanki.Package(list(decks.values())).write_to_db(collection.cursor(), day, itertools.count(int(day * 1000)))
        collection.commit()
        content = collection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", content), ("media", json.dumps({}).encode())):
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def text(all_notes: list[Note]) -> str:
    """Return the notes as a text file for Anki's import; the headers tell Anki which column is which.

    Format: https://docs.ankiweb.net/importing/text-files.html
    """
    lines = ["#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5", f"#notetype:{_MODEL.name}"]
    for note in all_notes:
        cells = [note.guid, f"{DECK}::{note.deck}", note.front, note.back, " ".join(note.tags)]
        lines.append("\t".join('"' + " ".join(cell.split()).replace('"', '""') + '"' for cell in cells))
    return "\n".join(lines) + "\n"
