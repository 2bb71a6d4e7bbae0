"""Explain terms: a glossary page, and a tooltip at the first use of a term on each page.

The terms are in docs/reference/glossary.yml. A tooltip is a button that opens a popover; none is inside
code, headings, links, questions, or on the glossary itself.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from common import report
from common import term as model
from common.cells import table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.page import fresh, link_from, offset, shown_as
from common.source import Directive
from common.term import Glossary
from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

NAME = "glossary"
KINDS: dict[str, list[str]] = {"terms": []}
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


def terms_table(data: Glossary, page: str) -> str:
    """Return all terms in one table, by letter."""
    rows = [
        [
            f"[{text(t.term)}]({link_from(page, t.page)})" if t.page else text(t.term),
            ", ".join(text(alias) for alias in t.aliases) or "none",
            text(t.meaning),
        ]
        for t in sorted(data.terms, key=lambda t: t.term.casefold())
    ]
    return table("Terms and abbreviations", ["Term", "Also", "Meaning"], rows)


def expand(markdown: str, data: Glossary, page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `glossary:` directive of `markdown`."""

    def make(directive: Directive) -> str:
        words_wanted(understand(directive, KINDS), 0, "")
        return terms_table(data, page)

    return replace(markdown, NAME, make)


# --- tooltips ----------------------------------------------------------------------------------


class TooltipExtension(Extension):
    """Python-Markdown extension: the first use of each term becomes an abbreviation with its meaning."""

    def __init__(self, meanings: dict[str, str]) -> None:
        super().__init__()
        self.processor = _Tooltips(meanings)

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(self.processor, "glossary-tooltips", 5)  # after inline markup and tables


class _Tooltips(Treeprocessor):
    def __init__(self, meanings: dict[str, str]) -> None:
        super().__init__()
        self.meanings = meanings
        self.silent_page = False
        words = sorted(meanings, key=len, reverse=True)
        self.pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(w) for w in words) + r")(?![\w-])") if words else None

    def run(self, root: Element) -> None:
        if self.pattern is not None and not self.silent_page:
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
        assert self.pattern is not None
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


# --- MkDocs ------------------------------------------------------------------------------------

_data: Glossary | None = None
_tooltips: TooltipExtension | None = None


def on_config(config: MkDocsConfig) -> None:
    global _data, _tooltips
    _data = fresh(config, model.DATA, model.load)
    if _data is not None:
        _tooltips = TooltipExtension(meanings(_data))
        config.markdown_extensions.append(_tooltips)  # type: ignore[arg-type]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    if _data is None or _tooltips is None:
        return None
    _tooltips.processor.silent_page = page.file.src_uri.startswith("reference/glossary")
    markdown, faults = expand(markdown, _data, page.file.src_uri)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
