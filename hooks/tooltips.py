"""Explain terms: a tooltip at the first use of a term on each page, from docs/reference/glossary.yml.

A tooltip is a button that opens a popover; none is inside code, headings, links, questions, or on the
glossary itself.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from data.glossary import Glossary
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_SILENT = frozenset(
    (
        "code",
        "pre",
        "a",
        "abbr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "script",
        "style",
        "svg",
        "th",
        "caption",
        "button",
        "summary",
        "label",
    )
)
_ASKED = frozenset(("quiz", "case"))
"""A question asks what its terms mean, and its options become labels of a form."""


class TooltipExtension(Extension):
    """Python-Markdown extension: the first use of each term becomes a button that opens its meaning.

    `silent` is for the page that is rendered next: True where nothing is to be explained.
    """

    def __init__(self) -> None:
        super().__init__()
        self.meanings: dict[str, str] = {}
        self.pattern: re.Pattern[str] | None = None
        self.silent = False

    def explain(self, data: Glossary) -> None:
        """Take in the terms of the glossary."""
        self.meanings = meanings(data)
        words = sorted(self.meanings, key=len, reverse=True)
        self.pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(w) for w in words) + r")(?![\w-])") if words else None

    def extendMarkdown(self, md: Markdown) -> None:
        if not self.silent and self.pattern is not None:
            md.treeprocessors.register(_Tooltips(self.meanings, self.pattern), "glossary-tooltips", 5)  # after inline markup and tables


class _Tooltips(Treeprocessor):
    def __init__(self, meanings: dict[str, str], pattern: re.Pattern[str]) -> None:
        super().__init__()
        self.meanings, self.pattern = meanings, pattern

    def run(self, root: Element) -> None:
        self._walk(root, set())

    def _walk(self, parent: Element, met: set[str]) -> None:
        if parent.tag in _SILENT or not _ASKED.isdisjoint(parent.get("class", "").split()):
            return
        if parent.text and not isinstance(parent.text, AtomicString):
            parts = self._explain(parent.text, met)
            if parts:
                parent.text = parts.pop(0)  # type: ignore[assignment]
                self._insert(parent, 0, parts)
        for child in list(parent):
            self._walk(child, met)
            if child.tail and not isinstance(child.tail, AtomicString):
                parts = self._explain(child.tail, met)
                if parts:
                    child.tail = parts.pop(0)  # type: ignore[assignment]
                    self._insert(parent, list(parent).index(child) + 1, parts)

    def _explain(self, words: str, met: set[str]) -> list[str | Element]:
        """Return text, element, text, ... when a term is used for the first time; else nothing."""
        parts: list[str | Element] = []
        at = 0
        for match in self.pattern.finditer(words):
            meaning = self.meanings[match[1]]
            if meaning in met:
                continue
            met.add(meaning)
            # A button can be tapped and reached by keyboard; its title is what a screen reader says and a mouse shows.
            name = f"term-{len(met)}"
            button = Element("button", {"type": "button", "class": "term", "popovertarget": name, "title": meaning})
            button.text = AtomicString(match[1])
            opened = Element("span", {"class": "term-meaning", "id": name, "popover": "", "data-search-exclude": ""})
            opened.text = AtomicString(meaning)
            parts += [words[at : match.start()], button, "", opened]
            at = match.end()
        return [*parts, words[at:]] if parts else []

    @staticmethod
    def _insert(parent: Element, at: int, parts: list[str | Element]) -> None:
        """Put elements and the text behind each of them into `parent` from position `at` on."""
        last: Element | None = None
        for part in parts:
            if isinstance(part, Element):
                parent.insert(at, part)
                at, last = at + 1, part
            elif last is not None:
                last.tail = part


def meanings(data: Glossary) -> dict[str, str]:
    """Return every word with a tooltip and what it says; an abbreviation is told with its long form."""
    found: dict[str, str] = {}
    for term in data.terms:
        if term.tooltip:
            found[term.term] = term.meaning
            for alias in term.aliases:
                found[alias] = f"{term.term}: {term.meaning}"
    return found
