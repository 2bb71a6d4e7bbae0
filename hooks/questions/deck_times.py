"""When each note of the Anki deck last changed: a list in the repository, one line a note.

Anki replaces a note only by one with a later time. So each note has a time of its own, which follows its
last change and never goes back. A build takes it from the list; a note that the list does not know as it is
now (somebody edited a question and never heard of the list) gets the time of the build. `make deck` writes
the list anew, from the last build.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from source.page import Page

from questions import anki
from questions.bank import Bank, Cards
from questions.reader import read as questions_of

LIST = "hooks/questions/deck_times.txt"
"""Where the list is, relative to the project. A merge keeps the lines of both sides (.gitattributes)."""
_HEAD = "# When each note of the Anki deck last changed: note, digest, seconds since 1970. Written by `make deck`.\n"


@dataclass(frozen=True)
class Stamp:
    """What a note is, as a digest of its fields, and since when, in seconds since 1970 (UTC)."""

    digest: str
    time: int


def read(text: str) -> dict[str, Stamp]:
    """Return the stamps of a list by note.

    Nothing in it stops a build: a line of another form (the marks of a merge conflict) is passed over. Of two
    lines for a note the later holds: its text may be with a reader, and what differs from it gets a later time yet.
    """
    stamps: dict[str, Stamp] = {}
    for line in text.splitlines():
        words = line.split()
        if len(words) == 3 and words[2].isdecimal():
            stamp = Stamp(words[1], int(words[2]))
            stamps[words[0]] = max(stamp, stamps.get(words[0], stamp), key=lambda s: s.time)
    return stamps


def load(root: Path) -> dict[str, Stamp]:
    """Return the stamps of the project at `root`; none where it has no list."""
    path = root / LIST
    return read(path.read_text(encoding="utf-8")) if path.is_file() else {}


def stamped(digests: dict[str, str], known: dict[str, Stamp], now: int, moved: Collection[str] = ()) -> dict[str, Stamp]:
    """Return a stamp for each note: the known one, or a later one if the note is new, differs or is in `moved`."""
    stamps = {}
    for note, digest in digests.items():
        old = known.get(note)
        if old is not None and old.digest == digest and note not in moved:
            stamps[note] = old
        else:
            stamps[note] = Stamp(digest, max(now, old.time + 1) if old else now)
    return stamps


def written(stamps: dict[str, Stamp]) -> str:
    """Return the list as text, sorted, so that two edits of different questions merge."""
    return _HEAD + "".join(f"{note} {stamp.digest} {stamp.time}\n" for note, stamp in sorted(stamps.items()))


def changed_since(root: Path) -> set[str]:
    """Return the questions that were another text in a commit since the list was last written.

    An edit that was published and then taken back leaves the digest as it was, but a reader may have the
    edit. Where git cannot tell, there are none.
    """

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False, encoding="utf-8")
        return done.stdout if done.returncode == 0 else ""

    def texts(source: str) -> dict[str, str]:
        return {q.id: q.hash for q in questions_of(Page("", source)).questions}

    last = git("log", "-1", "--format=%H", "--", LIST).strip()
    now = {id: text for path in (root / "docs").rglob("*.md") for id, text in texts(path.read_text(encoding="utf-8")).items()}
    found, commit = set(), ""
    for line in git("log", "--format=commit %H", "--name-only", "--relative", f"{last}..HEAD", "--", "docs").splitlines() if last else ():
        if line.startswith("commit "):
            commit = line.removeprefix("commit ")
        elif line.endswith(".md"):
            found |= {id for id, text in texts(git("show", f"{commit}:./{line}")).items() if now.get(id, text) != text}
    return found


def renewed(root: Path, now: int) -> tuple[dict[str, Stamp], int]:
    """Return the stamps of the notes in the site that was last built at `root`, and how many are new or later."""
    practice = root / "site" / "practice"
    bank = Bank.model_validate_json((practice / "questions.json").read_text(encoding="utf-8"))
    cards = Cards.model_validate_json((practice / "cards.json").read_text(encoding="utf-8"))
    known = load(root)
    stamps = stamped(anki.digests(anki.notes(bank, cards, {})), known, now, changed_since(root))
    return stamps, sum(known.get(note) != stamp for note, stamp in stamps.items())


if __name__ == "__main__":
    project = Path(__file__).resolve().parents[2]
    made, later = renewed(project, int(time.time()))
    (project / LIST).write_text(written(made), encoding="utf-8")
    sys.stdout.write(f"{LIST}: {later} of {len(made)} notes have a new time\n")
