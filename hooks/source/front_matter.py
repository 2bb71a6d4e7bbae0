"""The block at the top of every page: title, description, exam tasks, date and sources.

The theme shows it: the description in search and link previews, the date and sources below the
page (overrides/main.html).
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from common.problems import Problem
from data.types import Slug, Text, Url
from data.yaml_file import Source, Strict, check
from pydantic import AfterValidator, Field

_BLOCK = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*(?:\n+|\Z)", re.DOTALL)


def _task(value: str) -> str:
    if not re.fullmatch(r"[1-9]\.[1-9](\.[KS]?[1-9][0-9]?)?", value):
        raise ValueError(f'`{value}` is neither a task nor a skill; write its number in quotation marks: "3.2" or "3.2.1"')
    return value


Task = Annotated[str, AfterValidator(_task)]


def _shown(value: str) -> str:
    """The theme puts titles and descriptions into the page as they are: signs that HTML reads would end what they stand in."""
    sign = re.search(r"[<>\"]|&\w+;|&#", value)
    if sign:
        raise ValueError(f"`{sign.group()}` would be read as HTML; write it in words, or leave it out")
    return value


def _sentence(value: str) -> str:
    if len(value) > 170:
        raise ValueError(f"it has {len(value)} characters, search results show 170; shorten it to one sentence")
    return value


class Search(Strict):
    """How the search treats the page."""

    exclude: bool = Field(False, description="true leaves the page out.")


class FrontMatter(Strict):
    """What a page says of itself."""

    title: Annotated[Text, AfterValidator(_shown)]
    description: Annotated[Text, AfterValidator(_shown), AfterValidator(_sentence)] = Field(
        description="One sentence for search, cards and previews."
    )
    checked: datetime.date = Field(description="The day on which the facts were last held against the sources.")
    sources: Annotated[list[Url], Field(min_length=1)]
    exams: dict[Slug, Annotated[list[Task], Field(min_length=1)]] = Field(default_factory=dict)
    services: list[Slug] = Field(default_factory=list)
    hide: list[Literal["navigation", "toc", "path", "feedback", "tags"]] = Field(default_factory=list)
    search: Search = Field(default_factory=lambda: Search())


@dataclass(frozen=True)
class Block:
    """The block as it was read: `length` in characters, `lines` in lines, both with the blank lines behind it.

    `meta` is the model, None where the block does not fit it; `source` leads from a key to its line.
    """

    length: int = 0
    lines: int = 0
    meta: FrontMatter | None = None
    raw: dict[str, Any] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(None))
    problems: tuple[Problem, ...] = ()


def read(text: str, path: str) -> Block:
    """Read and check the block at the top of a page's whole source `text`; raises nothing."""
    match = _BLOCK.match(text)
    if not match:
        mend = "begin the file with `---`, then title, description, checked and sources, then `---`"
        return Block(problems=(Problem(path, 1, "the page has no front matter", mend),))
    meta, source, problems = check(match["yaml"], FrontMatter, shown_as=path, offset=1)
    told = [
        Problem(p.path, p.line, p.what.replace("this is not valid YAML", "the front matter is not valid YAML"), p.mend) for p in problems
    ]
    raw = source.data if isinstance(source.data, dict) else {}
    return Block(match.end(), match.group().count("\n"), meta, raw, source, tuple(told))
