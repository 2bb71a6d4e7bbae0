"""What the checks need to know of a page's HTML: its elements in order, and the text outside code."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_SILENT = frozenset(("code", "pre", "script", "style", "svg", "textarea"))


@dataclass
class Element:
    """One start tag, with the text that belongs to it and to what it holds."""

    tag: str
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    parent: Element | None = None
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Html:
    """A parsed page: every element, and every run of text outside code, scripts and pictures."""

    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[str, Element | None]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """Every id and every name of an anchor, in order, repeated when repeated."""
        found = []
        for element in self.elements:
            own, name = element.attributes.get("id"), element.attributes.get("name") if element.tag == "a" else None
            found += [word for word in dict.fromkeys((own, name)) if word]
        return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html = Html()
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else None
        element = Element(tag, {name: value or "" for name, value in attrs}, parent=parent)
        if parent is not None:
            parent.inside.append(element)
        self.html.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for i in range(len(self.open) - 1, -1, -1):
            if self.open[i].tag == tag:
                del self.open[i:]
                return

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if data.strip() and not any(element.tag in _SILENT for element in self.open):
            self.html.texts.append((data, self.open[-1] if self.open else None))


@functools.lru_cache(maxsize=512)  # two checks read each page
def parse(html: str) -> Html:
    """Parse HTML that a browser would accept; raises nothing for HTML that it would mend."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.html
