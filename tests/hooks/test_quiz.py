"""Questions: laid out in tabs, read into the bank, and refused with file and line when broken."""

from __future__ import annotations

import pytest
import yaml
from common.html import parse
from conftest import GOLDEN, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import fact, layout
from questions.bank import questions_in, url_of
from questions.give_aways import echoes, form, twins
from questions.kinds import KINDS
from questions.question import Question, mixed
from questions.reader import read
from small import ALGORITHMS, NUMBERS, build, faults, guide, made_of, nothing_fails, page, questions
from source.page import Page

GOOD = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
FAULTS = yaml.safe_load((GOLDEN / "quiz_faults.yml").read_text())


def made(text: str) -> str:
    """Return the HTML of some Markdown with questions."""
    return build({"p.md": text})[1]["p.md"]


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_laid_out_as_the_golden_file_shows(name: str) -> None:
    assert made(GOOD[name]["markdown"]) + "\n" == GOOD[name]["html"]


@pytest.mark.parametrize("name", GOOD)
def test_a_question_is_taken_from_its_page_into_the_bank(name: str) -> None:
    assert faults(GOOD[name]["markdown"]) == []
    entries = questions_in(parse(GOOD[name]["html"]), "p/", {q.id: q for q in questions(GOOD[name]["markdown"])}, said_by_the_page)
    assert [entry.model_dump(exclude_defaults=True) for entry in entries] == GOOD[name]["bank"]


def said_by_the_page(q: Question) -> dict[str, object]:
    return {"page": "p.md", "theme": "data", "exams": q.exams or {"mla-c02": ["1.1"]}, "checked": "2026-11-21"}


@pytest.mark.parametrize("see", ["rcf.md", "rcf.md#sampling", "../data/rcf.md"])
def test_the_page_that_explains_a_question_is_named_by_its_title(see: str) -> None:
    text = GOOD["a hint, own tasks and another page"]["markdown"].replace("rcf.md#sampling", see)
    pages = {"data/asks.md": page(text, title="Asks"), "data/rcf.md": page("## Sampling\n\nWords.", title="Random Cut Forest")}
    html = build(pages)[1]["data/asks.md"]
    assert '<span class="quiz-see">Explained in: <a href="../rcf/' in html
    assert ">Random Cut Forest</a>" in html


@pytest.mark.parametrize("level", ["##", "# Above\n\n## Above too\n\n###"])
def test_links_in_the_bank_lead_from_the_root_and_the_section_is_the_heading_above(level: str) -> None:
    text = f"{level} First idea\n\n" + GOOD["choose one"]["markdown"].replace("RCF uses none.", "See [S3](../data/s3.md).")
    entry = questions_in(parse(made(text)), "algorithms/rcf/", {q.id: q for q in questions(text)}, said_by_the_page)[0]
    assert entry.url == "algorithms/rcf/#first-idea"
    assert entry.options[2].reason == 'See <a href="algorithms/data/s3.md">S3</a>.'


@pytest.mark.parametrize("case", FAULTS, ids=lambda case: case["fault"])
def test_a_broken_question_is_told_with_line_and_mend(case: dict[str, str]) -> None:
    text = GOOD["choose one"]["markdown"]
    assert case["replace"] in text
    assert sorted(faults(text.replace(case["replace"], case["by"], 1))) == sorted(case["says"])


def test_an_id_used_twice_is_told() -> None:
    text = GOOD["choose one"]["markdown"]
    said = [str(p) for p in build({"a.md": page(text, title="A"), "b.md": page(text, title="B")})[0].guide.problems]
    assert said == ["docs/b.md:11: the id `rcf-samples` is that of a question in docs/a.md too; give each question an id of its own"]


def test_the_hash_holds_when_the_question_moves_and_changes_when_it_changes() -> None:
    text = GOOD["choose one"]["markdown"]
    first = questions(text)[0].hash
    assert questions("Words.\n\n" + text)[0].hash == first
    assert questions(text.replace("turbine", "pump"))[0].hash != first


