"""What a hook asks of a MkDocs page: its path in the project, its source, its front matter."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from common import report
from common.problems import Problem
from common.source import body_offset

Data = TypeVar("Data")


def fresh(config: MkDocsConfig, path: str, load: Callable[[Path], tuple[Data | None, list[Problem]]]) -> Data | None:
    """Read a data file anew for this build and let `mkdocs serve` watch it; report its problems.

    `path` is relative to the project, `load` reads it from the project's folder.
    """
    root = Path(config.config_file_path).parent
    if str(root / path) not in config.watch:
        config.watch.append(str(root / path))
    data, problems = load(root)
    report.add(problems)
    return data


def shown_as(file: File) -> str:
    """Return the path a contributor knows: docs/algorithms/xgboost.md."""
    return f"docs/{file.src_uri}"


def offset(page: Page) -> int:
    """Return the lines to add to a line of `page.markdown` to get the line in the file."""
    return body_offset(page.file.content_string)


def link_from(page: str, target: str) -> str:
    """Return the Markdown link from one page to another, both relative to docs/."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
