"""What all data files check alike: an id stands once, and a page that is named is there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from common.problems import Problem

from data.types import is_page
from data.yaml_file import Location, Source


def used_twice(ids: Iterable[str], source: Source, key: str, what: str) -> list[Problem]:
    """Return a problem for each id that an entry before it has; `key` leads to the list, `what` is one entry."""
    seen: set[str] = set()
    found = []
    for i, id in enumerate(ids):
        if id in seen:
            found.append(
                Problem(source.path, source.line((key, i, "id")), f"the id `{id}` is used twice", f"give each {what} an id of its own")
            )
        seen.add(id)
    return found


def missing_page(name: str | None, source: Source, location: Location, root: Path) -> list[Problem]:
    """Return the problem of a page (relative to docs/ of the project at `root`) that is not there; none for no name."""
    if not name or is_page(root, name):
        return []
    return [Problem(source.path, source.line(location), f"there is no page `docs/{name}`", "correct the path, relative to docs/")]