def test_a_question_in_a_code_fence_is_none() -> None:
    text = "```markdown\n" + GOOD["choose one"]["markdown"] + "```\n"
    assert (questions(text), faults(text)) == ([], [])


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
    nothing_fails("\n".join(lines))


def test_what_the_form_gives_away() -> None:
    first = questions(GOOD["choose one"]["markdown"])
    assert form(first) == {"position": {"b": 1.0}, "longest": {"found": 1.0, "chance": 1 / 3}}
    assert form([]) == {"position": {}, "longest": {}}


def test_words_of_the_stem_that_only_the_right_option_repeats_are_told() -> None:
    text = GOOD["choose one"]["markdown"].replace("- [x] Raise", "- [x] For each turbine, raise")
    assert echoes(questions(text)) == {"rcf-samples": ["turbine"]}
    assert echoes(questions(text.replace("Train on GPU", "Train each turbine on GPU"))) == {}
    assert echoes(questions(GOOD["choose one"]["markdown"])) == {}


def test_two_questions_with_much_the_same_text_are_told() -> None:
    text = GOOD["two questions on a case"]["markdown"]
    assert [pair[:2] for pair in twins(questions(text))] == [("rcf-samples", "rcf-second")]
    assert twins(questions(GOOD["choose one"]["markdown"]) + questions(GOOD["order"]["markdown"])) == []


def bound(cell: str, **changes: str) -> list[str]:
    """Return what the build says of the question "choose one" bound to a cell of the small data."""
    text = GOOD["choose one"]["markdown"].replace("rcf.html\n", f"rcf.html\n    fact: {cell}\n", 1)
    for old, new in changes.items():
        text = text.replace({"right": "Raise `num_samples_per_tree`", "wrong": "Train on GPU instances"}[old], new)
    return [str(problem) for problem in fact.check("docs/p.md", questions(text), ALGORITHMS, NUMBERS)]


def test_a_question_that_agrees_with_its_cell_passes() -> None:
    assert bound("algorithms.first.required_hyperparameters", right="Set `epochs`") == []


def test_a_question_that_contradicts_its_cell_is_told() -> None:
    assert bound("algorithms.first.required_hyperparameters", right="Set `k`") == [
        "docs/p.md:4: the right answer and `algorithms.first.required_hyperparameters` differ: the data says epochs; "
        "correct the question or the data, whichever its source proves wrong"
    ]
    assert "as the wrong option" in bound("algorithms.first.required_hyperparameters", right="Set `epochs`", wrong="`epochs`, again")[0]


def test_a_number_must_be_the_number_of_its_cell() -> None:
    text = GOOD["number"]["markdown"].replace("    source:", "    fact: numbers.variants-max\n    source:", 1)
    assert "the data says 10" in str(fact.check("docs/p.md", questions(text), ALGORITHMS, NUMBERS)[0])
    value = questions(text)[0].answers[0]
    right = text.replace(f"[[= {value.removesuffix('.0')}", "[[= 10")
    assert right != text
    assert fact.check("docs/p.md", questions(right), ALGORITHMS, NUMBERS) == []


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
    question = questions("Words.\n\n" + GOOD["choose one"]["markdown"])[0]
    address = layout.report_address("https://git.example/guide/", "data/a.md", question)
    assert address.startswith("https://git.example/guide/issues/new?title=Question+rcf-samples%3A+&body=docs%2Fdata%2Fa.md%2C+line+3")
    assert layout.report_address("", "data/a.md", question) == ""


@pytest.mark.parametrize(("cell", "right", "said"), [
    ("algorithms.first.required_hyperparameters", "Set `epochs_max`", "epochs"),
    ("algorithms.first.required_hyperparameters", "Set `my-epochs`", "epochs"),
    ("numbers.warm-pool-max", "At most 21,600 seconds", ""),
    ("numbers.warm-pool-max", "At most 21600.5 seconds", "21600"),
    ("numbers.warm-pool-max", "At most 121600 seconds", "21600"),
])  # fmt: skip
def test_a_cell_is_found_as_a_whole_word_only(cell: str, right: str, said: str) -> None:
    assert ("the data says " + said in "".join(bound(cell, right=right))) == bool(said)


