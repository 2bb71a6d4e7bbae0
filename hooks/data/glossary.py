"""docs/reference/glossary.yml: terms and abbreviations; and their table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from common.cells import link_from, table, text
from common.directive import Kind, Kinds
from common.problems import Problem
from pydantic import Field

from data.references import missing_page
from data.types import NO_HTML, WITHOUT_MARKS, Text
from data.yaml_file import Source, Strict


class Term(Strict):
    """A word that a learner may not know."""

    term: Text
    aliases: list[Text] = Field(default_factory=list, description="Abbreviations and other spellings; they get the tooltip too.")
    search: list[Text] = Field(default_factory=list, description="Further words that people type into the search.")
    meaning: Annotated[str, Field(min_length=1, max_length=260), NO_HTML, WITHOUT_MARKS] = Field(description="One or two sentences.")
    page: Text | None = Field(None, description="The page about it, relative to docs/.")
    tooltip: bool = Field(True, description="false for words so common that a tooltip would disturb.")


class Glossary(Strict):
    """The whole file."""

    terms: Annotated[list[Term], Field(min_length=1)]


def faults(data: Glossary, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(("terms", *location)), what, mend))

    owners: dict[str, str] = {}
    for i, term in enumerate(data.terms):
        names = [((i, "term"), term.term)] + [((i, "aliases", j), alias) for j, alias in enumerate(term.aliases)]
        for location, name in names:
            if name in owners:
                add(location, f"`{name}` is explained under `{owners[name]}` too", "keep one of the two")
            owners.setdefault(name, term.term)
        problems += missing_page(term.page, source, ("terms", i, "page"), root)
    return problems


def terms_table(data: Glossary, page: str) -> str:
    """Return all terms in one table, by letter."""
    rows = [
        [
            f"[{text(t.term)}]({link_from(page, t.page)})" if t.page else text(t.term),
            ", ".join(text(alias) for alias in t.aliases) or "none",
            text(t.meaning),
        ]
        for t in sorted(data.terms, key=lambda t: t.term.casefold())
    ]
    return table("Terms and abbreviations", ["Term", "Also", "Meaning"], rows)


DIRECTIVES: Kinds = {"terms": Kind(lambda ask: terms_table(ask.data(Glossary), ask.page.uri))}
