"""Collect what common notes get wrong: the `!!! correction` boxes of all pages on one page.

    !!! correction "the claim in a few words"

        *Often said:* the claim.

        *True:* what holds.

        *Source:* [Title](https://...)

`<!-- corrections: all -->` shows them as tables by theme. A box without claim, truth or source is
an error.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from common import report
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.page import link_from, offset, shown_as
from common.problems import Problem
from common.source import Directive, without_code
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

NAME = "corrections"
KINDS: dict[str, list[str]] = {"all": []}

_BOX = re.compile(r'^(?P<indent> *)!!! correction(?: "(?P<title>.*)")?[ \t]*\n(?P<body>(?:(?:(?P=indent)    .*| *)\n)*)', re.MULTILINE)
_PART = re.compile(r"^\*(?P<name>Often said|True|Source):\*[ \t]*(?P<words>.*?)(?=\n\s*\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Correction:
    """A wrong claim and what holds, as a page says it; `line` is that of its box."""

    page: str
    page_title: str
    line: int
    title: str
    claim: str
    truth: str
    source: str


def boxes(source: str, page: str, page_title: str) -> tuple[list[Correction], list[tuple[int, str, str]]]:
    """Return the corrections of a page's whole source, and line, fault and mend of each broken one."""
    found: list[Correction] = []
    faults: list[tuple[int, str, str]] = []
    visible = without_code(source) + "\n"
    for match in _BOX.finditer(visible):
        line = visible.count("\n", 0, match.start()) + 1
        body = (source + "\n")[match.start("body") : match.end("body")]
        dedented = "\n".join(text.removeprefix(match["indent"] + "    ") for text in body.split("\n"))
        parts = {part["name"]: " ".join(part["words"].split()) for part in _PART.finditer(dedented)}
        title = match["title"]
        if not title:
            faults.append((line, "this correction does not say which claim is wrong", 'write `!!! correction "the claim in a few words"`'))
        for name, what in (("Often said", "the claim"), ("True", "what is true"), ("Source", "its source")):
            if not parts.get(name):
                faults.append((line, f"this correction lacks {what}", f"add a paragraph `*{name}:* ...` in the box, four blanks in"))
        if parts.get("Source") and not re.search(r"\]\(https://", parts["Source"]):
            faults.append((line, "the source of this correction is not a link", "write `*Source:* [Title](https://...)`"))
        if not any(fault[0] == line for fault in faults):
            found.append(Correction(page, page_title, line, title or "", parts["Often said"], parts["True"], parts["Source"]))
    return found, faults


_RELATIVE = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+\.md)(#[^)]*)?\)")


def moved(words: str, page: str, target: str) -> str:
    """Return Markdown of `page` with its links made to work on `target` (both relative to docs/)."""

    def link(match: re.Match[str]) -> str:
        absolute = posixpath.normpath(posixpath.join(posixpath.dirname(page), match[1]))
        return f"]({link_from(target, absolute)}{match[2] or ''})"

    return _RELATIVE.sub(link, words)


def cell(words: str) -> str:
    """Return Markdown for a table cell: bars outside code are escaped."""
    return "".join(part if part.startswith("`") else part.replace("|", "\\|") for part in re.split(r"(`[^`]+`)", words))


THEMES = {
    "algorithms": "Algorithms",
    "foundations": "Foundations",
    "data": "Data",
    "sagemaker": "SageMaker AI",
    "ai-services": "AI services",
    "security": "Security",
    "recipes": "Recipes",
    "exams": "Exams",
}


def tables(corrections: list[Correction], page: str) -> str:
    """Return a table of corrections per theme, in the order of the site."""
    parts = []
    for folder, theme in THEMES.items():
        chosen = [c for c in corrections if c.page.split("/")[0] == folder]
        if not chosen:
            continue
        rows = [
            f"| {cell(c.title)} | {cell(moved(c.claim, c.page, page))} | {cell(moved(c.truth, c.page, page))} | {cell(c.source)} | [{cell(c.page_title)}]({link_from(page, c.page)}) |"
            for c in chosen
        ]
        head = "| Claim | Often said | True | Source | Page |\n| --- | --- | --- | --- | --- |"
        parts.append(f"## {theme}\n\nTable: Corrections: {theme}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(parts)


_all: list[Correction] = []


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read the boxes of all pages before the first is rendered: one page lists them all."""
    _all.clear()
    for file in files.documentation_pages():
        source = file.content_string
        title = re.search(r"^title: *[\"']?(.*?)[\"']?$", source, re.MULTILINE)
        found, faults = boxes(source, file.src_uri, title[1] if title else file.name)
        _all.extend(found)
        report.add(Problem(shown_as(file), line, what, mend) for line, what, mend in faults)


def expand(markdown: str, corrections: list[Correction], page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `corrections:` directive of `markdown`."""

    def make(directive: Directive) -> str:
        words_wanted(understand(directive, KINDS), 0, "")
        return tables(corrections, page)

    return replace(markdown, NAME, make)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    markdown, faults = expand(markdown, _all, page.file.src_uri)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
