"""Texts without a mark are not looked through, and nothing comes out otherwise."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from markdown import Markdown
from mkdocs.config import load_config
from plain_texts import MARKS, PlainTextsExtension

KNOWN = {
    "backtick": "`a`",
    "escape": r"\*",
    "reference": "[a][b]",
    "link": "[a](b)",
    "image_link": "![a](b)",
    "image_reference": "![a][b]",
    "short_reference": "[b]",
    "short_image_ref": "![b]",
    "autolink": "<https://a.b>",
    "automail": "<a@b.c>",
    "linebreak": "a  \nb",
    "html": "<b>",
    "bare-links": "https://a.b",
    "entity": "&lt;",
    "em_strong": "*a*",
    "delimiter": "~~a~~",
}
"""The inline patterns of the site by name, each with what it reads."""


def test_every_pattern_of_the_site_is_known() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.plugins.run_event("config", config)
    md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    assert {md.inlinePatterns.get_index_for_name(name): name for name in KNOWN} == dict(enumerate(KNOWN))
    assert len(md.inlinePatterns) == len(KNOWN), "say in MARKS what a text must hold for the new pattern to find something"


@pytest.mark.parametrize(("name", "text"), [*KNOWN.items(), ("www", "www.a.b")])
def test_what_a_pattern_reads_has_a_mark(name: str, text: str) -> None:
    assert MARKS.search(f"Words, {text}")


def test_plain_and_marked_texts_come_out_as_before() -> None:
    text = "# Plain: 1 (a)\n\nWords,\nand *more* words: `x`.\n\n- one\n- two\\_b and www\n\n| a | b |\n| --- | --- |\n| 1 | **2** |\n"
    one, other = (Markdown(extensions=["tables", *more]).convert(text) for more in ([], [PlainTextsExtension()]))
    assert one == other
    assert re.search("<strong>2</strong>", one)
