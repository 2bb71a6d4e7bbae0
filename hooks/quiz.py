"""Questions in pages: a tabbed block from plain Markdown, checked at build, and a bank of them all.

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
    ///

Several `[x]`: choose N. Steps `1.`: put in order. Pairs `- a :: b`: match. One `[[8080]]` in the text:
fill in; `[[= 63 +- 1 %]]`: a number. The tabs work without a script; assets/javascripts/quiz.js lets
the reader answer. Answers stay out of the search.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import yaml
from common import report
from common.cells import table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.page import link_from, offset, shown_as
from common.problems import Problem
from common.question import Question, read
from common.source import Directive
from markdown import Markdown
from markdown.util import AtomicString
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

BANK = "practice/questions.json"
"""Where the bank is published, relative to the site."""

_MARK = re.compile(r"^\[(?P<mark>[ xX])\] +")
_BLANK = re.compile(r"\[\[(?P<answer>[^\[\]]+)\]\]")


class Quiz(Block):
    """One question: the block is read as Markdown, then laid out in two tabs."""

    NAME = "quiz"
    ARGUMENT = True
    OPTIONS = {"id": ["", type_string], "source": ["", type_string]}

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "div", {"class": "quiz admonition"})

    def on_end(self, block: Element) -> None:
        lay_out(block, self.argument or "", str(self.options["id"]), str(self.options["source"]))


class QuizExtension(BlocksExtension):
    """Python-Markdown extension for the quiz block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:
        block_mgr.register(Quiz, self.getConfigs())


def lay_out(block: Element, title: str, id: str, source: str) -> None:
    """Turn the parsed children of a quiz block into tabs: the question, and the answer with reasons."""
    children = list(block)
    for child in children:
        block.remove(child)
    block.text = None
    block.set("id", f"q-{id}")
    block.set("data-script", "quiz")
    heading = SubElement(block, "p", {"class": "admonition-title"})
    heading.text = title
    items = next((c for c in children if c.tag in ("ul", "ol")), None)
    reasons = next((c for c in children if c.tag == "blockquote"), None)
    stem = [c for c in children if c is not items and c is not reasons]
    tabs = SubElement(block, "div", {"class": "quiz-tabs"})
    for n in (1, 2):
        SubElement(tabs, "input", {"type": "radio", "name": f"tab-{id}", "id": f"tab-{id}-{n}", **({"checked": ""} if n == 1 else {})})
    labels = SubElement(tabs, "div", {"class": "quiz-labels"})
    for n, word in ((1, "Question"), (2, "Answer")):
        label = SubElement(labels, "label", {"for": f"tab-{id}-{n}"})
        label.text = AtomicString(word)
    asked = SubElement(tabs, "div", {"class": "quiz-asked"})
    answered = SubElement(tabs, "div", {"class": "quiz-answered", "data-search-exclude": ""})
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
        block.set("data-kind", "fill")
        _fill(stem, answered)
        if reasons is not None:
            answered.append(reasons)
    proof = SubElement(answered, "p", {"class": "quiz-source"})
    proof.text = AtomicString("Source: ")
    link = SubElement(proof, "a", {"href": source})
    link.text = AtomicString(source.removeprefix("https://"))


def _reason(li: Element) -> list[Element]:
    return [child for child in li if child.tag == "blockquote"]


def _option(parent: Element, li: Element, text: str) -> Element:
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
        _option(options, li, text)
        right = bool(mark and mark["mark"] != " ")
        answer = SubElement(answers, "li", {"class": "right" if right else "wrong"})
        verdict = SubElement(answer, "strong")
        verdict.text = AtomicString("Right: " if right else "Wrong: ")
        option = SubElement(answer, "span")
        option.text = text
        answer.extend(_reason(li))


def _order(items: Element, asked: Element, answered: Element) -> None:
    steps = [(li, (li.text or "").strip()) for li in items]
    options = SubElement(asked, "ul", {"class": "quiz-options"})
    for li, words in sorted(steps, key=lambda step: hashlib.sha256(step[1].encode()).hexdigest()):
        _option(options, li, words)
    answers = SubElement(answered, "ol", {"class": "quiz-answers"})
    for li, words in steps:
        answer = _option(answers, li, words)
        answer.extend(_reason(li))


def _match(items: Element, asked: Element, answered: Element) -> None:
    pairs = [(li, prompt, answer) for li in items for prompt, _, answer in [(li.text or "").strip().partition(" :: ")]]
    options = SubElement(asked, "ol", {"class": "quiz-options"})
    for li, prompt, _ in pairs:
        _option(options, li, prompt)
    choices = SubElement(asked, "ul", {"class": "quiz-choices"})
    for li, _, answer in sorted(pairs, key=lambda pair: pair[2].casefold()):
        _option(choices, li, answer)
    answers = SubElement(answered, "ul", {"class": "quiz-answers"})
    for li, prompt, answer in pairs:
        made = _option(answers, li, prompt + " → " + answer)
        made.extend(_reason(li))


