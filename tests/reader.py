"""A reader's Anki: its own package, without the window, and what its import dialogue begins with."""

from __future__ import annotations

from pathlib import Path

import anki.collection as package  # before its parts, which need it
from anki.cards import Card
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS, ImportResponse
from anki.notes import Note

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "first_field_match", "missing_notetype", "missing_deck", "empty_first_field")


class Reader:
    """A collection in a folder, and what a reader does with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = package.Collection(str(folder / "collection.anki2"))

    def takes(self, deck: bytes, always: bool = False) -> dict[str, int]:
        """Import a deck, maybe with "Update notes: Always"; return how many notes had which outcome."""
        path = self.folder / "deck.apkg"
        path.write_bytes(deck)
        options = self.collection._backend.get_import_anki_package_presets()
        if always:
            options.update_notes = IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS
        outcome = self.collection.import_anki_package(package.ImportAnkiPackageRequest(package_path=str(path), options=options))
        self.collection.models._clear_cache()
        return self._counted(outcome.log)

    def takes_text(self, text: str) -> dict[str, int]:
        """Import a text file; return how many notes had which outcome."""
        path = self.folder / "notes.txt"
        path.write_text(text, encoding="utf-8")
        metadata = self.collection.get_csv_metadata(path=str(path), delimiter=None)
        return self._counted(self.collection.import_csv(package.ImportCsvRequest(path=str(path), metadata=metadata)).log)

    def note(self, guid: str) -> Note:
        """Return a note as it is now."""
        assert self.collection.db is not None
        return self.collection.get_note(self.collection.db.scalar("select id from notes where guid = ?", guid))

    def card(self, guid: str) -> Card:
        """Return the card of a note as it is now."""
        return self.note(guid).cards()[0]

    def deck_of(self, guid: str) -> str:
        """Return the name of the deck that a note's card is in."""
        return self.collection.decks.name(self.card(guid).did)

    def reviews(self, guid: str) -> None:
        """Answer a card with "Good"."""
        card = self.card(guid)
        card.start_timer()
        self.collection.sched.answerCard(card, 3)

    def history(self) -> list[list[int]]:
        """Return all reviews: card and answer."""
        assert self.collection.db is not None
        return [list(row) for row in self.collection.db.all("select cid, ease from revlog")]

    def edits(self, guid: str, front: str) -> int:
        """Write another front into a note; return the time that Anki gave it."""
        note = self.note(guid)
        note.fields[0] = front
        self.collection.update_note(note)
        return int(self.note(guid).mod)

    @staticmethod
    def _counted(log: ImportResponse.Log) -> dict[str, int]:
        return {name: len(getattr(log, name)) for name in OUTCOMES if len(getattr(log, name))}
