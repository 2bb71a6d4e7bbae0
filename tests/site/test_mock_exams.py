"""The real bank is large enough: every exam can be sat three times in full, with no question twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from node import node

EXAMS = ["mla-c02", "aif-c01", "aip-c01", "mla-c01", "mls-c01"]


@pytest.fixture(scope="module")
def drawn(site: Path) -> dict[str, dict[str, object]]:
    """Return what the script of the mock exam draws from the published questions, by exam."""
    practice = site / "practice"
    ran = node("three_exams.mjs", str(practice / "questions.json"), str(practice / "mock-exam" / "index.html"))
    assert ran.returncode == 0, ran.stderr
    return {one["id"]: one for one in json.loads(ran.stdout)}


def test_all_exams_can_be_rehearsed(drawn: dict[str, dict[str, object]]) -> None:
    assert sorted(drawn) == sorted(EXAMS)


@pytest.mark.parametrize("exam", EXAMS)
def test_an_exam_is_drawn_three_times_in_full_by_its_weights(drawn: dict[str, dict[str, object]], exam: str) -> None:
    one = drawn[exam]
    full, weights = one["questions"], one["weights"]
    assert isinstance(full, int)
    assert isinstance(weights, list)
    assert isinstance(one["drawn"], list)
    for time in one["drawn"]:
        assert (time["drawn"], time["fresh"]) == (full, full)
        for share, weight in zip(time["shares"], weights, strict=True):
            assert abs(share - full * weight / 100) < 1
