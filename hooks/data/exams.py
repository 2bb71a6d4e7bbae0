"""docs/exams/exams.yml: the exams, their domains, tasks and skills, how one maps to the next; and its tables.

<!-- exams: overview -->                 all exams in one table
<!-- exams: facts mla-c02 -->            one exam: state, dates, format
<!-- exams: tasks mla-c02 -->            its domains, tasks and skills, with the pages and questions for each
<!-- exams: open mla-c02 -->             its skills that this guide does not cover yet
<!-- exams: mapping mla-c01 mla-c02 -->  what becomes of each task
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from common.cells import link_from, table, text
from common.directive import Kind, Kinds, Request, Unusable
from common.problems import Problem, did_you_mean
from pydantic import Field

from data.references import missing_page, used_twice
from data.types import Plain as Text
from data.types import Slug, Url
from data.yaml_file import Source, Strict

if TYPE_CHECKING:
    from common.guide import Guide
    from source.page import Page


class ExamDate(Strict):
    """A dated event in the life of an exam."""

    when: Text
    what: Text
    confidence: Literal["high", "medium", "low"]


class Skill(Strict):
    """What a candidate has to know or to do, in this guide's own words."""

    id: Text
    name: Text
    first: Text | None = Field(None, description="The page to read first, relative to docs/; it names the skill.")
    open: Text | None = Field(None, description="Why this guide does not cover it.")


class Task(Strict):
    id: Text
    name: Text
    skills: list[Skill] = Field(default_factory=list, description="Empty where AWS lists none.")


class Domain(Strict):
    number: int
    name: Text
    weight: int = Field(description="Percent of the scored questions.")
    guide: Url | None = Field(None, description="AWS's page of this domain.")
    tasks: list[Task] = Field(default_factory=list, description="Empty where the tasks could not be read.")


Asked = Literal["multiple choice", "multiple response", "ordering", "matching"]
"""The kinds of question that AWS's exams have."""


class Exam(Strict):
    """One certification exam."""

    id: Slug
    code: Text
    name: Text
    status: Literal["active", "beta", "ended in English", "retired"]
    aim: Text = Field(description='Who should take it; it follows "take it when".')
    questions: int
    minutes: int
    minutes_note: Text | None = None
    passing: int = Field(description="Of 1,000 points.")
    kinds: Annotated[list[Asked], Field(min_length=1)] = Field(description="The kinds of question.")
    dates: list[ExamDate] = Field(default_factory=list)
    domains: Annotated[list[Domain], Field(min_length=1)]
    sources: Annotated[list[Url], Field(min_length=1)]
    checked: datetime.date

    @property
    def tasks(self) -> dict[str, Task]:
        return {task.id: task for domain in self.domains for task in domain.tasks}

    @property
    def skills(self) -> dict[str, Skill]:
        return {skill.id: skill for task in self.tasks.values() for skill in task.skills}

    @property
    def goals(self) -> dict[str, Task | Skill]:
        """What a page or a question may name: its tasks and skills."""
        return {**self.tasks, **self.skills}


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
    problems = used_twice((exam.id for exam in data.exams), source, "exams", "exam")

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(location), what, mend))

    seen = {exam.id for exam in data.exams}
    for i, exam in enumerate(data.exams):
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
                for m, skill in enumerate(task.skills):
                    where = ("exams", i, "domains", j, "tasks", k, "skills", m)
                    if not skill.id.startswith(f"{task.id}."):
                        add((*where, "id"), f"skill `{skill.id}` is in task {task.id} of `{exam.id}`", "move it, or correct its number")
                    if skill.id in tasks:
                        add((*where, "id"), f"skill `{skill.id}` of `{exam.id}` is there twice", "keep one of the two")
                    tasks.add(skill.id)
                    problems += missing_page(skill.first, source, (*where, "first"), root)
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


_STATES = ("active", "beta", "ended in English", "retired")
"""The states of an exam, the one that matters most to a reader first."""


def overview(data: Exams, page: str) -> str:
    """Return all exams in one table, those that can be sat first."""
    rows = [
        [f"[{e.code}]({link_from(page, f'exams/{e.id}.md')})", text(e.aim), text(e.name), e.status, _length(e), f"{e.passing} of 1,000"]
        for e in sorted(data.exams, key=lambda e: _STATES.index(e.status))
    ]
    return table("The exams", ["Code", "Take it when", "Name", "State", "Format", "Pass mark"], rows)


def _length(exam: Exam) -> str:
    return f"{exam.questions} questions, {exam.minutes} minutes"


