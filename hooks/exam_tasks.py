"""Tie pages and questions to the tasks of the exams: the front matter of all pages against docs/exams/exams.yml.

Below each page is a strip with its tasks (overrides/main.html shows `page.meta.exam_tasks`).
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
    """Return the exams and tasks that the front matter of a page and its questions name and that there are not."""
    found: list[Problem] = []

    def hold(by_exam: dict[str, list[str]], line_of: Callable[..., int]) -> None:
        for id, wanted in by_exam.items():
            if id not in data.by_id:
                found.append(Problem(page.path, line_of(id), f"there is no exam `{id}`", did_you_mean(id, data.by_id)))
                continue
            known = data.by_id[id].tasks
            for i, task in enumerate(wanted):
                if known and task not in known:
                    found.append(Problem(page.path, line_of(id, i), f"{id} has no task `{task}`", did_you_mean(task, known)))

    hold(page.exams, lambda *keys: page.line_of_key("exams", *keys))
    for question in questions:
        line = question.lines.get("exams", question.line)
        hold(question.exams, lambda *_, line=line: line)
    return found


def strip(page: Page, data: Exams) -> list[dict[str, Any]]:
    """Return what the strip below a page shows: for each exam its code, its address and its tasks."""
    return [
        {
            "code": exam.code,
            "url": posixpath.join("exams", id, ""),
            "tasks": [{"id": t, "name": exam.tasks[t].name} for t in wanted if t in exam.tasks],
        }
        for id, wanted in page.exams.items()
        if (exam := data.by_id.get(id)) is not None
    ]
