"""Check that every link, anchor, image and asset of every page leads somewhere.

It reads the HTML of all pages after they are rendered, so links made by Markdown, raw HTML, tables
from data files and diagrams are held to the same rule. A page loads nothing from another host.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from common.html import Html, Reference
from common.problems import Problem, did_you_mean, nearest
from source.page import Page
from structure import Placed

_LOADED = {"img", "source", "video", "audio", "track", "object", "image", "use"}
_SCHEMES = ("https", "http", "mailto")


@dataclass(frozen=True)
class Rendered:
    """A page as the checks see it: its source, its address in the site, its HTML and its blocks with their lines."""

    page: Page
    url: str
    html: Html
    blocks: list[Placed]


class Links:
    """Everything a link can lead to.

    `files` are the addresses of everything in the site, `excluded` the sources that are left out of it; both
    relative to the site. Addresses of pages end in "/" or are "".
    """

    def __init__(self, pages: list[Rendered], files: set[str], excluded: set[str] | None = None) -> None:
        self.pages = {unquote(page.url): page for page in pages}
        self.files = {unquote(name) for name in files}
        self.excluded = excluded or set()

    def check(self) -> list[Problem]:
        """Return every reference that leads nowhere.

        Tables that the build has made are not among the blocks of a page: what they link to is checked where it is
        written, in the pages and in the data files.
        """
        problems: list[Problem] = []
        for page in self.pages.values():
            for placed in page.blocks:
                met: Counter[str] = Counter()
                for reference in placed.leaf.references:
                    fault = self.fault(page, reference)
                    if fault:
                        line = _line(page.page, placed, reference.address, met[reference.address])
                        problems.append(Problem(page.page.path, line, *fault))
                    met[reference.address] += 1
        return problems

    def fault(self, page: Rendered, reference: Reference) -> tuple[str, str] | None:
        """Return what is wrong with one reference and how to mend it, or None."""
        kind = "picture" if reference.tag in _LOADED else "link"
        shown = reference.address.strip()
        if not shown:
            return f"a {kind} leads nowhere: it has no address", "put the address between the brackets: `[words](page.md)`"
        try:
            parts = urlsplit(shown)
        except ValueError:
            return f"the {kind} `{shown}` is not an address", "copy the address again from the browser"
        if re.search(r"\s", shown):
            return f"the {kind} `{shown}` has a blank in it", "write `%20` for it; a title stands in quotation marks"
        if parts.scheme:
            return _foreign(kind, shown, parts)
        if re.match(r"www\.|[^/@\s]+@[^/@\s]+\.", shown):
            scheme = "mailto:" if "@" in shown else "https://"
            return f"the {kind} `{shown}` does not say how to get there", f"write `{scheme}{shown}`"
        if shown.startswith("//"):
            return f"the {kind} `{shown}` names a host without a scheme", "write `https://` before it"
        if shown.startswith("/"):
            return f"the {kind} `{shown}` is absolute and breaks when the site moves", "write it relative to this file: `../folder/page.md`"
        target = _target(page.url, parts) if parts.path else unquote(page.url)
        if target not in self.files:
            return self.nowhere(page, kind, shown, parts)
        there = self.pages.get(target)
        if parts.fragment and there is not None and not parts.fragment.startswith(":~:"):
            fragment = unquote(parts.fragment)
            if fragment not in there.html.anchors:
                near = nearest(fragment, there.html.ids)
                headings = ", ".join(f"#{name}" for name in there.html.headings) or "(none)"
                mend = f"did you mean `#{near}`?" if near else f"its headings are: {headings}"
                where = "this page" if there is page else there.page.path
                return f"there is no heading `#{fragment}` on {where}", mend
        return None

    def nowhere(self, page: Rendered, kind: str, shown: str, parts: SplitResult) -> tuple[str, str]:
        """Say what is wrong with a reference to nothing, with the nearest thing there is."""
        folder = posixpath.dirname(page.page.path)
        wanted = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if wanted in self.excluded:
            return f"the {kind} `{shown}` leads to a file that is not part of the site", "link to a page in the navigation"
        what = f"the {kind} `{shown}` leads nowhere"
        sources = [rendered.page.path for rendered in self.pages.values()]
        pictures = [f"docs/{name}" for name in self.files if posixpath.splitext(name)[1]]
        if wanted in sources or wanted in pictures:
            written = f"![words]({shown})" if kind == "picture" else f"[words]({shown})"
            return what, f"write it in Markdown, `{written}`: addresses in HTML are not followed"
        if kind == "link" and not parts.path.endswith(".md"):
            return what, "link to the Markdown file: `[words](../folder/page.md)`"
        by_name = {posixpath.basename(name): name for name in (pictures if kind == "picture" else [*pictures, *sources])}
        near = by_name.get(nearest(posixpath.basename(wanted), by_name, likeness=0.75) or "")
        if near:
            return what, f"did you mean `{posixpath.relpath(near, folder)}`?"
        return what, "put the picture beside this file" if kind == "picture" else "correct the path; it is relative to this file"


def _foreign(kind: str, shown: str, parts: SplitResult) -> tuple[str, str] | None:
    """Return what is wrong with an address on another host, or None."""
    if parts.scheme in ("javascript", "vbscript", "data"):
        return None  # markup.py says more of it
    if parts.scheme not in _SCHEMES:
        return f"the {kind} `{shown}` begins with `{parts.scheme}:`, which no reader can follow", did_you_mean(parts.scheme, _SCHEMES)
    if parts.scheme == "mailto":
        return None
    if kind == "picture":
        return f"the picture `{shown}` comes from another host", "draw it as a diagram, or put the file beside the page"
    try:
        host = parts.hostname or ""
    except ValueError:
        host = ""
    if _own_machine(host):
        return None
    if "." not in host:
        return f"the {kind} `{shown}` names no host", f"write `{parts.scheme}://` and the host"
    if parts.scheme == "http":
        return f"the link `{shown}` is not encrypted", "write `https://`"
    return None


def _own_machine(host: str) -> bool:
    """Say whether a host is the reader's own machine, which has no encryption."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _target(url: str, parts: SplitResult) -> str:
    """Return where a relative address leads, from the root of the site, without its percent signs."""
    base = url if url.endswith("/") or not url else posixpath.dirname(url) + "/"
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join("/" + unquote(base), path)).lstrip("/")
    target = "" if target == "." else target
    if target and not target.endswith("/") and (path.endswith("/") or path.rstrip("/").split("/")[-1] in ("..", ".")):
        target += "/"
    return target


def _line(page: Page, placed: Placed, reference: str, nth: int) -> int:
    """Find the line of a reference: as written, or by what survives from Markdown to HTML of it."""
    if placed.made:
        return placed.first
    path, _, fragment = reference.partition("#")
    stem = unquote(path).rstrip("/").split("/")[-1]
    needles = [f"({reference}", f'"{reference}', reference] if reference.strip() else ["]()", '=""', "](<>)"]
    if fragment:
        needles += [f"{stem}.md#{fragment}", f"#{fragment}"]
    needles += [f"{stem}.md" if stem not in ("", "..", ".") else "", stem]
    inside = None if placed.leaf.kind == "aside" else page.line_of(*needles, first=placed.first, last=placed.last, nth=nth)
    return inside or page.line_of(*needles) or placed.first
