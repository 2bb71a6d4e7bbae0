"""docs/reference/numbers.yml: limits, defaults, ports and enumerations, each with its proof; and what pages show of it.

up to <!-- number: variants-max --> variants        the value, with its unit
<!-- numbers: table -->                             all of them by topic, with their proof
"""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Annotated, Literal, get_args

from common.cells import code, link_from, table, text
from common.directive import Kind, Kinds, Unusable
from common.problems import Problem, did_you_mean
from pydantic import BeforeValidator, Field

from data.references import missing_page, used_twice
from data.types import Plain as Text
from data.types import Slug, Url
from data.yaml_file import Source, Strict

Topic = Literal[
    "Tuning",
    "Training",
    "Input data",
    "Containers",
    "Real-time endpoints",
    "Serverless and asynchronous",
    "Batch transform",
    "Monitoring and deployment",
    "Autopilot",
    "Feature Store",
    "People in the loop",
    "Registry and governance",
    "Compute and orchestration",
    "Security",
    "Notebooks and processing",
    "Edge and compilation",
    "Streaming",
    "Storage and ETL",
    "Language and speech",
    "Vision and documents",
    "Generative AI",
    "Life of services",
]
ProofKind = Literal[
    "enum",
    "max",
    "min",
    "members",
    "member_present",
    "service_present",
    "operation_deprecated",
    "member_doc_contains",
    "shape_doc_contains",
    "operation_doc_contains",
    "service_doc_contains",
]


class Botocore(Strict):
    """A place in AWS's own API models; tests/facts/test_numbers.py looks it up."""

    service: Text
    kind: ProofKind
    shape: Text | None = None
    member: Text | None = None
    operation: Text | None = None
    text: Text | None = Field(None, description="The words that must be in the documentation of that place.")


class Proof(Strict):
    """What a number rests on: an API model, or a page of AWS with the day it was read."""

    botocore: Botocore | None = None
    docs: Url | None = None
    read: datetime.date | None = None


def _value(value: object) -> object:
    listed = value if isinstance(value, list) else [value]
    kinds = (str,) if isinstance(value, list) else (str, int, float, type(None))
    if isinstance(value, bool) or not all(isinstance(item, kinds) for item in listed):
        raise ValueError(f"`{value}` is no number, text or list of texts; write it in quotation marks")
    return value


class Number(Strict):
    """One fact to remember."""

    id: Slug
    topic: Topic
    statement: Text
    value: Annotated[int | float | Text | list[Text] | None, BeforeValidator(_value)] = Field(
        None, description="Left out where the statement says it all."
    )
    unit: Text | None = None
    search: list[Text] = Field(default_factory=list, description="What people type who look for it.")
    page: Text | None = Field(None, description="The page that explains it, relative to docs/.")
    proof: Proof
    checked: datetime.date

    @property
    def shown(self) -> str:
        """The value as a reader sees it: 21,600 seconds; Bayesian, Random."""
        if self.value is None:
            return ""
        if isinstance(self.value, list):
            return ", ".join(self.value)
        words = f"{self.value:,}" if isinstance(self.value, (int, float)) else self.value
        return f"{words} {self.unit}" if self.unit else words


class Numbers(Strict):
    """The whole file."""

    numbers: Annotated[list[Number], Field(min_length=1)]

    @functools.cached_property
    def by_id(self) -> dict[str, Number]:
        return {number.id: number for number in self.numbers}


def faults(data: Numbers, source: Source, root: Path) -> list[Problem]:
    problems = used_twice((number.id for number in data.numbers), source, "numbers", "number")

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(("numbers", *location)), what, mend))

    for i, number in enumerate(data.numbers):
        if not number.proof.botocore and not number.proof.docs:
            add((i, "proof"), f"`{number.id}` is not proved", "add `docs:` with the page that says it, or `botocore:` with the shape")
        if number.proof.docs and not number.proof.read:
            add((i, "proof"), f"`{number.id}` does not say when its page was read", "add `read:` with the date")
        problems += missing_page(number.page, source, ("numbers", i, "page"), root)
    return problems


# --- in pages ----------------------------------------------------------------------------------


def proof(number: Number) -> str:
    """Return what a number rests on, in a few words."""
    place = number.proof.botocore
    if place is None:
        return f"[AWS's page]({number.proof.docs}), read {number.proof.read}"
    spot = ".".join(part for part in (place.shape or place.operation, place.member) if part)
    return f"API model: {code(place.service + (' ' + spot if spot else ''))}"


def by_topic(data: Numbers, page: str) -> str:
    """Return one table per topic, under a heading each."""
    parts: list[str] = []
    for topic in get_args(Topic):
        numbers = [n for n in data.numbers if n.topic == topic]
        if not numbers:
            continue
        rows = [
            [
                f"[{text(n.statement)}]({link_from(page, n.page)})" if n.page else text(n.statement),
                ", ".join(code(v) for v in n.value) if isinstance(n.value, list) else text(n.shown) or "as stated",
                proof(n),
            ]
            for n in numbers
        ]
        parts += [f"## {topic}", table(topic, ["What", "Value", "Proof"], rows)]
    return "\n\n".join(parts)


def value(data: Numbers, id: str) -> str:
    """Return the value of a number with its unit; raises Unusable for an unknown id."""
    if id not in data.by_id:
        raise Unusable(f"there is no number `{id}`", did_you_mean(id, data.by_id))
    if not data.by_id[id].shown:
        raise Unusable(f"the number `{id}` is a statement without a value", "write the statement in your own words")
    return data.by_id[id].shown


VALUE: Kinds = {"": Kind(lambda ask: value(ask.data(Numbers), ask.words[0]), words=1, example="<!-- number: variants-max -->", inline=True)}
DIRECTIVES: Kinds = {"table": Kind(lambda ask: by_topic(ask.data(Numbers), ask.page.uri))}
