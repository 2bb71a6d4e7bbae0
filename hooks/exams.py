"""Tie pages to the tasks of the exams, from docs/exams/exams.yml and the front matter of all pages.

Directives, on the pages of docs/exams/:

    <!-- exams: overview -->                 all exams in one table
    <!-- exams: facts mla-c02 -->            one exam: state, dates, format
    <!-- exams: tasks mla-c02 -->            its domains and tasks, with the pages for each
    <!-- exams: mapping mla-c01 mla-c02 -->  what becomes of each task

Below each page is a strip with its tasks (overrides/main.html shows `page.meta.exam_tasks`).
"""

from __future__ import annotations

import posixpath

from common import exam as model
from common import report
from common.cells import table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.exam import Exam, Exams
from common.page import fresh, link_from, offset, shown_as
from common.problems import Problem, did_you_mean
from common.question import Question, read
from common.source import Directive, exam_tasks, front_matter, line_of
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

NAME = "exams"
KINDS: dict[str, list[str]] = {"overview": [], "facts": [], "tasks": [], "mapping": []}
Tagged = dict[str, tuple[str, dict[str, list[str]]]]
"""Page (relative to docs/) -> its title and its tasks by exam."""


def overview(data: Exams, page: str) -> str:
    """Return all exams in one table."""
    rows = [
        [
            f"[{e.code}]({link_from(page, f'exams/{e.id}.md')})",
            text(e.name),
            e.status,
            _questions(e),
            f"{e.passing} of 1,000",
            text(e.summary),
        ]
        for e in data.exams
    ]
    return table("The exams", ["Code", "Name", "State", "Format", "Pass mark", "What it means for you"], rows)


def _questions(exam: Exam) -> str:
    return f"{exam.questions} questions, {exam.minutes} minutes" + (f" ({text(exam.minutes_note)})" if exam.minutes_note else "")


def facts(exam: Exam) -> str:
    """Return the card of one exam."""
    rows = [
        ["State", exam.status],
        ["Format", _questions(exam)],
        ["Kinds of question", text(exam.kinds)],
        ["Pass mark", f"{exam.passing} of 1,000"],
    ]
    for date in exam.dates:
        soft = "" if date.confidence == "high" else " (reported)"
        rows.append([text(date.when), text(date.what) + soft])
    rows.append(["Checked", str(exam.checked)])
    return table(f"{exam.code} at a glance", ["Fact", exam.code], rows)


def tasks(exam: Exam, pages: Tagged, page: str) -> str:
    """Return the domains of an exam, each task with its pages; a task without a page says so."""
    parts: list[str] = []
    for domain in exam.domains:
        parts.append(f"## Domain {domain.number}: {domain.name} ({domain.weight}%)")
        if not domain.tasks:
            parts.append(f"{domain.weight} percent of the scored questions. This guide does not list its tasks.")
            continue
        rows = []
        for task in domain.tasks:
            found = sorted((title, name) for name, (title, by_exam) in pages.items() if task.id in by_exam.get(exam.id, []))
            links = ", ".join(f"[{text(title)}]({link_from(page, name)})" for title, name in found)
            rows.append([task.id, text(task.name), links or "not covered by these notes yet"])
        parts.append(table(f"Tasks of domain {domain.number}", ["Task", "What it asks", "Pages"], rows))
    return "\n\n".join(parts)


def mapping(data: Exams, before: str, after: str, page: str) -> str:
    """Return how the tasks of one exam live on in the next."""
    for m in data.mappings:
        if (m.before, m.after) == (before, after):
            old, new = data.by_id[before], data.by_id[after]
            rows = [
                [c.task, text(old.tasks[c.task].name), text(new.tasks[c.task].name) if c.task in new.tasks else "gone", text(c.note)]
                for c in m.changes
            ]
            made = table(f"From {old.code} to {new.code}", ["Task", old.code, new.code, "What changes"], rows)
            return f"{made}\n\nDropped: {'; '.join(text(d) for d in m.dropped)}.\n\nAdded: {'; '.join(text(a) for a in m.added)}."
    raise Unusable(f"there is no mapping from `{before}` to `{after}`", "add it under `mappings:` in docs/exams/exams.yml")


