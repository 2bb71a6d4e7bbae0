"""Questions in pages: a tabbed block from plain Markdown, checked at build.

    /// quiz | The question in one sentence?
        id: unique-for-ever
        source: https://docs.aws.amazon.com/...

    The case.

    - [ ] A wrong option
      > Why it is wrong, and where it would be right.
    - [x] The right option
      > Why.
    - [ ] Another
      > Why not.

    //// tab | Hint
    Which words decide?
    ////
    ///

Several `[x]`: choose N. Steps `1.`: put in order. Pairs `- a :: b`: match. One `[[8080]]` in the text:
fill in; `[[= 63 +- 1 %]]`: a number. Optional settings: `exams: mls-c01 3.2, mla-c02 2.1` where the
tasks differ from the page's, `see: page.md#heading` where another page explains it, `case: name`
for a question on a story above it as `/// case | Title` with `    id: name`, and
`fact: algorithms.xgboost.defaults.eta` where the answer repeats a cell of a data file: the build
compares the two. The tabs work without a script; assets/javascripts/quiz.js lets the reader answer.
Answers stay out of the search.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement

from common import algorithm, fact, number, report
from common.page import shown_as
from common.problems import Problem
from common.question import _NUMBER, Question, read
from common.source import front_matter
from markdown import Markdown
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

_MARK = re.compile(r"^\[(?P<mark>[ xX])\] +")
_BLANK = re.compile(r"\[\[(?P<answer>[^\[\]]+)\]\]")

Stamps = dict[str, dict[str, str]]
"""What the build knows of a question by its id: `hash`, `report` (the address to report a fault), `see` (a title)."""


class Quiz(Block):
    """One question: the block is read as Markdown, then laid out in tabs."""

    NAME = "quiz"
    ARGUMENT = True
    OPTIONS = {name: ["", type_string] for name in ("id", "source", "exams", "see", "case", "fact")}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "quiz admonition"})

    def on_end(self, block: Element) -> None:
        words = {name: str(value) for name, value in self.options.items()}
        lay_out(block, self.argument or "", words, self.config.get("stamps", {}).get(words["id"], {}))


class Case(Block):
    """The story that the questions below it share."""

    NAME = "case"
    ARGUMENT = True
    OPTIONS = {"id": ["", type_string]}

    def on_create(self, parent: Element) -> Element:
        case = SubElement(parent, "div", {"class": "case admonition", "id": str(self.options["id"])})
        SubElement(case, "p", {"class": "admonition-title"}).text = self.argument or ""
        return case


class Hint(Block):
    """The tab with the hint of a question."""

    NAME = "tab"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "quiz-hint"})


class QuizExtension(BlocksExtension):
    """Python-Markdown extension for questions and cases; `stamps` is what the build knows of them."""

    def __init__(self, **options: Any) -> None:
        self.config = {"stamps": [{}, "What the build knows of each question, by id."]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        for block in (Quiz, Case, Hint):
            block_mgr.register(block, self.getConfigs())


def lay_out(block: Element, title: str, words: dict[str, str], stamp: dict[str, str]) -> None:
    """Turn the parsed children of a quiz block into tabs: the question, its hint, the answer with reasons.

    `words` are the settings of the question, `stamp` is what the build knows of it.
    """
    children = list(block)
    for child in children:
        block.remove(child)
    block.text = None
    id, source = words["id"], words["source"]
    block.set("id", f"q-{id}")
    block.set("data-script", "quiz")
    if "hash" in stamp:
        block.set("data-hash", stamp["hash"])
    heading = SubElement(block, "p", {"class": "admonition-title"})
    heading.text = title
    items = next((c for c in children if c.tag in ("ul", "ol")), None)
    reasons = next((c for c in children if c.tag == "blockquote"), None)
    hint = next((c for c in children if c.get("class") == "quiz-hint"), None)
    stem = [c for c in children if c is not items and c is not reasons and c is not hint]
    asked = Element("div", {"class": "quiz-asked"})
    answered = Element("div", {"class": "quiz-answered", "data-search-exclude": ""})
    panels = [("Question", asked), *([("Hint", hint)] if hint is not None else []), ("Answer", answered)]
    tabs = SubElement(block, "div", {"class": "quiz-tabs"})
    for n in range(1, len(panels) + 1):
        SubElement(tabs, "input", {"type": "radio", "name": f"tab-{id}", "id": f"tab-{id}-{n}", **({"checked": ""} if n == 1 else {})})
    labels = SubElement(tabs, "div", {"class": "quiz-labels"})
    for n, (word, panel) in enumerate(panels, 1):
        label = SubElement(labels, "label", {"for": f"tab-{id}-{n}"})
        label.text = AtomicString(word)
        tabs.append(panel)
    asked.extend(stem)
    if items is not None and items.tag == "ol":
        block.set("data-kind", "order")
        _order(items, asked, answered)
    elif items is not None and any(" :: " in (li.text or "") for li in items):
        block.set("data-kind", "match")
        _match(items, asked, answered)
    elif items is not None:
        right = sum(bool(m and m["mark"] != " ") for li in items for m in [_MARK.match(li.text or "")])
        block.set("data-kind", "choose-one" if right == 1 else "choose-several")
        _choose(items, asked, answered)
    else:
        numeric = any((match := _BLANK.search(p.text or "")) and _NUMBER.match(match["answer"]) for p in stem)
        block.set("data-kind", "numeric" if numeric else "fill")
        _fill(stem, answered)
        if reasons is not None:
            answered.append(reasons)
    proof = SubElement(answered, "p", {"class": "quiz-source"})
    for before, words_shown, address, kind in (
        ("Explained in: ", stamp.get("see") or words["see"], words["see"], "quiz-see"),
        ("Source: ", source.removeprefix("https://"), source, ""),
        ("", "Report this question", stamp.get("report", ""), "quiz-report"),
    ):
        if address:
            line = SubElement(proof, "span", {"class": kind} if kind else {})
            line.text = AtomicString(before)
            link = SubElement(line, "a", {"href": address})
            link.text = AtomicString(words_shown)


def _reason(li: Element) -> list[Element]:
    return [child for child in li if child.tag == "blockquote"]


def _option(parent: Element, text: str) -> Element:
    """Append a copy of an option without its reason; what is inline stays to be rendered."""
    made = SubElement(parent, "li")
    made.text = text.strip()
    return made


def _choose(items: Element, asked: Element, answered: Element) -> None:
    options = SubElement(asked, "ol", {"class": "quiz-options"})
    answers = SubElement(answered, "ul", {"class": "quiz-answers"})
    for li in items:
        text = (li.text or "").strip()
        mark = _MARK.match(text)
        text = _MARK.sub("", text)
        _option(options, text)
        right = bool(mark and mark["mark"] != " ")
        answer = SubElement(answers, "li", {"class": "right" if right else "wrong"})
        verdict = SubElement(answer, "strong")
        verdict.text = AtomicString("Right: " if right else "Wrong: ")
        option = SubElement(answer, "span")
        option.text = text
        answer.extend(_reason(li))


def shown(texts: list[str]) -> list[int]:
    """Return the order in which steps or answers are shown; never the right one."""
    places = sorted(range(len(texts)), key=lambda i: hashlib.sha256(texts[i].strip().encode()).hexdigest())
    return places if places != sorted(places) else places[1:] + places[:1]


def _order(items: Element, asked: Element, answered: Element) -> None:
    steps = [(li, (li.text or "").strip()) for li in items]
    options = SubElement(asked, "ul", {"class": "quiz-options"})
    for place in shown([words for _, words in steps]):
        _option(options, steps[place][1])
    answers = SubElement(answered, "ol", {"class": "quiz-answers"})
    for li, words in steps:
        answer = SubElement(answers, "li")
        SubElement(answer, "span").text = words
        answer.extend(_reason(li))


def _match(items: Element, asked: Element, answered: Element) -> None:
    pairs = [(li, prompt, answer) for li in items for prompt, _, answer in [(li.text or "").strip().partition(" :: ")]]
    options = SubElement(asked, "ol", {"class": "quiz-options"})
    for _, prompt, _ in pairs:
        _option(options, prompt)
    choices = SubElement(asked, "ul", {"class": "quiz-choices"})
    for place in shown([answer for _, _, answer in pairs]):
        _option(choices, pairs[place][2])
    answers = SubElement(answered, "ul", {"class": "quiz-answers"})
    for li, prompt, answer in pairs:
        made = SubElement(answers, "li")
        asked_for = SubElement(made, "span")
        asked_for.text, asked_for.tail = prompt.strip(), " \u2192 "
        SubElement(made, "span", {"class": "quiz-match"}).text = answer.strip()
        made.extend(_reason(li))


def _fill(stem: list[Element], answered: Element) -> None:
    """Hide the answer in the text of the question, and write it out behind the answer tab."""
    for paragraph in stem:
        match = _BLANK.search(paragraph.text or "")
        if match:
            words = match["answer"].lstrip("= ").replace("+-", "±")
            shown = " or ".join(word.strip() for word in words.split("|"))
            paragraph.text = _BLANK.sub("______", paragraph.text or "")
            number = _NUMBER.match(match["answer"])
            typed = [number["value"].replace(",", "")] if number else [word.strip() for word in match["answer"].split("|")]
            answer = SubElement(answered, "p", {"class": "quiz-answers", "data-answers": json.dumps(typed)})
            if number:
                answer.set("data-tolerance", (number["tolerance"] or "0").replace(",", ""))
            strong = SubElement(answer, "strong")
            strong.text = AtomicString(shown)


# --- MkDocs ------------------------------------------------------------------------------------


def check_bank(pages: dict[str, list[Question]]) -> list[Problem]:
    """Return ids that two questions share; `pages` are the questions by path relative to docs/."""
    first: dict[str, str] = {}
    found = []
    for page, questions in sorted(pages.items()):
        for q in questions:
            if q.id in first:
                found.append(
                    Problem(
                        f"docs/{page}",
                        q.line,
                        f"the id `{q.id}` is that of a question in {first[q.id]} too",
                        "give each question an id of its own",
                    )
                )
            first.setdefault(q.id, f"docs/{page}")
    return found


def report_address(repository: str, page: str, question: Question) -> str:
    """Return the address of a new issue on one question, filled in with its file and line; "" without a repository."""
    if not repository:
        return ""
    words = {
        "title": f"Question {question.id}: ",
        "body": f"docs/{page}, line {question.line}\n\nWhat is wrong, and where is it written?\n",
    }
    return f"{repository.rstrip('/')}/issues/new?{urlencode(words)}"


_stamps: Stamps = {}


def on_config(config: MkDocsConfig) -> None:
    config.markdown_extensions.append(QuizExtension(stamps=_stamps))  # type: ignore[arg-type]


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read and check the questions of all pages before the first is rendered."""
    pages: dict[str, list[Question]] = {}
    titles: dict[str, str] = {}
    for file in files.documentation_pages():
        titles[file.src_uri] = str(front_matter(file.content_string).get("title", ""))
        pages[file.src_uri], found = read(file.content_string, shown_as(file))
        report.add(found)
    report.add(check_bank(pages))
    root = Path(config.config_file_path).parent
    algorithms, numbers = algorithm.load(root)[0], number.load(root)[0]
    if algorithms is not None and numbers is not None:  # else their hooks tell what is wrong with the data
        report.add(fact.check(pages, algorithms, numbers))
    _stamps.clear()
    for page, questions in pages.items():
        for q in questions:
            seen = posixpath.normpath(posixpath.join(posixpath.dirname(page), q.see.split("#")[0])) if q.see else ""
            _stamps[q.id] = {"hash": q.hash, "report": report_address(config.repo_url or "", page, q), "see": titles.get(seen, "")}
