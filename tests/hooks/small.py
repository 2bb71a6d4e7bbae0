"""A small guide on small data, without MkDocs: what a page becomes, and what the build says of it."""

from __future__ import annotations

import copy
import functools
import json
import posixpath
import re
import tempfile
from collections.abc import Container
from pathlib import Path
from typing import Any

import diagrams
import markdown
import yaml
from bare_links import BareLinksExtension
from common.guide import Guide
from common.kept import Kept
from common.problems import Problem, Problems
from conftest import DATA, GOLDEN, PAGE, ROOT
from data.algorithms import Algorithms
from data.exams import Exams
from data.glossary import Glossary
from data.numbers import Numbers
from data.services import Services
from expansion import expand
from pipeline import Pipeline, Rendered
from questions.layout import QuestionsExtension
from questions.question import Question
from questions.reader import read
from source.page import Page
from tables import TablesExtension

BOX = """---
title: Page A
---

# Page A

!!! correction "A wins | always"

    *Often said:* A wins, see [B](b.md).

    *True:* `a|b` wins
    sometimes.

    *Source:* [AWS](https://docs.aws.amazon.com/)
"""
QUIZZES = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())


@functools.cache
def _base() -> Guide:
    """Return a guide on the small data of the golden files; every other is a copy of it."""
    root = Path(tempfile.mkdtemp(prefix="small-guide-"))
    for small, place in DATA.items():
        (root / "docs" / place).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / f"{place}.yml").write_text((GOLDEN / f"{small}.yml").read_text())
    for page in ("first", "second"):
        (root / "docs" / "algorithms" / f"{page}.md").write_text("")
    guide = Guide(root, {})
    assert list(guide.problems) == []
    return guide


def guide(pages: dict[str, str] | None = None, **changes: Any) -> Guide:
    """Return a guide with some pages (whole sources, by path relative to docs/) on the small data.

    `changes` take the place of its attributes: `repository`, `_navigation`.
    """
    made = copy.copy(_base())
    made.pages = {uri: Page(uri, text) for uri, text in (pages or {}).items()}
    made.problems = Problems()
    for name in ("readings", "themes", "order", "asking"):
        made.__dict__.pop(name, None)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def with_data(base: Guide, *data: Any) -> Guide:
    """Return a copy of a guide with other data in the place of its own."""
    made = copy.copy(base)
    made._data = {**base._data, **{type(one): one for one in data}}
    return made


def small(model: Any) -> Any:
    """Return what is in one of the small data files."""
    found = _base().data(model)
    assert found is not None
    return found


ALGORITHMS: Algorithms = small(Algorithms)
SERVICES: Services = small(Services)
NUMBERS: Numbers = small(Numbers)
GLOSSARY: Glossary = small(Glossary)
EXAMS: Exams = small(Exams)


def page(body: str, uri: str = "page.md", **front: str) -> str:
    """Return the source of a page: line 8 is its heading, line 10 the first of its body."""
    title = front.get("title", "Title")
    source = PAGE.format(title=title, body=body)
    for name, value in front.items():
        if name != "title":
            source = source.replace("\n---\n\n#", f"\n{name}: {value}\n---\n\n#", 1)
    return source


@functools.cache
def _settings() -> tuple[list[str], dict[str, Any]]:
    """Return the Python-Markdown extensions of mkdocs.yml with their settings."""
    text = (ROOT / "mkdocs.yml").read_text()
    listed = yaml.safe_load(text[text.index("markdown_extensions:") : text.index("# --- plugins")])["markdown_extensions"]
    names = [entry if isinstance(entry, str) else next(iter(entry)) for entry in listed]
    return names, {name: value for entry in listed if isinstance(entry, dict) for name, value in entry.items()}


