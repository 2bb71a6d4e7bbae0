"""The HTML of a page as the checks see it: its blocks in reading order, each with its text and its references."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element
_PARSER = etree.HTMLParser()  # the one of lxml.html asks Python for a class at every step to an element

REFERENCES = {
    "a": ("href",),
    "area": ("href",),
    "img": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
"""The attributes of each element that name another file or place."""

_LEAVES = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "dt", "summary", "caption", "figcaption"))
_BLOCKS = _LEAVES | frozenset(
    ("div", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "details", "section", "article", "figure", "dl", "dd",
     "aside", "form", "fieldset", "video", "object", "iframe")
)  # fmt: skip
_SILENT = frozenset(("code", "pre", "script", "style", "svg", "textarea"))
# What the build adds around a question or a tab: labels, and a copy of the options.
_COPIES = frozenset(("quiz-labels", "quiz-options", "quiz-choices", "tabbed-labels", "linenos"))


@dataclass(frozen=True)
class Reference:
    """A link or a picture: the element, and the address as it stands there."""

    tag: str
    address: str


@dataclass
class Leaf:
    """A block that holds text. `place` says in which lists and quotations it is; `text` is all of its text.

    `bare` is the text outside code, line by line as it was written. `position` is where a parser that knows lines
    found it: the first and the last line, from 1. `top` counts the blocks of the page that nothing surrounds; `head`
    is True for the first row of a table.
    """

    kind: str
    place: tuple[str, ...] = ()
    text: str = ""
    bare: str = ""
    references: list[Reference] = field(default_factory=list)
    position: tuple[int, int] | None = None
    top: int = 0
    head: bool = False

    @property
    def key(self) -> tuple[str, tuple[str, ...], str]:
        """What two readings of the same source must agree on."""
        return (self.kind, self.place, self.text)


class Html:
    """A parsed page."""

    def __init__(self, page: str) -> None:
        body = etree.fromstring(f"<html><body>{page}</body></html>", _PARSER).find("body")
        assert body is not None, "only a page of frames has none"
        self.root: Node = body

    def attributes(self) -> Iterator[tuple[str, str]]:
        """Yield the name and the value of every attribute."""
        for element in self.root.iter(etree.Element):
            yield from element.items()

    @functools.cached_property
    def ids(self) -> list[str]:
        """Every id and every name of an anchor, in order, repeated when repeated."""
        return [str(word) for word in self.root.xpath(".//@id | .//a[not(@id = @name)]/@name")]

    @functools.cached_property
    def anchors(self) -> frozenset[str]:
        """What a link can lead to: the ids, each once."""
        return frozenset(self.ids)

    @functools.cached_property
    def headings(self) -> list[str]:
        """The ids of headings, in order: the anchors that a writer knows."""
        return [str(id) for id in self.root.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]/@id")]

    def leaves(self, without: frozenset[str] = frozenset(), *, brief: bool = False) -> list[Leaf]:
        """Return the blocks with text, in reading order; those of kind "aside" are not in the source as they stand.

        `without` are the captions of tables that are left out; `brief` leaves out what no comparison needs, the bare
        text and the references.
        """
        root = copy.deepcopy(self.root)
        for added in root.xpath(".//a[@class='headerlink'] | .//span[@class='term-meaning'] | .//svg[not(ancestor::figure)]"):
            added.tag = "added"
        etree.strip_elements(root, "added", etree.Comment, with_tail=False)
        for line_break in root.iter("br"):
            line_break.tail = "\n" + (line_break.tail or "")
        walk = _Walk(root, without, brief)
        walk.inside(root, ())
        return walk.found


class _Walk:
    """Goes through the blocks of a page once."""

    def __init__(self, root: Node, without: frozenset[str], brief: bool) -> None:
        self.root, self.without, self.brief = root, without, brief
        self.found: list[Leaf] = []
        self.top = 0

    def add(self, kind: str, place: tuple[str, ...], words: str, bare: str, element: Node | None, refs: list[Node]) -> Leaf:
        references = [] if self.brief else [reference for node in refs for reference in _references(node)]
        leaf = Leaf(kind, place, " ".join(words.split()), bare, references, _position(element), self.top)
        self.found.append(leaf)
        return leaf

    def bare(self, node: Node) -> str:
        return "" if self.brief else _bare(node)

    def block(self, node: Node, place: tuple[str, ...]) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            return
        classes = (node.get("class") or "").split()
        if not _COPIES.isdisjoint(classes):
            if "tabbed-labels" in classes:
                self.add("aside", place, "", "", node, [node])
            return
        if "table-frame" in classes and self.without and node.findtext(".//caption") in self.without:
            return
        if tag in REFERENCES:
            self.found.append(Leaf("aside", place, references=list(_references(node)), top=self.top))
        if "quiz-source" in classes:
            self.add("aside", place, "", "", node, [node])
        elif tag == "figure" and "diagram" in classes:
            self.found.append(Leaf("code", place, position=_position(node), top=self.top))
            self.add("aside", place, "", "", node, [node])
        elif "quiz-answered" in classes:
            self.answers(node)
        elif tag in ("ul", "ol"):
            begins = int(node.get("start") or 1)
            for number, item in enumerate(node.iterchildren("li"), begins):
                self.item(item, (*place, "-" if tag == "ul" else str(number)), "^" if number == begins else "*")
        elif tag == "blockquote":
            self.inside(node, (*place, ">"))
        elif tag == "tr":
            self.row(node, place)
        elif tag == "pre":
            leaf = self.add("code", place, _words(node), "", node, [])
            code = node.find("code")
            if code is not None and "language-mermaid" in (code.get("class") or ""):
                leaf.text = ""
        elif tag in ("p", "summary", "caption") or tag in _LEAVES:
            self.leaf(node, tag, classes, place)
        elif "highlight" in classes or "highlighttable" in classes:
            for pre in node.iter("pre"):
                if pre.find("code") is not None:
                    self.block(pre, place)
        else:
            self.inside(node, place)

    def leaf(self, node: Node, tag: str, classes: list[str], place: tuple[str, ...]) -> None:
        if "admonition-title" in classes or tag == "summary":
            self.add("h6", (), _words(node), self.bare(node), node, [node])
        elif tag == "caption":
            leaf = self.add("p", place, _words(node), self.bare(node), node, [node])
            leaf.text = f"Table: {leaf.text}"
        else:
            leaf = self.add(tag, () if tag == "h6" else place, _words(node), self.bare(node), node, [node])
            if tag == "p" and not leaf.text and next(_references(node), None) is None:
                self.found.pop()  # nothing is to be seen of it

    def inside(self, node: Node, place: tuple[str, ...]) -> None:
        """Go through what is in a container: its blocks, and text that stands in it without one."""
        words, bare = [node.text or ""], [node.text or ""]
        refs: list[Node] = []

        def flush() -> None:
            text = "".join(words)
            if text.strip() or any(True for ref in refs for _ in _references(ref)):
                leaf = self.add("p", place, text, "".join(bare), node, refs)
                if leaf.position:  # that of the container, which ends later
                    leaf.position = (leaf.position[0], leaf.position[0] + text.strip().count("\n"))
            words.clear()
            bare.clear()
            refs.clear()

        for child in node:
            self.top += node is self.root
            if child.tag in _BLOCKS:
                flush()
                self.block(child, place)
            else:
                words.append(_words(child))
                bare.append(self.bare(child))
                refs.append(child)
            words.append(child.tail or "")
            bare.append(child.tail or "")
        flush()

    def item(self, node: Node, place: tuple[str, ...], mark: str) -> None:
        """Go through an item of a list; what comes first in it gets the mark: "^" begins a list, "*" another item."""
        before = len(self.found)
        self.inside(node, place)
        if len(self.found) == before:
            self.found.append(Leaf("p", place, position=_position(node), top=self.top))
        first = self.found[before]
        if len(first.place) < len(place):
            return
        first.place = (*first.place[: len(place) - 1], f"{mark}{first.place[len(place) - 1]}", *first.place[len(place) :])

    def row(self, node: Node, place: tuple[str, ...]) -> None:
        leaf = self.add("tr", place, "", "\x00".join(self.bare(cell) for cell in node), node, [node])
        leaf.text = " | ".join(" ".join(_words(cell).split()) for cell in node)
        leaf.head = all(cell.tag == "th" for cell in node)

    def answers(self, node: Node) -> None:
        """The options of a question with their reasons: one text each. What is to be typed stands in the question."""
        for child in node.iter("span", "blockquote", "p"):
            parent = child.getparent()
            if child.tag == "p":
                if "quiz-source" in (child.get("class") or ""):
                    self.add("aside", (), "", "", child, [child])
            elif child.tag == "blockquote" or (parent is not None and parent.tag == "li"):
                self.add("h6", (), _words(child), self.bare(child), child, [child])


def _words(node: Node) -> str:
    """Return all text in an element."""
    return "".join(node.itertext()) if len(node) else node.text or ""


def _bare(node: Node) -> str:
    """Return the text in an element with blanks in the place of code."""
    if node.tag in _SILENT:
        return " " * len(_words(node))
    if not len(node):
        return node.text or ""
    if next(node.iter(*_SILENT), None) is None:
        return _words(node)
    return (node.text or "") + "".join(_bare(child) + (child.tail or "") for child in node)


def _references(node: Node) -> Iterator[Reference]:
    for element in node.iter(*REFERENCES):
        for attribute in REFERENCES[str(element.tag)]:
            value = element.get(attribute)
            if value is None and attribute == "href" and element.tag == "a":
                value = element.get("xlink:href") or element.get("{http://www.w3.org/1999/xlink}href")
            if value is not None:
                yield Reference(str(element.tag), value)


def _position(node: Node | None) -> tuple[int, int] | None:
    """Return the lines that a parser put on an element, as `3:1-5:20`."""
    place = node.get("data-sourcepos") if node is not None else None
    if not place:
        return None
    first, last = (int(spot.split(":")[0]) for spot in place.split("-"))
    return (first, last) if first else None  # it loses count of a paragraph right above a table


def parse(page: str) -> Html:
    """Parse HTML that a browser would accept; raises nothing for HTML that it would mend."""
    return Html(page)
