"""Tie pages and questions to the tasks and skills of the exams: the front matter of all pages against docs/exams/exams.yml.

Below each page is a strip with them (overrides/main.html shows `page.meta.exam_tasks`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import Any

from common.problems import Problem, did_you_mean
from data.exams import Exams
from questions.question import Question
from source.page import Page


def check(page: Page, questions: list[Question], data: Exams) -> list[Problem]:
    """Return the exams, tasks and skills that the front matter of a page and its questions name and that there are not,
    and the skills that name this page as the one to read first and that it does not name."""
    found: list[Problem] = []

    def hold(by_exam: dict[str, list[str]], line_of: Callable[..., int]) -> None:
        for id, wanted in by_exam.items():
            if id not in data.by_id:
                found.append(Problem(page.path, line_of(id), f"there is no exam `{id}`", did_you_mean(id, data.by_id)))
                continue
            known = data.by_id[id].goals
            for i, goal in enumerate(wanted):
                if known and goal not in known:
                    found.append(Problem(page.path, line_of(id, i), f"{id} has no task or skill `{goal}`", did_you_mean(goal, known)))

    hold(page.exams, lambda *keys: page.line_of_key("exams", *keys))
    for question in questions:
        line = question.lines.get("exams", question.line)
        hold(question.exams, lambda *_, line=line: line)
    for exam in data.exams:
        for skill in exam.skills.values():
            if skill.first == page.uri and skill.id not in page.exams.get(exam.id, []):
                what = f"docs/exams/exams.yml says to read this page first for {exam.id} `{skill.id}` ({skill.name}), and the page does not name it"
                mend = f'add it at the top, under `exams:`: `{exam.id}: ["{skill.id}"]`, or name another page as `first:`'
                found.append(Problem(page.path, page.line_of_key("exams"), what, mend))
    return found


def strip(page: Page, data: Exams) -> list[dict[str, Any]]:
    """Return what the strip below a page shows: for each exam its code, its address and its tasks and skills."""
    return [
        {
            "code": exam.code,
            "url": posixpath.join("exams", id, ""),
            "tasks": [{"id": goal, "name": exam.goals[goal].name} for goal in wanted if goal in exam.goals],
        }
        for id, wanted in page.exams.items()
        if (exam := data.by_id.get(id)) is not None
    ]
