"""Tie pages and questions to the tasks of the exams: the front matter of all pages against docs/exams/exams.yml.

Below each page is a strip with its tasks (overrides/main.html shows `page.meta.exam_tasks`).
"""

from __future__ import annotations

import posixpath
from typing import Any

from common.problems import Problem, did_you_mean
from data.exams import Exams
from questions.question import Question
from source.page import Page


def check(page: Page, data: Exams) -> list[Problem]:
    """Return the exams and tasks in a page's front matter that there are not."""
    found = []
    for id, wanted in page.exams.items():
        if id not in data.by_id:
            line = page.line_of_key("exams", id)
            found.append(Problem(page.path, line, f"there is no exam `{id}`", did_you_mean(id, data.by_id)))
            continue
        known = data.by_id[id].tasks
        for i, task in enumerate(wanted):
            if known and task not in known:
                line = page.line_of_key("exams", id, i)
                found.append(Problem(page.path, line, f"{id} has no task `{task}`", did_you_mean(task, known)))
    return found


def check_question(question: Question, data: Exams, path: str) -> list[Problem]:
    """Return the exams and tasks that a question names and that there are not."""
    found = []
    line = question.lines.get("exams", question.line)
    for id, tasks in question.exams.items():
        if id not in data.by_id:
            found.append(Problem(path, line, f"there is no exam `{id}`", did_you_mean(id, data.by_id)))
            continue
        known = data.by_id[id].tasks
        found += [Problem(path, line, f"{id} has no task `{t}`", did_you_mean(t, known)) for t in tasks if known and t not in known]
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
