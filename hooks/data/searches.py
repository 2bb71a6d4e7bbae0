"""docs/search.yml: what people type, and the sections they mean; and the index of terms.

<!-- search: terms -->  every term, service and algorithm by its first letter, with its page
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from common.cells import link_from, text
from common.directive import Kind, Kinds
from common.problems import Problem
from pydantic import AfterValidator, Field

from data.algorithms import Algorithms, listed
from data.glossary import Glossary
from data.references import missing_page
from data.services import Services
from data.types import NO_HTML, WITHOUT_MARKS
from data.yaml_file import Source, Strict

if TYPE_CHECKING:
    from common.guide import Guide

WHOLE = "page"
"""The name under which stands what leads to a page as a whole."""


def _typed(value: str) -> str:
    if value != value.lower():
        raise ValueError(f"`{value}` has capitals; write it in small letters, the search knows no others")
    return value


Typed = Annotated[str, Field(min_length=1, max_length=80), NO_HTML, WITHOUT_MARKS, AfterValidator(_typed)]


class Searches(Strict):
    """The whole file."""

    suggested: list[Typed] = Field(default_factory=list, max_length=8, description="Searches that an empty field proposes.")
    small: list[Typed] = Field(default_factory=list, description="Words that say nothing about what is looked for.")
    same: list[Annotated[list[Typed], Field(min_length=2)]] = Field(
        default_factory=list, description="Different words for one thing, beyond the aliases in the other data files."
    )
    found_by: dict[str, dict[str, Annotated[list[Typed], Field(min_length=1)]]] = Field(
        min_length=1, description="By page (relative to docs/) and section (the end of its address, or `page`): what people type for it."
    )


def faults(data: Searches, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []
    for page, by_section in data.found_by.items():
        problems += missing_page(page, source, ("found_by", page), root)
        for anchor, phrases in by_section.items():
            for i, phrase in enumerate(phrases):
                if phrase in phrases[:i]:
                    line = source.line(("found_by", page, anchor, i))
                    problems.append(Problem(source.path, line, f"`{phrase}` stands twice in `{anchor}`", "keep it once"))
    return problems


def terms(guide: Guide, page: str) -> str:
    """Return the index of terms: a heading for each letter, below it the names with links to their pages."""
    found: dict[str, str] = {}
    glossary, services, algorithms = guide.data(Glossary), guide.data(Services), guide.data(Algorithms)
    for term in glossary.terms if glossary else []:
        found |= {name: term.page for name in (term.term, *term.aliases) if term.page}
    for service in services.services if services else []:
        found |= {name: service.page for name in (service.name, *service.former, *service.short) if service.page}
    for algorithm in algorithms.algorithms if algorithms else []:
        found |= {name: f"algorithms/{algorithm.page}" for name in (algorithm.name, *listed(algorithm.aliases))}
    letters: dict[str, list[str]] = {}
    for name in sorted(found, key=str.casefold):
        letter = name[0].upper() if name[0].isalpha() else "0 to 9"
        letters.setdefault(letter, []).append(f"- [{text(name)}]({link_from(page, found[name])})")
    return "\n\n".join(f"## {letter}\n\n" + "\n".join(lines) for letter, lines in letters.items())


DIRECTIVES: Kinds = {"terms": Kind(lambda ask: terms(ask.guide, ask.page.uri))}
