"""The sections and the questions of a rendered page: what a search leads to."""

from __future__ import annotations

import copy
import functools
from collections import Counter
from dataclasses import dataclass, field

from common.html import Html, Node
from lxml import etree

from search.words import words

_LEFT_OUT = (
    ".//*[@data-search-exclude and not(self::figure)] | .//a[@class='headerlink'] | .//style | .//td[@class='linenos']"
    " | .//div[@class='tabbed-labels' or starts-with(@class, 'quiz ')]"
)
_INLINE = frozenset(
    ("a", "abbr", "b", "button", "cite", "code", "del", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span", "strong",
     "sub", "sup", "u", "var", "wbr")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BREAK = "\ue000heading\ue000"  # nobody writes characters of the private use area like this


@dataclass(eq=False)
class Section:
    """A heading with what stands below it; `anchor` is "" for the page as a whole, whose heading is its title.

    `own` are names that mean just this, `searched` what people type for it, `known` the names of things of the data
    files that it explains.
    """

    uri: str
    url: str
    anchor: str
    heading: str
    text: str
    own: list[str] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)

    @functools.cached_property
    def words(self) -> Counter[str]:
        """The words of its text, each with how often it is there."""
        return Counter(words(self.text))

    @functools.cached_property
    def names(self) -> list[frozenset[str]]:
        """The words of its heading, and of each text that people type for it."""
        return [frozenset(words(name)) for name in (self.heading, *self.searched)]

    @property
    def address(self) -> str:
        """Where it is, from the root of the site."""
        return f"{self.url}#{self.anchor}" if self.anchor else self.url


@dataclass(frozen=True)
class Asked:
    """A question: its place, its title and what is asked, without what answers it."""

    address: str
    title: str
    stem: str


def sections(uri: str, url: str, html: Html) -> list[Section]:
    """Return the sections of a page in their order, the page itself first; the words of diagrams count, answers do not."""
    root = copy.deepcopy(html.root)
    for left_out in root.xpath(_LEFT_OUT):
        left_out.tag = "gone"
    etree.strip_elements(root, "gone", etree.Comment, with_tail=False)
    headings: list[tuple[str, str]] = []
    for element in root.iter(etree.Element):
        if element.tag in _INLINE:
            continue
        # What stands in two blocks are two words; two cells are read as two things.
        element.tail = (" · " if element.tag in ("td", "th") and element.getnext() is not None else " ") + (element.tail or "")
        if element.tag in _HEADINGS and element.get("id"):
            headings.append(("" if element.tag == "h1" else element.get("id", ""), _text(element)))
            for child in list(element):
                element.remove(child)
            element.text = _BREAK
    before, *texts = (" ".join(part.split()) for part in "".join(root.itertext()).split(_BREAK))
    found = [Section(uri, url, anchor, heading, text) for (anchor, heading), text in zip(headings, texts, strict=True)]
    if found and before:
        found[0].text = f"{before} {found[0].text}"
    return found


def questions(url: str, html: Html) -> list[Asked]:
    """Return the questions of a page."""
    found = []
    for quiz in html.root.xpath(".//div[starts-with(@class, 'quiz ')]"):
        title = next(iter(quiz.xpath("./p[@class='admonition-title']")), None)
        asked = quiz.xpath(".//div[@class='quiz-asked']/*[not(@class='quiz-options' or @class='quiz-choices')]")
        if title is not None:
            found.append(Asked(f"{url}#{quiz.get('id')}", _text(title), " ".join(_text(part) for part in asked)))
    return found


def _text(element: Node) -> str:
    return " ".join("".join(element.itertext()).split())
