"""Publish the scripts: without comments and needless blanks, and the worker that keeps the practice pages for a time without a network.

It runs when the site is written, so that the hash of each file is that of what a reader gets.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import tree_sitter_javascript
from mkdocs.exceptions import PluginError
from tree_sitter import Language, Node, Parser

_KEPT = (
    "practice/**/*.html",
    "practice/*.json",
    "search/index.html",
    "search/*.json",
    "sitemap.xml",
    "assets/*.svg",
    "assets/stylesheets/*.css",
    "assets/javascripts/**/*.js",
)
_LEFT = ("practice/sheets/", "practice/questions.schema.json", "assets/javascripts/lunr/")
_FILES = "const FILES = {};"


def kept(site: Path) -> dict[str, str]:
    """Return what is stored for offline use: address relative to the site's root -> hash of the content."""
    found = {}
    for pattern in _KEPT:
        for path in site.glob(pattern):
            name = path.relative_to(site).as_posix()
            if not name.startswith(_LEFT):
                found[name.removesuffix("index.html")] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return dict(sorted(found.items()))


_WHOLE = ("string", "template_string", "regex")
_MEANT = re.compile(rb"[\w$\x80-\xff]{2}|\+\+|--|//|\d\.|/\w")
"""Two neighbours that mean something else without a blank between them."""


def _tokens(node: Node) -> Iterator[Node]:
    if node.type in _WHOLE or not node.children:
        if node.type != "comment" and node.end_byte > node.start_byte:
            yield node
        return
    for child in node.children:
        yield from _tokens(child)


def read(script: bytes) -> list[Node]:
    """Return the tokens of a script; raises ValueError where it is no JavaScript."""
    root = Parser(Language(tree_sitter_javascript.language())).parse(script).root_node
    if root.has_error:
        raise ValueError("this is no JavaScript")
    return list(_tokens(root))


def small(script: str) -> str:
    """Return a script without comments and needless blanks; raises ValueError where it is no JavaScript.

    Its lines stay: a line break can end a statement. Nothing is renamed or moved.
    """
    source = script.encode()
    tokens = read(source)
    made, end = b"", 0
    for token in tokens:
        text = source[token.start_byte : token.end_byte]
        gap = source[end : token.start_byte]
        made += b"\n" if made and b"\n" in gap else b" " if gap and _MEANT.match(made[-1:] + text[:1]) else b""
        made += text
        end = token.end_byte
    return made.decode() + "\n"


def knowing(worker: str, files: dict[str, str]) -> str:
    """Return the worker with the list of what it stores; raises ValueError where it has no place for it."""
    before, place, after = worker.partition(_FILES)
    if not place:
        raise ValueError(f"there is no `{_FILES}` to fill in")
    return f"{before}const FILES = {json.dumps(files)};{after}"


def publish(site: Path, own: Path) -> None:
    """Replace the scripts of `own`, sub-folders too, by small ones in the site; the worker moves to the site's root."""
    published = site / "assets" / "javascripts"
    worker = published / "worker.js"
    sources = [source for source in own.rglob("*.js") if not source.name.endswith(".min.js")]
    # The worker comes last: it knows the hashes of the others.
    for source in sorted(sources, key=lambda source: source.name == worker.name):
        path = published / source.relative_to(own)
        if not path.is_file():
            continue
        try:
            if path == worker:
                path.unlink()
                (site / worker.name).write_text(small(knowing(source.read_text(encoding="utf-8"), kept(site))), encoding="utf-8")
            else:
                path.write_text(small(source.read_text(encoding="utf-8")), encoding="utf-8")
        except ValueError as error:
            raise PluginError(f"{source}: {error}") from error