def test_a_word_to_be_typed_may_stand_in_its_reason() -> None:
    text = GOOD["fill in"]["markdown"].replace("    source:", "    fact: numbers.strategies\n    source:", 1)
    reason = text.replace("> ", "> Bayesian or Random. ", 1)
    assert "the data says Bayesian, Random" in str(fact.check("docs/p.md", questions(text), ALGORITHMS, NUMBERS)[0])
    assert fact.check("docs/p.md", questions(reason), ALGORITHMS, NUMBERS) == []


def test_a_number_within_its_tolerance_agrees_with_its_cell() -> None:
    for value, agrees in (("9.5 +- 0.5", True), ("9.4 +- 0.5", False), ("10", True)):
        text = f"/// quiz | How many?\n    id: a\n    source: https://a.example/\n    fact: numbers.variants-max\n\nIt is [[= {value}]].\n\n> Why.\n///"
        assert (fact.check("docs/p.md", questions(text), ALGORITHMS, NUMBERS) == []) == agrees, value


def test_a_text_that_very_many_share_makes_no_twins() -> None:
    text = GOOD["choose one"]["markdown"]
    many = [question for n in range(20) for question in questions(text.replace("rcf-samples", f"q-{n}"))]
    assert twins(many[:19])
    assert twins(many) == []


def test_two_pairs_with_the_same_answer_are_told_at_the_second() -> None:
    text = GOOD["match"]["markdown"]
    first, second = questions(text)[0].options[:2]
    assert faults(text.replace(f":: {second.answer}", f":: {first.answer}")) == [
        f"{second.line}: this pair has the answer of line {first.line} too; give each its own"
    ]


@pytest.mark.parametrize(("numbers", "said"), [
    ("123", ""), ("111", ""), ("234", ""), ("132", "3 stands below step 1"), ("124", "4 stands below step 2"), ("121", "1 stands below step 2"),
    ("321", "2 stands below step 3"), ("211", "1 stands below step 2"),
])  # fmt: skip
def test_steps_are_numbered_as_they_stand_or_all_alike(numbers: str, said: str) -> None:
    text = GOOD["order"]["markdown"].replace("1. ", "A. ").replace("2. ", "B. ").replace("3. ", "C. ")
    for letter, number in zip("ABC", numbers, strict=True):
        text = text.replace(f"{letter}. ", f"{number}. ")
    assert [line.split(": step ")[1].split(";")[0] for line in faults(text)] == ([said] if said else [])


def test_the_tasks_of_a_question_take_the_place_of_those_of_its_page() -> None:
    own = GOOD["choose one"]["markdown"].replace("    source:", "    exams: mla-c01 1.2\n    source:", 1)
    pages = {"data/a.md": page(own + "\n" + GOOD["order"]["markdown"], title="A", exams='{mla-c01: ["1.1"]}')}
    made = made_of("<!-- practice: tasks -->", "practice/x.md", guide(pages))[0]
    assert "| 1.1 Store data | 1 | [A](../data/a.md#q-order-a) (1) |" in made
    assert "| 1.2 Change data | 1 | [A](../data/a.md#q-rcf-samples) (1) |" in made


def test_the_address_of_a_page() -> None:
    addresses = {"index.md": "", "data/index.md": "data/", "data/s3.md": "data/s3/", "a.md": "a/", "a/b/index.md": "a/b/"}
    assert {page: url_of(page) for page in addresses} == addresses


# --- the order that is shown ---------------------------------------------------------------------


