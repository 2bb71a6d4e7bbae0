"""Lay a question out in tabs: the question, its hint, the answer with its reasons.

`markdown` writes a block that only this module reads; `QuestionsExtension` makes the tabs of it. The tabs work
without a script; assets/javascripts/quiz.js lets the reader answer. Answers stay out of the search.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from questions.kinds import KINDS
from questions.kinds.typed import BLANK
from questions.question import Case, Question

_OUTER, _INNER = "/" * 7, "/" * 9  # a page has fewer in a row


@dataclass(frozen=True)
class Shown:
    """A question as a page shows it: `see` is the title of the page that explains it, `report` where a fault is reported."""

    question: Question
    see: str = ""
    report: str = ""


def markdown(read: Question | Case, key: str) -> list[tuple[str, int]]:
    """Return the lines that stand for a question or a case in the Markdown of its page, each with its line in the file.

    `key` finds it again.
    """
    if isinstance(read, Case):
        return _framed(f"{_OUTER} story | {key}", _numbered(read.stem, read.stem_line), _OUTER, read.line)
    stem = read.stem if read.options else BLANK.sub("______", read.stem)
    inside = _numbered(stem, read.stem_line)
    if read.hint:
        inside += _framed(f"{_INNER} hint", _numbered(read.hint, read.hint_line), _INNER, read.hint_line)
    return _framed(f"{_OUTER} question | {key}", inside, _OUTER, read.line)


def _numbered(text: str, first: int) -> list[tuple[str, int]]:
    return [(line, first + i) for i, line in enumerate(text.split("\n"))]


def _framed(head: str, inside: list[tuple[str, int]], end: str, line: int) -> list[tuple[str, int]]:
    last = inside[-1][1]
    return [("", line), (head, line), ("", line), *inside, ("", last), (end, last), ("", last)]


def is_mark(line: str) -> bool:
    """Say whether a line is one of those that `markdown` puts around text."""
    return line.strip().startswith(_OUTER)


def key_of(line: str) -> str:
    """Return the key in a line that opens a question or a case, "" for every other line."""
    words = line.strip().removeprefix(_OUTER).strip()
    return words.partition("| ")[2] if words.startswith(("question | ", "story | ")) else ""


def report_address(repository: str, page: str, question: Question) -> str:
    """Return the address of a new issue on one question, filled in with its file and line; "" without a repository."""
    if not repository:
        return ""
    words = {
        "title": f"Question {question.id}: ",
        "body": f"docs/{page}, line {question.line}\n\nWhat is wrong, and where is it written?\n",
    }
    return f"{repository.rstrip('/')}/issues/new?{urlencode(words)}"


Find = Callable[[str], "Shown | Case"]
"""Gives what stands under a key."""


class _QuestionBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """One question: its text is read as Markdown, then laid out in tabs."""

    NAME = "question"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "quiz admonition"})

    def on_end(self, block: Element) -> None:
        lay_out(block, self.config["find"](self.argument))


class _Story(Block):  # type: ignore[misc]
    """The story that the questions below it share."""

    NAME = "story"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        case = self.config["find"](self.argument)
        block = SubElement(parent, "div", {"class": "case admonition", "id": case.id})
        SubElement(block, "p", {"class": "admonition-title"}).text = case.title
        return block


class _Hint(Block):  # type: ignore[misc]
    """The hint of a question."""

    NAME = "hint"

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "quiz-hint"})


class QuestionsExtension(BlocksExtension):  # type: ignore[misc]
    """Python-Markdown extension for questions and cases; `find` gives what stands under a key."""

    def __init__(self, find: Find) -> None:
        self.config = {"find": [find, "Gives what stands under a key."]}
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for block in (_QuestionBlock, _Story, _Hint):
            block_mgr.register(block, self.getConfigs())


def lay_out(block: Element, shown: Shown) -> None:
    """Turn the parsed text of a question into tabs."""
    question = shown.question
    kind = KINDS[question.kind]
    children = list(block)
    for child in children:
        block.remove(child)
    block.text = None
    for name, value in (
        ("id", f"q-{question.id}"),
        ("data-script", "quiz"),
        ("data-hash", question.hash),
        ("data-kind", kind.variant(question)),
    ):
        block.set(name, value)
    SubElement(block, "p", {"class": "admonition-title"}).text = question.title
    hint = next((c for c in children if c.get("class") == "quiz-hint"), None)
    asked = Element("div", {"class": "quiz-asked"})
    answered = Element("div", {"class": "quiz-answered", "data-search-exclude": ""})
    panels = [("Question", asked), *([("Hint", hint)] if hint is not None else []), ("Answer", answered)]
    tabs = SubElement(block, "div", {"class": "quiz-tabs"})
    for n in range(1, len(panels) + 1):
        name = f"tab-{question.id}"
        SubElement(tabs, "input", {"type": "radio", "name": name, "id": f"{name}-{n}", **({"checked": ""} if n == 1 else {})})
    labels = SubElement(tabs, "div", {"class": "quiz-labels"})
    for n, (word, panel) in enumerate(panels, 1):
        SubElement(labels, "label", {"for": f"tab-{question.id}-{n}"}).text = AtomicString(word)
        tabs.append(panel)
    asked.extend(child for child in children if child is not hint)
    kind.lay_out(question, asked, answered)
    proof = SubElement(answered, "p", {"class": "quiz-source"})
    for before, words, address, css in (
        ("Explained in: ", shown.see or question.see, question.see, "quiz-see"),
        ("Source: ", question.source.removeprefix("https://"), question.source, ""),
        ("", "Report this question", shown.report, "quiz-report"),
    ):
        if address:
            line = SubElement(proof, "span", {"class": css} if css else {})
            line.text = AtomicString(before)
            SubElement(line, "a", {"href": address}).text = AtomicString(words)
