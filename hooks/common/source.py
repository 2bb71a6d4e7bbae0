"""The Markdown source of a page: where its lines, fences and directives are.

Nothing here renders. Python-Markdown keeps no line numbers, so what a contributor is told about a
line is found again in the source text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_FENCE = re.compile(r"^(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n+|\Z)", re.DOTALL)
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DIRECTIVE = re.compile(r"<!--[ \t]*(?P<name>[a-z][a-z-]*):[ \t]*(?P<words>[^\n]*?)[ \t]*-->")


@dataclass(frozen=True)
class Fence:
    """A fenced block. Lines count from 1; `end` is None when the fence is never closed."""

    language: str
    start: int
    end: int | None
    text: str
    info: str


@dataclass(frozen=True)
class Directive:
    """A comment such as `<!-- algorithms: facts xgboost -->`, which a hook replaces."""

    name: str
    words: str
    line: int
    text: str


@functools.lru_cache(maxsize=1024)  # several hooks ask for the same pages
def front_matter(text: str) -> dict[str, Any]:
    """Return the block at the top of a page's source, empty where it cannot be read; raises nothing."""
    match = _FRONT_MATTER.match(text)
    try:
        meta = yaml.safe_load(match.group().strip().strip("-.")) if match else None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}


def exam_tasks(text: str) -> dict[str, list[str]]:
    """Return the tasks by exam in the block at the top of a page's source, empty where there are none."""
    exams = front_matter(text).get("exams")
    if not isinstance(exams, dict):
        return {}
    return {str(exam): [str(task) for task in tasks] for exam, tasks in exams.items() if isinstance(tasks, list)}


def body_offset(text: str) -> int:
    """Return how many lines the front matter takes, with the blank lines that follow it."""
    match = _FRONT_MATTER.match(text)
    return match.group().count("\n") if match else 0


def fences(text: str) -> Iterator[Fence]:
    """Yield the fenced blocks of `text` in order, an unclosed one last."""
    lines = text.split("\n")
    i = 0
    while i < len(lines):
        match = _FENCE.match(lines[i])
        if not match:
            i += 1
            continue
        marks, indent = match["marks"], match["indent"]
        closing = re.compile(rf"^{re.escape(indent)}{marks[0]}{{{len(marks)},}}[ \t]*$")
        end = next((j for j in range(i + 1, len(lines)) if closing.match(lines[j])), None)
        inside = lines[i + 1 : end]
        words = match["info"].strip().lstrip("{.").split()
        yield Fence(
            language=words[0].rstrip("}") if words else "",
            start=i + 1,
            end=None if end is None else end + 1,
            text="\n".join(line[len(indent) :] if line.startswith(indent) else line.lstrip() for line in inside),
            info=match["info"].strip(),
        )
        i = len(lines) if end is None else end + 1


@functools.lru_cache(maxsize=1024)  # every hook asks for the same pages
def without_code(text: str, *, comments: bool = False) -> str:
    """Return `text` with front matter, fences and inline code blanked, every line where it was.

    HTML comments stay unless `comments` is True, when they are blanked too.
    """
    front = _FRONT_MATTER.match(text)
    if front:
        text = _blank(front.group()) + text[front.end() :]
    lines = text.split("\n")
    for fence in fences(text):
        for i in range(fence.start - 1, fence.end or len(lines)):
            lines[i] = " " * len(lines[i])
    text = "\n".join(lines)
    text = _INLINE_CODE.sub(lambda match: _blank(match.group()), text)
    if comments:
        text = _COMMENT.sub(lambda match: _blank(match.group()), text)
    return text


def directives(text: str) -> Iterator[Directive]:
    """Yield every directive outside code."""
    visible = without_code(text)
    for match in _DIRECTIVE.finditer(visible):
        line = visible.count("\n", 0, match.start()) + 1
        yield Directive(match["name"], match["words"], line, match.group())


def line_of(text: str, *needles: str, nth: int = 0) -> int:
    """Return the line (from 1) of the first needle that is found, or 1.

    It is looked for outside code, then anywhere; `nth` (from 0) asks for a later place of it, the
    last where there are fewer.
    """
    for haystack in (without_code(text), text):
        for needle in needles:
            places = [match.start() for match in re.finditer(re.escape(needle), haystack)] if needle else []
            if places:
                return haystack.count("\n", 0, places[min(nth, len(places) - 1)]) + 1
    return 1


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
