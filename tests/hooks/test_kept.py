"""What was kept from a build is found again, and never where something has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
import structure
from common import kept
from common.kept import Kept
from common.problems import Problem
from pydantic import TypeAdapter
from small import build, page

WORDS = TypeAdapter(list[str])
FAULTY = page("## One\n\nWords `code` and [a link](https://a.example/).\n\n1) a list that is not read\n\n- a\n- b\n")
GOOD = page("## One\n\nWords.\n\n- a\n- b\n")


class Made:
    """Counts how often something is made."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> list[str]:
        self.count += 1
        return ["a", "ä"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = Kept(tmp_path / ".cache" / "kept.json", "1")
    made.result(WORDS, Made(), "x", "y")
    made.write()
    return tmp_path / ".cache" / "kept.json"


def asked(known: Kept, *inputs: str) -> int:
    """Return how often a result had to be made."""
    made = Made()
    assert known.result(WORDS, made, *inputs) == ["a", "ä"]
    return made.count


def test_a_result_is_found_by_what_went_into_it(file: Path) -> None:
    assert asked(Kept(file, "1"), "x", "y") == 0
    assert asked(Kept(file, "1"), "xy") == 1
    assert asked(Kept(file, "1"), "x", "y", "") == 1


def test_another_version_of_the_code_makes_it_anew(file: Path) -> None:
    assert asked(Kept(file, "2"), "x", "y") == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"version": "1"}', '{"version": "1", "results": []}', "\xff"])
def test_a_broken_file_does_no_harm(file: Path, text: str) -> None:
    file.write_bytes(text.encode("latin-1"))
    known = Kept(file, "1")
    assert asked(known, "x", "y") == 1
    known.write()
    assert asked(Kept(file, "1"), "x", "y") == 0


@pytest.mark.parametrize("entry", ['"1"', '"[1]"', '"["', "1", "null", '""'])
def test_a_broken_entry_does_no_harm(file: Path, entry: str) -> None:
    before = file.read_text()
    whole = before[before.index('": "[') + 3 : before.rindex("}}")]
    file.write_text(before.replace(whole, entry))
    known = Kept(file, "1")
    assert asked(known, "x", "y") == 1
    known.write()
    assert file.read_text() == before


def test_what_a_build_does_not_ask_for_is_dropped(file: Path) -> None:
    known = Kept(file, "1")
    asked(known, "z")
    known.write()
    assert asked(Kept(file, "1"), "z") == 0
    assert asked(Kept(file, "1"), "x", "y") == 1


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file")
    known = Kept(tmp_path / ".cache" / "kept.json", "1")
    asked(known, "x")
    known.write()
    assert [path.name for path in tmp_path.iterdir()] == [".cache"]


def test_the_version_is_that_of_the_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "a.py").write_text("1")
    monkeypatch.setattr(kept, "__file__", str(tmp_path / "common" / "kept.py"))
    first = kept.version()
    assert kept.version() == first
    (tmp_path / "a.py").write_text("2")
    assert kept.version() != first


def problems(pages: dict[str, str], known: Kept) -> list[Problem]:
    pipeline, _ = build(pages, kept=known)
    return list(pipeline.guide.problems)


def test_a_kept_verdict_says_the_same_and_a_changed_page_is_looked_at_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept.json"
    first = Kept(file, "1")
    pages = {"data/a.md": FAULTY, "data/b.md": GOOD}
    fresh = problems(pages, first)
    first.write()
    assert any("this list is not read" in problem.what for problem in fresh)
    compared: list[str] = []
    compare = structure.compare

    def counted(path: str, *rest: object) -> structure.Compared:
        compared.append(path)
        return compare(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(structure, "compare", counted)
    assert problems(pages, Kept(file, "1")) == fresh
    assert compared == []
    changed = problems({**pages, "data/b.md": GOOD.replace("Words.", "Words.\n\n2) more")}, Kept(file, "1"))
    assert compared == ["docs/data/b.md"]
    assert {p.path for p in changed if "this list is not read" in p.what} == {"docs/data/a.md", "docs/data/b.md"}
    moved = problems({**pages, "data/a.md": FAULTY.replace("## One\n", "## One\n\n")}, Kept(file, "1"))
    assert [p.line - q.line for p, q in zip(moved, fresh, strict=True) if "this list is not read" in p.what] == [1]