@given(st.lists(st.text(min_size=1, max_size=6), min_size=2, max_size=6, unique=True))
def test_the_right_order_of_steps_is_never_shown(steps: list[str]) -> None:
    right = list(range(len(steps)))
    shown = mixed(steps, right)
    assert sorted(shown) == right
    assert shown != right


@given(st.lists(st.text(alphabet="abcdef", min_size=1, max_size=3), min_size=3, max_size=6, unique=True))
def test_the_right_pairs_are_never_shown_side_by_side(answers: list[str]) -> None:
    pairs = "\n".join(f"- prompt {i} :: {answer}\n  > Why." for i, answer in enumerate(answers))
    question = questions(f"/// quiz | Match\n    id: a\n    source: https://a.example/\n\nWords.\n\n{pairs}\n///")[0]
    shown = KINDS["match"].shown(question)
    assert sorted(shown) == list(range(len(answers)))
    assert shown != list(range(len(answers)))


def test_page_bank_and_cards_show_the_same_order() -> None:
    for name in ("order", "match"):
        entry = GOOD[name]["bank"][0]
        texts = [option["answer"] if name == "match" else option["text"] for option in entry["options"]]
        wanted = "\n".join(f"<li>{texts[i]}</li>" for i in entry["shown"])
        assert wanted in GOOD[name]["html"]


# --- numbers -------------------------------------------------------------------------------------


def numeric(blank: str) -> tuple[Question | None, list[str]]:
    """Return a question on a number written so, and what is wrong with it."""
    text = f"/// quiz | How many?\n    id: a\n    source: https://a.example/\n\nIt is [[{blank}]].\n\n> Why.\n///"
    return next(iter(questions(text)), None), faults(text)


@pytest.mark.parametrize(("blank", "value", "tolerance", "unit"), [
    ("= 63", "63", 0, ""), ("=63 +- 1 %", "63", 1, "%"), ("= 63 ± 1 %", "63", 1, "%"), ("= 63 +/- 1", "63", 1, ""), ("= 1,200.5 GB", "1200.5", 0, "GB"),
    ("= 1e3 +- 10", "1000", 10, ""), ("= -5", "-5", 0, ""), ("= \u22125 +- 1 °C", "-5", 1, "°C"), ("= 0.5 MB per second", "0.5", 0, "MB per second"),
    ("= 0 +- 0", "0", 0, ""),
])  # fmt: skip
def test_a_number_is_read_as_it_is_written(blank: str, value: str, tolerance: float, unit: str) -> None:
    question, told = numeric(blank)
    assert told == []
    assert question is not None
    assert (question.kind, question.answers, question.tolerance, question.unit) == ("numeric", [value], tolerance, unit)


@pytest.mark.parametrize(("blank", "said"), [
    ("= 0,63", "has a decimal comma; write a point: 0.63"),
    ("= $63", "is not a number; write the unit behind the number: `[[= 63 USD]]`"),
    ("= 63 or 64", "is not a number"), ("= abc", "is not a number"), ("=", "is not a number"), ("= 1,2,3", "is not a number"), ("= 12,34", "has a decimal comma"),
    ("= 0.66 +- 2 %", "the tolerance 2 is larger than the value 0.66"), ("= 63 +- 1 2", "is not a number"), ("= 6 3", "is not a number"),
])  # fmt: skip
def test_what_is_no_number_is_told_at_its_line(blank: str, said: str) -> None:
    question, told = numeric(blank)
    assert question is None
    assert len(told) == 1
    assert told[0].startswith("5: ")
    assert said in told[0]


def test_every_number_of_the_guide_has_a_sensible_tolerance() -> None:
    """At most a tenth of the value, or half of its last digit: wider, and a wrong way of reckoning counts as right."""
    pages = [Page(path.name, path.read_text()) for path in sorted((ROOT / "docs").rglob("*.md"))]
    asked = [q for one in pages for q in read(one).questions if q.kind == "numeric"]
    assert asked
    assert [q.id for q in asked if q.tolerance > max(abs(float(q.answers[0])) / 10, 0.005)] == []
