"""The steps of a build, free of MkDocs: read every page, write its Markdown, check what came of it, publish.

    read      every page and its questions are read, once, and checked
    write     the Markdown of a page is made: directives followed, questions marked, the notice added
    check     all pages are rendered: each is held against its source, and their links against each other

Each step asks the guide and the page; none reads a text that another has changed. One that raises is told as a problem
of the page it was at, and the others go on.
"""

from __future__ import annotations

import logging
import posixpath
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import allowed
import corrections
import diagrams
import exam_tasks
import links
import markup
import names
import notices
import structure
from common.guide import Guide
from common.html import Html, parse
from common.kept import Kept
from common.problems import Problem, failed
from data.algorithms import Algorithms
from data.exams import Exams
from data.numbers import Numbers
from data.services import Services
from expansion import Line, expand
from questions import fact, layout
from questions.question import Case, Question
from questions.reader import Reading, same_ids
from search import published as search
from source.page import Page

log = logging.getLogger("mkdocs.hooks.pipeline")


@dataclass(frozen=True)
class Rendered:
    """A page as it came out: its path relative to docs/, its address in the site, its HTML."""

    uri: str
    url: str
    html: str


class Pipeline:
    """One build of a guide, and what it has made of each page so far."""

    def __init__(self, guide: Guide, kept: Kept) -> None:
        self.guide = guide
        self.kept = kept
        self.lines: dict[str, list[Line]] = {}
        self.named: dict[str, list[notices.Mention]] = {}
        self.shown: dict[str, layout.Shown | Case] = {}
        """What stands under the key of each question and case in the Markdown that is rendered."""
        self.parsed: dict[str, Html] = {}

    @contextmanager
    def at(self, path: str, step: str) -> Iterator[None]:
        """Tell what goes wrong in a step as a problem of the file it was at."""
        try:
            yield
        except Exception as error:
            log.debug(traceback.format_exc())
            self.guide.problems.add([failed(path, step, error)])

    def read(self) -> None:
        """Read and check every page and its questions, before the first is rendered."""
        guide = self.guide
        with self.at("docs", "the check of names"):
            guide.problems.add(names.check(guide))
        with self.at("docs", "the check of ids"):
            guide.problems.add(same_ids(guide.readings))
        for uri, page in guide.pages.items():
            if not page.readable:
                guide.problems.add([Problem(page.path, 1, "the file is not UTF-8 text", "save it as UTF-8")])
                continue
            reading = guide.readings[uri]
            for step, check in self._checks(page, reading):
                with self.at(page.path, f"the check of {step}"):
                    guide.problems.add(check())
            with self.at(page.path, "the reading of its questions"):
                self.show(page, reading)

    def _checks(self, page: Page, reading: Reading) -> Iterator[tuple[str, Callable[[], Iterable[Problem]]]]:
        """Yield what is checked in the source of a page, by name."""
        exams, services = self.guide.data(Exams), self.guide.data(Services)
        algorithms, numbers = self.guide.data(Algorithms), self.guide.data(Numbers)
        yield "its front matter", lambda: page.front.problems
        yield "its questions", lambda: reading.problems
        yield "its Markdown", lambda: markup.check_source(page, reading)
        yield "its corrections", lambda: corrections.read(page)[1]
        if diagrams.renderer() is not None:
            yield "its diagrams", lambda: diagrams.check(page, self.kept)
        if exams is not None:
            yield "its exam tasks", lambda: exam_tasks.check(page, reading.questions, exams)
        if services is not None:
            named = self.named[page.uri] = notices.mentions(page, services)
            yield "the services it names", lambda: notices.check(page, services, named)
            yield "the names in its options", lambda: notices.check_options(page, reading.questions, services)
        if algorithms is not None and numbers is not None:
            yield "facts in its questions", lambda: fact.check(page.path, reading.questions, algorithms, numbers)

    def show(self, page: Page, reading: Reading) -> None:
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
        with self.at(page.path, "writing the page"):
            named = self.named.get(page.uri, [])
            notice = notices.notice(notices.to_tell(page, services, named)) if services is not None else ""
            self.lines[page.uri] = expand(page, self.guide, notice)
        return "\n".join(line.text for line in self.lines.get(page.uri, []))

    def check(self, rendered: Iterable[Rendered], files: set[str], excluded: set[str]) -> None:
        """Look at all rendered pages together; `files` and `excluded` are those of links.Links."""
        guide = self.guide
        looked: list[links.Rendered] = []
        for one in rendered:
            page = guide.pages[one.uri]
            if not page.readable:
                continue
            with self.at(page.path, "the comparison with GitHub"):
                html = self.parsed[one.uri] = parse(one.html)
                compared = self._compared(page, html, one.html)
                looked.append(links.Rendered(page, one.url, html, compared.placed))
                for step, found in self._looks(page, html, one.html, compared):
                    with self.at(page.path, f"the check of {step}"):
                        guide.problems.add(found())
        with self.at("docs/search.yml", "the check of its sections"):
            guide.problems.add(search.check(guide, {one.page.uri: one.html for one in looked}))
        with self.at("docs", "the check of links"):
            guide.problems.add(markup.same_titles(list(guide.pages.values())))
            guide.problems.add(links.Links(looked, files, excluded).check())

    def _looks(
        self, page: Page, html: Html, text: str, compared: structure.Compared
    ) -> Iterator[tuple[str, Callable[[], Iterable[Problem]]]]:
        """Yield what is checked in a rendered page, by name; `text` is its HTML. A difference that has been told otherwise is left out."""
        told = self.guide.problems.told
        end = min((fence.start for fence in page.fences if fence.end is None), default=len(page.lines))  # behind it nothing is as it seems
        yield "its elements", lambda: markup.check_html(page, html)
        yield "its HTML", lambda: markup.check_allowed(page, self._refused(text), lambda line: told(page.path, line, line))
        yield "its headings", lambda: markup.check_headings(page, compared)
        yield "its tables", lambda: [p for p in markup.check_tables(page, compared.tables) if p.line <= end]
        yield "its text", lambda: [p for p in markup.check_text(page, compared, lambda line: told(page.path, line, line)) if p.line <= end]
        yield "its questions", lambda: self._unshown(page, html)
        yield "its blocks", lambda: [d.problem for d in compared.differences if d.first <= end and not told(page.path, d.first, d.last)]

    def _compared(self, page: Page, html: Html, text: str) -> structure.Compared:
        """Hold a page against GitHub's reading; `text` is that of its HTML. What stands for its questions follows from its source."""
        lines = self.lines.get(page.uri, [])

        def make() -> structure.Compared:
            plain = structure.plain(lines, self.shown.__getitem__)
            return structure.compare(page.path, page.lines, plain, html.leaves(structure.made_tables(lines)))

        return self.kept.result(structure.COMPARED, make, page.path, page.text, text, repr(lines))

    def _refused(self, text: str) -> list[allowed.Refused]:
        return self.kept.result(allowed.REFUSED, lambda: allowed.refused(text), "allowed", text)

    def _unshown(self, page: Page, html: Html) -> list[Problem]:
        """Return the questions that were read and do not stand in their page as such: one shows as code, say."""
        mend = "indent it by four blanks for every box, tab or list it stands in; inside HTML add `markdown` to the tag"
        return [
            Problem(page.path, question.line, "this question shows as code or as text", mend)
            for question in self.guide.readings[page.uri].questions
            if f"q-{question.id}" not in html.anchors
        ]
