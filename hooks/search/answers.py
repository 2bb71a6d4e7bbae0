"""Direct answers: what the data files know of a thing, in a line, with the names under which somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from common.guide import Guide
from data.algorithms import Algorithm, Algorithms, listed
from data.glossary import Glossary
from data.numbers import Numbers
from data.services import Services

_INPUT, _SETTINGS = "What the input looks like", "Hyperparameters that matter"
"""Headings that every page of an algorithm has."""

Kind = Literal["algorithm", "setting", "number", "service", "term"]


@dataclass(frozen=True)
class Answer:
    """What is known of a thing: its name, a line about it, and the page (relative to docs/) that says more.

    `names` are all names under which it is asked for; `below` is the heading of the section that says more, where all
    pages of a kind have it.
    """

    kind: Kind
    title: str
    text: str
    page: str
    names: tuple[str, ...]
    below: str = ""


def answers(guide: Guide) -> Iterator[Answer]:
    """Yield what the data files of a guide know."""
    algorithms, numbers, services, glossary = guide.data(Algorithms), guide.data(Numbers), guide.data(Services), guide.data(Glossary)
    for algorithm in algorithms.algorithms if algorithms else []:
        yield from _of_an_algorithm(algorithm)
    for number in numbers.numbers if numbers else []:
        if number.page:
            title, text = (number.statement, number.shown) if number.shown else (number.topic, number.statement)
            names = (number.statement, f"{number.topic} {number.statement}", *number.search)
            yield Answer("number", title.replace("`", ""), text.replace("`", ""), number.page, names)
    for service in services.services if services else []:
        if service.page:
            when = f" since {service.since}" if service.since else ""
            instead = f"; use {service.replacement}" if service.replacement else ""
            state = "" if service.status in ("open", "renamed") else f" ({service.status}{when}{instead})"
            called = (service.name, *service.former, *service.short)
            asked = (f"{name} {word}" for name in called for word in ("available", "closed", "status", "end of life")) if state else ()
            yield Answer("service", service.name, service.purpose + state, service.page, (*called, *asked))
    for term in glossary.terms if glossary else []:
        if term.page:
            yield Answer("term", term.term, term.meaning, term.page, (term.term, *term.aliases, *term.search))


def _of_an_algorithm(it: Algorithm) -> Iterator[Answer]:
    page = f"algorithms/{it.page}"
    called = (it.name, *listed(it.aliases))

    def asked(*words: str) -> tuple[str, ...]:
        return tuple(f"{name} {word}" for name in called for word in words)

    yield Answer("algorithm", it.name, it.purpose, page, called)
    reads = asked("input", "input format", "content type", "file format", "training data")
    yield Answer("algorithm", f"{it.name}: input", it.content_types.files, page, reads, below=_INPUT)
    runs_on = asked("instance", "instance type", "hardware", "cpu or gpu")
    yield Answer("algorithm", f"{it.name}: instances", it.compute.training.advice, page, runs_on)
    for one in it.hyperparameters:
        needed = f"required {one.required}" if isinstance(one.required, str) else "required" if one.required else ""
        facts = "; ".join(filter(None, [f"Range: {one.range}", f"default: {one.default}" if one.default else "", needed]))
        names = (one.name, *asked(one.name))
        yield Answer("setting", f"{one.name} ({it.name})", f"{one.effect}. {facts}", page, names, below=_SETTINGS)
    for metric in listed(it.metrics):
        names = (metric.name, *asked(metric.name))
        yield Answer("setting", f"{metric.name} ({it.name})", f"{metric.meaning}; {metric.direction}", page, names, below=_SETTINGS)
