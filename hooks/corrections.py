"""Collect what common notes get wrong: the `!!! correction` boxes of all pages on one page.

    !!! correction "the claim in a few words"

        *Often said:* the claim.

        *True:* what holds.

        *Source:* [Title](https://...)

`<!-- corrections: all -->` shows them as tables by theme. A box without claim, truth or source is
an error.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from common.cells import link_from
from common.directive import Kind, Kinds
from common.guide import Guide, theme_of
from common.problems import Problem
from data.numbers import Numbers
from source.boxes import Box
from source.page import Page

_PART = re.compile(r"^\*{1,2}(?P<name>Often said|True|Source):?\*{1,2}:?[ \t]*(?P<words>.*?)(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Correction:
    """A wrong claim and what holds, as the box `box` of a page says it."""

    page: Page
    box: Box
    claim: str
    truth: str
    source: str


def read(page: Page) -> tuple[list[Correction], list[Problem]]:
    """Return the corrections of a page, and what is missing in its boxes."""
    found: list[Correction] = []
    problems: list[Problem] = []
    for box in page.boxes:
        if box.kind != "correction" or not box.body.strip():
            continue  # an empty box is told as any other
        parts = {part["name"]: " ".join(part["words"].split()) for part in _PART.finditer(box.body)}
        faults = []
        if not box.title:
            faults.append(("this correction does not say which claim is wrong", 'write `!!! correction "the claim in a few words"`'))
        for name, what in (("Often said", "the claim"), ("True", "what is true"), ("Source", "its source")):
            if not parts.get(name):
                faults.append((f"this correction lacks {what}", f"add a paragraph `*{name}:* ...` in the box, four blanks in"))
        if parts.get("Source") and not re.search(r"\]\(https://", parts["Source"]):
            faults.append(("the source of this correction is not a link", "write `*Source:* [Title](https://...)`"))
        problems += [Problem(page.path, box.line, what, mend) for what, mend in faults]
        if not faults:
            found.append(Correction(page, box, parts["Often said"], parts["True"], parts["Source"]))
    return found, problems


_NUMBER = re.compile(r"<!--[ \t]*number:[ \t]+([\w-]+)[ \t]*-->")
_RELATIVE = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+\.md)?(#[^)]*)?\)")


def moved(words: str, page: str, target: str) -> str:
    """Return Markdown of `page` with its links made to work on `target` (both relative to docs/)."""

    def link(match: re.Match[str]) -> str:
        if not match[1] and not match[2]:
            return match[0]
        absolute = posixpath.normpath(posixpath.join(posixpath.dirname(page), match[1])) if match[1] else page
        return f"]({link_from(target, absolute)}{match[2] or ''})"

    return _RELATIVE.sub(link, words)


def cell(words: str) -> str:
    """Return Markdown for a table cell: bars outside code are escaped."""
    return "".join(part if part.startswith("`") else part.replace("|", "\\|") for part in re.split(r"(`[^`]+`)", words))


def tables(guide: Guide, page: str) -> str:
    """Return a table of corrections per theme, in the order of the navigation."""
    corrections = [correction for source in guide.pages.values() for correction in read(source)[0]]
    numbers = guide.data(Numbers)

    def told(words: str, source: Page) -> str:
        """Return words of a box for a cell of the table: links lead on from there, numbers are written out."""
        values = numbers.by_id if numbers else {}
        words = _NUMBER.sub(lambda match: values[match[1]].shown if match[1] in values else match[0], words)
        return cell(moved(words, source.uri, page))

    parts = []
    for theme, name in guide.themes.items():
        rows = [
            f"| {cell(c.box.title or '')} | {told(c.claim, c.page)} | {told(c.truth, c.page)} "
            f"| {cell(c.source)} | [{cell(c.page.title)}]({link_from(page, c.page.uri)}) |"
            for c in corrections
            if theme_of(c.page.uri) == theme
        ]
        if rows:
            head = "| Claim | Often said | True | Source | Page |\n| --- | --- | --- | --- | --- |"
            parts.append(f"## {name}\n\nTable: Corrections: {name}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts)


DIRECTIVES: Kinds = {"all": Kind(lambda ask: tables(ask.guide, ask.page.uri))}
