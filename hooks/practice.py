"""The practice pages: every question listed, and the places where their scripts come alive.

    <!-- practice: questions -->     every question by theme and page
    <!-- practice: tasks -->         every question by exam and task
    <!-- practice: scenarios -->     the scenarios, as a list
    <!-- practice: progress -->      what the reader has done (assets/javascripts/practice.js)
    <!-- practice: mock-exam -->     the blueprints, and the exam (mock-exam.js)
    <!-- practice: review -->        the review (review.js)

The lists and tables are complete without a script.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape

from common import exam as model
from common import report
from common.bank import THEMES
from common.cells import table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.exam import Exam, Exams
from common.page import fresh, link_from, offset, shown_as
from common.question import Question, read
from common.source import Directive, exam_tasks, front_matter
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

KINDS: dict[str, list[str]] = {"questions": [], "tasks": [], "scenarios": [], "progress": [], "mock-exam": [], "review": []}
_MOCK = ("mla-c02", "mla-c01", "mls-c01")
"""The exams that can be rehearsed, the one to prepare for first: for the others there are too few questions."""


@dataclass(frozen=True)
class Asking:
    """A page that asks: its title, its exam tasks and its questions."""

    title: str
    exams: dict[str, list[str]] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


Pages = dict[str, Asking]
"""Pages by path relative to docs/."""


def _links(questions: list[Question], name: str, page: str) -> str:
    """Return the questions as links; `data-hash` lets practice.js see which of them changed."""
    return "; ".join(f"[{text(q.title)}]({link_from(page, name)}#q-{q.id}){{data-hash={q.hash}}}" for q in questions)


def by_theme(pages: Pages, page: str) -> str:
    """Return every question by theme and page, each a link to its place."""
    parts = []
    for folder, theme in THEMES.items():
        asking = sorted((p.title.casefold(), name) for name, p in pages.items() if name.split("/")[0] == folder)
        rows = [[f"[{text(pages[name].title)}]({link_from(page, name)})", _links(pages[name].questions, name, page)] for _, name in asking]
        if rows:
            parts += [f"## {theme}", table(f"Questions: {theme}", ["Page", "Questions"], rows)]
    return "\n\n".join(parts) if parts else "There are no questions yet."


def _tested(p: Asking, exam: str, task: str) -> list[Question]:
    return [q for q in p.questions if task in (q.exams or p.exams).get(exam, [])]


def by_task(pages: Pages, data: Exams, page: str) -> str:
    """Return, for each exam and task, how many questions test it and where they are."""
    parts = []
    for exam in data.exams:
        rows = []
        for task in exam.tasks.values():
            found = [(p.title, name, _tested(p, exam.id, task.id)) for name, p in pages.items()]
            asking = sorted((title.casefold(), title, name, questions) for title, name, questions in found if questions)
            links = ", ".join(
                f"[{text(title)}]({link_from(page, name)}#q-{questions[0].id}) ({len(questions)})" for _, title, name, questions in asking
            )
            rows.append([f"{task.id} {text(task.name)}", str(sum(len(a[3]) for a in asking)), links or "none yet"])
        if rows:
            parts += [f"## {exam.code}", table(f"Questions by task: {exam.code}", ["Task", "Questions", "Where"], rows)]
    return "\n\n".join(parts) if parts else "There are no questions yet."


def scenarios(pages: Pages, page: str) -> str:
    """Return the pages of scenarios with what each asks."""
    rows = [
        [f"[{text(p.title)}]({link_from(page, name)})", str(len(p.questions)), _links(p.questions, name, page)]
        for name, p in pages.items()
        if name.startswith("practice/scenarios/")
    ]
    return table("Scenarios by theme", ["Theme", "Questions", "What is asked"], rows) if rows else "There are no scenarios yet."


def blueprints(data: Exams) -> list[Exam]:
    """Return the exams that can be rehearsed."""
    return [data.by_id[id] for id in _MOCK if id in data.by_id]


def mock_exam(pages: Pages, data: Exams) -> str:
    """Return the table of blueprints, and the element in which mock-exam.js lets the reader sit one."""
    rows = []
    for exam in blueprints(data):
        for domain in exam.domains:
            count = sum(
                any(task.split(".")[0] == str(domain.number) for task in (q.exams or p.exams).get(exam.id, []))
                for p in pages.values()
                for q in p.questions
            )
            rows.append([exam.code, f"{domain.number} {text(domain.name)}", f"{domain.weight}%", str(count)])
    facts = [
        {
            "id": exam.id,
            "code": exam.code,
            "questions": exam.questions,
            "minutes": exam.minutes,
            "passing": exam.passing,
            "domains": [{"number": d.number, "name": d.name, "weight": d.weight} for d in exam.domains],
        }
        for exam in blueprints(data)
    ]
    mount = _mount("mock-exam", f' data-exams="{escape(json.dumps(facts))}"')
    return f"{mount}\n\n" + table(
        "Blueprints, and what this guide has for them", ["Exam", "Domain", "Weight", "Questions to draw from"], rows
    )


def _mount(name: str, attributes: str = "") -> str:
    """Return the element in which a script comes alive, with a word for readers without scripts."""
    return f'<div class="practice" data-script="{name}"{attributes}><p class="practice-off">This part needs JavaScript. All questions can be read without it.</p></div>'


def generate(directive: Directive, pages: Pages, data: Exams | None, page: str) -> str:
    """Return what takes the place of one `practice:` directive; raises Unusable."""
    request = understand(directive, KINDS)
    words_wanted(request, 0, "")
    if request.kind == "questions":
        return by_theme(pages, page)
    if request.kind == "scenarios":
        return scenarios(pages, page)
    if data is None:
        return ""  # the exams' hook has told what is wrong with the data
    if request.kind == "tasks":
        return by_task(pages, data, page)
    if request.kind == "mock-exam":
        return mock_exam(pages, data)
    return _mount({"progress": "practice"}.get(request.kind, request.kind))


def expand(markdown: str, pages: Pages, data: Exams | None, page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `practice:` directive of `markdown`."""
    return replace(markdown, "practice", lambda directive: generate(directive, pages, data, page))


_pages: Pages = {}
_data: Exams | None = None


def on_config(config: MkDocsConfig) -> None:
    global _data
    _data = fresh(config, model.DATA, model.load)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read the questions of all pages before the first is rendered: the practice pages list them."""
    _pages.clear()
    for file in files.documentation_pages():
        questions, _ = read(file.content_string, shown_as(file))
        if questions:
            title = str(front_matter(file.content_string).get("title") or file.name)
            _pages[file.src_uri] = Asking(title, exam_tasks(file.content_string), questions)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    markdown, faults = expand(markdown, _pages, _data, page.file.src_uri)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
