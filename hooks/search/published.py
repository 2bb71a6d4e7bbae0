"""The files of the search: all sections, answers and questions of a guide, collected and published."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from common.guide import Guide, theme_of
from common.html import Html
from common.problems import Problem, did_you_mean
from data.algorithms import Algorithms, listed
from data.files import FILES
from data.glossary import Glossary
from data.searches import WHOLE, Searches
from data.services import Services
from data.yaml_file import read
from pydantic import BaseModel
from questions.bank import url_of

from search import index
from search.answers import Answer, answers
from search.sections import Section, questions, sections
from search.words import parted, words

INDEX, ANSWERS, TEXTS, QUESTIONS = (f"search/{name}.json" for name in ("index", "answers", "texts", "questions"))
Rendered = Mapping[str, tuple[str, Html]]
"""The address and the HTML of each page, by its path relative to docs/."""


def names(guide: Guide) -> list[str]:
    """Return what is published, relative to the site."""
    return [INDEX, ANSWERS, TEXTS, QUESTIONS, *(_excerpts(uri) for uri in _pages(guide))]


def contents(guide: Guide, rendered: Rendered) -> dict[str, str]:
    """Return what each published file holds; `rendered` is left as it is."""
    typed = guide.data(Searches)
    small = frozenset(typed.small if typed else ())
    found = collect(guide, rendered)
    everything = [section for page in found.values() for section in page]
    numbers = {section.address: number for number, section in enumerate(everything)}
    answered = [(one, _saying(one, found[one.page])) for one in answers(guide) if one.page in found]
    asked = [one for uri in found for one in questions(*rendered[uri])]
    made: dict[str, BaseModel] = {
        INDEX: index.Index(
            pages=index.Pages(
                urls=[page[0].url for page in found.values()],
                titles=[page[0].heading for page in found.values()],
                kinds=[_kind(uri, guide) for uri in found],
                themes=[guide.themes.get(theme_of(uri), "") for uri in found],
                sections=[len(page) for page in found.values()],
            ),
            anchors=[None if it.anchor and it.anchor == index.slug(it.heading) else it.anchor for it in everything],
            headings=[section.heading if section.anchor else "" for section in everything],
            names=index.names([some for it in everything for some in ([it.heading, *it.own], it.searched, it.known)], small),
            small=sorted(small),
            same=_same(guide),
            suggested=typed.suggested if typed else [],
        ),
        ANSWERS: index.Answers(
            kinds=[one.kind for one, _ in answered],
            titles=[one.title for one, _ in answered],
            texts=[one.text for one, _ in answered],
            sections=[numbers[saying.address] for _, saying in answered],
            names=index.names((one.names for one, _ in answered), small),
        ),
        TEXTS: index.texts(everything, small),
        QUESTIONS: index.Questions(
            addresses=[one.address for one in asked],
            titles=[one.title for one in asked],
            names=index.names(([one.title, one.stem] for one in asked), small),
        ),
        **{_excerpts(uri): index.Excerpts(texts=[section.text for section in page]) for uri, page in found.items()},
    }
    return {path: model.model_dump_json() for path, model in made.items()}


def check(guide: Guide, rendered: Mapping[str, Html]) -> list[Problem]:
    """Return what is wrong in docs/search.yml: sections that are not there.

    Where a data file cannot be read, which has been told, what a page shows of it is missing: its sections are not asked for.
    """
    typed = guide.data(Searches)
    incomplete = any(guide.data(file.model) is None for file in FILES)
    missing = [
        (page, anchor)
        for page, by_section in (typed.found_by if typed else {}).items()
        if page in rendered and not (incomplete and guide.pages[page].comments)
        for anchor in by_section
        if anchor != WHOLE and anchor not in rendered[page].headings
    ]
    if not missing:
        return []
    path = next(file.path for file in FILES if file.model is Searches)
    _, source, _ = read(guide.root / path, Searches, shown_as=path)
    return [
        Problem(
            path,
            source.line(("found_by", page, anchor), key=True),
            f"`docs/{page}` has no section `{anchor}`",
            did_you_mean(anchor, [WHOLE, *rendered[page].headings]),
        )
        for page, anchor in missing
    ]


def collect(guide: Guide, rendered: Rendered) -> dict[str, list[Section]]:
    """Return the sections of each page with all their names, in the order of the navigation."""
    typed, algorithms = guide.data(Searches), guide.data(Algorithms)
    found = {uri: sections(uri, *rendered[uri]) for uri in _pages(guide) if uri in rendered}
    found = {uri: page for uri, page in found.items() if page}
    for uri, page in found.items():
        page[0].own.append(posixpath.basename(url_of(uri).rstrip("/")))
        for section in page:
            section.searched += (typed.found_by if typed else {}).get(uri, {}).get(section.anchor or WHOLE, [])
    for algorithm in algorithms.algorithms if algorithms else []:
        for page in filter(None, [found.get(f"algorithms/{algorithm.page}")]):
            page[0].own += [algorithm.name, *listed(algorithm.aliases)]
    for uri, things in _things(guide).items():
        for thing in things if uri in found else ():
            _home(thing, found[uri]).known.append(thing)
    return found


def _pages(guide: Guide) -> list[str]:
    """Return the pages that are searched, in the order in which they are read."""
    place = {uri: number for number, uri in enumerate(guide.order)}
    kept = [
        uri
        for uri, page in guide.pages.items()
        if theme_of(uri) != "contributing" and not (page.front.meta and page.front.meta.search.exclude)
    ]
    return sorted(kept, key=lambda uri: place.get(uri, len(place)))


def _excerpts(uri: str) -> str:
    return f"search/pages/{url_of(uri).rstrip('/') or 'index'}.json"


def _things(guide: Guide) -> dict[str, list[str]]:
    """Return by page the names of the terms and services that it explains."""
    glossary, services = guide.data(Glossary), guide.data(Services)
    found: dict[str, dict[str, None]] = {}
    for service in services.services if services else []:
        if service.page:
            found.setdefault(service.page, {}).update(dict.fromkeys((service.name, *service.former, *service.short)))
    for term in glossary.terms if glossary else []:
        if term.page:
            found.setdefault(term.page, {}).update(dict.fromkeys((term.term, *term.aliases, *term.search)))
    return {uri: list(things) for uri, things in found.items()}


def _same(guide: Guide) -> list[list[str]]:
    """Return the different words for each thing: those of docs/search.yml, and the aliases of terms and algorithms."""
    typed, glossary, algorithms = guide.data(Searches), guide.data(Glossary), guide.data(Algorithms)
    groups = [
        *(typed.same if typed else []),
        *([term.term, *term.aliases, *term.search] for term in (glossary.terms if glossary else [])),
        *([algorithm.name, *listed(algorithm.aliases)] for algorithm in (algorithms.algorithms if algorithms else [])),
    ]
    spelt = [dict.fromkeys(" ".join(part for parts in parted(name) for part in parts) for name in group) for group in groups]
    return [list(filter(None, group)) for group in spelt if len(group) > 1]


def _home(thing: str, page: list[Section]) -> Section:
    """Return the section of a page that explains a thing: the page itself where its title says it, or where none stands out."""
    named = frozenset(words(thing))
    if named <= frozenset(words(page[0].heading)):
        return page[0]

    def weight(section: Section) -> int:
        named_by = sum(named <= name for name in section.names)
        return 10 * (named <= section.names[0]) + 3 * named_by + min([5, *(section.words[word] for word in named)])

    best = max(page[1:], key=weight, default=page[0])
    return best if best is not page[0] and weight(best) >= 4 else page[0]


def _saying(answer: Answer, page: list[Section]) -> Section:
    """Return the section of a page that says the most of an answer."""
    if answer.kind in ("term", "service"):
        return _home(answer.title, page)
    for section in page:
        if answer.below and section.heading == answer.below:
            return section
    said = set(words(f"{answer.title} {answer.text}"))
    places = {word: [section for section in page[1:] if word in section.words] for word in said}

    def weight(section: Section) -> float:
        return sum((3 if word in section.names[0] else 1) / len(places[word]) for word in said if section in places[word])

    best = max(page[1:], key=weight, default=page[0])
    return best if best is not page[0] and weight(best) > 0 else page[0]


def _kind(uri: str, guide: Guide) -> str:
    """Return what a reader would call a page."""
    services, algorithms = guide.data(Services), guide.data(Algorithms)
    if uri in {f"algorithms/{algorithm.page}" for algorithm in (algorithms.algorithms if algorithms else [])}:
        return "Algorithm"
    folder = {"ai-services": "Service", "recipes": "Recipe", "exams": "Exam", "practice": "Practice"}.get(theme_of(uri), "")
    if folder and not uri.endswith("index.md"):
        return folder
    title = set(words(guide.pages[uri].title))
    named = any(
        service.page == uri and set(words(service.name)) - {"amazon", "aws"} <= title for service in (services.services if services else [])
    )
    return "Service" if named else "Topic"
