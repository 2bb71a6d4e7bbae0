"""Directives become tables: golden files, and what is said of a directive that cannot be followed."""

from __future__ import annotations

from pathlib import Path

import algorithms
import pytest
import yaml
from common import algorithm
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
DATA = algorithm.Algorithms.model_validate(yaml.safe_load((GOLDEN / "data.yml").read_text()))
MADE = {case["case"]: case for case in yaml.safe_load((GOLDEN / "directives.yml").read_text())}
REAL = algorithm.load(ROOT)[0]


@pytest.mark.parametrize("name", MADE)
def test_a_directive_becomes_what_the_golden_file_shows(name: str) -> None:
    case = MADE[name]
    made, faults = algorithms.expand(case["markdown"], DATA, case.get("page", "algorithms/first.md"))
    if "says" in case:
        assert [f"{line}: {fault.what}; {fault.mend}" for line, fault in faults] == case["says"]
    else:
        assert faults == []
        assert made == case["becomes"]


def test_every_column_makes_a_cell_for_every_algorithm() -> None:
    assert REAL is not None
    for name, (_, cell) in algorithms.COLUMNS.items():
        for entry in REAL.algorithms:
            value = cell(entry)
            assert value, f"{name} of {entry.id}"
            assert "\n" not in value, f"{name} of {entry.id}"


def test_one_changed_value_changes_every_table_that_shows_it() -> None:
    changed = DATA.model_copy(
        update={"algorithms": [DATA.algorithms[0].model_copy(update={"purpose": "Something else"}), DATA.algorithms[1]]}
    )
    for directive in ("facts first", "compare columns=purpose", "chooser"):
        made, _ = algorithms.expand(f"<!-- algorithms: {directive} -->", changed, "index.md")
        assert "Something else" in made
        assert "Something else" not in algorithms.expand(f"<!-- algorithms: {directive} -->", DATA, "index.md")[0]


@pytest.mark.parametrize("written", ["a|b", "a*b*c", "__label__", "<b>", "[x](y)", "`a|b`", "x\\y", "{#a}"])
def test_text_of_the_data_is_shown_as_it_is_written(written: str) -> None:
    import html
    import re

    import markdown

    cell = algorithms.text(written)
    made = markdown.markdown(f"| h | i |\n|---|---|\n| {cell} | z |", extensions=["tables"])
    shown = re.search(r"<td>(.*?)</td>\n<td>z</td>", made)
    assert shown, made
    assert html.unescape(re.sub(r"</?code>", "`", shown[1])) == written


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_no_markdown_makes_it_raise(markdown: str) -> None:
    algorithms.expand(markdown, DATA, "index.md")


@given(st.text(alphabet='abcdefghijklmnopqrstuvwxyz-=,:" <>!|\n', max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_words_of_a_directive_make_it_raise(words: str) -> None:
    made, faults = algorithms.expand(f"<!-- algorithms: {words} -->", DATA, "index.md")
    assert made is not None
    assert all(fault.what and fault.mend for _, fault in faults)
