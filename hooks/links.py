"""Check that every link, anchor, image and asset of every page leads somewhere.

It reads the HTML of all pages after they are rendered, so links made by Markdown, raw HTML, tables
from data files and diagrams are held to the same rule. A page loads nothing from another host.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from common import report
from common.html import Html, parse
from common.page import shown_as
from common.problems import Problem, did_you_mean, nearest
from common.source import line_of
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

_REFERENCES = {
    "a": ("href", "xlink:href"),
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
_LOADED = {"img", "source", "video", "audio", "track", "object", "image", "use"}
_SCHEMES = ("https", "http", "mailto")


@dataclass(frozen=True)
class Rendered:
    """A page as the checks see it: its source, its address in the site and its HTML."""

    path: str
    source: str
    url: str
    html: Html


def check(pages: list[Rendered], files: set[str], excluded: set[str] = frozenset()) -> list[Problem]:  # type: ignore[assignment]
    """Return every reference of `pages` that leads nowhere.

    `files` are the addresses of everything in the site, `excluded` the sources that are left out
    of it; both relative to the site. Addresses of pages end in "/" or are "".
    """
    html = {page.url: page.html for page in pages}
    sources = {page.url: page.path for page in pages}
    problems: list[Problem] = []
    for page in pages:
        met: Counter[str] = Counter()
        for element in page.html.elements:
            for attribute in _REFERENCES.get(element.tag, ()):
                if attribute not in element.attributes:
                    continue
                reference = element.attributes[attribute]
                fault = _fault(page, element.tag, reference, files, excluded, html, sources)
                if fault:
                    problems.append(Problem(page.path, _line(page.source, reference, met[reference]), *fault))
                met[reference] += 1
    return problems


def _fault(
    page: Rendered, tag: str, reference: str, files: set[str], excluded: set[str], html: dict[str, Html], sources: dict[str, str]
) -> tuple[str, str] | None:
    """Return what is wrong with one reference and how to mend it, or None."""
    kind = "picture" if tag in _LOADED else "link"
    shown = reference.strip()
    if not shown:
        return f"a {kind} leads nowhere: it has no address", "put the address between the brackets: `[words](page.md)`"
    try:
        parts = urlsplit(shown)
    except ValueError:
        return f"the {kind} `{shown}` is not an address", "copy the address again from the browser"
    if parts.scheme:
        if parts.scheme not in _SCHEMES:
            return f"the {kind} `{shown}` begins with `{parts.scheme}:`, which no reader can follow", did_you_mean(parts.scheme, _SCHEMES)
        if parts.scheme == "mailto":
            return None
        if not parts.netloc or "." not in parts.netloc:
            return f"the {kind} `{shown}` names no host", f"write `{parts.scheme}://` and the host"
        if tag in _LOADED:
            return f"the picture `{shown}` comes from another host", "draw it as a diagram, or put the file beside the page"
        if parts.scheme == "http":
            return f"the link `{shown}` is not encrypted", "write `https://`"
        return None
    if shown.startswith("//"):
        return f"the {kind} `{shown}` names a host without a scheme", "write `https://` before it"
    if shown.startswith("/"):
        return f"the {kind} `{shown}` is absolute and breaks when the site moves", "write it relative to this file: `../folder/page.md`"
    target = page.url
    if parts.path:
        base = page.url if page.url.endswith("/") or not page.url else posixpath.dirname(page.url) + "/"
        target = posixpath.normpath(posixpath.join("/" + base, unquote(parts.path))).lstrip("/")
        target = "" if target == "." else target
        if parts.path.endswith("/") and target and not target.endswith("/"):
            target += "/"
        if parts.path.rstrip("/").split("/")[-1] in ("..", ".") and target and not target.endswith("/"):
            target += "/"
    if target not in files:
        from_source = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
        if from_source in excluded:
            return f"the {kind} `{shown}` leads to a file that is not part of the site", "link to a page in the navigation"
        if parts.path.endswith(".md") or tag in _LOADED:
            by_name = {
                posixpath.basename(name): name
                for name in [*(f"docs/{name}" for name in files if posixpath.splitext(name)[1]), *sources.values()]
            }
            near = by_name.get(nearest(posixpath.basename(from_source), by_name, likeness=0.75) or "")
            mend = (
                f"did you mean `{posixpath.relpath(near, posixpath.dirname(page.path))}`?"
                if near
                else "correct the path; it is relative to this file"
            )
        else:
            mend = "link to the Markdown file: `[words](../folder/page.md)`"
        return f"the {kind} `{shown}` leads nowhere", mend
    if parts.fragment and target in html and not parts.fragment.startswith(":~:"):
        fragment = unquote(parts.fragment)
        if fragment not in html[target].anchors:
            there = "this page" if target == page.url else sources[target]
            near = nearest(fragment, html[target].ids)
            headings = ", ".join(f"#{name}" for name in html[target].headings) or "(none)"
            mend = f"did you mean `#{near}`?" if near else f"its headings are: {headings}"
            return f"there is no heading `#{fragment}` on {there}", mend
    return None


def _line(source: str, reference: str, nth: int) -> int:
    """Find the line of a reference: as written, or by what survives from Markdown to HTML of it."""
    path, _, fragment = reference.partition("#")
    stem = path.rstrip("/").split("/")[-1]
    needles = [f"({reference}", f'"{reference}', reference] if reference.strip() else ["]()", '=""', "](<>)"]
    if fragment:
        needles += [f"{stem}.md#{fragment}", f"#{fragment}"]
    return line_of(source, *needles, f"{stem}.md" if stem not in ("", "..", ".") else "", stem, nth=nth)


@event_priority(-50)
def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """All pages are rendered, nothing is written: the moment to look at every link together."""
    pages, known, excluded = [], set(), set()
    for file in files:
        if file.inclusion.is_excluded():
            excluded.add(f"docs/{file.src_uri}")
            continue
        known.add("" if file.url in ("./", ".") else file.url)
        if file.page is not None and file.page.content is not None:
            pages.append(
                Rendered(shown_as(file), file.content_string, "" if file.url in ("./", ".") else file.url, parse(file.page.content))
            )
    report.add(check(pages, known, excluded))
