"""Write a Markdown table from data, with text that cannot break it."""

from __future__ import annotations

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
