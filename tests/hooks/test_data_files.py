"""Services, numbers, terms and exams: every fault in their files is told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DATA, GOLDEN, ROOT
from data.files import FILES, DataFile
from data.schemas import schema

CASES = yaml.safe_load((GOLDEN / "data_files_faults.yml").read_text())


BY_NAME: dict[str, DataFile] = {name: next(f for f in FILES if f.path == f"docs/{place}.yml") for name, place in DATA.items()}


def said_of(name: str, text: str, folder: Path) -> list[str]:
    """Return what is said of a small data file with this text, beside the pages of the small algorithms."""
    file = BY_NAME[name]
    (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
    (folder / file.path).write_text(text)
    if name == "data":
        for page in ("first", "second"):
            (folder / "docs" / "algorithms" / f"{page}.md").write_text("")
    return [str(p).removeprefix(file.path + ":") for p in sorted(file.read(folder)[1])]


@pytest.mark.parametrize("name", BY_NAME)
def test_the_small_files_have_no_problem(name: str, tmp_path: Path) -> None:
    assert said_of(name, (GOLDEN / f"{name}.yml").read_text(), tmp_path) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}: {case['fault']}")
def test_a_fault_is_told_with_line_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text = (GOLDEN / f"{case['file']}.yml").read_text()
    assert case["replace"] in text
    assert said_of(case["file"], text.replace(case["replace"], case["by"], 1), tmp_path) == case["says"]


def test_all_faults_come_in_one_run(tmp_path: Path) -> None:
    text = (GOLDEN / "data.yml").read_text()
    for old, new in (("problems: [regression]", "problems: [x]"), ("output: A number", "output: 3"), ("status: open", "status: x")):
        text = text.replace(old, new)
    assert len(said_of("data", text, tmp_path)) == 6


def test_a_long_value_is_told_in_short(tmp_path: Path) -> None:
    value = "x" * 60
    said = said_of("data", (GOLDEN / "data.yml").read_text().replace("learning: [supervised]", f"learning: {value}", 1), tmp_path)
    assert said == [f"8: `learning` must be a list (lines that begin with `- `) in `first`, not `{'x' * 37}...`; write it so"]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    for file in FILES:
        data, problems = file.read(tmp_path)
        assert data is None
        assert [str(p) for p in problems] == [f"{file.path}:1: the file is missing; restore it"]


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "algorithms:\n", "algorithms: []\n", "5", "\x00", "a: &a [*a]", "{? [1] : 2}", "2026-13-41"]
)
def test_a_file_of_another_kind_is_a_problem(name: str, text: str, tmp_path: Path) -> None:
    assert said_of(name, text, tmp_path)


def test_a_file_that_is_no_utf_8_is_a_problem(tmp_path: Path) -> None:
    file = BY_NAME["glossary"]
    (tmp_path / file.path).parent.mkdir(parents=True)
    (tmp_path / file.path).write_bytes("terms: [é]".encode("utf-16"))
    assert [str(p) for p in file.read(tmp_path)[1]] == [f"{file.path}:1: the file is not UTF-8 text; save it as UTF-8"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_the_real_files_have_no_problem(file: DataFile) -> None:
    assert [str(p) for p in file.read(ROOT)[1]] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_the_published_schema_is_that_of_the_model(file: DataFile) -> None:
    published = json.loads((ROOT / file.path).with_suffix(".schema.json").read_text())
    assert published == schema(file.model), "run `make schema`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_a_data_file_names_its_schema(file: DataFile) -> None:
    path = ROOT / file.path
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

    data = yaml.safe_load((ROOT / BY_NAME["data"].path).read_text())
    for entry in data["algorithms"]:
        walk(entry, entry["id"])
    assert len(data["algorithms"]) == 24
    assert [path for path in empty if not path.endswith((".note", ".repository"))] == []
