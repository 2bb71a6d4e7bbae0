"""The data file: every fault a contributor can make is told with its line, all in one run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from common import algorithm, schemas

ROOT = Path(__file__).resolve().parents[2]

GOLDEN = Path(__file__).parent / "golden"
BOTH = (GOLDEN / "data.yml").read_text()
FAULTS = {fault["fault"]: fault for fault in yaml.safe_load((GOLDEN / "data_faults.yml").read_text())}


def problems_of(text: str, folder: Path) -> list[str]:
    """Return what is said of a data file with this text, beside pages for both algorithms."""
    docs = folder / "docs" / "algorithms"
    docs.mkdir(parents=True, exist_ok=True)
    (docs / "first.md").write_text("")
    (docs / "second.md").write_text("")
    (docs / "algorithms.yml").write_text(text)
    return [str(problem) for problem in sorted(algorithm.load(folder)[1])]


def test_the_small_file_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(BOTH, tmp_path) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_line_and_mend(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    assert fault["replace"] in BOTH
    said = problems_of(BOTH.replace(fault["replace"], fault["by"], 1), tmp_path)
    assert said == [f"docs/algorithms/algorithms.yml:{line}" for line in fault["says"]]


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    text = (
        BOTH.replace("problems: [regression]", "problems: [x]")
        .replace("output: A number", "output: 3")
        .replace("status: open", "status: x")
    )
    assert len(problems_of(text, tmp_path)) == 6


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    data, problems = algorithm.load(tmp_path)
    assert data is None
    assert [str(p) for p in problems] == ["docs/algorithms/algorithms.yml:1: the file is missing; restore it"]


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "algorithms:\n", "algorithms: []\n", "5", "\x00", "a: &a [*a]", "{? [1] : 2}"])
def test_a_file_of_another_kind_is_a_problem(text: str, tmp_path: Path) -> None:
    assert problems_of(text, tmp_path)


@pytest.mark.parametrize("data", schemas.MODELS)
def test_the_published_schema_is_that_of_the_model(data: str) -> None:
    published = json.loads((ROOT / data).with_suffix(".schema.json").read_text())
    assert published == schemas.schema(schemas.MODELS[data]), "run `make schema`"


@pytest.mark.parametrize("data", schemas.MODELS)
def test_a_data_file_names_its_schema(data: str) -> None:
    path = ROOT / data
    assert path.read_text().splitlines()[0] == f"# yaml-language-server: $schema={path.stem}.schema.json"


def test_no_field_is_empty_without_a_reason() -> None:
    """The model forbids it; this reads the file without the model, as a second pair of eyes."""
    empty: list[str] = []

    def walk(value: object, path: str) -> None:
        if value in (None, "", [], {}):
            empty.append(path)
        elif isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(inner, f"{path}[{i}]")

    data = yaml.safe_load((ROOT / algorithm.DATA).read_text())
    for entry in data["algorithms"]:
        walk(entry, entry["id"])
    assert len(data["algorithms"]) == 24
    assert [path for path in empty if not path.endswith((".note", ".repository"))] == []
