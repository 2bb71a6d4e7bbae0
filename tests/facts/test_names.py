"""Names of AWS's API in the text of the pages (operations, shapes, members, values) are in AWS's API models."""

from __future__ import annotations

import functools
import gzip
import re
from pathlib import Path

import botocore
from conftest import ROOT
from source.page import Page

ELSEWHERE = Path(__file__).with_name("other_names.txt")
_NAME = re.compile(r"`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*)`")
"""A word in backticks with capitals inside: how AWS writes operations, shapes and members."""


@functools.cache
def known() -> frozenset[str]:
    """Return each such word of the newest API model of every service. They are searched as text: to parse them all takes a minute."""
    found: set[str] = set()
    for service in (Path(botocore.__file__).parent / "data").iterdir():
        versions = sorted(service.glob("*/service-2.json.gz"))
        if versions:
            words = re.findall(rb'"([A-Z][A-Za-z0-9]+)"', gzip.decompress(versions[-1].read_bytes()))
            found.update(word.decode() for word in set(words))
    return frozenset(found)


@functools.cache
def listed() -> frozenset[str]:
    """Return the names that come from elsewhere: the indented lines of the list."""
    return frozenset(line.strip() for line in ELSEWHERE.read_text().splitlines() if line.startswith("  "))


def unknown(text: str, uri: str) -> list[str]:
    """Return what is said of the names in a page, its fences aside, that are neither in an API model nor listed."""
    page = Page(uri, text)
    fenced = {number for fence in page.fences for number in range(fence.start, (fence.end or len(page.lines)) + 1)}
    return [
        f"{page.path}:{number}: `{name}` is in none of AWS's API models; correct it, "
        "or add it to tests/facts/other_names.txt under where it comes from"
        for number, line in enumerate(page.lines, 1)
        if number not in fenced
        for name in _NAME.findall(line)
        if name not in known() and name not in listed()
    ]


def test_every_name_in_a_page_is_in_an_api_model_or_listed() -> None:
    docs = ROOT / "docs"
    assert [said for path in sorted(docs.rglob("*.md")) for said in unknown(path.read_text(), str(path.relative_to(docs)))] == []


def test_a_name_that_aws_does_not_have_is_told_with_its_line() -> None:
    text = "Call `CreateModel`, then `CreateModell`.\n\n```\n`CreateModelll`\n```\n"
    assert [said.split(" is in none")[0] for said in unknown(text, "a.md")] == ["docs/a.md:1: `CreateModell`"]


def test_the_list_of_other_names_holds_only_what_pages_use() -> None:
    text = "".join(path.read_text() for path in (ROOT / "docs").rglob("*.md"))
    assert [name for name in sorted(listed()) if f"`{name}`" not in text] == []
