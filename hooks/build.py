"""The one hook of mkdocs.yml: which step runs at which event of MkDocs, and in which order.

    on_config       the project's settings get the extensions of Python-Markdown and the files to watch
    on_files        pages and data files are read, once; what each says is checked
    on_page_*       a page is written: its Markdown made, its diagrams linked
    on_env          all pages are rendered and nothing is written: they are checked together, the problems are told,
                    and only then the questions are published
    on_post_build   the search index and the scripts, which MkDocs has written by now

A step that raises is told as a problem of the page it was at; the other steps go on.
"""

from __future__ import annotations

import json
import logging
import posixpath
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import corrections
import diagrams
import exam_tasks
import exports
import links
import markup
import mermaid2
import names
import notices
import offline
import search
import structure
from common.guide import Guide
from common.html import Html, parse
from common.problems import Problem
from data.algorithms import Algorithms
from data.exams import Exams
from data.files import FILES
from data.glossary import Glossary
from data.numbers import Numbers
from data.services import Services
from expansion import Line, expand
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as RenderedPage
from questions import fact, layout, reader
from questions.question import Case, Question
from source.page import Page
from tables import TablesExtension
from tooltips import TooltipExtension

log = logging.getLogger("mkdocs.hooks.build")


class Build:
    """One build: what it knows of the guide, and what it has made of each page so far."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        root = Path(config.config_file_path or "").parent
        unreadable: list[Problem] = []
        pages: dict[str, Page] = {}
        for file in files.documentation_pages():
            try:
                text = file.content_string
            except UnicodeDecodeError:
                unreadable.append(Problem(f"docs/{file.src_uri}", 1, "the file is not UTF-8 text", "save it as UTF-8"))
                text = ""
                file.content_string = "# Unreadable\n"
            pages[file.src_uri] = Page(file.src_uri, text.replace("\r\n", "\n"))
        self.guide = Guide(root, pages, navigation=config.nav, repository=config.repo_url or "")
        self.guide.problems.add(unreadable)
        self.unreadable = {problem.path for problem in unreadable}
        self.lines: dict[str, list[Line]] = {}
        self.named: dict[str, list[notices.Mention]] = {}
        self.shown: dict[str, layout.Shown | Case] = {}

    @contextmanager
    def at(self, path: str, step: str) -> Iterator[None]:
        """Tell what goes wrong in a step as a problem of the file it was at."""
        try:
            yield
        except PluginError:
            raise
        except Exception as error:
            log.debug(traceback.format_exc())
            words = str(error).splitlines()[0][:80] if str(error) else ""
            what = f"{step} failed here ({type(error).__name__}{': ' if words else ''}{words})"
            mend = "undo what was changed last in this file, and report this message: the build should have said what is wrong"
            self.guide.problems.add([Problem(path, 1, what, mend)])

    def read(self) -> None:
        """Read and check every page and its questions, before the first is rendered."""
        guide = self.guide
        exams, services = guide.data(Exams), guide.data(Services)
        algorithms, numbers = guide.data(Algorithms), guide.data(Numbers)
        with self.at("docs", "the check of names"):
            guide.problems.add(names.check(guide))
        for uri, page in guide.pages.items():
            if page.path in self.unreadable:
                continue
            with self.at(page.path, "reading the page"):
                reading = guide.readings[uri]
                guide.problems.add([*page.front.problems, *reading.problems])
                guide.problems.add(markup.check_source(page, reading))
                guide.problems.add(corrections.read(page)[1])
                if diagrams.renderer() is not None:
                    guide.problems.add(diagrams.check(page))
                if exams is not None:
                    guide.problems.add(exam_tasks.check(page, exams))
                    for question in reading.questions:
                        guide.problems.add(exam_tasks.check_question(question, exams, page.path))
                if services is not None:
                    self.named[uri] = notices.mentions(page, services)
                    guide.problems.add(notices.check(page, services, self.named[uri]))
                    guide.problems.add(notices.check_options(page, reading.questions, services))
                if algorithms is not None and numbers is not None:
                    guide.problems.add(fact.check(page.path, reading.questions, algorithms, numbers))
                self.show(page, reading)

    def show(self, page: Page, reading: reader.Reading) -> None:
        """Keep what the blocks of a page stand for."""
        for place in reading.places:
            if isinstance(place.read, Question):
                question = place.read
                see = posixpath.normpath(posixpath.join(posixpath.dirname(page.uri), question.see.split("#")[0])) if question.see else ""
                title = self.guide.pages[see].title if see in self.guide.pages else ""
                report = layout.report_address(self.guide.repository, page.uri, question)
                self.shown[f"{page.uri}:{place.first}"] = layout.Shown(question, title, report)
            elif place.read is not None:
                self.shown[f"{page.uri}:{place.first}"] = place.read

    def write(self, page: Page) -> str:
        """Return the Markdown of a page as it is rendered."""
        services = self.guide.data(Services)
        notice = ""
        if services is not None:
            notice = notices.notice(notices.to_tell(page, services, self.named.get(page.uri, [])))
        self.lines[page.uri] = expand(page, self.guide, notice)
        return "\n".join(line.text for line in self.lines[page.uri])

    def check(self, files: Files) -> None:
        """Look at all rendered pages together."""
        guide = self.guide
        rendered: list[links.Rendered] = []
        known, excluded = set(), set()
        for file in files:
            if file.inclusion.is_excluded():
                excluded.add(f"docs/{file.src_uri}")
                continue
            known.add(_url(file))
            content = file.page.content if file.page is not None else None
            page = guide.pages.get(file.src_uri)
            if content is None or page is None or page.path in self.unreadable:
                continue
            with self.at(page.path, "the check of the page"):
                html = parse(content)
                compared = structure.compare(page.path, page.lines, self._plain(page), html.leaves)
                guide.problems.add(markup.check_html(page, html, compared))
                guide.problems.add(markup.check_tables(page, compared.tables))
                guide.problems.add(markup.check_text(page, compared))
                self._all_shown(page, html)
                guide.problems.add(p for p in compared.problems if not guide.problems.told(p.path, p.line, p.line))
                rendered.append(links.Rendered(page, _url(file), html, compared.placed))
        with self.at("docs", "the check of links"):
            guide.problems.add(markup.same_titles(list(guide.pages.values())))
            guide.problems.add(links.Links(rendered, known, excluded).check())

    def _plain(self, page: Page) -> list[Line]:
        return structure.plain(self.lines.get(page.uri, []), self.shown.__getitem__)

    def _all_shown(self, page: Page, html: Html) -> None:
        """Tell a question that was read and does not stand in its page as one: it shows as code, say."""
        for question in self.guide.readings[page.uri].questions:
            if f"q-{question.id}" not in html.anchors:
                mend = "put blank lines around it, and indent it by four blanks for every box, tab or list it stands in"
                self.guide.problems.add([Problem(page.path, question.line, "this question shows as code or as text", mend)])

    def tell(self, serving: bool) -> None:
        """Tell all problems; while writing (`serve`) each is a warning, in a build they are the end."""
        problems = list(self.guide.problems)
        for problem in problems:
            log.warning(str(problem)) if serving else log.error(str(problem))
        if problems and not serving:
            count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
            raise PluginError(f"{count} in the source, listed above; nothing was written.")

    def publish(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Fill the files of the questions, which were announced in on_files."""
        pages = {file.src_uri: (file.url, file.page.content or "") for file in files.documentation_pages() if file.page is not None}
        public = config.site_url if config.site_url and "127.0.0.1" not in config.site_url else ""
        for path, content in exports.contents(self.guide, pages, env, config, public).items():
            file = files.get_file_from_path(path)
            if file is not None:
                file.content_bytes = content if isinstance(content, bytes) else content.encode()


