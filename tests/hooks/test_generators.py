"""What each directive writes, against golden files a reviewer can read; and what is said of one that cannot be followed."""

from __future__ import annotations

import pytest
import yaml
from conftest import GOLDEN
from data.choices import Choices
from directives import TABLE, follow
from hypothesis import given, settings
from hypothesis import strategies as st
from small import BOX, QUIZZES, guide, made_of, page, small, with_data

CASES = yaml.safe_load((GOLDEN / "generators.yml").read_text())
PAGES = {
    "data/a.md": page(QUIZZES["choose one"]["markdown"] + "\n" + BOX.split("# Page A\n\n")[1], title="Page A", exams='{mla-c01: ["1.1"]}'),
    "data/b.md": page("Words.\n\n<!-- choices: compare chunking -->", title="Page B", exams='{mla-c01: ["1.1"], mla-c02: ["1.1.1"]}'),
    "practice/scenarios/data.md": page(QUIZZES["a hint, own tasks and another page"]["markdown"], title="Stories"),
}
WHERE = {"exams": "exams/x.md", "practice": "practice/x.md"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['hook']}: {case['markdown']}")
def test_a_directive_becomes_what_the_golden_file_shows(case: dict[str, str]) -> None:
    made, told = made_of(case["markdown"], WHERE.get(case["hook"], "reference/x.md"), guide(PAGES))
    assert told == case.get("says", [])
    if not told:
        assert made == case["becomes"]


@pytest.mark.parametrize("name", [name for name in TABLE if name != "freshness"])
@given(words=st.text(alphabet='abcdefghijklmnopqrstuvwxyz-=,:" 012<>!|\n', max_size=50))
@settings(max_examples=60, deadline=None)
def test_no_words_of_a_directive_make_it_raise(name: str, words: str) -> None:
    for text in (
        f"<!-- {name}: {words} -->",
        f"Words <!-- {name}: {words} --> and more.",
        f"<!-- {name} {words}",
        f"<!--- {name.title()}:{words} --->",
    ):
        whole = guide({"x.md": text})
        for one in follow(whole.pages["x.md"], whole)[1]:
            assert one.what
            assert one.mend


def test_what_a_directive_makes_keeps_the_indent_of_its_line() -> None:
    made, told = made_of('!!! note "Box"\n\n    <!-- glossary: terms -->')
    assert told == []
    assert "\n    | Term | Also | Meaning |\n" in made


def test_a_cell_that_is_missing_is_told_in_its_file_alone() -> None:
    choices = small(Choices)
    first, second = choices.tables[0].rows
    short = first.model_copy(update={"cells": {"does": first.cells["does"]}})
    data = choices.model_copy(update={"tables": [choices.tables[0].model_copy(update={"rows": [short, second]})]})
    whole = with_data(guide({"x.md": "<!-- choices: compare chunking columns=pick -->"}), data)
    made, told = follow(whole.pages["x.md"], whole)
    assert told == []
    assert "| Semantic | long prose |" in made[0].markdown


def test_a_number_may_stand_in_a_sentence_twice() -> None:
    made, told = made_of("From <!-- number: variants-max --> to <!-- number: warm-pool-max --> it is.")
    assert (made, told) == ("From 10 to 21,600 seconds it is.", [])


@pytest.mark.parametrize(
    "line", ["Words: <!-- glossary: terms -->", "<!-- glossary: terms --> and words", "<!-- glossary: terms --> [a](b.md)"]
)
def test_a_directive_beside_words_is_told(line: str) -> None:
    said = "1: `glossary:` stands inside a line; a directive stands alone on its line, with a blank line around it"
    assert made_of(line) == (line.replace("<!-- glossary: terms -->", ""), [said])


def test_a_directive_in_code_is_none() -> None:
    body = "`<!-- algorithms: facts frist -->`\n\n```markdown\n<!-- algorithms: facts frist -->\n```"
    assert made_of(body) == (body, [])


def test_each_directive_is_told_at_its_own_line_however_much_the_others_write() -> None:
    body = (
        "<!-- glossary: terms -->\n\n<!-- algorithms: facts frist -->\n\n<!-- services: status -->\n\nWords <!-- number: nothing --> here."
    )
    assert [line.split(":")[0] for line in made_of(body)[1]] == ["3", "7"]
