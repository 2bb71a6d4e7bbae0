"""What the checks need to know of a page's HTML: its elements in order, and the text outside code."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field

from lxml import etree, html

_SILENT = frozenset(("code", "pre", "script", "style", "svg", "textarea"))


@dataclass
class Element:
    """One start tag, with the text that belongs to it and to what it holds."""

    node: html.HtmlElement
    parent: Element | None = None
    inside: list[Element] = field(default_factory=list)

    @property
    def tag(self) -> str:
        return str(self.node.tag)

    @functools.cached_property
    def attributes(self) -> dict[str, str]:
        return {str(name): str(value) for name, value in self.node.attrib.items()}

    @functools.cached_property
    def text(self) -> str:
        return self.node.text_content()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Html:
    """A parsed page: every element, and every run of text outside code, scripts and pictures."""

    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[str, Element | None]] = field(default_factory=list)

    @functools.cached_property
    def ids(self) -> list[str]:
        """Every id and every name of an anchor, in order, repeated when repeated."""
        found = []
        for element in self.elements:
            own, name = element.attributes.get("id"), element.attributes.get("name") if element.tag == "a" else None
            found += [word for word in dict.fromkeys((own, name)) if word]
        return found

    @functools.cached_property
    def anchors(self) -> frozenset[str]:
        """What a link can lead to: the ids, each once."""
        return frozenset(self.ids)

    @property
    def headings(self) -> list[str]:
        """The ids of headings, in order: the anchors that a writer knows."""
        return [e.attributes["id"] for e in self.elements if re.fullmatch("h[1-6]", e.tag) and "id" in e.attributes]


@functools.lru_cache(maxsize=512)  # two checks read each page
def parse(page: str) -> Html:
    """Parse HTML that a browser would accept; raises nothing for HTML that it would mend."""
    found = Html()
    if not page.strip():
        return found
    root = html.document_fromstring(page) if "<html" in page[:200].lower() else html.fragment_fromstring(page, create_parent="div")
    open_elements: list[Element] = []
    silent = 0
    whole = "<html" in page[:200].lower()

    def add(run: str | None) -> None:
        if run and run.strip() and not silent:
            found.texts.append((run, open_elements[-1] if open_elements else None))

    for event, node in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            add(node.tail)
            continue
        own = whole or node is not root
        if event == "start":
            if own:
                element = Element(node, open_elements[-1] if open_elements else None)
                if element.parent is not None:
                    element.parent.inside.append(element)
                found.elements.append(element)
                open_elements.append(element)
                silent += node.tag in _SILENT
            add(node.text)
        elif own:
            silent -= node.tag in _SILENT
            open_elements.pop()
            add(node.tail)
    return found
