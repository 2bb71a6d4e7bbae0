"""What a page may hold: everything else is refused, wherever a browser would find it."""

from __future__ import annotations

import re
from typing import Any

import allowed
import pytest
import yaml
from conftest import GOLDEN
from data.types import is_url
from small import said_of_body, said_of_front

HOSTILE = yaml.safe_load((GOLDEN / "hostile.yml").read_text())


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["name"])
def test_what_is_hostile_is_refused_with_its_line_or_is_text(case: dict[str, Any]) -> None:
    said = said_of_body(case["text"])
    if "says" in case:
        assert said == case["says"]
    else:
        assert said
        assert all(line.startswith("1: ") for line in said), said
    assert not any(" failed here (" in line for line in said)


def test_what_passes_is_in_the_lists() -> None:
    assert allowed.refused('<p id="a" class="term">x</p><a href="../b/#c">y</a><br><img src="x.png" alt="z">') == []
    told = [one.what for one in allowed.refused('<p onclick="x" lang="en"><b class="zz">y</b></p><canvas></canvas>')]
    assert told == [
        "`onclick` would run a script",
        "`lang` is not allowed on `<p>`",
        "there is no class `zz`",
        "`<canvas>` is not allowed in a page",
    ]


@pytest.mark.parametrize("value", [
    "javascript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "\x01javascript:x", "JAVASCRIPT:x", "data:text/html,x",
    "//evil.example", "\\\\evil.example", "/\\evil.example", "https:evil.example", "ftp://x.org/", "https://a.org@evil.example/",
])  # fmt: skip
def test_an_address_is_read_as_a_browser_reads_it(value: str) -> None:
    escaped = value.replace("&", "&amp;").replace('"', "&quot;").replace("\x01", "&#1;")
    assert len(allowed.refused(f'<a href="{escaped}">x</a>')) == 1


@pytest.mark.parametrize(
    "value",
    ["../a.md", "#b", "?q=1", "a:b/c".replace(":", "%3A"), "https://docs.aws.amazon.com/x", "mailto:a@example.org", "http://localhost/"],
)
def test_an_address_that_is_one(value: str) -> None:
    assert allowed.refused(f'<a href="{value}">x</a>') == []


@pytest.mark.parametrize(("key", "value"), [
    ("title", "A <b>c</b>"), ("title", 'A "quoted" one'), ("title", "A &lt;img&gt;"), ("description", 'x"><script>alert(1)</script>'),
])  # fmt: skip
def test_what_the_theme_shows_as_it_is_holds_no_signs_of_html(key: str, value: str) -> None:
    said = said_of_front(key, value)
    assert [line for line in said if re.match(rf"\d: `{key}`: .* would be read as HTML; write it in ", line)]


@pytest.mark.parametrize(
    "value", ['https://x.org/"><img src=x>', "https://a@x.org/", "https://x.org/<b>", "https://x.org/\\y", "https://x.org/`"]
)
def test_a_source_is_an_address_and_nothing_else(value: str) -> None:
    assert not is_url(value)


def test_a_hundred_thousand_signs_are_read_in_one_pass() -> None:
    """What each of the patterns likes least: the number of steps grows with the text, not with its square."""
    for text in ("<" * 100_000, "<a " * 30_000, "<b>" * 30_000, '<p style="' + "a(" * 50_000 + '">', '<a href="' + "\\" * 100_000 + '">'):
        assert len(allowed.refused(text)) < 60_000
