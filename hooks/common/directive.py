"""Replace directives in a page: what the hooks that generate tables have in common."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from common.problems import Problem, did_you_mean
from common.source import Directive, directives


class Unusable(Exception):
    """A directive that cannot be followed: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True)
class Request:
    """A directive taken apart: `compare columns=a,b` is the kind `compare` with one option."""

    kind: str
    words: list[str]
    options: dict[str, str]


def understand(directive: Directive, kinds: dict[str, list[str]]) -> Request:
    """Take a directive apart; `kinds` are the kinds a hook makes, with the options of each.

    Raises Unusable for an unknown kind or option and for a quotation mark left open.
    """
    try:
        parts = shlex.split(directive.words)
    except ValueError:
        raise Unusable("a quotation mark is not closed", 'write caption="..." with both marks') from None
    if not parts:
        raise Unusable(f"`{directive.name}:` does not say what to make", did_you_mean("", kinds))
    if parts[0] not in kinds:
        raise Unusable(f"`{directive.name}:` cannot make `{parts[0]}`", did_you_mean(parts[0], kinds))
    options = dict(part.split("=", 1) for part in parts[1:] if "=" in part)
    for option in options:
        if option not in kinds[parts[0]]:
            mend = did_you_mean(option, kinds[parts[0]]) if kinds[parts[0]] else "remove it"
            raise Unusable(f"`{parts[0]}` has no option `{option}`", mend)
    return Request(parts[0], [part for part in parts[1:] if "=" not in part], options)


def words_wanted(request: Request, count: int, example: str) -> list[str]:
    """Return the plain words of a request; raises Unusable when there are not `count` of them."""
    if len(request.words) > count:
        raise Unusable(f"`{request.words[count]}` is one word too many", "remove it")
    if len(request.words) < count:
        raise Unusable(f"`{request.kind}` needs a name behind it", f"write `{example}`")
    return request.words


def replace(markdown: str, name: str, make: Callable[[Directive], str]) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every directive called `name` by what `make` returns for it.

    Returns the new text, and for each directive that cannot be followed (`make` raised Unusable)
    its line in `markdown` and the reason; it is left out of the text.
    """
    faults: list[tuple[int, Unusable]] = []
    lines = markdown.split("\n")
    for directive in directives(markdown):
        if directive.name != name:
            continue
        try:
            made = make(directive)
        except Unusable as fault:
            faults.append((directive.line, fault))
            made = ""
        line = lines[directive.line - 1]
        indent = line[: len(line) - len(line.lstrip())]
        indented = re.sub(r"\n(?!\n)", f"\n{indent}", made)
        lines[directive.line - 1] = line.replace(directive.text, indented, 1)
    return "\n".join(lines), faults


def problems(faults: list[tuple[int, Unusable]], path: str, offset: int) -> list[Problem]:
    """Return the faults of a page as problems; `offset` lines come before its Markdown."""
    return [Problem(path, line + offset, fault.what, fault.mend) for line, fault in faults]