def generate(directive: Directive, data: Exams, pages: Tagged, page: str) -> str:
    """Return what takes the place of one `exams:` directive; raises Unusable."""
    request = understand(directive, KINDS)
    if request.kind == "overview":
        words_wanted(request, 0, "")
        return overview(data, page)
    ids = words_wanted(request, 2 if request.kind == "mapping" else 1, f"<!-- exams: {request.kind} mla-c02 -->")
    for id in ids:
        if id not in data.by_id:
            raise Unusable(f"there is no exam `{id}`", did_you_mean(id, data.by_id))
    if request.kind == "mapping":
        return mapping(data, ids[0], ids[1], page)
    exam = data.by_id[ids[0]]
    return facts(exam) if request.kind == "facts" else tasks(exam, pages, page)


def expand(markdown: str, data: Exams, pages: Tagged, page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `exams:` directive of `markdown`; `page` is its path relative to docs/."""
    return replace(markdown, NAME, lambda directive: generate(directive, data, pages, page))


def check(source: str, by_exam: dict[str, list[str]], data: Exams, path: str) -> list[Problem]:
    """Return the tasks in a page's front matter that its exams do not have."""
    found = []
    for id, wanted in by_exam.items():
        if id not in data.by_id:
            continue  # hooks/front_matter.py tells an unknown exam
        known = data.by_id[id].tasks
        for task in wanted:
            if known and task not in known:
                found.append(Problem(path, line_of(source, "exams:"), f"{id} has no task `{task}`", did_you_mean(task, known)))
    return found


def check_question(question: Question, data: Exams, path: str) -> list[Problem]:
    """Return the exams and tasks that a question names and that there are not."""
    found = []
    for id, tasks in question.exams.items():
        if id not in data.by_id:
            found.append(Problem(path, question.line, f"there is no exam `{id}`", did_you_mean(id, data.by_id)))
            continue
        known = data.by_id[id].tasks
        found += [
            Problem(path, question.line, f"{id} has no task `{t}`", did_you_mean(t, known)) for t in tasks if known and t not in known
        ]
    return found


def tagged(source: str) -> tuple[str, dict[str, list[str]]] | None:
    """Return title and tasks of a page from its source; None where it has none that can be read."""
    meta = front_matter(source)
    if "title" not in meta or not isinstance(meta.get("exams"), dict):
        return None
    return str(meta["title"]), exam_tasks(source)


# --- MkDocs ------------------------------------------------------------------------------------

_data: Exams | None = None
_pages: Tagged = {}


def on_config(config: MkDocsConfig) -> None:
    global _data
    _data = fresh(config, model.DATA, model.load)


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Read the tasks of all pages before the first is rendered: an exam's page lists them."""
    _pages.clear()
    for file in files.documentation_pages():
        found = tagged(file.content_string)
        if found:
            _pages[file.src_uri] = found


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    if _data is None:
        return None
    name = page.file.src_uri
    _, by_exam = _pages.get(name, ("", {}))
    report.add(check(page.file.content_string, by_exam, _data, shown_as(page.file)))
    page.meta["exam_tasks"] = [
        {
            "code": exam.code,
            "url": posixpath.join("exams", id, ""),
            "tasks": [{"id": t, "name": exam.tasks[t].name} for t in wanted if t in exam.tasks],
        }
        for id, wanted in by_exam.items()
        if (exam := _data.by_id.get(id)) is not None
    ]
    for question in read(page.file.content_string, shown_as(page.file))[0]:
        report.add(check_question(question, _data, shown_as(page.file)))
    markdown, faults = expand(markdown, _data, _pages, name)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
