"""Questions: laid out in tabs, read into the bank, and refused with file and line when broken."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
import quiz
import yaml
from common.question import give_aways, read
from hypothesis import given, settings
from hypothesis import strategies as st

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).resolve().parents[2]
GOOD = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
FAULTS = yaml.safe_load((GOLDEN / "quiz_faults.yml").read_text())


def made(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "tables", "pymdownx.superfences", quiz.QuizExtension()])


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_laid_out_as_the_golden_file_shows(name: str) -> None:
    assert made(GOOD[name]["markdown"]) + "\n" == GOOD[name]["html"]


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_read_into_the_bank(name: str) -> None:
    questions, problems = read(GOOD[name]["markdown"], "docs/p.md")
    assert problems == []
    bank = quiz.bank({"p.md": questions}, {"p.md": {"exams": {"mla-c02": ["1.1"]}, "checked": "2026-11-21"}})
    assert bank["questions"] == [GOOD[name]["bank"]]


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["fault"])
def test_a_broken_question_is_told_with_line_and_mend(case: dict[str, str]) -> None:
    text = GOOD["choose one"]["markdown"]
    assert case["replace"] in text
    said = [str(p) for p in read(text.replace(case["replace"], case["by"], 1), "docs/p.md")[1]]
    assert said == [f"docs/p.md:{line}" for line in case["says"]]


def test_an_id_used_twice_is_told() -> None:
    questions, _ = read(GOOD["choose one"]["markdown"], "docs/a.md")
    said = [str(p) for p in quiz.check_bank({"a.md": questions, "b.md": questions})]
    assert said == ["docs/b.md:1: the id `rcf-samples` is that of a question in docs/a.md too; give each question an id of its own"]


def test_the_hash_holds_when_the_question_moves_and_changes_when_it_changes() -> None:
    text = GOOD["choose one"]["markdown"]
    first = read(text, "p")[0][0].hash
    assert read("Words.\n\n" + text, "p")[0][0].hash == first
    assert read(text.replace("turbine", "pump"), "p")[0][0].hash != first


def test_a_question_in_a_code_fence_is_none() -> None:
    assert read("```markdown\n" + GOOD["choose one"]["markdown"] + "```\n", "docs/p.md") == ([], [])


@given(
    st.lists(
        st.sampled_from(
            [
                "/// quiz",
                "/// quiz | T",
                "///",
                "    id: a",
                "    source: https://a.b",
                "- [ ] a",
                "- [x] b",
                "  > r",
                "1. s",
                "- a :: b",
                "[[1]]",
                "",
                "text",
            ]
        ),
        max_size=20,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_broken_question_makes_it_raise(lines: list[str]) -> None:
    text = "\n".join(lines)
    read(text, "docs/p.md")
    made(text)


def test_what_the_form_gives_away() -> None:
    first = read(GOOD["choose one"]["markdown"], "p")[0]
    assert give_aways(first) == {"position": {"b": 1.0}, "longest": {"found": 1.0, "chance": 1 / 3}}
    assert give_aways([]) == {"position": {}, "longest": {}}
