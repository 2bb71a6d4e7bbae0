"""Follow the directives of a page: one scan of its comments, one table of what can be asked for.

    <!-- algorithms: compare columns=learning where=domain:text -->

A comment whose first word is nearly the name of a directive is told, whatever else it looks like: it would
make nothing, in silence.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

import corrections
import freshness
import practice
from common.directive import Kinds, NoData, Request, Unusable
from common.problems import Problem, did_you_mean, nearest
from data.files import FILES
from source.page import Page
from source.scan import Comment

if TYPE_CHECKING:
    from common.guide import Guide

TABLE: dict[str, Kinds] = {
    **{name: kinds for file in FILES for name, kinds in file.directives.items()},
    "corrections": corrections.DIRECTIVES,
    "freshness": freshness.DIRECTIVES,
    "practice": practice.DIRECTIVES,
}
"""Every directive by its name, with what it can make."""

_EXACT = re.compile(r"<!--[ \t]*(?P<name>[a-z][a-z-]*):[ \t]+(?P<words>[^\n]*?)[ \t]*-->")
_FIRST = re.compile(r"\W*(?P<name>\w[\w-]*)(?P<colon>\s*[:;=])?(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True)
class Made:
    """What takes the place of one directive: from `start` to `end` (characters of the source)."""

    start: int
    end: int
    markdown: str


def follow(page: Page, guide: Guide) -> tuple[list[Made], list[Problem]]:
    """Return what the directives of a page make, in their order, and what is wrong with them.

    One that cannot be followed makes nothing and is told; raises nothing for what is written in a page.
    """
    made: list[Made] = []
    problems: list[Problem] = []
    asked = [range(place.first, place.last + 1) for place in guide.readings[page.uri].places]
    for comment in page.comments:
        try:
            markdown = _made(comment, page, guide)
            if markdown is not None and any(comment.line in lines for lines in asked):
                mend = "write the value, and bind it to its cell with a setting such as `fact: numbers.variants-max`"
                raise Unusable("a directive does nothing inside a question", mend)
        except Unusable as fault:
            problems.append(Problem(page.path, comment.line, fault.what, fault.mend))
            markdown = ""
        if markdown is not None:
            made.append(Made(comment.start, comment.end, markdown))
    return made, problems


def _made(comment: Comment, page: Page, guide: Guide) -> str | None:
    """Return what a comment makes, None where it is no directive; raises Unusable."""
    match = _EXACT.fullmatch(comment.text)
    if not match or match["name"] not in TABLE:
        _no_slip(comment)
        return None
    kinds = TABLE[match["name"]]
    request, kind = _understood(match["name"], match["words"], kinds, page, guide)
    before = page.visible[page.visible.rfind("\n", 0, comment.start) + 1 : comment.start]
    behind = page.visible[comment.end :].split("\n", 1)[0]
    if not kinds[kind].inline and (before + behind).strip():
        raise Unusable(f"`{match['name']}:` stands inside a line", "a directive stands alone on its line, with a blank line around it")
    try:
        return kinds[kind].make(request)
    except NoData:
        return ""


def _understood(name: str, words: str, kinds: Kinds, page: Page, guide: Guide) -> tuple[Request, str]:
    """Take the words of a directive apart; raises Unusable for what is unknown, missing or too much."""
    try:
        parts = shlex.split(words)
    except ValueError:
        raise Unusable("a quotation mark is not closed", 'write caption="..." with both marks') from None
    kind = "" if "" in kinds else parts.pop(0) if parts else None
    if kind is None:
        raise Unusable(f"`{name}:` does not say what to make", did_you_mean("", kinds))
    if kind not in kinds:
        raise Unusable(f"`{name}:` cannot make `{kind}`", did_you_mean(kind, kinds))
    known, shown = kinds[kind], kind or name
    options = dict(part.split("=", 1) for part in parts if "=" in part)
    for option in options:
        if option not in known.options:
            raise Unusable(f"`{shown}` has no option `{option}`", did_you_mean(option, known.options) if known.options else "remove it")
    plain = [part for part in parts if "=" not in part]
    if len(plain) > known.words:
        raise Unusable(f"`{plain[known.words]}` is one word too many", "remove it")
    if len(plain) < known.words:
        raise Unusable(f"`{shown}` needs a name behind it", f"write `{known.example}`")
    return Request(guide, page, plain, options), kind


def _no_slip(comment: Comment) -> None:
    """Raise Unusable for a comment that was meant as a directive, or that is never closed."""
    if not comment.closed:
        raise Unusable("this comment is never closed", "end it with `-->`")
    match = _FIRST.fullmatch(comment.inside.strip().strip("-").strip())
    if not match:
        return
    name, rest = match["name"], " ".join(match["rest"].split())
    meant = nearest(name, TABLE, likeness=0.8 if match["colon"] else 0.99)
    if meant is None:
        return
    if not match["colon"] and rest and not rest.startswith(tuple(kind for kind in TABLE[meant] if kind)):
        return  # a note that begins with "Services", say
    written = f"<!-- {meant}: {rest or next(iter(TABLE[meant])) or 'name'} -->"
    if name != meant and match["colon"] and name.casefold() != meant:
        raise Unusable(f"there is no directive `{name}`", f"did you mean `{meant}`?")
    raise Unusable("this comment is nearly a directive and makes nothing", f"write it on one line, as `{written}`")
