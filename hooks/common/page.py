"""What a hook asks of a MkDocs page: its path in the project, its source, its front matter."""

from __future__ import annotations

import posixpath

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from common.source import body_offset


def shown_as(file: File) -> str:
    """Return the path a contributor knows: docs/algorithms/xgboost.md."""
    return f"docs/{file.src_uri}"


def offset(page: Page) -> int:
    """Return the lines to add to a line of `page.markdown` to get the line in the file."""
    return body_offset(page.file.content_string)


def link_from(page: str, target: str) -> str:
    """Return the Markdown link from one page to another, both relative to docs/."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
