"""Let a block of code that is wider than the page be reached and scrolled by keyboard, also without scripts.

All blocks get a tab stop, for only the browser knows which are too wide; where scripts run, Material
takes it away again from those that fit. pymdownx highlights into stashed HTML, hence the pattern.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

_BEGIN = re.compile(r"(<pre[^>]*>(?:<span></span>)?<code)(?=[\s>])")


class CodeBlocksExtension(Extension):
    """Python-Markdown extension; it wants all HTML back in place, so it comes last."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.postprocessors.register(_Reachable(md), "code-blocks-reachable", 5)  # after raw_html (30)


class _Reachable(Postprocessor):
    def run(self, text: str) -> str:
        return _BEGIN.sub(r'\1 role="group" aria-label="Code" tabindex="0"', text)
