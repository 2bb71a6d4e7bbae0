"""Check the block at the top of every page: title, description, exam tasks, date and sources.

The theme shows it: the description in search and link previews, the date and sources below the
page (overrides/main.html).
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from common import report
from common.algorithm import Slug, Text, Url
from common.data_file import Strict, check
from common.page import shown_as
from common.problems import Problem
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from pydantic import AfterValidator, Field

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
Exam = Literal["mls-c01", "mla-c01", "mla-c02", "aif-c01", "aip-c01"]


def _task(value: str) -> str:
    if not re.fullmatch(r"[1-9]\.[1-9]", value):
        raise ValueError(f'`{value}` is not a task; write domain and task in quotation marks: "3.2"')
    return value


Task = Annotated[str, AfterValidator(_task)]


def _sentence(value: str) -> str:
    if len(value) > 170:
        raise ValueError(f"it has {len(value)} characters, search results show 170; shorten it to one sentence")
    return value


class FrontMatter(Strict):
    """What a page says of itself."""

    title: Text
    description: Annotated[Text, AfterValidator(_sentence)] = Field(description="One sentence for search, cards and previews.")
    checked: datetime.date = Field(description="The day on which the facts were last held against the sources.")
    sources: Annotated[list[Url], Field(min_length=1)]
    exams: dict[Exam, Annotated[list[Task], Field(min_length=1)]] = Field(default_factory=dict)
    services: list[Slug] = Field(default_factory=list)
    hide: list[Literal["navigation", "toc", "path", "feedback", "tags"]] = Field(default_factory=list)
    search: dict[str, Any] = Field(default_factory=dict)


def examine(text: str, path: str) -> list[Problem]:
    """Return what is wrong with the front matter of a page's source `text`."""
    match = _BLOCK.match(text)
    if not match:
        mend = "begin the file with `---`, then title, description, checked and sources, then `---`"
        return [Problem(path, 1, "the page has no front matter", mend)]
    problems = check(match["yaml"], FrontMatter, shown_as=path, offset=1)[2]
    return [
        Problem(p.path, p.line, p.what.replace("this is not valid YAML", "the front matter is not valid YAML"), p.mend) for p in problems
    ]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    report.add(examine(page.file.content_string, shown_as(page.file)))
