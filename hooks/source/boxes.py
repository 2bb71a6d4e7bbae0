"""The boxes (`!!!`, `???`) and tabs (`===`) of a page, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from common.problems import Problem, did_you_mean

KINDS = ("note", "tip", "warning", "example", "correction", "info", "status")
"""The kinds of boxes that the style sheets know."""

_HEAD = re.compile(r"^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?|={3}[!+]?)(?P<rest>(?:[^=!?].*)?)$")
_BOX = re.compile(r'^ ?(?P<kind>[\w-]+)(?: +"(?P<title>.*)")?$')
_READ = re.compile(r'^ ?[\w-]+(?: +[\w-]+)*(?: +"[^"]*")? *$|^ ?[\w-]+ +".*"$')  # what Python-Markdown takes for a box
_TAB = re.compile(r'^ +"(?P<title>.+)"$')


@dataclass(frozen=True)
class Box:
    """A box or a tab: lines count from 1, `end` is the last line of its text; `body` is its text, dedented.

    `kind` is "" for a tab and for a box whose first line cannot be read; `title` is None where there is none.
    """

    mark: str
    kind: str
    title: str | None
    indent: int
    line: int
    end: int
    head: str
    body: str

    @property
    def tab(self) -> bool:
        return self.mark.startswith("=")

    @property
    def read(self) -> bool:
        """Whether it becomes a box, even if its first line is not as it should be."""
        if self.indent % 4:
            return False
        return self.title is not None if self.tab else bool(_READ.match(self.head.removeprefix(self.mark)))


def boxes(visible: list[str], lines: list[str]) -> Iterator[Box]:
    """Yield the boxes and tabs of a page: `visible` are its lines with code blanked, `lines` as they are written."""
    for i, line in enumerate(visible):
        match = _HEAD.match(line) if line.lstrip()[:1] in ("!", "?", "=") else None
        if not match or (match["mark"].startswith("=") and not match["rest"].strip()):
            continue  # a line of nothing but === underlines a heading
        indent = len(match["indent"])
        inner = " " * (indent + 4)
        end = i + 1
        while end < len(lines) and (not lines[end].strip() or lines[end].startswith(inner)):
            end += 1
        while end > i + 1 and not lines[end - 1].strip():
            end -= 1
        words = (_TAB if match["mark"].startswith("=") else _BOX).match(match["rest"].rstrip())
        body = "\n".join(text.removeprefix(inner) if text.strip() else "" for text in lines[i + 1 : end])
        kind, title = (words.groupdict().get("kind", ""), words["title"]) if words else ("", None)
        yield Box(match["mark"], kind, title, indent, i + 1, end, lines[i].strip(), body.strip("\n"))


def faults(found: list[Box], path: str) -> list[Problem]:
    """Return what is wrong with the first lines of boxes and tabs, and which have no text."""
    problems = []
    for box in found:
        words = box.head.lstrip("!?=+- ")
        if box.indent % 4:
            problems.append(
                Problem(
                    path,
                    box.line,
                    f"this is indented by {box.indent} blanks and is not read: `{box.head}`",
                    "indent it by none, or by four for each box or list it stands in",
                )
            )
        elif box.tab and box.title is None:
            bare = words.strip(" \"'\u201c\u201d") or "Title"
            problems.append(Problem(path, box.line, f"this tab has no title in quotation marks: `{box.head}`", f'write `=== "{bare}"`'))
        elif not box.tab and not box.kind:
            match = re.match(r"(?P<kind>[\w-]*)(?P<rest>.*)", words)
            kind, rest = match.groups() if match else ("", words)
            title = re.sub('["\u201c\u201d]', "", rest).strip(" '") or "Title"
            what = f"the title of this box is not in quotation marks: `{box.head}`"
            problems.append(Problem(path, box.line, what, f'write `{box.mark} {kind or "note"} "{title}"`'))
        elif not box.tab and box.kind not in KINDS:
            problems.append(Problem(path, box.line, f"there is no box `{box.kind}`", did_you_mean(box.kind, KINDS)))
        elif not box.body.strip():
            name = "this tab" if box.tab else f"the box `{box.title or box.kind}`"
            problems.append(Problem(path, box.line, f"{name} is empty", "indent its text by four blanks, with a blank line before it"))
    return problems