def facts(exam: Exam) -> str:
    """Return the card of one exam."""
    rows = [
        ["State", exam.status],
        ["Format", _length(exam) + (f" ({text(exam.minutes_note)})" if exam.minutes_note else "")],
        ["Kinds of question", ", ".join(exam.kinds)],
        ["Pass mark", f"{exam.passing} of 1,000"],
    ]
    for date in exam.dates:
        soft = "" if date.confidence == "high" else " (reported)"
        rows.append([text(date.when), text(date.what) + soft])
    rows.append(["Checked", str(exam.checked)])
    return table(f"{exam.code} at a glance", ["Fact", exam.code], rows)


FEW = 2
"""Questions that a skill needs to count as covered: with one, a reader learns the answer and not the skill."""


@dataclass
class Coverage:
    """What the guide has for one skill, or for a task without skills: pages, the one to read first in front, and questions."""

    goal: Task | Skill
    pages: list[Page]
    questions: int

    @property
    def lacks(self) -> str:
        """Say what is missing; "" where nothing is."""
        if isinstance(self.goal, Skill) and self.goal.open:
            return self.goal.open
        if not self.pages:
            return "no page"
        few = self.questions < FEW and isinstance(self.goal, Skill)
        return ["no question", "one question"][self.questions] if few else ""


def coverage(exam: Exam, guide: Guide) -> list[Coverage]:
    """Return what the guide has for each skill of an exam, in their order; for the task itself where AWS lists no skills.

    A page counts where it names the skill. A question counts where it names it, or where it names nothing of its own
    and its page does.
    """
    place = {uri: i for i, uri in enumerate(guide.order)}
    goals: list[Task | Skill] = []
    for task in exam.tasks.values():
        goals += task.skills or [task]
    found = {goal.id: Coverage(goal, [], 0) for goal in goals}
    for uri, page in guide.pages.items():
        for id in dict.fromkeys(page.exams.get(exam.id, [])):
            if id in found:
                found[id].pages.append(page)
        for question in guide.readings[uri].questions:
            for id in dict.fromkeys((question.exams or page.exams).get(exam.id, [])):
                if id in found:
                    found[id].questions += 1
    for one in found.values():
        first = one.goal.first if isinstance(one.goal, Skill) else None
        one.pages.sort(key=lambda page: (page.uri != first, place.get(page.uri, len(place)), page.uri))
    return list(found.values())


def _row(found: Coverage, page: str) -> list[str]:
    links = ", ".join(f"[{text(p.title)}]({link_from(page, p.uri)})" for p in found.pages)
    return [found.goal.id, text(found.goal.name), links or "not covered yet", str(found.questions)]


def tasks(exam: Exam, guide: Guide, page: str) -> str:
    """Return the domains of an exam, each task with its skills, their pages and questions; what is not covered says so."""
    found = {one.goal.id: one for one in coverage(exam, guide)}
    parts: list[str] = []
    for domain in exam.domains:
        parts.append(f"## Domain {domain.number}: {text(domain.name)} ({domain.weight}%)")
        if domain.guide:
            parts.append(f"AWS's own words: [domain {domain.number} of the exam guide]({domain.guide}).")
        if not domain.tasks:
            parts.append(f"{domain.weight} percent of the scored questions. This guide does not list its tasks.")
        plain = [_row(found[task.id], page) for task in domain.tasks if not task.skills]
        if plain:
            parts.append(table(f"Tasks of domain {domain.number}", ["Task", "What it asks", "Pages", "Questions"], plain))
        for task in domain.tasks:
            if task.skills:
                rows = [_row(found[skill.id], page) for skill in task.skills]
                parts += [
                    f"### {task.id} {text(task.name)}",
                    table(f"Skills of task {task.id}", ["Skill", "What it asks", "Pages, the first to read in front", "Questions"], rows),
                ]
    return "\n\n".join(parts)


def open_skills(exam: Exam, guide: Guide) -> str:
    """Return how much of an exam is covered, and what is not with what it lacks."""
    found = coverage(exam, guide)
    lacks = [one for one in found if one.lacks]
    what = (
        f"skills of {exam.code} have a page that teaches them and at least {FEW} questions"
        if exam.skills
        else f"tasks of {exam.code} have a page"
    )
    counted = f"{len(found) - len(lacks)} of the {len(found)} {what}."
    if not lacks:
        return counted
    rows = [[one.goal.id, text(one.goal.name), text(one.lacks)] for one in lacks]
    return f"{counted}\n\n" + table("Not covered yet", ["Skill", "What it asks", "What is missing"], rows)


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
        lambda ask: tasks(_exam(ask, ask.words[0]), ask.guide, ask.page.uri),
        words=1,
        example="<!-- exams: tasks mla-c02 -->",
    ),
    "open": Kind(lambda ask: open_skills(_exam(ask, ask.words[0]), ask.guide), words=1, example="<!-- exams: open mla-c02 -->"),
    "mapping": Kind(_mapping, words=2, example="<!-- exams: mapping mla-c01 mla-c02 -->"),
}
