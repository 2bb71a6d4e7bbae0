"""Slips that people make and dialects that they bring: each is told at its line, or does no harm."""

from __future__ import annotations

import pytest
import yaml
from conftest import GOLDEN
from small import said_of_body

CASES = yaml.safe_load((GOLDEN / "slips.yml").read_text())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["slip"])
def test_a_slip_is_told_where_it_stands(case: dict[str, object]) -> None:
    assert said_of_body(str(case["markdown"]).rstrip("\n")) == case["says"]
