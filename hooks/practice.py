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
from collections import Counter
from html import escape

from common.cells import link_from, table, text
from common.directive import Kind, Kinds
from common.guide import Guide, theme_of
from data.exams import Exam, Exams
from questions.question import Question
from source.page import Page

_MOCK = ("mla-c02", "aif-c01", "aip-c01", "mla-c01", "mls-c01")
"""The exams that can be rehearsed, those that anyone can sit first."""

_KINDS = {"multiple choice": "choose", "multiple response": "choose", "ordering": "order", "matching": "match"}
"""AWS's names for the kinds of question, and ours."""


def _asking(guide: Guide) -> list[tuple[Page, list[Question]]]:
    """Return the pages that ask, with their questions."""
    return [(guide.pages[uri], reading.questions) for uri, reading in guide.readings.items() if reading.questions]


def _links(questions: list[Question], name: str, page: str) -> str:
    """Return the questions as links; `data-hash` lets practice.js see which of them changed."""
    return "; ".join(f"[{text(q.title)}]({link_from(page, name)}#q-{q.id}){{data-hash={q.hash}}}" for q in questions)


def by_theme(guide: Guide, page: str) -> str:
    """Return every question by theme and page, each a link to its place."""
    parts = []
    for theme, name in guide.asking.items():
        asking = sorted(
            ((p, questions) for p, questions in _asking(guide) if theme_of(p.uri) == theme), key=lambda a: (a[0].title.casefold(), a[0].uri)
        )
        rows = [[f"[{text(p.title)}]({link_from(page, p.uri)})", _links(questions, p.uri, page)] for p, questions in asking]
        parts += [f"## {name}", table(f"Questions: {name}", ["Page", "Questions"], rows)]
    return "\n\n".join(parts) if parts else "There are no questions yet."


def _tasks(page: Page, question: Question, exam: Exam) -> set[str]:
    """Return the tasks of an exam that a question tests: those it names and those of the skills it names."""
    named = (question.exams or page.exams).get(exam.id, ())
    return {".".join(goal.split(".")[:2]) for goal in named}


def by_task(guide: Guide, data: Exams, page: str) -> str:
    """Return, for each exam and task, how many questions test it and where they are."""
    parts = []
    for exam in data.exams:
        found: dict[str, dict[str, list[Question]]] = {task: {} for task in exam.tasks}
        for p, questions in _asking(guide):
            for question in questions:
                for id in _tasks(p, question, exam) & found.keys():
                    found[id].setdefault(p.uri, []).append(question)
        rows = []
        for task in exam.tasks.values():
            asking = sorted(found[task.id].items(), key=lambda a: (guide.pages[a[0]].title.casefold(), a[0]))
            links = ", ".join(
                f"[{text(guide.pages[uri].title)}]({link_from(page, uri)}#q-{questions[0].id}) ({len(questions)})"
                for uri, questions in asking
            )
            rows.append([f"{task.id} {text(task.name)}", str(sum(len(questions) for _, questions in asking)), links or "none yet"])
        if rows:
            parts += [f"## {exam.code}", table(f"Questions by task: {exam.code}", ["Task", "Questions", "Where"], rows)]
    return "\n\n".join(parts) if parts else "There are no questions yet."


def scenarios(guide: Guide, page: str) -> str:
    """Return the pages of scenarios with what each asks."""
    rows = [
        [f"[{text(p.title)}]({link_from(page, p.uri)})", str(len(questions)), _links(questions, p.uri, page)]
        for p, questions in _asking(guide)
        if p.uri.startswith("practice/scenarios/")
    ]
    return table("Scenarios by theme", ["Theme", "Questions", "What is asked"], rows) if rows else "There are no scenarios yet."


def blueprints(data: Exams) -> list[Exam]:
    """Return the exams that can be rehearsed."""
    return [data.by_id[id] for id in _MOCK if id in data.by_id]


def _kinds(exam: Exam) -> list[str]:
    """Return the kinds of question of this guide that an exam has."""
    return sorted({_KINDS[kind] for kind in exam.kinds})


def mock_exam(guide: Guide, data: Exams) -> str:
    """Return the table of blueprints, and the element in which mock-exam.js lets the reader sit one."""
    rows = []
    for exam in blueprints(data):
        kinds = _kinds(exam)
        asked = Counter(
            domain
            for p, questions in _asking(guide)
            for q in questions
            if q.kind in kinds
            for domain in {task.split(".")[0] for task in _tasks(p, q, exam)}
        )
        for domain in exam.domains:
            rows.append([exam.code, f"{domain.number} {text(domain.name)}", f"{domain.weight}%", str(asked[str(domain.number)])])
    facts = [
        {
            "id": exam.id,
            "code": exam.code,
            "questions": exam.questions,
            "minutes": exam.minutes,
            "passing": exam.passing,
            "kinds": _kinds(exam),
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


DIRECTIVES: Kinds = {
    "questions": Kind(lambda ask: by_theme(ask.guide, ask.page.uri)),
    "tasks": Kind(lambda ask: by_task(ask.guide, ask.data(Exams), ask.page.uri)),
    "scenarios": Kind(lambda ask: scenarios(ask.guide, ask.page.uri)),
    "progress": Kind(lambda ask: _mount("practice")),
    "mock-exam": Kind(lambda ask: mock_exam(ask.guide, ask.data(Exams))),
    "review": Kind(lambda ask: _mount("review")),
}
