"""Services, numbers, terms and exams: every fault in their files is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from common import exam, number, service, term

GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).resolve().parents[2]
FILES: dict[str, tuple[str, Callable[[Path], Any]]] = {
    "services": (service.DATA, service.load),
    "numbers": (number.DATA, number.load),
    "glossary": (term.DATA, term.load),
    "exams": (exam.DATA, exam.load),
}
CASES = yaml.safe_load((GOLDEN / "data_files_faults.yml").read_text())


def said_of(name: str, text: str, folder: Path) -> list[str]:
    data, load = FILES[name]
    (folder / data).parent.mkdir(parents=True, exist_ok=True)
    (folder / data).write_text(text)
    return [str(p).removeprefix(data + ":") for p in sorted(load(folder)[1])]


@pytest.mark.parametrize("name", FILES)
def test_the_small_files_have_no_problem(name: str, tmp_path: Path) -> None:
    assert said_of(name, (GOLDEN / f"{name}.yml").read_text(), tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}: {case['fault']}")
def test_a_fault_is_told_with_line_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text = (GOLDEN / f"{case['file']}.yml").read_text()
    assert case["replace"] in text
    assert said_of(case["file"], text.replace(case["replace"], case["by"], 1), tmp_path) == case["says"]


@pytest.mark.parametrize("name", FILES)
def test_the_real_files_have_no_problem(name: str) -> None:
    assert [str(p) for p in FILES[name][1](ROOT)[1]] == []
