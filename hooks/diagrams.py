"""Draw mermaid fences as SVG at build: no script in the page, one picture for light and dark.

The renderer is Pele, which `mermaid-render` carries as one JavaScript file and runs in QuickJS.
Its colours are CSS variables (`--pele-*`), set in assets/stylesheets/diagrams.css.

Where the renderer has no wheel, the fences stay for mermaid2, which draws them in the browser if
`make mermaid` has put its script beside the others; else they stay readable as text.
"""

from __future__ import annotations

import functools
import html
import json
import logging
import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import report
from common.page import shown_as
from common.problems import Problem
from common.source import fences
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.hooks.diagrams")

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
        return context.eval(_DRAW)
    except (ImportError, OSError):
        return None


@functools.lru_cache(maxsize=64)  # the check of a page and the page itself ask for the same drawings
def draw(source: str, prefix: str) -> Drawing:
    """Draw one diagram; `prefix` keeps its ids apart from those of other diagrams on the page.

    Raises Undrawable for a fault in the source, RuntimeError where there is no renderer.
    """
    render = renderer()
    if render is None:
        raise RuntimeError("the diagram renderer is not installed")
    drawn = json.loads(render(source, prefix))
    if "message" in drawn:
        raise Undrawable(drawn["message"], drawn["line"])
    return Drawing(drawn["svg"], drawn["width"])


def figure(source: str, prefix: str) -> str:
    """Return the HTML of a diagram; one that cannot be drawn stays readable as its source."""
    try:
        drawing = draw(source, prefix)
    except (Undrawable, RuntimeError):
        return f'<pre class="diagram-source"><code>{html.escape(source)}</code></pre>'
    # Material's instant navigation writes to `href` of whatever has one, which fails for links in SVG.
    svg = drawing.svg.replace("<a href=", "<a xlink:href=")
    svg = svg.replace('style="', f'style="--diagram-width:{drawing.width}px;', 1)
    return f'<figure class="diagram" data-search-exclude="" role="group" aria-label="Diagram" tabindex="0">{svg}</figure>'


def _prefix(number: int) -> str:
    """Return what keeps the ids of the diagram with this place on its page apart from those of the others."""
    return f"d{number}"


def check(text: str, path: str) -> list[Problem]:
    """Return what is wrong with the mermaid fences of a page's whole source `text`."""
    problems: list[Problem] = []
    diagrams = [fence for fence in fences(text) if fence.language == "mermaid" and fence.end is not None]
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
            drawing = draw(fence.text, _prefix(number))
        except Undrawable as fault:
            message = " ".join(line.strip() for line in str(fault).splitlines() if line.strip(" ^-"))
            problems.append(
                Problem(
                    path,
                    min(fence.start + fault.line, fence.end),
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


def resolve_links(content: str, page: Page, files: Files) -> str:
    """Turn links to Markdown files inside drawn diagrams into links to the built pages."""

    def resolve(match: re.Match[str]) -> str:
        target = files.get_file_from_path(posixpath.normpath(posixpath.join(posixpath.dirname(page.file.src_uri), match[2])))
        return match[1] + (target.url_relative_to(page.file) if target else match[2]) + (match[3] or "") + match[4]

    return re.sub(r'<figure class="diagram".*?</figure>', lambda m: _LINK.sub(resolve, m.group()), content, flags=re.DOTALL)


# --- MkDocs ----------------------------------------------------------------------------------

_drawn_on_page = 0


def _fence(source: str, language: str, class_name: str, options: dict[str, Any], md: object, **kwargs: object) -> str:
    """Format one fence for pymdownx.superfences."""
    global _drawn_on_page
    _drawn_on_page += 1
    return figure(source, _prefix(_drawn_on_page))


def on_config(config: MkDocsConfig) -> None:
    fence: dict[str, Any] = {"name": "mermaid", "class": "mermaid", "format": _fence}
    if renderer() is None:
        log.warning(
            "Diagrams are not drawn: this platform has no wheel for `mermaid-render` or `quickjs-ng`. "
            "`make mermaid` lets your browser draw them."
        )
        if (Path(config.docs_dir) / FALLBACK_SCRIPT).is_file():
            from mermaid2 import fence_mermaid

            fence["format"] = fence_mermaid
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    others = [other for other in superfences.get("custom_fences", []) if other.get("name") != "mermaid"]
    superfences["custom_fences"] = [*others, fence]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    global _drawn_on_page
    _drawn_on_page = 0
    if renderer() is not None:
        report.add(check(page.file.content_string, shown_as(page.file)))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    return resolve_links(html, page, files) if '<figure class="diagram"' in html else None
