"""Every reference leads somewhere, or the page and line of it are told."""

from __future__ import annotations

from html import escape

import links
import pytest
from common.html import parse
from hypothesis import given, settings
from hypothesis import strategies as st

FILES = {"", "guide/", "guide/page/", "guide/other/", "assets/picture.svg", "guide/data.yml"}
PAGE_HTML = '<h1 id="title">Title</h1><h2 id="how-it-works">How it works</h2>{}'


def said_of(markdown: str, html: str, excluded: frozenset[str] = frozenset()) -> list[str]:
    """Check a page guide/page.md with this source and HTML among a few others."""
    page = links.Rendered("docs/guide/page.md", markdown, "guide/page/", parse(PAGE_HTML.format(html)))
    other = links.Rendered("docs/guide/other.md", "", "guide/other/", parse('<h1 id="other">Other</h1><h2 id="limits">Limits</h2>'))
    home = links.Rendered("docs/index.md", "", "", parse('<h1 id="home">Home</h1>'))
    return [str(problem) for problem in links.check([page, other, home], FILES, set(excluded))]


FAULTS = {
    "page that is not there": (
        "\n[a](othr.md)",
        '<a href="othr.md">a</a>',
        "2: the link `othr.md` leads nowhere; did you mean `other.md`?",
    ),
    "page in another folder that is not there": (
        "[a](../x/y.md)",
        '<a href="../x/y.md">a</a>',
        "1: the link `../x/y.md` leads nowhere; correct the path; it is relative to this file",
    ),
    "second of two equal links": ("[a](no.md)\n\n[b](no.md)", '<a href="no.md">a</a><a href="no.md">b</a>', None),
    "anchor on another page": (
        "[a](other.md#limit)",
        '<a href="../other/#limit">a</a>',
        "1: there is no heading `#limit` on docs/guide/other.md; did you mean `#limits`?",
    ),
    "anchor on this page": (
        "x\n\n[a](#how)",
        '<a href="#how">a</a><div id="q-rcf"></div>',
        "3: there is no heading `#how` on this page; its headings are: #title, #how-it-works",
    ),
    "no address": (
        "[a]()",
        '<a href="">a</a>',
        "1: a link leads nowhere: it has no address; put the address between the brackets: `[words](page.md)`",
    ),
    "picture that is not there": (
        "![a](pictur.svg)",
        '<img src="pictur.svg">',
        "1: the picture `pictur.svg` leads nowhere; did you mean `../assets/picture.svg`?",
    ),
    "picture from another host": (
        "![a](https://example.com/a.png)",
        '<img src="https://example.com/a.png">',
        "1: the picture `https://example.com/a.png` comes from another host; draw it as a diagram, or put the file beside the page",
    ),
    "unencrypted link": (
        "[a](http://example.com/)",
        '<a href="http://example.com/">a</a>',
        "1: the link `http://example.com/` is not encrypted; write `https://`",
    ),
    "misspelt scheme": (
        "[a](htps://example.com/)",
        '<a href="htps://example.com/">a</a>',
        "1: the link `htps://example.com/` begins with `htps:`, which no reader can follow; did you mean `https`?",
    ),
    "address without host": (
        "[a](https:/example.com)",
        '<a href="https:/example.com">a</a>',
        "1: the link `https:/example.com` names no host; write `https://` and the host",
    ),
    "address without scheme": (
        "[a](//example.com/)",
        '<a href="//example.com/">a</a>',
        "1: the link `//example.com/` names a host without a scheme; write `https://` before it",
    ),
    "absolute path": (
        "[a](/guide/)",
        '<a href="/guide/">a</a>',
        "1: the link `/guide/` is absolute and breaks when the site moves; write it relative to this file: `../folder/page.md`",
    ),
    "no address at all": (
        "[a](https://[x)",
        '<a href="https://[x">a</a>',
        "1: the link `https://[x` is not an address; copy the address again from the browser",
    ),
    "built address instead of the source": (
        "[a](../nowhere/)",
        '<a href="../nowhere/">a</a>',
        "1: the link `../nowhere/` leads nowhere; link to the Markdown file: `[words](../folder/page.md)`",
    ),
    "raw HTML": (
        '<a href="no.html">a</a>',
        '<a href="no.html">a</a>',
        "1: the link `no.html` leads nowhere; link to the Markdown file: `[words](../folder/page.md)`",
    ),
    "diagram node": (
        'click a "no.md"',
        '<svg><a xlink:href="no.md"><title>a</title></a></svg>',
        "1: the link `no.md` leads nowhere; correct the path; it is relative to this file",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_dead_reference_is_told_with_line_and_mend(name: str) -> None:
    markdown, html, expected = FAULTS[name]
    if expected is None:
        assert [said.split(":")[1] for said in said_of(markdown, html)] == ["1", "3"]
    else:
        assert said_of(markdown, html) == [f"docs/guide/page.md:{expected}"]


def test_a_link_to_an_excluded_page_is_told() -> None:
    said = said_of("[a](draft.md)", '<a href="draft.md">a</a>', frozenset({"docs/guide/draft.md"}))
    assert said == [
        "docs/guide/page.md:1: the link `draft.md` leads to a file that is not part of the site; link to a page in the navigation"
    ]


@pytest.mark.parametrize("html", [
    '<a href="../other/">a</a>', '<a href="../other/#limits">a</a>', '<a href="#title">a</a>', '<a href="#">a</a>', '<a href="../..">a</a>',
    '<a href="../../">a</a>', '<a href="..">a</a>', '<a href="./">a</a>', '<a href="../data.yml">a</a>', '<img src="../../assets/picture.svg" alt="a">',
    '<a href="https://docs.aws.amazon.com/a?b=c#d">a</a>', '<a href="mailto:someone@example.com">a</a>', '<a href="../other/#:~:text=a">a</a>', '<a id="x"></a>',
])  # fmt: skip
def test_a_reference_that_leads_somewhere_is_left_in_peace(html: str) -> None:
    assert said_of("", html) == []


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_address_makes_it_raise(address: str) -> None:
    page = parse(f'<p><a href="{escape(address)}">words</a></p>')
    links.check([links.Rendered("docs/a.md", address, "a/", page)], FILES)
