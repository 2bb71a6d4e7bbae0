"""Questions: laid out in tabs, read into the bank, and refused with file and line when broken."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
import quiz
import yaml
from common import fact
from common.algorithm import Algorithms
from common.bank import questions_in
from common.give_aways import echoes, form, twins
from common.question import Question, read
from generators import GOLDEN, NUMBERS
from hypothesis import given, settings
from hypothesis import strategies as st

ALGORITHMS = Algorithms.model_validate(yaml.safe_load((GOLDEN / "data.yml").read_text()))
ROOT = Path(__file__).resolve().parents[2]
GOOD = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
FAULTS = yaml.safe_load((GOLDEN / "quiz_faults.yml").read_text())


def made(text: str) -> str:
    return markdown.markdown(text, extensions=["attr_list", "tables", "pymdownx.superfences", quiz.QuizExtension()])


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_laid_out_as_the_golden_file_shows(name: str) -> None:
    assert made(GOOD[name]["markdown"]) + "\n" == GOOD[name]["html"]


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_taken_from_its_page_into_the_bank(name: str) -> None:
    questions, problems = read(GOOD[name]["markdown"], "docs/p.md")
    assert problems == []
    entries = questions_in(GOOD[name]["html"], "p/", {q.id: q for q in questions}, said_by_the_page)
    assert [entry.model_dump(exclude_defaults=True) for entry in entries] == GOOD[name]["bank"]


def said_by_the_page(q: Question) -> dict[str, object]:
    return {"page": "p.md", "theme": "data", "exams": q.exams or {"mla-c02": ["1.1"]}, "checked": "2026-11-21"}


def test_links_in_the_bank_lead_from_the_root_and_the_section_is_the_heading_above() -> None:
    text = "## First idea\n\n" + GOOD["choose one"]["markdown"].replace("RCF uses none.", "See [S3](../data/s3.md).")
    html = markdown.markdown(text, extensions=["toc", quiz.QuizExtension()])
    entry = questions_in(html, "algorithms/rcf/", {q.id: q for q in read(text, "p")[0]}, said_by_the_page)[0]
    assert entry.url == "algorithms/rcf/#first-idea"
    assert entry.options[2].reason == 'See <a href="algorithms/data/s3.md">S3</a>.'


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
    assert form(first) == {"position": {"b": 1.0}, "longest": {"found": 1.0, "chance": 1 / 3}}
    assert form([]) == {"position": {}, "longest": {}}


def test_words_of_the_stem_that_only_the_right_option_repeats_are_told() -> None:
    text = GOOD["choose one"]["markdown"].replace("- [x] Raise", "- [x] For each turbine, raise")
    assert echoes(read(text, "p")[0]) == {"rcf-samples": ["turbine"]}
    assert echoes(read(GOOD["choose one"]["markdown"], "p")[0]) == {}


def test_two_questions_with_much_the_same_text_are_told() -> None:
    text = GOOD["two questions on a case"]["markdown"]
    assert [pair[:2] for pair in twins(read(text, "p")[0])] == [("rcf-samples", "rcf-second")]
    assert twins(read(GOOD["choose one"]["markdown"], "p")[0] + read(GOOD["order"]["markdown"], "p")[0]) == []


def bound(cell: str, **changes: str) -> list[str]:
    """Return what the build says of the question "choose one" bound to a cell of the small data."""
    text = GOOD["choose one"]["markdown"].replace("rcf.html\n", f"rcf.html\n    fact: {cell}\n", 1)
    for old, new in changes.items():
        text = text.replace({"right": "Raise `num_samples_per_tree`", "wrong": "Train on GPU instances"}[old], new)
    return [str(problem) for problem in fact.check({"p.md": read(text, "p")[0]}, ALGORITHMS, NUMBERS)]


def test_a_question_that_agrees_with_its_cell_passes() -> None:
    assert bound("algorithms.first.required_hyperparameters", right="Set `epochs`") == []


def test_a_question_that_contradicts_its_cell_is_told() -> None:
    assert bound("algorithms.first.required_hyperparameters", right="Set `k`") == [
        "docs/p.md:1: the right answer and `algorithms.first.required_hyperparameters` differ: the data says epochs; "
        "correct the question or the data, whichever its source proves wrong"
    ]
    assert "as the wrong option" in bound("algorithms.first.required_hyperparameters", right="Set `epochs`", wrong="`epochs`, again")[0]


def test_a_number_must_be_the_number_of_its_cell() -> None:
    text = GOOD["number"]["markdown"].replace("    source:", "    fact: numbers.variants-max\n    source:", 1)
    assert "the data says 10" in str(fact.check({"p.md": read(text, "p")[0]}, ALGORITHMS, NUMBERS)[0])
    value = read(text, "p")[0][0].answers[0]
    right = text.replace(f"[[= {value.removesuffix('.0')}", "[[= 10")
    assert right != text
    assert fact.check({"p.md": read(right, "p")[0]}, ALGORITHMS, NUMBERS) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("numbers.no-such", "there is no number `no-such`"),
        ("algorithms.firts.metrics", "there is no algorithm `firts`; did you mean `first`?"),
        ("algorithms.first.metric", "there is no cell `metric`; did you mean `metrics`?"),
        ("algorithms.first.defaults.kk", "`first` has no hyperparameter `kk`"),
        ("services.x", "there is no data file `services`"),
    ],
)
def test_a_cell_that_is_not_there_is_told(cell: str, said: str) -> None:
    assert said in bound(cell)[0]


def test_a_report_carries_file_and_line() -> None:
    question = read("Words.\n\n" + GOOD["choose one"]["markdown"], "p")[0][0]
    address = quiz.report_address("https://git.example/guide/", "data/a.md", question)
    assert address.startswith("https://git.example/guide/issues/new?title=Question+rcf-samples%3A+&body=docs%2Fdata%2Fa.md%2C+line+3")
    assert quiz.report_address("", "data/a.md", question) == ""
