"""Write the Markdown that is rendered: a page's source with its directives followed, its questions marked, its notice added.

Each line keeps the line of the source that it came from, so that what is found later can be told there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from common.guide import Guide
from directives import Made, follow
from questions import layout
from source.page import Page


@dataclass(frozen=True)
class Line:
    """A line of Markdown, the line of the file it came from, and whether the build wrote it."""

    text: str
    number: int
    made: bool = False


def expand(page: Page, guide: Guide, notice: str = "") -> list[Line]:
    """Return the Markdown of a page below its front matter, and tell the directives that cannot be followed.

    `notice` is a box to put behind the first paragraph under the title: the answer first, then its date.
    """
    made, problems = follow(page, guide)
    guide.problems.add(problems)
    by_line: dict[int, list[Made]] = defaultdict(list)
    for one in made:
        by_line[page.text.count("\n", 0, one.start) + 1].append(one)
    places = {place.first: place for place in guide.readings[page.uri].places}
    behind = _behind_the_answer(page) if notice else 0
    lines: list[Line] = []
    number = page.front.lines + 1
    while number <= len(page.lines):
        place = places.get(number)
        if place is not None:
            written = layout.markdown(place.read, f"{page.uri}:{number}") if place.read else [("", number)]
            lines += [Line(f"{place.indent}{text}" if text else "", line) for text, line in written]
            number = place.last
        else:
            lines += _followed(page, number, by_line.get(number, []))
        if number == behind:
            below = next((line for line in page.lines[number:] if line.strip()), "")
            end = ["", "<!-- -->", ""] if below.startswith(" ") else [""]  # code that is indented would become part of the notice
            lines += [Line(text, number, made=True) for text in ["", *notice.split("\n"), *end]]
        number += 1
    return lines


def _followed(page: Page, number: int, made: list[Made]) -> list[Line]:
    """Return what becomes of one line of the source; what a directive makes keeps the indent of its line."""
    line = page.lines[number - 1]
    if not made:
        return [Line(line, number)]
    start = sum(len(above) + 1 for above in page.lines[: number - 1])
    indent = line[: len(line) - len(line.lstrip())]
    for one in reversed(made):
        written = one.markdown.split("\n")
        inside = "\n".join([written[0], *(f"{indent}{text}" if text else "" for text in written[1:])])
        line = line[: one.start - start] + inside + line[one.end - start :]
    return [Line(text, number, made=True) for text in line.split("\n")]


_STARTS = re.compile(r"#|<|```|~~~|!!!|\?\?\?|===|\||[-*+] |\d+[.)] |>|//|Table: |    |:")


def _behind_the_answer(page: Page) -> int:
    """Return the last line of the first paragraph under the title, or of the title where there is none."""
    lines = page.visible_lines
    title = next((i for i, line in enumerate(lines) if line.startswith("# ")), None)
    if title is None:
        return page.front.lines + 1
    at = title + 1
    while at < len(lines) and not page.lines[at].strip():
        at += 1
    if at == len(lines) or _STARTS.match(page.lines[at]):
        return title + 1
    while at + 1 < len(lines) and page.lines[at + 1].strip() and not _STARTS.match(page.lines[at + 1]):
        at += 1
    return at + 1
