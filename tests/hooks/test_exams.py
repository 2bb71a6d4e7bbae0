"""Tasks in the front matter are tasks of the exam; a page's tasks are read from its source."""

from __future__ import annotations

import exams
import pytest
from common.question import read
from generators import EXAMS, QUIZZES
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(("task", "expected"), [
    ("1.1", []),
    ("1.9", ["docs/a.md:3: mla-c01 has no task `1.9`; did you mean `1.2`?"]),
])  # fmt: skip
def test_an_unknown_task_is_told(task: str, expected: list[str]) -> None:
    source = "---\ntitle: A\nexams: {}\n---\n"
    said = exams.check(source, {"mla-c01": [task]}, EXAMS, "docs/a.md")
    assert [str(problem) for problem in said] == expected


@pytest.mark.parametrize(("exam", "expected"), [
    ("mla-c01 1.1", []),
    ("mla-c01 1.9", ["docs/a.md:1: mla-c01 has no task `1.9`; did you mean `1.2`?"]),
    ("mla-c09 1.1", ["docs/a.md:1: there is no exam `mla-c09`; did you mean `mla-c02`?"]),
])  # fmt: skip
def test_an_unknown_exam_or_task_of_a_question_is_told(exam: str, expected: list[str]) -> None:
    text = QUIZZES["choose one"]["markdown"].replace("rcf.html\n", f"rcf.html\n    exams: {exam}\n", 1)
    said = exams.check_question(read(text, "docs/a.md")[0][0], EXAMS, "docs/a.md")
    assert [str(problem) for problem in said] == expected


def test_the_tasks_of_a_page_are_read_from_its_source() -> None:
    source = '---\ntitle: A page\nexams: {mls-c01: ["1.1", "2.1"]}\n---\n\n# A page\n'
    assert exams.tagged(source) == ("A page", {"mls-c01": ["1.1", "2.1"]})


@given(st.text(max_size=100))
@settings(max_examples=100, deadline=None)
def test_no_front_matter_makes_it_raise(text: str) -> None:
    exams.tagged(text)
    exams.tagged(f"---\n{text}\n---\n")
