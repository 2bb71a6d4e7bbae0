"""Every reference leads somewhere, or the page and line of it are told."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import links
import pytest
from common.html import parse
from hypothesis import given, settings
from hypothesis import strategies as st
from small import build, page, said_of_body
from source.page import Page
from structure import Placed

FILES = {"", "guide/", "guide/page/", "guide/other/", "assets/picture.svg", "guide/data.yml"}
PAGE_HTML = '<h1 id="title">Title</h1><h2 id="how-it-works">How it works</h2>{}'


def rendered(uri: str, source: str, url: str, html: str) -> links.Rendered:
    """Return a page as links.py sees it, each block on all of its lines."""
    one, parsed = Page(uri, source), parse(html)
    return links.Rendered(one, url, parsed, [Placed(leaf, 1, len(one.lines), False) for leaf in parsed.leaves()])


def said_of(markdown: str, html: str, excluded: frozenset[str] = frozenset()) -> list[str]:
    """Check a page guide/page.md with this source and HTML among a few others."""
    page = rendered("guide/page.md", markdown, "guide/page/", PAGE_HTML.format(html))
    other = rendered("guide/other.md", "", "guide/other/", '<h1 id="other">Other</h1><h2 id="limits">Limits</h2>')
    home = rendered("index.md", "", "", '<h1 id="home">Home</h1>')
    return [str(problem) for problem in links.Links([page, other, home], FILES, set(excluded)).check()]


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
    "picture that looks like a page": (
        "![a](other.png)",
        '<img src="other.png">',
        "1: the picture `other.png` leads nowhere; put the picture beside this file",
    ),
    "picture in HTML": (
        '<img src="../assets/picture.svg">',
        '<img src="../assets/picture.svg">',
        "1: the picture `../assets/picture.svg` leads nowhere; write it in Markdown, `![words](../assets/picture.svg)`: addresses in HTML are not followed",
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
        '<figure class="diagram"><svg><a xlink:href="no.md"><title>a</title></a></svg></figure>',
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
    '<a href="https://docs.aws.amazon.com/a?b=c#d">a</a>', '<a href="mailto:someone@example.com">a</a>', '<a href="http://localhost:8888/">a</a>', '<a href="http://127.0.0.1:8000/">a</a>', '<a href="http://[::1]/">a</a>', '<a href="../other/#:~:text=a">a</a>', '<a id="x"></a>',
])  # fmt: skip
def test_a_reference_that_leads_somewhere_is_left_in_peace(html: str) -> None:
    assert said_of("", html) == []


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_address_makes_it_raise(address: str) -> None:
    page = rendered("a.md", address, "a/", f'<p><a href="{escape(address)}">words</a></p>')
    links.Links([page], FILES).check()


def test_a_dead_link_of_a_box_is_told_once_though_a_table_repeats_it() -> None:
    box = '!!! correction "A"\n\n    *Often said:* x, see [B](gone.md).\n\n    *True:* y.\n\n    *Source:* [AWS](https://docs.aws.amazon.com/)'
    pages = {"data/a.md": page(box, title="A"), "reference/all.md": page("<!-- corrections: all -->", title="All")}
    assert [str(p) for p in build(pages)[0].guide.problems] == [
        "docs/data/a.md:12: the link `gone.md` leads nowhere; correct the path; it is relative to this file"
    ]


def test_equal_links_in_one_paragraph_and_in_a_list_are_told_where_they_stand() -> None:
    said = said_of_body("See [a](no.md) and\n[b](no.md).\n\n- [c](no.md)\n\n    [d](no.md)\n\n| [e](no.md) |\n| --- |\n| [f](no.md) |")
    assert [line.split(":")[0] for line in said] == ["1", "2", "4", "6", "8", "10"]


@pytest.mark.parametrize("name", ["my page.md", "seite-ä.md", "a+b.md"])
def test_a_page_of_any_name_can_be_linked(name: str) -> None:
    there = rendered(name, "", name.removesuffix(".md") + "/", '<h1 id="x">X</h1>')
    here = rendered("a.md", "", "a/", f'<p><a href="../{quote(name.removesuffix(".md"))}/#x">a</a></p>')
    site = links.Links([here, there], {"a/", quote(name.removesuffix(".md")) + "/"})
    assert site.check() == []
