"""docs/exams/exams.yml: the exams, their domains and tasks, how one maps to the next; and its tables.

<!-- exams: overview -->                 all exams in one table
<!-- exams: facts mla-c02 -->            one exam: state, dates, format
<!-- exams: tasks mla-c02 -->            its domains and tasks, with the pages for each
<!-- exams: mapping mla-c01 mla-c02 -->  what becomes of each task
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from common.cells import link_from, table, text
from common.directive import Kind, Kinds, Request, Unusable
from common.problems import Problem, did_you_mean
from pydantic import Field

from data.types import Plain as Text
from data.types import Slug, Url
from data.yaml_file import Source, Strict

if TYPE_CHECKING:
    from source.page import Page


class ExamDate(Strict):
    """A dated event in the life of an exam."""

    when: Text
    what: Text
    confidence: Literal["high", "medium", "low"]


class Task(Strict):
    id: Text
    name: Text


class Domain(Strict):
    number: int
    name: Text
    weight: int = Field(description="Percent of the scored questions.")
    tasks: list[Task] = Field(default_factory=list, description="Empty where the tasks could not be read.")


class Exam(Strict):
    """One certification exam."""

    id: Slug
    code: Text
    name: Text
    status: Literal["active", "beta", "ended in English", "retired"]
    summary: Text
    questions: int
    minutes: int
    minutes_note: Text | None = None
    passing: int = Field(description="Of 1,000 points.")
    kinds: Text = Field(description="The kinds of question.")
    dates: list[ExamDate] = Field(default_factory=list)
    domains: Annotated[list[Domain], Field(min_length=1)]
    note: Text | None = None
    sources: Annotated[list[Url], Field(min_length=1)]
    checked: datetime.date

    @property
    def tasks(self) -> dict[str, Task]:
        return {task.id: task for domain in self.domains for task in domain.tasks}


class Change(Strict):
    """How one task of an exam lives on in its successor."""

    task: Text
    note: Text


class Mapping(Strict):
    """From one exam to the next."""

    before: Slug
    after: Slug
    changes: list[Change]
    dropped: list[Text]
    added: list[Text]
    source: Url


class Exams(Strict):
    """The whole file."""

    exams: Annotated[list[Exam], Field(min_length=1)]
    mappings: list[Mapping] = Field(default_factory=list)

    @property
    def by_id(self) -> dict[str, Exam]:
        return {exam.id: exam for exam in self.exams}


def faults(data: Exams, source: Source, root: Path) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(location), what, mend))

    seen: set[str] = set()
    for i, exam in enumerate(data.exams):
        if exam.id in seen:
            add(("exams", i, "id"), f"the id `{exam.id}` is used twice", "give each exam an id of its own")
        seen.add(exam.id)
        total = sum(domain.weight for domain in exam.domains)
        if total != 100:
            add(("exams", i, "domains"), f"the weights of `{exam.id}` add up to {total} percent", "correct them: they must give 100")
        tasks: set[str] = set()
        for j, domain in enumerate(exam.domains):
            for k, task in enumerate(domain.tasks):
                at = ("exams", i, "domains", j, "tasks", k, "id")
                if not task.id.startswith(f"{domain.number}."):
                    add(at, f"task `{task.id}` is in domain {domain.number} of `{exam.id}`", "move it, or correct its number")
                if task.id in tasks:
                    add(at, f"task `{task.id}` of `{exam.id}` is there twice", "keep one of the two")
                tasks.add(task.id)
    for i, mapping in enumerate(data.mappings):
        for key in ("before", "after"):
            if getattr(mapping, key) not in seen:
                add(("mappings", i, key), f"there is no exam `{getattr(mapping, key)}`", did_you_mean(getattr(mapping, key), seen))
        known = data.by_id[mapping.before].tasks if mapping.before in seen else {}
        for j, change in enumerate(mapping.changes):
            if known and change.task not in known:
                add(("mappings", i, "changes", j), f"`{mapping.before}` has no task `{change.task}`", did_you_mean(change.task, known))
    return problems


# --- tables ------------------------------------------------------------------------------------


def overview(data: Exams, page: str) -> str:
    """Return all exams in one table."""
    rows = [
        [
            f"[{e.code}]({link_from(page, f'exams/{e.id}.md')})",
            text(e.name),
            e.status,
            _questions(e),
            f"{e.passing} of 1,000",
            text(e.summary),
        ]
        for e in data.exams
    ]
    return table("The exams", ["Code", "Name", "State", "Format", "Pass mark", "What it means for you"], rows)


def _questions(exam: Exam) -> str:
    return f"{exam.questions} questions, {exam.minutes} minutes" + (f" ({text(exam.minutes_note)})" if exam.minutes_note else "")


def facts(exam: Exam) -> str:
    """Return the card of one exam."""
    rows = [
        ["State", exam.status],
        ["Format", _questions(exam)],
        ["Kinds of question", text(exam.kinds)],
        ["Pass mark", f"{exam.passing} of 1,000"],
    ]
    for date in exam.dates:
        soft = "" if date.confidence == "high" else " (reported)"
        rows.append([text(date.when), text(date.what) + soft])
    rows.append(["Checked", str(exam.checked)])
    return table(f"{exam.code} at a glance", ["Fact", exam.code], rows)


def tasks(exam: Exam, pages: Iterable[Page], page: str) -> str:
    """Return the domains of an exam, each task with its pages; a task without a page says so."""
    parts: list[str] = []
    for domain in exam.domains:
        parts.append(f"## Domain {domain.number}: {text(domain.name)} ({domain.weight}%)")
        if not domain.tasks:
            parts.append(f"{domain.weight} percent of the scored questions. This guide does not list its tasks.")
            continue
        rows = []
        for task in domain.tasks:
            found = sorted((p.title, p.uri) for p in pages if task.id in p.exams.get(exam.id, []))
            links = ", ".join(f"[{text(title)}]({link_from(page, name)})" for title, name in found)
            rows.append([task.id, text(task.name), links or "not covered by these notes yet"])
        parts.append(table(f"Tasks of domain {domain.number}", ["Task", "What it asks", "Pages"], rows))
    return "\n\n".join(parts)


def mapping(data: Exams, before: str, after: str, page: str) -> str:
    """Return how the tasks of one exam live on in the next."""
    for m in data.mappings:
        if (m.before, m.after) == (before, after):
            old, new = data.by_id[before], data.by_id[after]
            rows = [
                [
                    c.task,
                    text(old.tasks[c.task].name) if c.task in old.tasks else "unknown",
                    text(new.tasks[c.task].name) if c.task in new.tasks else "gone",
                    text(c.note),
                ]
                for c in m.changes
            ]
            made = table(f"From {old.code} to {new.code}", ["Task", old.code, new.code, "What changes"], rows)
            return f"{made}\n\nDropped: {'; '.join(text(d) for d in m.dropped)}.\n\nAdded: {'; '.join(text(a) for a in m.added)}."
    raise Unusable(f"there is no mapping from `{before}` to `{after}`", "add it under `mappings:` in docs/exams/exams.yml")


def _exam(ask: Request, id: str) -> Exam:
    known = ask.data(Exams).by_id
    if id not in known:
        raise Unusable(f"there is no exam `{id}`", did_you_mean(id, known))
    return known[id]


def _mapping(ask: Request) -> str:
    before, after = (_exam(ask, id).id for id in ask.words)
    return mapping(ask.data(Exams), before, after, ask.page.uri)


DIRECTIVES: Kinds = {
    "overview": Kind(lambda ask: overview(ask.data(Exams), ask.page.uri)),
    "facts": Kind(lambda ask: facts(_exam(ask, ask.words[0])), words=1, example="<!-- exams: facts mla-c02 -->"),
    "tasks": Kind(
        lambda ask: tasks(_exam(ask, ask.words[0]), ask.guide.pages.values(), ask.page.uri),
        words=1,
        example="<!-- exams: tasks mla-c02 -->",
    ),
    "mapping": Kind(_mapping, words=2, example="<!-- exams: mapping mla-c01 mla-c02 -->"),
}
