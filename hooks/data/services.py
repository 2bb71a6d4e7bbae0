"""docs/reference/services.yml: which AWS services there are, under which name, until when; and its tables."""

from __future__ import annotations

import datetime
import functools
import re
from pathlib import Path
from typing import Annotated, Literal, get_args

from common.cells import link_from, table, text
from common.directive import Kind, Kinds
from common.problems import Problem
from pydantic import AfterValidator, BeforeValidator, Field

from data.references import missing_page, used_twice
from data.types import Plain as Text
from data.types import Slug, Url
from data.yaml_file import Source, Strict

Status = Literal["open", "renamed", "closed to new customers", "ending", "ended"]
Task = Literal["speech", "language", "documents", "vision", "search", "recommendation", "forecasting", "anomalies",
               "generative", "people", "developer tools", "hardware"]  # fmt: skip

_WHEN = re.compile(r"20\d\d(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?")


def _when(value: str) -> str:
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) < 10 else value)
        known = bool(_WHEN.fullmatch(value))
    except ValueError:
        known = False
    if not known:
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


def faults(data: Services, source: Source, root: Path) -> list[Problem]:
    problems = used_twice((service.id for service in data.services), source, "services", "service")

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(("services", *location)), what, mend))

    owners: dict[str, str] = {}
    for i, service in enumerate(data.services):
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
        problems += missing_page(service.page, source, ("services", i, "page"), root)
    return problems


# --- tables ------------------------------------------------------------------------------------


def state(service: Service) -> str:
    """Return the state of a service in a few words; "reported" where AWS's own word is missing."""
    soft = "" if service.confidence == "high" else "reported as "
    since = service.since
    if service.status == "closed to new customers":
        return f"{soft}closed to new customers" + (f" since {since}" if since else "")
    if service.status == "ended":
        return f"{soft}ended" + (f" on {since}" if since and len(since) == 10 else f" in {since}" if since else ", date not known")
    if service.status == "ending":
        return f"{soft}being wound down" + (f" since {since}" if since else "") + (f", last day {service.ends}" if service.ends else "")
    if service.status == "renamed":
        return f"{soft}renamed" + (f" in {since[:7]}" if since else "") + "".join(f", formerly {name}" for name in service.former[:1])
    return "open"


def _name(service: Service, page: str) -> str:
    target = link_from(page, service.page) if service.page else service.docs
    return f"[{text(service.name)}]({target})"


def _newest_first(services: list[Service]) -> list[Service]:
    return sorted(services, key=lambda s: (s.ends or s.since or "", s.name), reverse=True)


def status_table(data: Services, page: str) -> str:
    """Return every service that is not simply open, the newest change first."""
    changed = _newest_first([s for s in data.services if s.status != "open"])
    rows = [
        [_name(s, page), s.status, s.since or "not known", s.ends or "", text(s.replacement or "none named"),
         "AWS" if s.confidence == "high" else "reported", text(s.source), str(s.checked)]
        for s in changed
    ]  # fmt: skip
    headings = ["Service", "State", "Since", "Ends", "Use instead", "Word of", "Proof", "Checked"]
    body = table("Services that are renamed, closed, ending or ended, newest change first", headings, rows)
    return (
        f'<div class="chooser" data-script="chooser" data-filter="State;Word of" data-counts="services" markdown="1">\n\n{body}\n\n</div>'
    )


def renames_table(data: Services, page: str) -> str:
    """Return old name -> new name, for every service that ever had another name."""
    rows = [
        [text(old), _name(s, page), s.since or "not known" if s.status == "renamed" else "see its page"]
        for s in data.services
        for old in s.former
    ]
    return table("Old name, new name", ["Old name", "Name today", "Since"], sorted(rows, key=lambda row: row[0].casefold()))


def tasks_table(data: Services, page: str) -> str:
    """Return which service is for which task, with its state."""
    groups = [(task, [s for s in data.services if task in s.tasks]) for task in get_args(Task)]
    rows = [
        [f"{task}", _name(s, page), text(s.purpose), state(s)]
        for task, services in groups
        for s in sorted(services, key=lambda s: (s.status not in ("open", "renamed"), s.name))
    ]
    body = table("Which AI service for which task", ["Task", "Service", "For", "State"], rows)
    return f'<div class="chooser" data-script="chooser" data-filter="Task" data-counts="services" markdown="1">\n\n{body}\n\n</div>'


def timeline(data: Services) -> str:
    """Return a mermaid timeline of closings and ends by year."""
    years: dict[str, list[str]] = {}
    for s in sorted((s for s in data.services if s.status in ("closed to new customers", "ended", "ending")), key=lambda s: s.since or ""):
        for when, word in ((s.since, {"ended": "ended", "ending": "winding down"}.get(s.status, "closed")), (s.ends, "ends")):
            if when and when[:4] >= "2023":
                years.setdefault(when[:4], []).append(f"{s.name.removeprefix('Amazon ').removeprefix('AWS ')} {word}")
    lines = [
        "```mermaid",
        "timeline",
        "  accTitle: Closings and ends of AWS services by year",
        "  accDescr: For each year the services that closed to new customers or ended; the table below says the same with dates.",
    ]
    for year, events in sorted(years.items()):
        shown = [re.sub(r"[:;#]", " ", event) for event in events]
        lines.append(f"  {year} : " + " : ".join(shown[:12] + ([f"and {len(shown) - 12} more"] if len(shown) > 12 else [])))
    return "\n".join([*lines, "```"])


DIRECTIVES: Kinds = {
    "status": Kind(lambda ask: status_table(ask.data(Services), ask.page.uri)),
    "renames": Kind(lambda ask: renames_table(ask.data(Services), ask.page.uri)),
    "tasks": Kind(lambda ask: tasks_table(ask.data(Services), ask.page.uri)),
    "timeline": Kind(lambda ask: timeline(ask.data(Services))),
}
