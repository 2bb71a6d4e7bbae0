"""The model of docs/reference/services.yml: which AWS services there are, under which name, until when."""

from __future__ import annotations

import datetime
import functools
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from common.algorithm import Slug, Text, Url
from common.data_file import Source, Strict, read
from common.problems import Problem

DATA = "docs/reference/services.yml"
"""Where the data is, relative to the project."""

Status = Literal["open", "renamed", "closed to new customers", "ending", "ended"]
Task = Literal["speech", "language", "documents", "vision", "search", "recommendation", "forecasting", "anomalies",
               "generative", "people", "developer tools", "hardware"]  # fmt: skip

_WHEN = re.compile(r"20\d\d(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?")


def _when(value: str) -> str:
    if not _WHEN.fullmatch(value):
        raise ValueError(f"`{value}` is not a date; write 2026-07-30, 2026-07 or 2026, as far as it is known")
    return value


# YAML reads 2026-07-30 as a date and 2026 as a number: both are taken back to text.
When = Annotated[
    str, AfterValidator(_when), BeforeValidator(lambda v: str(v) if isinstance(v, (int, datetime.date)) else v, json_schema_input_type=str)
]


def _tellable(value: str) -> str:
    """A mention must not be an English word: "Connect" or "Forecast" would raise false alarms."""
    if " " not in value and not re.search(r"\d|[A-Z].*[A-Z]|[a-z][A-Z]", value):
        raise ValueError(f"`{value}` is an ordinary word; write the name in full, such as `Amazon {value}`")
    return value


Mention = Annotated[Text, AfterValidator(_tellable)]


class Service(Strict):
    """An AWS service, or a feature of one with a life of its own."""

    id: Slug
    name: Text = Field(description="The present name, or the last one.")
    former: list[Text] = Field(default_factory=list, description="Earlier names.")
    short: list[Text] = Field(default_factory=list, description="Abbreviations, for search.")
    mentions: list[Mention] = Field(
        default_factory=list,
        description="The words in a page that need the notice: every name of a service that is gone, the old names of a renamed one.",
    )
    purpose: Text = Field(description="What it is for, in one line.")
    tasks: list[Task] = Field(default_factory=list, description="Rows of the table of AI services it belongs to.")
    status: Status
    since: When | None = Field(None, description="When the status began: the rename, the closing, the end.")
    ends: When | None = Field(None, description="The announced end of a service that is ending.")
    replacement: Text | None = None
    note: Text | None = None
    page: Text | None = Field(None, description="The page about it, relative to docs/.")
    docs: Url = Field(description="AWS's page about it.")
    source: Text = Field(description="What proves the status.")
    confidence: Literal["high", "medium", "low"]
    checked: datetime.date


class Services(Strict):
    """The whole file."""

    services: Annotated[list[Service], Field(min_length=1)]

    @functools.cached_property
    def by_id(self) -> dict[str, Service]:
        return {service.id: service for service in self.services}

    @functools.cached_property
    def owners(self) -> dict[str, str]:
        """Each phrase that names a service, with the id of that service."""
        return {mention: service.id for service in self.services for mention in service.mentions}

    @functools.cached_property
    def phrases(self) -> re.Pattern[str]:
        """The pattern that finds all phrases, the longest first.

        Present names of open services are taken too, so that "Amazon Lex V2" is not "Amazon Lex".
        """
        open_names = {service.name for service in self.services if service.status in ("open", "renamed")}
        names = sorted({*self.owners, *open_names}, key=len, reverse=True)
        if not names:
            return re.compile("(?!)")
        first = "".join(sorted({re.escape(name[0]) for name in names}))  # spares most places of a page the long list
        return re.compile(rf"(?<![\w-])(?=[{first}])(" + "|".join(re.escape(name) for name in names) + r")(?![\w])")


def load(root: Path) -> tuple[Services | None, list[Problem]]:
    """Read and check the data file of the project at `root`; the data is None when it does not fit."""
    data, source, problems = read(root / DATA, Services, shown_as=DATA)
    if data is not None:
        problems += _cross_checks(data, source, root)
    return data, problems


def _cross_checks(data: Services, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(DATA, source.line(("services", *location)), what, mend))

    owners: dict[str, str] = {}
    ids: set[str] = set()
    for i, service in enumerate(data.services):
        if service.id in ids:
            add((i, "id"), f"the id `{service.id}` is used twice", "give each service an id of its own")
        ids.add(service.id)
        for j, mention in enumerate(service.mentions):
            if mention in owners:
                add((i, "mentions", j), f"`{mention}` is a mention of `{owners[mention]}` too", "keep it with the one it names")
            owners.setdefault(mention, service.id)
        if service.status == "open" and service.mentions:
            add((i, "mentions"), f"`{service.id}` is open, so naming it needs no notice", "remove `mentions:`, or correct `status:`")
        if service.status != "open" and not service.mentions:
            add((i, "status"), f"`{service.id}` is {service.status} and no words are listed that name it", "add `mentions:` with its names")
        if service.status == "renamed" and not service.former:
            add((i, "status"), f"`{service.id}` is renamed from nothing", "add its old names under `former:`")
        if service.status == "ending" and not (service.ends or service.note):
            add(
                (i, "status"), f"`{service.id}` is ending and does not say when", "add `ends:` with the date, or `note:` that none is known"
            )
        if service.page and not (root / "docs" / service.page).is_file():
            add((i, "page"), f"there is no page `docs/{service.page}`", "correct the path, relative to docs/")
    return problems
