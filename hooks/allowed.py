"""What HTML a page may hold: lists of elements, attributes and values. Everything else is refused, at its line.

A page is read as a browser reads it, by a parser of the HTML standard (lexbor): another reading would let through what a
browser makes of unclosed tags, comments and pictures in SVG. The lists hold what Markdown, the extensions, the questions
and the diagrams make, and the few elements that a writer may need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import defs
from pydantic import TypeAdapter
from pygments.token import STANDARD_TYPES
from selectolax.lexbor import LexborHTMLParser

HTML = defs.tags | {"svg", "math", "picture", "template", "slot", "search", "wbr"}
"""The elements that HTML has at all."""
_ANYWHERE = frozenset(("id", "class", "title", "role", "aria-label", "data-search-exclude"))
_DRAWN = frozenset(
    ("data-id", "fill", "fill-opacity", "font-size", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-width",
     "text-anchor", "transform", "x", "y", "width", "height")
)  # fmt: skip
ELEMENTS: dict[str, frozenset[str]] = {
    **{name: frozenset() for name in
       ("abbr", "b", "blockquote", "br", "caption", "dd", "del", "dl", "dt", "em", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "i", "kbd", "small", "strong", "sub", "summary", "sup", "table", "tbody", "thead", "tr", "u", "ul", "wbr")},
    "a": frozenset(("href", "rel", "name", "xlink:href", "data-hash")),
    "button": frozenset(("type", "popovertarget")),
    "code": frozenset(("tabindex",)),
    "details": frozenset(("open",)),
    "div": frozenset(("tabindex", "data-counts", "data-exams", "data-filter", "data-hash", "data-kind", "data-script", "data-tabs")),
    "figure": frozenset(("tabindex",)),
    "img": frozenset(("src", "alt", "width", "height")),
    "input": frozenset(("type", "name", "checked")),
    "label": frozenset(("for",)),
    "li": frozenset(("value",)),
    "ol": frozenset(("start", "type")),
    "p": frozenset(("data-answers", "data-tolerance")),
    "pre": frozenset(("tabindex",)),
    "span": frozenset(("popover",)),
    "td": frozenset(("colspan", "rowspan")),
    "th": frozenset(("colspan", "rowspan", "scope")),
    # Diagrams, as they are drawn.
    "svg": _DRAWN | {"xmlns", "viewBox", "style", "aria-describedby", "aria-labelledby", "aria-roledescription"},
    "g": _DRAWN,
    "path": _DRAWN | {"d"},
    "rect": _DRAWN | {"rx", "ry", "style"},
    "circle": _DRAWN | {"cx", "cy", "r"},
    "ellipse": _DRAWN | {"cx", "cy", "rx", "ry"},
    "line": _DRAWN | {"x1", "x2", "y1", "y2"},
    "polygon": _DRAWN | {"points"},
    "polyline": _DRAWN | {"points"},
    "text": _DRAWN | {"xml:space", "dy"},
    "tspan": _DRAWN | {"dx", "dy"},
    "desc": frozenset(),
}  # fmt: skip
"""The elements of a page, each with the attributes that it may have beside those of all."""

_CLASSES = frozenset(STANDARD_TYPES.values()) | frozenset(
    ("abstract", "admonition", "admonition-title", "bug", "case", "chooser", "clickable", "code", "correction", "danger", "data", "diagram",
     "diagram-source", "example", "failure", "filename", "headerlink", "highlight", "highlighttable", "hll", "info", "linenodiv", "linenos",
     "normal", "note", "practice", "practice-off", "question", "quote", "right", "special", "status", "success", "tabbed-alternate",
     "tabbed-block", "tabbed-content", "tabbed-labels", "tabbed-set", "table-frame", "term", "term-meaning", "tip", "warning", "wrong")
)  # fmt: skip
_CLASS = re.compile(r"(?:pele|quiz|language)(?:-[\w#+.-]*)?|[a-z]{1,2}(?:-[A-Z]\w*)+")  # the last are kinds of words in code
_SCRIPTS = frozenset(("quiz", "chooser", "practice", "mock-exam", "review"))

_VALUES = {
    "id": re.compile(r"[A-Za-z0-9][\w:.-]*|_\d+|__tabbed_\d+_\d+|__(?:code|span|codelineno)-[\w-]+"),
    "for": re.compile(r"[A-Za-z0-9][\w:.-]*|__tabbed_\d+_\d+"),
    "name": re.compile(r"[A-Za-z0-9][\w:.-]*|__tabbed_\d+|__codelineno-[\w-]+"),
    "type": re.compile(r"radio|button|[1aAiI]"),
    "rel": re.compile(r"[a-z ]+"),
    "role": re.compile(r"group|presentation|status|graphics-document document"),
    "tabindex": re.compile("0|-1"),
    "data-script": re.compile("|".join(sorted(_SCRIPTS))),
    "xmlns": re.compile(re.escape("http://www.w3.org/2000/svg")),
}
_PAINT = re.compile(r"[\w\s:;,.#%()-]*")
"""What a colour, a style or a place of a drawing is made of: no quotation mark, no backslash, no address."""
_FUNCTIONS = frozenset(("var", "rgb", "rgba", "hsl", "calc", "color-mix", "translate", "rotate", "scale", "matrix"))
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Refused:
    """Something that a page must not hold: what is wrong, how to mend it, and words of the source that lead to its line.

    `follows` says that it may come of another slip in that line: a box without quotation marks has classes, a tag that is
    never closed was none.
    """

    what: str
    mend: str
    needles: tuple[str, ...]
    follows: bool = False


REFUSED = TypeAdapter(list[Refused])


def refused(html: str) -> list[Refused]:
    """Return what stands in the HTML of a page and in none of the lists."""
    return list(_refused(html))


def _refused(html: str) -> Iterator[Refused]:
    root = LexborHTMLParser(f"<!doctype html><html><head></head><body>{html}</body></html>").root
    for node in root.traverse(include_text=False) if root is not None else ():
        tag = node.tag or ""
        if tag.startswith(("-", "!", "_")):
            continue  # a comment, the kind of document
        allowed = _attributes(tag, node.parent.tag if node.parent is not None else None)
        if allowed is None:
            mend = "write it in Markdown; a page never runs a script"
            yield Refused(f"`<{tag}>` is not allowed in a page", mend, (f"<{tag}", tag), follows=f"</{tag}" not in html.lower())
            continue
        for name, value in node.attributes.items():
            yield from _of_an_attribute(tag, name, value or "", allowed)


def _attributes(tag: str, parent: str | None) -> frozenset[str] | None:
    """Return the attributes that an element may have, None for one that a page must not hold."""
    if tag in ("html", "head", "body"):
        return frozenset()  # they are the parser's own; what a page writes on them would stand there
    if tag == "title":
        return _ANYWHERE if parent in ("svg", "g") else None  # that of a drawing
    return ELEMENTS[tag] | _ANYWHERE if tag in ELEMENTS else None


def _of_an_attribute(tag: str, name: str, value: str, allowed: frozenset[str]) -> Iterator[Refused]:
    needles = tuple(filter(None, (f'{name}="{value}"', value, name)))
    if name.startswith("on"):
        yield Refused(f"`{name}` would run a script", "remove it", needles)
    elif name not in allowed:
        yield Refused(f"`{name}` is not allowed on `<{tag}>`", "remove it", needles)
    elif name in ("href", "src", "xlink:href"):
        yield from _of_an_address(name, value, needles)
    elif name == "class":
        for word in value.split():
            if word not in _CLASSES and not _CLASS.fullmatch(word):
                yield Refused(f"there is no class `{word}`", "remove it", (f".{word}", word), follows=True)
    elif name in _VALUES:
        if not _VALUES[name].fullmatch(value):
            yield Refused(f"`{name}` cannot be `{value[:40]}`", "remove it, or write small letters, digits and hyphens", needles)
    elif name in ("style", "fill", "stroke", "transform", "d", "points"):
        functions = set(re.findall(r"([\w-]+)\s*\(", value))
        if not _PAINT.fullmatch(value) or functions - _FUNCTIONS:
            yield Refused(f"`{name}` cannot be `{value[:40]}`", "remove it", needles)


def _of_an_address(name: str, value: str, needles: tuple[str, ...]) -> Iterator[Refused]:
    """Look at an address as a browser does: without tabs and line breaks, and whatever its beginning is made of."""
    plain = re.sub(r"[\x00-\x20]+", "", value).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    if scheme is None and not plain.startswith("//"):
        return
    known = ("https:", "http:", "mailto:") if name != "src" else ()
    if scheme is not None and scheme.group().lower() in known:
        rest = plain[scheme.end() :]
        if scheme.group().lower() == "mailto:" or (rest.startswith("//") and "@" not in rest.split("/")[2]):
            return
    if scheme is not None and scheme.group().lower() in ("javascript:", "vbscript:", "data:"):
        yield Refused(f"`{name}` would run a script", "remove it", needles)
    else:
        yield Refused(
            f"`{value[:60]}` is no address for `{name}`", "write `https://` and the host, or a path to a file of this site", needles
        )