def _fill(stem: list[Element], answered: Element) -> None:
    """Hide the answer in the text of the question, and write it out behind the answer tab."""
    for paragraph in stem:
        match = _BLANK.search(paragraph.text or "")
        if match:
            words = match["answer"].lstrip("= ").replace("+-", "±")
            shown = " or ".join(word.strip() for word in words.split("|"))
            paragraph.text = _BLANK.sub("______", paragraph.text or "")
            answer = SubElement(answered, "p", {"class": "quiz-answers", "data-answer": match["answer"].strip()})
            strong = SubElement(answer, "strong")
            strong.text = AtomicString(shown)


# --- the list on practice/index.md ---------------------------------------------------------------

KINDS: dict[str, list[str]] = {"questions": []}
THEMES = {
    "foundations": "Foundations",
    "data": "Data",
    "algorithms": "Algorithms",
    "sagemaker": "SageMaker AI",
    "ai-services": "AI services",
    "security": "Security",
    "recipes": "Recipes",
}


def by_theme(pages: dict[str, list[Question]], titles: dict[str, str], page: str) -> str:
    """Return every question by theme and page, each a link to where it stands."""
    parts = []
    for folder, theme in THEMES.items():
        rows = [
            [
                f"[{text(titles.get(name, name))}]({link_from(page, name)})",
                "; ".join(f"[{text(q.title)}]({link_from(page, name)}#q-{q.id})" for q in questions),
            ]
            for name, questions in sorted(pages.items(), key=lambda item: titles.get(item[0], item[0]).casefold())
            if name.split("/")[0] == folder
        ]
        if rows:
            parts += [f"## {theme}", table(f"Questions: {theme}", ["Page", "Questions"], rows)]
    return "\n\n".join(parts) if parts else "There are no questions yet."


def expand(markdown: str, pages: dict[str, list[Question]], titles: dict[str, str], page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `practice:` directive of `markdown`."""

    def make(directive: Directive) -> str:
        words_wanted(understand(directive, KINDS), 0, "")
        return by_theme(pages, titles, page)

    return replace(markdown, "practice", make)


# --- the bank ------------------------------------------------------------------------------------


def bank(pages: dict[str, list[Question]], meta: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return the published bank: every question with its page, exam tasks and date."""
    entries = []
    for page, questions in sorted(pages.items()):
        about = meta.get(page, {})
        for q in questions:
            entry: dict[str, Any] = {"id": q.id, "kind": q.kind, "title": q.title, "stem": q.stem}
            if q.options:
                entry["options"] = [
                    {"text": o.text, "correct": o.correct, "reason": o.reason} | ({"answer": o.answer} if q.kind == "match" else {})
                    for o in q.options
                ]
            if q.answers:
                entry |= {"answers": q.answers, "tolerance": q.tolerance, "reason": q.reason}
            entry |= {
                "source": q.source,
                "page": page,
                "exams": about.get("exams", {}),
                "checked": str(about.get("checked", "")),
                "hash": q.hash,
            }
            entries.append(entry)
    return {"questions": entries}


def check_bank(pages: dict[str, list[Question]]) -> list[Problem]:
    """Return ids that two questions share."""
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


_pages: dict[str, list[Question]] = {}
_titles: dict[str, str] = {}


def on_config(config: MkDocsConfig) -> None:
    config.markdown_extensions.append(QuizExtension())  # type: ignore[arg-type]


def about(source: str) -> dict[str, Any]:
    """Return the front matter of a page's source, empty where it cannot be read."""
    try:
        meta = yaml.safe_load(source.split("---", 2)[1])
    except (yaml.YAMLError, IndexError):
        return {}
    return meta if isinstance(meta, dict) else {}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Read and check the questions of all pages before the first is rendered, and publish the bank."""
    _pages.clear()
    _titles.clear()
    meta: dict[str, dict[str, Any]] = {}
    for file in files.documentation_pages():
        questions, found = read(file.content_string, shown_as(file))
        report.add(found)
        if questions:
            meta[file.src_uri] = about(file.content_string)
            _pages[file.src_uri] = questions
            _titles[file.src_uri] = str(meta[file.src_uri].get("title", file.name))
    report.add(check_bank(_pages))
    content = json.dumps(bank(_pages, meta), ensure_ascii=False, indent=1) + "\n"
    files.append(File.generated(config, BANK, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    markdown, faults = expand(markdown, _pages, _titles, page.file.src_uri)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
