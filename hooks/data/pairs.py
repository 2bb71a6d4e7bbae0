"""docs/exams/pairs.yml: the pairs that exam questions play on, with the words that decide; and their tables.

<!-- pairs: all -->                  every pair, with its page and its question
<!-- pairs: show rag-fine-tuning --> one pair
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from common.cells import link_from, table, text
from common.directive import Kind, Kinds, Request, Unusable
from common.problems import Problem, did_you_mean
from pydantic import Field

from data.references import missing_page, used_twice
from data.types import Plain, Slug, Text
from data.yaml_file import Source, Strict

if TYPE_CHECKING:
    from common.guide import Guide


class Side(Strict):
    """One of the two."""

    name: Plain
    words: Plain = Field(description="The words in a question that point here.")
    page: Text = Field(description="The page about it, relative to docs/.")


class Pair(Strict):
    """Two things that are taken for each other."""

    id: Slug
    sides: Annotated[list[Side], Field(min_length=2, max_length=2)]
    decides: Plain = Field(description="What tells them apart, in one sentence.")
    question: Slug = Field(description="The id of a question that turns on it.")


class Pairs(Strict):
    """The whole file."""

    pairs: Annotated[list[Pair], Field(min_length=1)]

    @property
    def by_id(self) -> dict[str, Pair]:
        return {pair.id: pair for pair in self.pairs}


def faults(data: Pairs, source: Source, root: Path) -> list[Problem]:
    problems = used_twice((pair.id for pair in data.pairs), source, "pairs", "pair")
    for i, pair in enumerate(data.pairs):
        for j, side in enumerate(pair.sides):
            problems += missing_page(side.page, source, ("pairs", i, "sides", j, "page"), root)
    return problems


def show(pair: Pair, page: str) -> str:
    """Return one pair as a table of two columns."""
    names = [f"[{text(side.name)}]({link_from(page, side.page)})" if side.page != page else text(side.name) for side in pair.sides]
    rows = [[text(side.words) for side in pair.sides]]
    made = table(f"{pair.sides[0].name} or {pair.sides[1].name}: the words that decide", names, rows)
    return f"{made}\n\n{text(pair.decides)}"


def every(data: Pairs, guide: Guide, page: str) -> str:
    """Return all pairs with what decides and a question on each."""
    owners = {question.id: uri for uri, reading in guide.readings.items() for question in reading.questions}
    rows = []
    for pair in data.pairs:
        if pair.question not in owners:
            raise Unusable(
                f"docs/exams/pairs.yml names the question `{pair.question}` under `{pair.id}`, and there is none",
                did_you_mean(pair.question, owners),
            )
        first, second = pair.sides
        rows.append(
            [
                f"[{text(first.name)}]({link_from(page, first.page)}) or [{text(second.name)}]({link_from(page, second.page)})",
                text(pair.decides),
                f"[Try it]({link_from(page, owners[pair.question])}#q-{pair.question})",
            ]
        )
    return table("Pairs that questions play on", ["Pair", "What decides", "Question"], rows)


def _pair(ask: Request) -> Pair:
    known = ask.data(Pairs).by_id
    if ask.words[0] not in known:
        raise Unusable(f"there is no pair `{ask.words[0]}`", did_you_mean(ask.words[0], known))
    return known[ask.words[0]]


DIRECTIVES: Kinds = {
    "all": Kind(lambda ask: every(ask.data(Pairs), ask.guide, ask.page.uri)),
    "show": Kind(lambda ask: show(_pair(ask), ask.page.uri), words=1, example="<!-- pairs: show rag-fine-tuning -->"),
}
