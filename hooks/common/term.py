"""The model of docs/reference/glossary.yml: terms and abbreviations."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field

from common.algorithm import Text
from common.data_file import Source, Strict, read
from common.problems import Problem

DATA = "docs/reference/glossary.yml"
"""Where the data is, relative to the project."""


class Term(Strict):
    """A word that a learner may not know."""

    term: Text
    aliases: list[Text] = Field(default_factory=list, description="Abbreviations and other spellings; they get the tooltip too.")
    search: list[Text] = Field(default_factory=list, description="Further words that people type into the search.")
    meaning: Annotated[Text, Field(max_length=260)] = Field(description="One or two sentences.")
    page: Text | None = Field(None, description="The page about it, relative to docs/.")
    tooltip: bool = Field(True, description="false for words so common that a tooltip would disturb.")


class Glossary(Strict):
    """The whole file."""

    terms: Annotated[list[Term], Field(min_length=1)]


def load(root: Path) -> tuple[Glossary | None, list[Problem]]:
    """Read and check the data file of the project at `root`; the data is None when it does not fit."""
    data, source, problems = read(root / DATA, Glossary, shown_as=DATA)
    if data is not None:
        problems += _cross_checks(data, source, root)
    return data, problems


def _cross_checks(data: Glossary, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(DATA, source.line(("terms", *location)), what, mend))

    owners: dict[str, str] = {}
    for i, term in enumerate(data.terms):
        names = [((i, "term"), term.term)] + [((i, "aliases", j), alias) for j, alias in enumerate(term.aliases)]
        for location, name in names:
            if name in owners:
                add(location, f"`{name}` is explained under `{owners[name]}` too", "keep one of the two")
            owners.setdefault(name, term.term)
        if term.page and not (root / "docs" / term.page).is_file():
            add((i, "page"), f"there is no page `docs/{term.page}`", "correct the path, relative to docs/")
    return problems
