"""`mkdocs serve` shows an edit of the data file in the browser, on every page that shows the fact."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import small_project

from browser.server import developing

PAGES = {
    "index": "Words.",
    "algorithms/first": "<!-- algorithms: facts first -->",
    "algorithms/index": "<!-- algorithms: chooser -->",
    "algorithms/compare": "<!-- algorithms: compare columns=purpose,learning -->",
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    root = small_project(tmp_path, PAGES)
    with developing(root) as base:
        for _ in range(240):
            try:
                urllib.request.urlopen(base, timeout=1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield root, base


def test_one_edit_of_the_data_shows_on_every_page(served: tuple[Path, str], visit: Callable[..., object]) -> None:
    root, base = served
    page = visit().page  # type: ignore[attr-defined]
    places = ["algorithms/first/", "algorithms/", "algorithms/compare/"]
    data = root / "docs" / "algorithms" / "algorithms.yml"
    text = data.read_text()
    page.goto(base + places[0])
    assert "A changed purpose" not in page.content()
    edits = {"purpose: Tells one thing from another": "purpose: A changed purpose", "learning: [supervised]": "learning: [unsupervised]"}
    for old, new in edits.items():
        assert old in text
        text = text.replace(old, new, 1)
    data.write_text(text)
    page.get_by_text("A changed purpose").first.wait_for(timeout=60_000)  # the page reloads by itself
    page.goto(base + places[1])
    assert "A changed purpose" in page.content()
    page.goto(base + places[2])
    row = page.locator("table tr", has_text="A changed purpose")
    assert "unsupervised" in row.inner_text()
