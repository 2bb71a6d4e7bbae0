"""The real search, driven as a reader drives it, and how often it has what golden queries ask for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

HERE = Path(__file__).resolve().parent
TUNED, ASIDE = "golden_queries.yml", "golden_queries_aside.yml"


def queries(name: str) -> list[dict[str, Any]]:
    """Return the golden queries of a file beside this one."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text())
    return found


def ready(page: Page) -> None:
    """Open the search by its key, and wait until all its files have come."""
    with page.expect_response(lambda answer: answer.url.endswith("search/questions.json")) as last:
        page.keyboard.press("/")
    last.value.finished()
    page.wait_for_timeout(300)


_SHOWN = """(queries) => queries.map((query) => {
  const field = document.querySelector("[data-search] input");
  field.value = query;
  field.dispatchEvent(new Event("input"));
  const links = [...document.querySelectorAll("[data-search] [role=option]:not(.search-action)")].map((link) => new URL(link.href));
  return [...new Set(links.map((link) => link.pathname + link.hash))].slice(0, 3);
})"""


def shown(page: Page, base: str, asked: list[str]) -> list[list[str]]:
    """Return the first three addresses (relative to the site) that each query shows in an open search."""
    root = "/" + base.split("/", 3)[3]
    return [[address.removeprefix(root) for address in three] for three in page.evaluate(_SHOWN, asked)]


def recall(page: Page, base: str, name: str) -> dict[str, Counter[str]]:
    """Return by kind of query, and for `all`, how many have a right section or page first, or among the first three."""
    golden = queries(name)
    told: dict[str, Counter[str]] = {}
    for query, three in zip(golden, shown(page, base, [query["query"] for query in golden]), strict=True):
        sections = set(query["answers"])
        pages = {address.partition("#")[0] for address in sections}
        of_pages = [address.partition("#")[0] for address in three]
        for kind in (query["kind"], "all"):
            told.setdefault(kind, Counter())
            told[kind]["queries"] += 1
            told[kind]["section first"] += bool(sections & set(three[:1]))
            told[kind]["section in three"] += bool(sections & set(three))
            told[kind]["page first"] += bool(pages & set(of_pages[:1]))
            told[kind]["page in three"] += bool(pages & set(of_pages))
    return told
