"""Tell files that the site cannot or must not serve: two that want one address, kinds that could run a script, links out of docs/."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import allowed
from common.guide import Guide
from common.problems import Problem

_ANYWHERE = (".md", ".yml", ".schema.json", ".png", ".jpg", ".jpeg", ".webp", ".gif")
_ASSETS = (".css", ".js", ".svg")
"""What only docs/assets/ holds: the theme of the site, which a page cannot load by itself."""


def check(guide: Guide) -> list[Problem]:
    """Return the files of docs/ that must not be there."""
    docs = guide.root / "docs"
    return [
        Problem(path.relative_to(guide.root).as_posix(), 1, what, mend)
        for path in sorted(_files(docs))
        for what, mend in _faults(path, docs)
    ]


def _files(docs: Path) -> Iterator[Path]:
    """Yield all files below a folder, and the links, which are not followed."""
    for folder, folders, names in os.walk(docs):
        yield from (Path(folder, name) for name in names)
        yield from (Path(folder, name) for name in folders if Path(folder, name).is_symlink())


def _faults(path: Path, docs: Path) -> Iterator[tuple[str, str]]:
    name = path.name.lower()
    if path.is_symlink():
        yield "this is a link to another place", "put a copy of the file here: what is published stands in docs/"
    elif not path.is_file():
        yield "this is no file", "remove it"
    elif name.startswith("."):
        return  # MkDocs leaves it out
    elif name == "readme.md" and (path.parent / "index.md").is_file():
        yield "`README.md` and `index.md` both want to be the page of this folder", "keep `index.md`, and move what is in this file there"
    elif not name.endswith(_ANYWHERE) and not (name.endswith(_ASSETS) and path.is_relative_to(docs / "assets")):
        yield "files of this kind are not published", "write a page as Markdown (`.md`), save a picture as `.png`, `.jpg` or `.webp`"
    elif name.endswith(".svg"):
        told = allowed.refused(path.read_text(encoding="utf-8", errors="replace"))
        yield from ((one.what.replace("in a page", "in a picture"), "remove it") for one in told)
