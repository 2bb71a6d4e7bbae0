"""Files that the site cannot or must not serve are told, each with what to do."""

from __future__ import annotations

from pathlib import Path

import names
import pytest
from common.guide import Guide

KIND = "files of this kind are not published; write a page as Markdown (`.md`), save a picture as `.png`, `.jpg` or `.webp`"


def said_of(root: Path) -> list[str]:
    """Return what is said of the files of a project, without the path of docs/."""
    return [str(problem).removeprefix("docs/") for problem in names.check(Guide(root, {}))]


@pytest.mark.parametrize(
    "name", ["evil.html", "evil.HTM", "evil.xhtml", "evil.svg", "evil.xml", "evil.js", "worker.js", "x.json", "x.pdf", "x.md.html", "x"]
)
def test_a_kind_that_could_run_a_script_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "docs" / "data").mkdir(parents=True)
    (tmp_path / "docs" / "data" / name).write_text("<script>alert(1)</script>")
    assert said_of(tmp_path) == [f"data/{name}:1: {KIND}"]


def test_pages_data_and_pictures_are_served(tmp_path: Path) -> None:
    for name in ("a.md", "b.yml", "b.schema.json", "c.png", "d.JPG", "assets/x.css", "assets/y.js", ".hidden"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    assert said_of(tmp_path) == []


def test_a_drawing_among_the_assets_holds_what_a_page_may_hold(tmp_path: Path) -> None:
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    (tmp_path / "docs" / "assets" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle r="2"/></svg>')
    (tmp_path / "docs" / "assets" / "b.svg").write_text('<svg onload="alert(1)"><script>alert(1)</script></svg>')
    assert said_of(tmp_path) == [
        "assets/b.svg:1: `onload` would run a script; remove it",
        "assets/b.svg:1: `<script>` is not allowed in a picture; remove it",
    ]


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "docs" / "a.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "docs" / "b").symlink_to(tmp_path / "outside")
    mend = "this is a link to another place; put a copy of the file here: what is published stands in docs/"
    assert said_of(tmp_path) == [f"a.md:1: {mend}", f"b:1: {mend}"]


def test_two_pages_of_one_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("README.md", "index.md"):
        (tmp_path / "docs" / name).write_text("x")
    assert said_of(tmp_path) == [
        "README.md:1: `README.md` and `index.md` both want to be the page of this folder; keep `index.md`, and move what is in this file there"
    ]
