"""docs/generative-ai/choices.yml: what one chooses between when building with foundation models; and its tables.

<!-- choices: compare chunking -->                                a table, with its way to the pages
<!-- choices: compare chunking columns=does,pick rows=semantic -->  some columns, some rows
<!-- choices: chooser approach -->                                a table that can be filtered
<!-- choices: list -->                                            every table, with the pages that show it
"""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from common.cells import link_from, table, text
from common.directive import Kind, Kinds, Request, Unusable
from common.problems import Problem, did_you_mean
from pydantic import Field

from data.references import missing_page, used_twice
from data.types import Plain, Slug, Text, Url
from data.yaml_file import Source, Strict

if TYPE_CHECKING:
    from common.guide import Guide
    from source.page import Page


class Row(Strict):
    """One of the things to choose from."""

    id: Slug
    name: Plain
    page: Text | None = Field(None, description="The page that teaches it, relative to docs/.")
    cells: dict[Slug, Plain] = Field(description="One for each column.")


class Choice(Strict):
    """One choice: what there is, and what tells the things apart."""

    id: Slug
    title: Plain
    what: Plain = Field(description="The heading of the first column.")
    columns: Annotated[dict[Slug, Plain], Field(min_length=1, max_length=7)] = Field(description="Headings by id, in their order.")
    filters: list[Slug] = Field(
        default_factory=list, description="Columns with few values, separated by commas, by which a reader may filter."
    )
    rows: Annotated[list[Row], Field(min_length=2)]
    sources: Annotated[list[Url], Field(min_length=1)]
    checked: datetime.date


class Choices(Strict):
    """The whole file."""

    tables: Annotated[list[Choice], Field(min_length=1)]

    @property
    def by_id(self) -> dict[str, Choice]:
        return {choice.id: choice for choice in self.tables}


def faults(data: Choices, source: Source, root: Path) -> list[Problem]:
    problems = used_twice((choice.id for choice in data.tables), source, "tables", "table")

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(("tables", *location)), what, mend))

    for i, choice in enumerate(data.tables):
        for j, name in enumerate(choice.filters):
            if name not in choice.columns:
                add((i, "filters", j), f"`{choice.id}` has no column `{name}`", did_you_mean(name, choice.columns))
        rows: set[str] = set()
        for j, row in enumerate(choice.rows):
            if row.id in rows:
                add((i, "rows", j, "id"), f"`{choice.id}` has `{row.id}` twice", "give each row an id of its own")
            rows.add(row.id)
            for name in choice.columns.keys() - row.cells.keys():
                add((i, "rows", j), f"`{row.id}` has no cell `{name}`", f"write `{name}:` under `cells:`")
            for name in row.cells.keys() - choice.columns.keys():
                add((i, "rows", j, "cells", name), f"`{choice.id}` has no column `{name}`", did_you_mean(name, choice.columns))
            problems += missing_page(row.page, source, ("tables", i, "rows", j, "page"), root)
    return problems


def _picked(asked: str, known: list[str], what: str, choice: Choice) -> list[str]:
    """Return the ids that an option of a directive names, in its order; all where it names none."""
    names = asked.split(",") if asked else known
    for name in names:
        if name not in known:
            raise Unusable(f"`{choice.id}` has no {what} `{name}`", did_you_mean(name, known))
    return names


def compare(choice: Choice, options: dict[str, str], page: str) -> str:
    """Return one choice as a table; the names lead to the pages that teach them, but for `page` itself.

    A cell that is missing stays empty here: it has been told with the file (`faults`).
    """
    columns = _picked(options.get("columns", ""), list(choice.columns), "column", choice)
    by_id = {row.id: row for row in choice.rows}
    rows = [by_id[id] for id in _picked(options.get("rows", ""), list(by_id), "row", choice)]
    return table(
        text(choice.title),
        [text(choice.what), *(text(choice.columns[name]) for name in columns)],
        [[_name(row, page), *(text(row.cells.get(name, "")) for name in columns)] for row in rows],
    )


def _name(row: Row, page: str) -> str:
    return f"[{text(row.name)}]({link_from(page, row.page)})" if row.page and row.page != page else text(row.name)


def chooser(choice: Choice, page: str) -> str:
    """Return one choice as a table to which assets/javascripts/chooser.js adds filters."""
    filters = ";".join(choice.columns[name] for name in choice.filters)
    body = compare(choice, {}, page)
    return f'<div class="chooser" data-script="chooser" data-filter="{filters}" data-counts="ways" markdown="1">\n\n{body}\n\n</div>'


def listed(data: Choices, guide: Guide, page: str) -> str:
    """Return every table with what is compared in it and the pages that show it."""
    shown: dict[str, list[Page]] = {}
    for one in guide.pages.values():
        for id in dict.fromkeys(_ASKED.findall(one.text)):
            shown.setdefault(id, []).append(one)
    rows = []
    for choice in sorted(data.tables, key=lambda choice: choice.title.casefold()):
        links = ", ".join(f"[{text(one.title)}]({link_from(page, one.uri)})" for one in shown.get(choice.id, []))
        rows.append([text(choice.title), ", ".join(text(row.name) for row in choice.rows), links or "no page yet"])
    return table("All comparisons", ["Comparison", "What is compared", "Shown on"], rows)


def _choice(ask: Request) -> Choice:
    known = ask.data(Choices).by_id
    if ask.words[0] not in known:
        raise Unusable(f"there is no table `{ask.words[0]}`", did_you_mean(ask.words[0], known))
    return known[ask.words[0]]


_ASKED = re.compile(r"<!-- choices: (?:compare|chooser) ([a-z0-9-]+)")

DIRECTIVES: Kinds = {
    "list": Kind(lambda ask: listed(ask.data(Choices), ask.guide, ask.page.uri)),
    "compare": Kind(
        lambda ask: compare(_choice(ask), ask.options, ask.page.uri),
        words=1,
        options=("columns", "rows"),
        example="<!-- choices: compare chunking -->",
    ),
    "chooser": Kind(lambda ask: chooser(_choice(ask), ask.page.uri), words=1, example="<!-- choices: chooser approach -->"),
}
