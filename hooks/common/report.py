"""Where every hook puts the problems it finds, so that one run tells them all.

`hooks/problems.py` empties it before a build and reads it when all pages are rendered.
"""

from __future__ import annotations

from collections.abc import Iterable

from common.problems import Problem

_found: set[Problem] = set()


def clear() -> None:
    """Forget the problems of the last build."""
    _found.clear()


def add(problems: Iterable[Problem]) -> None:
    """Keep problems until the end of the build; the same one twice counts once."""
    _found.update(problems)


def found() -> list[Problem]:
    """Return what was found so far, by file and line."""
    return sorted(_found)
