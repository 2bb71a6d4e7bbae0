"""The bank: every question as it was rendered, for the mock exam, the cards and the exports.

Its text is HTML (paragraphs, lists, tables, code, emphasis, links relative to the site's root). It is
taken from the rendered pages, so that Markdown is read once.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from html import escape
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from common.html import Html, Node
from lxml import etree
from pydantic import BaseModel, ConfigDict, Field

from questions.kinds import KINDS
from questions.question import KindName, Question


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")


class BankOption(_Entry):
    """An option, a step (in the right order) or a pair."""

    text: str
    correct: bool = Field(description="Only of kind choose.")
    reason: str
    answer: str = Field("", description="The other half of a pair.")


class BankCase(_Entry):
    """A story that several questions share."""

    id: str
    title: str
    stem: str


class BankQuestion(_Entry):
    """One question. All text is HTML; links in it are relative to the site's root."""

    id: str = Field(description="Never changes once published.")
    kind: KindName
    title: str
    stem: str
    hint: str = ""
    case: BankCase | None = None
    options: list[BankOption] = Field(default_factory=list)
    shown: list[int] = Field(default_factory=list, description="The order in which steps or answers are shown: never the right one.")
    answers: list[str] = Field(default_factory=list, description="What may be typed, of kind fill and numeric.")
    tolerance: float = Field(0.0, description="How far a number may be off, in its own unit.")
    reason: str = Field("", description="Of kind fill and numeric.")
    source: str = Field(description="The page that proves the answer.")
    page: str = Field(description="The Markdown file, relative to docs/.")
    url: str = Field(description="The section that explains it, relative to the site's root.")
    theme: str
    exams: dict[str, list[str]] = Field(description="Tasks by exam.")
    checked: str = Field(description="The day on which the facts were checked, as 2026-11-21.")
    hash: str = Field(description="Changes when what is asked or answered changes.")


class Bank(_Entry):
    """The published file practice/questions.json."""

    questions: list[BankQuestion]


class Card(_Entry):
    """A fact to remember: front and back are HTML."""

    id: str
    deck: Literal["glossary", "numbers"]
    front: str
    back: str
    url: str = Field("", description="The page that explains it, relative to the site's root.")


class Cards(_Entry):
    """The published file practice/cards.json."""

    cards: list[Card]


def _inner(element: Node | None) -> str:
    """Return what is inside an element as HTML; one paragraph alone without its tag."""
    if element is None:
        return ""
    children = list(element)
    if len(children) == 1 and children[0].tag == "p" and not (element.text or "").strip() and not (children[0].tail or "").strip():
        element = children[0]
    return (
        escape(element.text or "", quote=False) + "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
    ).strip()


def _first(element: Node, name: str) -> Node | None:
    return next((e for e in element.iter("div", "p", "ul", "ol", "span") if name in (e.get("class") or "").split()), None)


def questions_in(page: Html, url: str, known: dict[str, Question], about: Callable[[Question], dict[str, Any]]) -> list[BankQuestion]:
    """Return the entries of the questions that are in a page, whose links then lead from the root.

    `url` is the page's address relative to the site's root, `known` its questions by id, and `about`
    gives what the page says of each: page, theme, exams, checked.
    """
    entries, section = [], ""
    for element in page.root.iter("h2", "h3", "div"):
        if element.tag != "div":
            section = element.get("id") or section
        elif {"quiz", "case"} & set((element.get("class") or "").split()):
            _lead_from_the_root(element, url)
            question = known.get((element.get("id") or "").removeprefix("q-"))
            if question is not None:
                entries.append(_entry(element, question, f"{url}#{section}" if section else url, page.root, about(question)))
    return entries


def _lead_from_the_root(element: Node, url: str) -> None:
    """Let the links in an element of a page lead from the root of the site, and leave nothing else of them."""
    for link in element.iter("a"):
        href = link.get("href", "")
        if href and not urlsplit(href).scheme:
            link.set("href", urljoin(f"/{url}", href).lstrip("/") or "./")
        for name in [name for name in link.attrib if name not in ("href", "class")]:
            del link.attrib[name]


def _entry(element: Node, question: Question, here: str, root: Node, about: dict[str, Any]) -> BankQuestion:
    asked, answered = _first(element, "quiz-asked"), _first(element, "quiz-answered")
    assert asked is not None, "questions/layout.py lays out both"
    assert answered is not None
    stem = "".join(
        etree.tostring(child, encoding="unicode", method="html", with_tail=False)
        for child in asked
        if child.get("class") not in ("quiz-options", "quiz-choices")
    )
    options = []
    answers = _first(answered, "quiz-answers")
    for item in answers.iterchildren("li") if answers is not None else ():
        texts = list(item.iterchildren("span"))
        options.append(
            BankOption(
                text=_inner(texts[0]),
                correct=item.get("class") == "right",
                reason=" ".join(_inner(quote) for quote in item.iterchildren("blockquote")),
                answer=_inner(texts[1]) if len(texts) > 1 else "",
            )
        )
    see = _first(answered, "quiz-see")
    case = None
    if question.case is not None:
        story = next((e for e in root.iter("div") if e.get("id") == question.case.id), None)
        told = (
            "".join(etree.tostring(p, encoding="unicode", method="html", with_tail=False) for p in list(story)[1:])
            if story is not None
            else ""
        )
        case = BankCase(id=question.case.id, title=question.case.title, stem=told)
    return BankQuestion(
        id=question.id,
        kind=question.kind,
        title=_inner(_first(element, "admonition-title")),
        stem=stem.strip(),
        hint=_inner(_first(element, "quiz-hint")),
        case=case,
        options=options,
        shown=KINDS[question.kind].shown(question),
        answers=question.answers,
        tolerance=question.tolerance,
        reason=" ".join(_inner(quote) for quote in answered.iterchildren("blockquote")),
        source=question.source,
        url=next(iter(see.iter("a"))).get("href", here) if see is not None else here,
        hash=question.hash,
        **about,
    )


def url_of(page: str) -> str:
    """Return the address of a page from its path relative to docs/: `data/s3.md` -> `data/s3/`."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    return posixpath.join(folder, "" if name == "index" else f"{name}/") if folder else ("" if name == "index" else f"{name}/")
