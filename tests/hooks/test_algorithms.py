"""Directives become tables: golden files, and what is said of a directive that cannot be followed."""

from __future__ import annotations

import html
import re

import markdown
import pytest
import yaml
from common.cells import text
from conftest import GOLDEN, real
from data.algorithm_tables import COLUMNS
from data.algorithms import Algorithms
from small import ALGORITHMS, guide, made_of, with_data

MADE = {case["case"]: case for case in yaml.safe_load((GOLDEN / "directives.yml").read_text())}
REAL = real(Algorithms)


@pytest.mark.parametrize("name", MADE)
def test_a_directive_becomes_what_the_golden_file_shows(name: str) -> None:
    case = MADE[name]
    made, told = made_of(case["markdown"], case.get("page", "algorithms/first.md"))
    assert told == case.get("says", [])
    if not told:
        assert made == case["becomes"]


def test_every_column_makes_a_cell_for_every_algorithm() -> None:
    for name, (_, cell) in COLUMNS.items():
        for entry in REAL.algorithms:
            value = cell(entry)
            assert value, f"{name} of {entry.id}"
            assert "\n" not in value, f"{name} of {entry.id}"


def test_one_changed_value_changes_every_table_that_shows_it() -> None:
    first, second = ALGORITHMS.algorithms
    changed = ALGORITHMS.model_copy(update={"algorithms": [first.model_copy(update={"purpose": "Something else"}), second]})
    for directive in ("facts first", "compare columns=purpose", "chooser"):
        body = f"<!-- algorithms: {directive} -->"
        assert "Something else" in made_of(body, base=with_data(guide(), changed))[0]
        assert "Something else" not in made_of(body)[0]


@pytest.mark.parametrize("written", ["a|b", "a*b*c", "__label__", "<b>", "[x](y)", "`a|b`", "x\\y", "{#a}"])
def test_text_of_the_data_is_shown_as_it_is_written(written: str) -> None:
    made = markdown.markdown(f"| h | i |\n|---|---|\n| {text(written)} | z |", extensions=["tables"])
    shown = re.search(r"<td>(.*?)</td>\n<td>z</td>", made)
    assert shown, made
    assert html.unescape(re.sub(r"</?code>", "`", shown[1])) == written
