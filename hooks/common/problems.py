"""One problem in the source of the site, told to a contributor who knows Markdown only."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """A fault at a line of a source file, with the way to mend it.

    `path` is relative to the project ("docs/algorithms/xgboost.md"); `line` counts from 1;
    `what` and `mend` are sentences without a full stop at the end.
    """

    path: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.mend}"


class Problems:
    """Where every step of one build puts the problems it finds, so that one run tells them all."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, problems: Iterable[Problem]) -> None:
        """Keep problems until the end of the build; the same one twice counts once."""
        self._found.update(problems)

    def told(self, path: str, first: int, last: int) -> bool:
        """Say whether there is a problem in the lines `first` to `last` (from 1) of a file already."""
        return any(p.path == path and first <= p.line <= last for p in self._found)

    def __iter__(self) -> Iterator[Problem]:
        """Yield the problems by file and line."""
        yield from sorted(self._found)


def failed(path: str, step: str, error: Exception) -> Problem:
    """Return the problem of a step of the build that raised at a file: a fault of ours, told as any other."""
    words = str(error).splitlines()[0][:80] if str(error) else ""
    what = f"{step} failed here ({type(error).__name__}{': ' if words else ''}{words})"
    mend = "undo what was changed last in this file, and report this message: the build should have said what is wrong"
    return Problem(path, 1, what, mend)


def nearest(word: object, known: Iterable[object], *, likeness: float = 0.6) -> str | None:
    """Return the member of `known` that `word` was most probably meant to be, or None.

    `likeness` runs from 0 (anything) to 1 (the same but for case).
    """
    names = {str(name).casefold(): str(name) for name in known}
    hits = difflib.get_close_matches(str(word).casefold(), names, n=1, cutoff=likeness)
    return names[hits[0]] if hits else None


def did_you_mean(word: object, known: Iterable[object]) -> str:
    """Return the mend for a name that is not in `known`: the nearest one, else the whole list."""
    known = sorted({str(name) for name in known})
    hit = nearest(word, known)
    return f"did you mean `{hit}`?" if hit else f"use one of: {', '.join(known)}"
