"""Write a Markdown table from data, with text that cannot break it."""

from __future__ import annotations

import posixpath
import re

_SPECIAL = re.compile(r"([\\*_{}\[\]|])")


def text(value: str) -> str:
    """Return `value` safe for a table cell; what is in backticks stays code."""
    parts = re.split(r"(`[^`]+`)", value)
    return "".join(p if p.startswith("`") else _SPECIAL.sub(r"\\\1", p).replace("<", "&lt;") for p in parts)


def code(value: str) -> str:
    """Return `value` as code."""
    return f"`{value}`"


def table(caption: str, headings: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table with the caption that hooks/tables.py understands."""
    lines = [f"Table: {caption}", "", "| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def link_from(page: str, target: str) -> str:
    """Return the path of one page as seen from another, both relative to docs/."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def folded(markdown: str) -> str:
    """Return Markdown indented by four blanks, as the text of a box is."""
    return "\n".join(f"    {line}" if line else "" for line in markdown.split("\n"))