def render(text: str, *extensions: Any, pipeline: Pipeline | None = None) -> str:
    """Return the HTML of some Markdown with the extensions of the site, and those of a build where one is given."""
    names, settings = _settings()
    fence = {"name": "mermaid", "class": "mermaid", "format": diagrams.fence(Kept())}
    own: list[Any] = [TablesExtension(), BareLinksExtension()]
    own += [QuestionsExtension(pipeline.shown.__getitem__)] if pipeline else []
    return markdown.markdown(
        text,
        extensions=[*names, *own, *extensions],
        extension_configs={**settings, "pymdownx.superfences": {"custom_fences": [fence]}},
    )


def _url(uri: str) -> str:
    return uri.removesuffix("index.md") if uri.endswith("index.md") else uri.removesuffix(".md") + "/"


def _resolved(html: str, uri: str, pages: Container[str]) -> str:
    """Turn links to Markdown files into links to pages, as MkDocs does; links to nothing stay."""

    def link(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(uri), match[1]))
        address = posixpath.relpath("/" + _url(target), "/" + _url(uri))
        return f'href="{address}/{match[2] or ""}"' if target in pages else match[0]

    return re.sub(r'href="([^":#]+\.md)(#[^"]*)?"', link, html)


def build(pages: dict[str, str], *, kept: Kept | None = None, **changes: Any) -> tuple[Pipeline, dict[str, str]]:
    """Run every step of a build that needs no MkDocs; return the pipeline and the HTML of the pages."""
    pipeline = Pipeline(guide(pages, **changes), kept or Kept())
    pipeline.read()
    made = {uri: _resolved(render(pipeline.write(one), pipeline=pipeline), uri, pages) for uri, one in pipeline.guide.pages.items()}
    rendered = [Rendered(uri, _url(uri), html) for uri, html in made.items()]
    pipeline.check(rendered, {one.url for one in rendered} | {"assets/favicon.svg"}, set())
    return pipeline, made


def nothing_fails(text: str) -> None:
    """Assert that every step of a build copes with a page: one that raises is told as a problem, and would stop nothing here."""
    told = [str(problem) for problem in build({"page.md": text})[0].guide.problems]
    assert [line for line in told if " failed here (" in line] == []


def said_of(source: str, uri: str = "page.md") -> list[str]:
    """Return what a build says of a page with this whole source, without the path of the page."""
    problems = build({uri: source})[0].guide.problems
    return [str(problem).removeprefix(f"docs/{uri}:") for problem in problems]


def said_of_body(body: str) -> list[str]:
    """Return what a build says of a page with this text below its heading; its first line counts as 1."""
    shift = page("").count("\n") - 1
    problems = build({"page.md": page(body)})[0].guide.problems
    return [str(Problem("", p.line - shift, p.what, p.mend)).removeprefix(":") for p in problems]


def said_of_front(key: str, value: str) -> list[str]:
    """Return what a build says of a page with this value of a key at its top."""
    lines = [f"{key}: {json.dumps(value)}" if line.startswith(f"{key}:") else line for line in page("Words.").split("\n")]
    return said_of("\n".join(lines), "page.md")


def made_of(body: str, uri: str = "reference/x.md", base: Guide | None = None) -> tuple[str, list[str]]:
    """Return the Markdown that a body becomes, and what is said of its directives (lines of the body)."""
    one = Page(uri, page(body))
    whole = copy.copy(base or guide())
    whole.problems = Problems()
    whole.pages = {**whole.pages, uri: one}
    whole.__dict__["readings"] = {**whole.readings, uri: read(one)}
    lines = expand(one, whole)
    shift = page("").count("\n") - 1
    told = [f"{p.line - shift}: {p.what}; {p.mend}" for p in whole.problems]
    text = "\n".join(line.text for line in lines)
    return text.split("# Title\n\n", 1)[1].removesuffix("\n"), told


def questions(text: str) -> list[Question]:
    """Return the questions in some Markdown without front matter."""
    return read(Page("page.md", text)).questions


def faults(text: str) -> list[str]:
    """Return what is wrong with the questions in some Markdown without front matter, line first."""
    return [str(problem).removeprefix("docs/page.md:") for problem in read(Page("page.md", text)).problems]
