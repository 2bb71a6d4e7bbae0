"""The cards for Anki: a deck that a new import updates, and the same as a text file."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import itertools
import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from html import escape

import genanki

from questions.bank import Bank, BankQuestion, Cards
from questions.kinds import KINDS

DECK = "AWS machine learning study guide"
# Made up once and kept for ever: by its id, its fields and its template Anki knows the note type again, and it
# refuses every note of another one. The style and what the template shows may change.
_DECK_ID, _MODEL_ID = 1_763_683_200, 1_763_683_201
_MODEL = genanki.Model(
    _MODEL_ID,
    "AWS machine learning study guide",
    fields=[{"name": name} for name in ("Front", "Back", "Id")],
    templates=[{"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    css=".card { font-family: sans-serif; font-size: 18px; text-align: left; max-width: 40em; margin: auto }",
)


NOTE_TYPE = "(note-type)"
"""Stands among the ids of notes for the note type, which has a time too; no question can be called so."""


@dataclass(frozen=True)
class Note:
    """One card: `id` never changes, so a second import updates it and keeps what Anki knows of it.

    Links in it are relative to the site's root, and so is `page`, which explains it.
    """

    id: str
    deck: str
    front: str
    answer: str
    page: str
    source: str
    tags: list[str]

    @functools.cached_property
    def guid(self) -> str:
        """What Anki knows the note by."""
        return str(genanki.guid_for(self.id))

    def sides(self, site_url: str) -> tuple[str, str]:
        """Return front and back; links into the guide lead to `site_url`, and no link is added to them where it is empty."""
        front, answer = (re.sub(r'href="(?!https?:)', f'href="{escape(site_url)}', side) for side in (self.front, self.answer))
        links = [(site_url + self.page, "Explanation")] if site_url and self.page else []
        links += [(self.source, "Source")] if self.source else []
        shown = " · ".join(f'<a href="{escape(address)}">{words}</a>' for address, words in links)
        return front, f"{answer}<p>{shown}</p>" if shown else answer


def notes(bank: Bank, cards: Cards, themes: dict[str, str]) -> list[Note]:
    """Return all notes, in the order of the guide; `themes` are the names of the decks."""
    found = []
    for q in bank.questions:
        tags = [q.theme, *(f"{exam}::{task}" for exam, tasks in q.exams.items() for task in tasks)]
        found.append(Note(q.id, themes.get(q.theme, q.theme), front(q), back(q), q.url, q.source, tags))
    return found + [Note(card.id, card.deck.title(), card.front, card.back, card.url, "", [card.deck]) for card in cards.cards]


def digests(all_notes: list[Note]) -> dict[str, str]:
    """Return for each note, and for the note type, what changes when Anki has something to update: the same for every address of the site."""
    content = {note.id: [*note.sides("/"), *note.tags] for note in all_notes}
    content[NOTE_TYPE] = [json.dumps(_MODEL.to_json(0, _DECK_ID), sort_keys=True)]
    return {id: hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:10] for id, texts in content.items()}


def front(q: BankQuestion) -> str:
    """Return what is asked, as HTML: the order of steps and answers gives nothing away."""
    case = f"<div>{q.case.stem}</div>" if q.case else ""
    return f"{case}{q.stem}<p><b>{q.title}</b></p>{KINDS[q.kind].front(q)}"


def back(q: BankQuestion) -> str:
    """Return the answer with the reason under each option, as HTML."""
    return KINDS[q.kind].back(q)


def deck(all_notes: list[Note], times: dict[str, int], site_url: str) -> bytes:
    """Return the deck as an .apkg file.

    `times` are seconds since 1970, by the id of a note and for the note type: Anki updates what is later
    than its own. Nothing else depends on when it is made, so the same input always gives the same bytes.
    Format: https://github.com/ankitects/anki (an SQLite collection in a zip file).
    """
    decks: dict[str, genanki.Deck] = {}
    for note in all_notes:
        if note.deck not in decks:
            number = int(hashlib.sha256(note.deck.encode()).hexdigest()[:7], 16)
            decks[note.deck] = genanki.Deck(_DECK_ID + number, f"{DECK}::{note.deck}")
        decks[note.deck].add_note(genanki.Note(_MODEL, [*note.sides(site_url), note.guid], guid=note.guid, tags=note.tags))
    with sqlite3.connect(":memory:") as collection:
        ids = itertools.count(max(times.values()) * 1000)  # Anki shows them as the day on which a card was added
        genanki.Package(list(decks.values())).write_to_db(collection.cursor(), times[NOTE_TYPE], ids)
        collection.executemany("update notes set mod = ? where guid = ?", [(times[note.id], note.guid) for note in all_notes])
        collection.commit()
        content = collection.serialize()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (("collection.anki2", content), ("media", json.dumps({}).encode())):
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def text(all_notes: list[Note], site_url: str) -> str:
    """Return the notes as a text file for Anki's import; the headers tell Anki which column is which.

    Format: https://docs.ankiweb.net/importing/text-files.html
    """
    headers = ["#separator:tab", "#html:true", "#guid column:1", "#deck column:2", "#tags column:5", f"#notetype:{_MODEL.name}"]
    lines = io.StringIO("\n".join([*headers, "#if matches:update current"]) + "\n")
    lines.seek(0, io.SEEK_END)
    rows = csv.writer(lines, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    rows.writerows([note.guid, f"{DECK}::{note.deck}", *note.sides(site_url), " ".join(note.tags)] for note in all_notes)
    return lines.getvalue()
