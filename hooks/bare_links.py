"""Make a link of an address that stands on its own, as GitHub does.

pymdownx's magiclink does the same and more, but takes what is marked up behind an address (a line break, a tag)
into the link.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# \x02 and \x03 stand around what Python-Markdown has already read.
_ADDRESS = r"(?<![\w@/.-])(?P<address>(?:https?://|www\.(?=\w))[^\s<>\x02\x03]+)"


class BareLinksExtension(Extension):
    """Python-Markdown extension: addresses on their own become links."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_BareLinks(_ADDRESS, md), "bare-links", 85)  # after links (160) and tags (90), before emphasis


class _BareLinks(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        address = trimmed(m["address"])
        link = Element("a", {"href": address if address.startswith("http") else f"https://{address}"})
        link.text = AtomicString(address)
        return link, m.start(0), m.start(0) + len(address)


def trimmed(address: str) -> str:
    """Return an address without the punctuation that belongs to its sentence (GitHub's rules)."""
    while address:
        if address[-1] in "?!.,:;*_~'\"" or (address[-1] == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        else:
            break
    return address
