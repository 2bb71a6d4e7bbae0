"""The files in which the browser searches, as they are published."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from search.index import Answers, Excerpts, Index, Questions, Texts, slug

FIRST = 300_000
"""Bytes, compressed, that a browser may fetch before it shows the first result."""


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def texts(site: Path) -> str:
    """Return all text that the search can show."""
    return " ".join(
        plain(text) for path in sorted((site / "search" / "pages").rglob("*.json")) for text in json.loads(path.read_text())["texts"]
    )


def test_each_file_fits_its_schema_and_the_numbers_in_it_lead_somewhere(site: Path) -> None:
    read = {
        model: model.model_validate_json((site / "search" / f"{model.__name__.lower()}.json").read_text())
        for model in (Index, Answers, Texts, Questions)
    }
    index, answers, texts, questions = (read[model] for model in (Index, Answers, Texts, Questions))
    assert isinstance(index, Index)
    assert isinstance(answers, Answers)
    assert isinstance(texts, Texts)
    assert isinstance(questions, Questions)
    count = len(index.anchors)
    assert sum(index.pages.sections) == len(index.headings) == len(texts.lengths) == count
    assert len(index.names.counts) == 3 * count
    assert max(answers.sections) < count
    assert len(questions.addresses) == len(questions.names.counts) > 1500
    for names in (index.names, answers.names, questions.names):
        assert len(names.words.split(" ")) == len(names.found.split(" "))
    for url, sections in zip(index.pages.urls, index.pages.sections, strict=True):
        page = Excerpts.model_validate_json((site / "search" / "pages" / f"{url.rstrip('/') or 'index'}.json").read_text())
        assert len(page.texts) == sections


def test_every_section_and_question_that_is_found_is_there(site: Path) -> None:
    index = Index.model_validate_json((site / "search" / "index.json").read_text())
    questions = Questions.model_validate_json((site / "search" / "questions.json").read_text())
    anchors = iter([slug(heading) if anchor is None else anchor for anchor, heading in zip(index.anchors, index.headings, strict=True)])
    wanted = {url: {next(anchors) for _ in range(count)} - {""} for url, count in zip(index.pages.urls, index.pages.sections, strict=True)}
    for address in questions.addresses:
        url, _, anchor = address.partition("#")
        wanted[url].add(anchor)
    for url, names in wanted.items():
        ids = set(html.parse(str(site / url / "index.html")).xpath("//@id"))
        assert names - ids == set(), url


def test_the_first_result_needs_few_bytes(site: Path) -> None:
    scripts = [site / "assets" / "javascripts" / "search.js", *(site / "assets" / "javascripts" / "search").glob("*.js")]
    needed = [site / "search" / "index.json", site / "assets" / "javascripts" / "kinds" / "parts.js", *scripts]
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in needed) < FIRST


def test_no_answer_is_in_it_and_every_question_is(site: Path, texts: str) -> None:
    bank: list[dict[str, Any]] = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    asked = Questions.model_validate_json((site / "search" / "questions.json").read_text())
    assert {address.partition("#q-")[2] for address in asked.addresses} == {question["id"] for question in bank}
    reasons = [
        plain(html.fromstring(f"<p>{one['reason']}</p>").text_content())
        for q in bank
        for one in [q, *q.get("options", [])]
        if one.get("reason")
    ]
    assert len(reasons) > 5000
    # A short one may stand in the text of a page too.
    assert [reason for reason in reasons if len(reason) > 80 and reason in texts] == []


def test_the_words_of_diagrams_are_in_it_and_what_a_page_rests_on_is_not(site: Path, texts: str) -> None:
    pages = [html.parse(str(path)) for path in sorted((site / "recipes").glob("*/index.html"))]
    labels = {plain(label.text_content()) for page in pages for label in page.xpath("//svg//desc")}
    assert len(labels) > 15
    assert [label for label in labels if label not in texts] == []
    assert not re.search(r"Facts checked on \d{4}", texts)
    assert "stroke-width" not in texts


def test_the_index_of_terms_stands_in_for_it_without_scripts(site: Path) -> None:
    page = html.parse(str(site / "search" / "index.html"))
    links = {plain(link.text_content()): link.get("href") for link in page.xpath("//article//li/a")}
    for term, target in (("RCF", "algorithms/random-cut-forest/"), ("PCA", "algorithms/pca/"), ("k-NN", "algorithms/k-nn/")):
        assert str(links[term]).endswith(target), term
    assert len(links) > 800
    form = page.xpath("//form[@action]")[0]
    assert (site / "search" / form.get("action") / "index.html").resolve() == (site / "search" / "index.html").resolve()