def _leave_to_mermaid2(config: MkDocsConfig, fence: dict[str, Any]) -> None:
    """Where diagrams cannot be drawn at build, let mermaid2 draw them in the browser, if its script is there."""
    log.warning(
        "Diagrams are not drawn: this platform has no wheel for `mermaid-render` or `quickjs-ng`. `make mermaid` lets your browser draw them."
    )
    if (Path(config.docs_dir) / diagrams.FALLBACK_SCRIPT).is_file():
        fence["format"] = mermaid2.fence_mermaid


def _url(file: File) -> str:
    return "" if file.url in ("./", ".") else file.url


# --- events of MkDocs, in their order ----------------------------------------------------------


_serving = False
"""Whether this process serves: the one thing that outlives a build, and the same in all of them."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    if _serving:
        log.info("Edits to pages, data files and front matter show at once; after an edit in hooks/, stop and start again.")


def on_config(config: MkDocsConfig) -> None:
    """Every build has settings of its own, under `serve` too: what this build knows is kept with them."""
    root = Path(config.config_file_path or "").parent
    config.watch += [str(root / file.path) for file in FILES if str(root / file.path) not in config.watch]
    tooltips = TooltipExtension()
    questions = layout.QuestionsExtension(lambda key: _build(config).shown[key])
    config.markdown_extensions += [TablesExtension(), tooltips, questions]  # type: ignore[list-item]
    fence: dict[str, Any] = {"name": "mermaid", "class": "mermaid", "format": diagrams.fence}
    if diagrams.renderer() is None:
        _leave_to_mermaid2(config, fence)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    others = [other for other in superfences.get("custom_fences", []) if other.get("name") != "mermaid"]
    superfences["custom_fences"] = [*others, fence]
    config.extra["tooltips"] = tooltips


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """All files are known: read the pages, and announce the files of the questions so that pages can link to them."""
    build = Build(config, files)
    config.extra["build"] = build
    glossary = build.guide.data(Glossary)
    if glossary is not None:
        config.extra["tooltips"].explain(glossary)
    build.read()
    for name in exports.names(build.guide):
        files.append(File.generated(config, name, content=b""))
    return files


@event_priority(-100)
def on_page_markdown(markdown: str, page: RenderedPage, config: MkDocsConfig, files: Files) -> str:
    build = _build(config)
    source = build.guide.pages[page.file.src_uri]
    if markdown.strip() != source.body.strip() and source.front.meta is not None:
        what = f"a plugin changes {source.path} before it is read"
        build.guide.problems.add([Problem("mkdocs.yml", 1, what, "remove the plugin: pages are checked as they are written")])
    config.extra["tooltips"].silent = source.uri.startswith("reference/glossary")
    exams = build.guide.data(Exams)
    page.meta["exam_tasks"] = exam_tasks.strip(source, exams) if exams is not None else []
    written = source.body
    with build.at(source.path, "writing the page"):
        written = build.write(source)
    return written


def on_page_content(html: str, page: RenderedPage, config: MkDocsConfig, files: Files) -> str | None:
    if '<figure class="diagram"' not in html:
        return None

    def address(uri: str) -> str | None:
        file = files.get_file_from_path(uri)
        return file.url_relative_to(page.file) if file else None

    return diagrams.resolve_links(html, page.file.src_uri, address)


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """The last moment before MkDocs writes: bad input never leaves a half-written site."""
    build = _build(config)
    build.check(files)
    build.tell(serving=_serving)
    with build.at("docs/practice/index.md", "publishing the questions"):
        build.publish(env, config, files)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """MkDocs and its plugins have written the site: the names people type go into the search index, then the scripts."""
    site = Path(config.site_dir)
    index = site / "search" / "search_index.json"
    if index.is_file():
        words = search.words_of_the_data(_build(config).guide)
        found = search.with_words(json.loads(index.read_text(encoding="utf-8")), words)
        index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    offline.publish(site, Path(config.docs_dir))


def _build(config: MkDocsConfig) -> Build:
    build = config.extra["build"]
    assert isinstance(build, Build)
    return build
