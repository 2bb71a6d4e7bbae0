"""`mkdocs serve` shows an edit of the data file in the browser, on every page that shows the fact."""

from __future__ import annotations

import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from browser.server import developing


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    root = tmp_path
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
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
    places = ["algorithms/xgboost/", "algorithms/", "algorithms/compare/"]
    data = root / "docs" / "algorithms" / "algorithms.yml"
    text = data.read_text()
    entry = text.index("- id: xgboost")
    old = next(line for line in text[entry:].splitlines() if line.strip().startswith("purpose:"))
    page.goto(base + places[0])
    assert "A changed purpose" not in page.content()
    data.write_text(
        text.replace(old, "    purpose: A changed purpose").replace(
            "    learning: [supervised]\n    problems: [binary classification, multiclass classification, regression, ranking]",
            "    learning: [unsupervised]\n    problems: [binary classification, multiclass classification, regression, ranking]",
        )
    )
    page.get_by_text("A changed purpose").first.wait_for(timeout=60_000)  # the page reloads by itself
    page.goto(base + places[1])
    assert "A changed purpose" in page.content()
    page.goto(base + places[2])
    row = page.locator("table", has_text="Learning").locator("tr", has_text="XGBoost").first
    assert "unsupervised" in row.inner_text()
