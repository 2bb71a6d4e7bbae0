"""Draw mermaid fences as SVG at build: no script in the page, one picture for light and dark.

The renderer is Pele, which `mermaid-render` carries as one JavaScript file and runs in QuickJS.
Its colours are CSS variables (`--pele-*`), set in assets/stylesheets/diagrams.css.

Where the renderer has no wheel, build.py leaves the fences to mermaid2, which draws them in the browser if
`make mermaid` has put its script beside the others; else they stay readable as text.
"""

from __future__ import annotations

import functools
import html
import json
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.kept import Kept
from common.problems import Problem
from markdown import Markdown
from pydantic import TypeAdapter
from source.page import Page

MAX_WIDTH = 900
"""Pixels; a wider diagram cannot be read on a phone even when it scrolls."""

FALLBACK_SCRIPT = "assets/javascripts/mermaid.min.js"

_DRAW = """(source, prefix) => {
  try {
    const drawn = pele.render(pele.parse(source), {responsive: false, autoDirection: false, idPrefix: prefix});
    return JSON.stringify({svg: drawn.svg, width: Math.ceil(drawn.width)});
  } catch (error) {
    return JSON.stringify({message: String(error.message || error), line: error.line || 1});
  }
}"""


@dataclass(frozen=True)
class Drawing:
    """A drawn diagram: its SVG and its width in pixels."""

    svg: str
    width: int


class Undrawable(Exception):
    """A diagram that mermaid cannot read; `line` counts from 1 within the diagram."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@functools.cache
def renderer() -> Callable[[str, str], str] | None:
    """Return Pele as a function, or None where its packages cannot be loaded."""
    try:
        import mermaid_render
        import quickjs

        script = Path(mermaid_render.__file__).parent / "pele" / "pele.global.js"
        context = quickjs.Context()
        context.eval(script.read_text(encoding="utf-8"))
        drawing: Callable[[str, str], str] = context.eval(_DRAW)
        return drawing
    except (ImportError, OSError):
        return None


_DRAWING = TypeAdapter(Drawing)


def draw(source: str, prefix: str, kept: Kept) -> Drawing:
    """Draw one diagram; `prefix` keeps its ids apart from those of other diagrams on the page.

    The check of a page and the page itself ask for the same drawings: `kept` has those that were made.
    Raises Undrawable for a fault in the source, RuntimeError where there is no renderer.
    """
    return kept.result(_DRAWING, lambda: _drawn(source, prefix), source, prefix)


def _drawn(source: str, prefix: str) -> Drawing:
    render = renderer()
    if render is None:
        raise RuntimeError("the diagram renderer is not installed")
    drawn = json.loads(render(source, prefix))
    if "message" in drawn:
        raise Undrawable(drawn["message"], drawn["line"])
    return Drawing(drawn["svg"], drawn["width"])


def figure(source: str, prefix: str, kept: Kept) -> str:
    """Return the HTML of a diagram; one that cannot be drawn stays readable as its source."""
    try:
        drawing = draw(source, prefix, kept)
    except (Undrawable, RuntimeError):
        return f'<pre class="diagram-source"><code>{html.escape(source)}</code></pre>'
    # Material's instant navigation writes to `href` of whatever has one, which fails for links in SVG.
    svg = drawing.svg.replace("<a href=", "<a xlink:href=")
    svg = svg.replace('style="', f'style="--diagram-width:{drawing.width}px;', 1)
    return f'<figure class="diagram" data-search-exclude="" role="group" aria-label="Diagram" tabindex="0">{svg}</figure>'


def _prefix(number: int) -> str:
    """Return what keeps the ids of the diagram with this place on its page apart from those of the others."""
    return f"d{number}"


def check(page: Page, kept: Kept) -> list[Problem]:
    """Return what is wrong with the mermaid fences of a page."""
    problems: list[Problem] = []
    path = page.path
    diagrams = [fence for fence in page.fences if fence.language == "mermaid" and fence.end is not None]
    for number, fence in enumerate(diagrams, 1):
        for word, what in (("accTitle:", "its name"), ("accDescr", "what it shows, in a sentence")):
            if word not in fence.text:
                problems.append(
                    Problem(
                        path,
                        fence.start,
                        f"the diagram has no `{word.rstrip(':')}`",
                        f"add a line `{word.rstrip(':')}: {what}` under its first line, for those who cannot see it",
                    )
                )
        try:
            drawing = draw(fence.text, _prefix(number), kept)
        except Undrawable as fault:
            message = " ".join(line.strip() for line in str(fault).splitlines() if line.strip(" ^-"))
            problems.append(
                Problem(
                    path,
                    min(fence.start + fault.line, fence.end or fence.start),
                    f"mermaid cannot read this diagram ({message})",
                    "try it in the Mermaid live editor, or compare it with a diagram on another page",
                )
            )
        else:
            if drawing.width > MAX_WIDTH:
                problems.append(
                    Problem(
                        path,
                        fence.start,
                        f"the diagram is {drawing.width} px wide, more than {MAX_WIDTH}",
                        "let it run top-down (`flowchart TD`) or break long labels with `<br/>`",
                    )
                )
    return problems


_LINK = re.compile(r'(<a [^>]*?xlink:href=")([^"#:?]+\.md)(#[^"]*)?(")')


def resolve_links(content: str, uri: str, address: Callable[[str], str | None]) -> str:
    """Turn links to Markdown files inside drawn diagrams into links to the built pages.

    `uri` is the page's path relative to docs/; `address` gives the address of a page from there, None where there is none.
    """

    def resolve(match: re.Match[str]) -> str:
        target = address(posixpath.normpath(posixpath.join(posixpath.dirname(uri), match[2])))
        return match[1] + (target or match[2]) + (match[3] or "") + match[4]

    return re.sub(r'<figure class="diagram".*?</figure>', lambda m: _LINK.sub(resolve, m.group()), content, flags=re.DOTALL)


def fence(kept: Kept) -> Callable[..., str]:
    """Return what formats one fence for pymdownx.superfences; each page has a Markdown of its own, which counts its diagrams."""

    def drawn(source: str, language: str, class_name: str, options: dict[str, Any], md: Markdown, **kwargs: object) -> str:
        number = getattr(md, "diagrams", 0) + 1
        md.diagrams = number  # type: ignore[attr-defined]
        return figure(source, _prefix(number), kept)

    return drawn
