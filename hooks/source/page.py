"""A page of docs/, read once: everything that a step of the build asks of a source stands here, with its line."""

from __future__ import annotations

import functools
import re
from typing import Any

from source.boxes import Box, boxes
from source.front_matter import Block, read
from source.scan import Comment, Fence, blank, comments, fences, without_inline_code


class Page:
    """The source of one page; each part is read when it is first asked for, and kept.

    `uri` is its path relative to docs/, `text` the whole source, None where the file is no UTF-8 text. Lines count
    from 1, in the file.
    """

    def __init__(self, uri: str, text: str | None) -> None:
        self.uri = uri
        self.path = f"docs/{uri}"
        self.readable = text is not None
        self.text = text or ""
        self.lines = self.text.split("\n")

    @functools.cached_property
    def front(self) -> Block:
        """The block at the top."""
        return read(self.text, self.path)

    @property
    def body(self) -> str:
        """The Markdown below the block at the top, as MkDocs hands it on."""
        return self.text[self.front.length :]

    @property
    def title(self) -> str:
        """The title in the block at the top; where it cannot be read, the name of the file."""
        return str(self.front.raw.get("title") or self.uri)

    @property
    def checked(self) -> str:
        """The day of the last check, as 2026-11-21; "" where it cannot be read."""
        return str(self.front.meta.checked) if self.front.meta else ""

    @functools.cached_property
    def exams(self) -> dict[str, list[str]]:
        """Its exam tasks by exam, as far as they can be read."""
        found = self.front.raw.get("exams")
        if not isinstance(found, dict):
            return {}
        return {str(exam): [str(task) for task in tasks] for exam, tasks in found.items() if isinstance(tasks, list)}

    @property
    def services(self) -> list[str]:
        """The ids under `services:`, as far as they can be read."""
        found: Any = self.front.raw.get("services")
        return [id for id in found if isinstance(id, str)] if isinstance(found, list) else []

    @functools.cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks, an unclosed one last."""
        return list(fences(self.lines, self.front.lines))

    @functools.cached_property
    def visible(self) -> str:
        """The source with the block at the top, fences and inline code blanked, every character where it was."""
        lines = (blank(self.text[: self.front.length]) + self.body).split("\n")
        for fence in self.fences:
            for i in range(fence.start - 1, fence.end or len(lines)):
                lines[i] = " " * len(lines[i])
        return without_inline_code("\n".join(lines))

    @functools.cached_property
    def visible_lines(self) -> list[str]:
        return self.visible.split("\n")

    @functools.cached_property
    def comments(self) -> list[Comment]:
        """The HTML comments outside code."""
        return list(comments(self.visible))

    @functools.cached_property
    def prose(self) -> str:
        """The source with comments blanked too."""
        text = self.visible
        for comment in self.comments:
            text = text[: comment.start] + blank(comment.text) + text[comment.end :]
        return text

    @functools.cached_property
    def prose_lines(self) -> list[str]:
        return self.prose.split("\n")

    @functools.cached_property
    def boxes(self) -> list[Box]:
        """The boxes and tabs, those inside others too."""
        return list(boxes(self.prose_lines, self.lines))

    def line_of_key(self, *keys: str | int) -> int:
        """Return the line of a key (or of an entry below it) in the block at the top."""
        return self.front.source.line(keys)

    def line_of(self, *needles: str, first: int = 1, last: int | None = None, nth: int = 0, case: bool = True) -> int | None:
        """Return the line of the first needle that stands between two lines, outside code if it does; None without one.

        `nth` (from 0) asks for a later place of it, the last where there are fewer; `case` is False where capitals do not count.
        """
        for lines in (self.visible_lines, self.lines):
            text = "\n".join(lines[first - 1 : last])
            for needle in needles:
                places = [match.start() for match in re.finditer(re.escape(needle), text, 0 if case else re.IGNORECASE)] if needle else []
                if places:
                    return text.count("\n", 0, places[min(nth, len(places) - 1)]) + first
        return None
