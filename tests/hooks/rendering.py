"""Render Markdown in a test as the site does, without MkDocs."""

from __future__ import annotations

import re

import diagrams
import markdown
import tables


def render(text: str) -> str:
    """Return the HTML of a page's source, front matter left out, with the site's extensions."""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    fence = {"name": "mermaid", "class": "mermaid", "format": diagrams._fence}
    return markdown.markdown(
        body,
        extensions=[
            "admonition",
            "attr_list",
            "md_in_html",
            "tables",
            "toc",
            "pymdownx.details",
            "pymdownx.superfences",
            "pymdownx.tabbed",
            tables.TablesExtension(),
        ],
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}, "pymdownx.superfences": {"custom_fences": [fence]}},
    )
