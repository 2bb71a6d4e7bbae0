"""The model of docs/reference/numbers.yml: limits, defaults, ports and enumerations, each with its proof."""

from __future__ import annotations

import datetime
import functools
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from common.algorithm import Slug, Text, Url
from common.data_file import Source, Strict, read
from common.problems import Problem

DATA = "docs/reference/numbers.yml"
"""Where the data is, relative to the project."""

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
Kind = Literal[
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
    kind: Kind
    shape: Text | None = None
    member: Text | None = None
    operation: Text | None = None
    text: Text | None = Field(None, description="The words that must be in the documentation of that place.")


class Proof(Strict):
    """What a number rests on: an API model, or a page of AWS with the day it was read."""

    botocore: Botocore | None = None
    docs: Url | None = None
    read: datetime.date | None = None


class Number(Strict):
    """One fact to remember."""

    id: Slug
    topic: Topic
    statement: Text
    value: int | float | Text | list[Text] | None = Field(None, description="Left out where the statement says it all.")
    unit: Text | None = None
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


def load(root: Path) -> tuple[Numbers | None, list[Problem]]:
    """Read and check the data file of the project at `root`; the data is None when it does not fit."""
    data, source, problems = read(root / DATA, Numbers, shown_as=DATA)
    if data is not None:
        problems += _cross_checks(data, source, root)
    return data, problems


def _cross_checks(data: Numbers, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(DATA, source.line(("numbers", *location)), what, mend))

    seen: set[str] = set()
    for i, number in enumerate(data.numbers):
        if number.id in seen:
            add((i, "id"), f"the id `{number.id}` is used twice", "give each number an id of its own")
        seen.add(number.id)
        if not number.proof.botocore and not number.proof.docs:
            add((i, "proof"), f"`{number.id}` is not proved", "add `docs:` with the page that says it, or `botocore:` with the shape")
        if number.proof.docs and not number.proof.read:
            add((i, "proof"), f"`{number.id}` does not say when its page was read", "add `read:` with the date")
        if number.page and not (root / "docs" / number.page).is_file():
            add((i, "page"), f"there is no page `docs/{number.page}`", "correct the path, relative to docs/")
    return problems
