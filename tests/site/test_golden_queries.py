"""The queries by which the search is measured lead to sections that are there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from lxml import html

HERE = Path(__file__).resolve().parents[1] / "browser"
KINDS = {"word", "name", "sentence", "symptom", "pair", "slip"}


@pytest.mark.parametrize("name", ["golden_queries.yml", "golden_queries_aside.yml"])
def test_every_answer_is_a_section_of_the_site(site: Path, name: str) -> None:
    queries = yaml.safe_load((HERE / name).read_text())
    pages: dict[str, set[str]] = {}
    missing = []
    for query in queries:
        for answer in query["answers"]:
            page, _, anchor = answer.partition("#")
            if page not in pages:
                file = site / page / "index.html"
                pages[page] = set(html.parse(str(file)).xpath("//@id")) if file.is_file() else set()
            if not pages[page] or (anchor and anchor not in pages[page]):
                missing.append(
                    f"tests/browser/{name}: `{query['query']}` leads to {answer}, which is not there; name the section that answers it"
                )
    assert missing == []
    assert {query["kind"] for query in queries} == KINDS
    assert [query for query, times in Counter(query["query"] for query in queries).items() if times > 1] == []
