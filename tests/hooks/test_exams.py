"""Tasks in the front matter and of questions are tasks of the exam."""

from __future__ import annotations

import exam_tasks
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import EXAMS, QUIZZES, page, questions
from source.page import Page


@pytest.mark.parametrize(("exams", "expected"), [
    ('{mla-c01: ["1.1"]}', []),
    ('{mla-c02: ["1.1.2"]}', []),
    ('{mla-c02: ["1.1.9"]}', ["docs/a.md:6: mla-c02 has no task or skill `1.1.9`; did you mean `1.1.3`?"]),
    ('\n  mla-c01: ["1.1",\n    "1.9"]', ["docs/a.md:8: mla-c01 has no task or skill `1.9`; did you mean `1.2`?"]),
    ('{mla-c09: ["1.1"]}', ["docs/a.md:6: there is no exam `mla-c09`; did you mean `mla-c02`?"]),
])  # fmt: skip
def test_an_unknown_exam_or_task_is_told_at_its_line(exams: str, expected: list[str]) -> None:
    said = exam_tasks.check(Page("a.md", page("Words.", exams=exams)), [], EXAMS)
    assert [str(problem) for problem in said] == expected


@pytest.mark.parametrize(("exam", "expected"), [
    ("mla-c01 1.1", []),
    ("mla-c02 1.1.2", []),
    ("mla-c01 1.9", ["docs/a.md:4: mla-c01 has no task or skill `1.9`; did you mean `1.2`?"]),
    ("mla-c09 1.1", ["docs/a.md:4: there is no exam `mla-c09`; did you mean `mla-c02`?"]),
])  # fmt: skip
def test_an_unknown_exam_or_task_of_a_question_is_told(exam: str, expected: list[str]) -> None:
    text = QUIZZES["choose one"]["markdown"].replace("rcf.html\n", f"rcf.html\n    exams: {exam}\n", 1)
    said = exam_tasks.check(Page("a.md", text), questions(text), EXAMS)
    assert [str(problem) for problem in said] == expected


def test_an_exam_whose_tasks_could_not_be_read_may_be_named_with_any() -> None:
    exam = EXAMS.by_id["mla-c02"]
    unread = exam.model_copy(update={"domains": [domain.model_copy(update={"tasks": []}) for domain in exam.domains]})
    data = EXAMS.model_copy(update={"exams": [EXAMS.by_id["mla-c01"], unread]})
    said = exam_tasks.check(Page("a.md", page("Words.", exams='{mla-c02: ["4.4"], mla-c01: ["4.4"]}')), [], data)
    assert [problem.what for problem in said] == ["mla-c01 has no task or skill `4.4`"]


def test_a_page_to_read_first_must_name_the_skill() -> None:
    exam = EXAMS.by_id["mla-c02"]
    task = exam.domains[0].tasks[0]
    first = task.model_copy(update={"skills": [task.skills[0].model_copy(update={"first": "a.md"})]})
    changed = exam.model_copy(update={"domains": [exam.domains[0].model_copy(update={"tasks": [first]})]})
    data = EXAMS.model_copy(update={"exams": [changed]})
    assert exam_tasks.check(Page("a.md", page("Words.", exams='{mla-c02: ["1.1.1"]}')), [], data) == []
    said = [str(problem) for problem in exam_tasks.check(Page("a.md", page("Words.", exams='{mla-c02: ["1.1"]}')), [], data)]
    assert said == [
        "docs/a.md:6: docs/exams/exams.yml says to read this page first for mla-c02 `1.1.1` (Read it), and the page does not name it; "
        'add it at the top, under `exams:`: `mla-c02: ["1.1.1"]`, or name another page as `first:`'
    ]


def test_the_strip_names_exam_and_tasks() -> None:
    tasks = exam_tasks.strip(Page("a.md", page("Words.", exams='{mla-c01: ["1.2", "7.7"]}')), EXAMS)
    assert tasks == [{"code": "MLA-C01", "url": "exams/mla-c01/", "tasks": [{"id": "1.2", "name": "Change data"}]}]


@given(st.text(max_size=100))
@settings(max_examples=100, deadline=None)
def test_no_front_matter_makes_it_raise(text: str) -> None:
    for source in (text, f"---\n{text}\n---\n", f"---\nexams: {text}\n---\n"):
        exam_tasks.check(Page("a.md", source), [], EXAMS)
