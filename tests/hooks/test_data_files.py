"""Services, numbers, terms, exams, choices and pairs: every fault in their files is told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from common.guide import Guide
from conftest import DATA, GOLDEN, ROOT
from data.files import FILES, DataFile
from data.numbers import Numbers
from data.schemas import schema
from source.page import Page

CASES = yaml.safe_load((GOLDEN / "data_files_faults.yml").read_text())


BY_NAME: dict[str, DataFile] = {name: next(f for f in FILES if f.path == f"docs/{place}.yml") for name, place in DATA.items()}


def said_of(name: str, text: str, folder: Path) -> list[str]:
    """Return what is said of a small data file with this text, beside the pages of the small algorithms."""
    file = BY_NAME[name]
    (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
    (folder / file.path).write_text(text)
    if name in ("data", "choices", "pairs", "searches"):
        for page in ("first", "second"):
            (folder / "docs" / "algorithms").mkdir(exist_ok=True)
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
@pytest.mark.parametrize(("text", "says"), [
    ("", ["1: `the file` is empty; fill it, or remove the line"]),
    ("- a\n- b\n", ["1: `the file` must be keys with values, not `['a', 'b']`; write it so"]),
    ("KEY:\n", ["1: `KEY` is empty; fill it, or remove the line"]),
    ("KEY: []\n", ["1: `KEY` is empty; fill it, or write `none: the reason why there is nothing`"]),
    ("5", ["1: `the file` must be keys with values, not `5`; write it so"]),
    ("2026-13-41", ["1: `the file` must be keys with values, not `2026-13-41`; write it so"]),
    ("{? [1] : 2}", ["1: this is not valid YAML (found unhashable key); check indents, colons and quotes here and just above"]),
    ("\x00", ["1: this is not valid YAML (unacceptable character #x0000: control characters are not allowed); remove what YAML cannot hold"]),
    ("a: &a [*a]", ["1: `KEY` is missing; add a line `KEY:` with its value", "1: unknown key `a`; use one of: KEYS"]),
])  # fmt: skip
def test_a_file_of_another_kind_is_a_problem(name: str, text: str, says: list[str], tmp_path: Path) -> None:
    keys = sorted(BY_NAME[name].model.model_fields)
    if text == "KEY: []\n" and name == "searches":  # its first key holds keys, all others a list
        says = ["1: `KEY` must be keys with values, not `[]`; write it so"]
    named = [line.replace("KEYS", ", ".join(keys)).replace("KEY", keys[0]) for line in says]
    assert said_of(name, text.replace("KEY", keys[0]), tmp_path) == named


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


@pytest.mark.parametrize(("file", "old", "new", "said"), [
    ("numbers", "value: 10\n", "value: 010\n", None),
    ("numbers", "value: 10\n", "value: 1:30\n", None),
    ("numbers", "value: 10\n", "value: yes\n", None),
    ("numbers", "value: 10\n", "value: true\n", "`True` is no number, text or list of texts; write it in quotation marks"),
    ("numbers", "value: 10\n", "value: 2026-01-01\n", "`2026-01-01` is no number, text or list of texts; write it in quotation marks"),
    ("numbers", "value: [Bayesian, Random]", "value: [1, 2]", "`[1, 2]` is no number, text or list of texts; write it in quotation marks"),
    ("numbers", "https://docs.aws.amazon.com/warm.html", "https://docs.aws.amazon.com/ warm.html", "is not a web address"),
    ("exams", "questions: 65", 'questions: "65"', "`questions` must be a whole number in `mla-c01`, not `65`; write it so"),
    ("exams", "questions: 65", "questions: true", "`questions` must be a whole number in `mla-c01`, not `True`; write it so"),
    ("exams", "questions: 65", "questions:", "`questions` is empty in `mla-c01`; fill it, or remove the line"),
    ("glossary", "tooltip: false", "tooltip: 0", "`tooltip` must be true or false, not `0`; write it so"),
    ("services", "since: 2024-02\n", "since: 2024-02-31\n", "`2024-02-31` is not a date"),
    ("services", "    status: open\n", "    status: open\n    page: /etc/passwd\n", "there is no page `docs//etc/passwd`"),
    ("services", "    status: open\n", "    status: open\n    page: ../mkdocs.yml\n", "there is no page `docs/../mkdocs.yml`"),
    ("services", "    status: open\n", f"    status: open\n    page: {'x' * 300}.md\n", "there is no page `docs/xxx"),
    ("services", "    status: open\n", "    status: open\n    1: x\n", "the key `1` is not text in `amazon-first`; write it in quotation marks"),
])  # fmt: skip
def test_what_yaml_would_make_of_a_value_is_not_made_of_it(file: str, old: str, new: str, said: str | None, tmp_path: Path) -> None:
    text = (GOLDEN / f"{file}.yml").read_text()
    assert old in text
    told = said_of(file, text.replace(old, new, 1), tmp_path)
    assert len(told) == (said is not None), told
    assert said is None or said in told[0]


def test_a_value_is_shown_as_it_was_written(tmp_path: Path) -> None:
    file = BY_NAME["numbers"]
    for written in ("010", "1:30", "yes", "1_000x", "0x1F"):
        said_of("numbers", (GOLDEN / "numbers.yml").read_text().replace("value: 10\n", f"value: {written}\n", 1), tmp_path)
        data = file.read(tmp_path)[0]
        assert isinstance(data, Numbers)
        assert data.numbers[0].shown == written


def test_a_check_of_ours_that_raises_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DataFile, "read", lambda self, root: [][0])
    said = [str(problem) for problem in Guide(ROOT, {}).problems]
    assert len(said) == len(FILES)
    assert said[0].startswith(
        "docs/algorithms/algorithms.yml:1: the check of the data failed here (IndexError: list index out of range); undo"
    )


def test_a_reading_of_ours_that_raises_is_told_with_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("common.guide.read", lambda page: [][0])
    reading = Guide(ROOT, {"a.md": Page("a.md", "# A")}).readings["a.md"]
    assert str(reading.problems[0]).startswith("docs/a.md:1: the reading of its questions failed here (IndexError")
