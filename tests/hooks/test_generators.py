"""What each generator writes, against golden files a reviewer can read."""

from __future__ import annotations

import pytest
import yaml
from generators import GENERATORS, GOLDEN, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

CASES = yaml.safe_load((GOLDEN / "generators.yml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['hook']}: {case['markdown']}")
def test_a_directive_becomes_what_the_golden_file_shows(case: dict[str, str]) -> None:
    expected = {key: case[key] for key in ("becomes", "says") if key in case}
    assert outcome(case["hook"], case["markdown"]) == expected


@pytest.mark.parametrize("hook", GENERATORS)
@given(words=st.text(alphabet='abcdefghijklmnopqrstuvwxyz-=,:" 012<>!|\n', max_size=50))
@settings(max_examples=60, deadline=None)
def test_no_words_of_a_directive_make_it_raise(hook: str, words: str) -> None:
    for name in (hook, "number"):
        GENERATORS[hook](f"Words <!-- {name}: {words} --> and more.")
