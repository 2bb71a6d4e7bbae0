"""The model of docs/exams/exams.yml: the exams, their domains and tasks, and how one maps to the next."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from common.algorithm import Slug, Text, Url
from common.data_file import Source, Strict, read
from common.problems import Problem, did_you_mean

DATA = "docs/exams/exams.yml"
"""Where the data is, relative to the project."""


class ExamDate(Strict):
    """A dated event in the life of an exam."""

    when: Text
    what: Text
    confidence: Literal["high", "medium", "low"]


class Task(Strict):
    id: Text
    name: Text
    covered: bool = Field(True, description="false: this guide says plainly that it does not cover the task yet.")


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


def load(root: Path) -> tuple[Exams | None, list[Problem]]:
    """Read and check the data file of the project at `root`; the data is None when it does not fit."""
    data, source, problems = read(root / DATA, Exams, shown_as=DATA)
    if data is not None:
        problems += _cross_checks(data, source)
    return data, problems


def _cross_checks(data: Exams, source: Source) -> list[Problem]:
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(DATA, source.line(location), what, mend))

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
