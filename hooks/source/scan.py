"""Where the code and the comments of a Markdown text are, so that every reader can pass them over.

Nothing here renders. Python-Markdown keeps no line numbers: what a contributor is told about a line
comes from this scan of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<indent>[ \t>]*)(?P<marks>`{3,}|~{3,})(?P<info>[^`\n]*)$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_COMMENT = re.compile(r"<!--(?P<inside>.*?)(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """A fenced block. Lines count from 1; `end` is None when the fence is never closed."""

    language: str
    start: int
    end: int | None
    text: str
    info: str


@dataclass(frozen=True)
class Comment:
    """An HTML comment: its place in the text (characters, from 0), its line (from 1) and what is in it."""

    start: int
    end: int
    line: int
    text: str

    @property
    def closed(self) -> bool:
        return self.text.endswith("-->") and len(self.text) >= 7

    @property
    def inside(self) -> str:
        return self.text.removeprefix("<!--").removesuffix("-->")


def fences(lines: list[str], first: int = 0) -> Iterator[Fence]:
    """Yield the fenced blocks of some lines in order, an unclosed one last; `first` is the index to begin at."""
    i = first
    while i < len(lines):
        line = lines[i]
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not match:
            opened = without_inline_code(line).rpartition("<!--") if "<!--" in line else ("", "", "")
            if opened[1] and "-->" not in opened[2]:  # what looks like a fence in a comment is none
                i = next((j for j in range(i + 1, len(lines)) if "-->" in lines[j]), i)
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


def blank(text: str) -> str:
    """Return `text` with a blank for every character but the ends of lines, so that every place stays where it was."""
    return re.sub(r"[^\n]", " ", text)


def without_inline_code(text: str) -> str:
    """Return `text` with what is in backticks blanked."""
    return _INLINE_CODE.sub(lambda match: blank(match.group()), text)


def comments(text: str) -> Iterator[Comment]:
    """Yield the HTML comments of a text without code; one that is never closed runs to the end."""
    for match in _COMMENT.finditer(text):
        yield Comment(match.start(), match.end(), text.count("\n", 0, match.start()) + 1, match.group())
