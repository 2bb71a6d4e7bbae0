"""Spare texts without any mark the search for marks: Python-Markdown tries sixteen patterns on each.

Most cells of tables and most short texts have none.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

MARKS = re.compile(r"[\\`*_\[<&~]|://|www\.|  \n")
"""Each inline pattern of the site finds nothing where none of these stands; tests/hooks/test_plain_texts.py names the patterns."""


class PlainTextsExtension(Extension):
    """Python-Markdown extension: inline patterns are tried only where one can find something."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Inline(md), "inline", 20)  # in the place of Python-Markdown's own


class _Inline(InlineProcessor):
    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        plain = [(e, e.text) for e in tree.iter() if e.text and not isinstance(e.text, AtomicString) and not MARKS.search(e.text)]
        for element, text in plain:
            element.text = AtomicString(text)
        tree = super().run(tree, ancestors)
        for element, text in plain:
            element.text = text  # what comes later, such as the meanings of terms, leaves out what is atomic
        return tree
