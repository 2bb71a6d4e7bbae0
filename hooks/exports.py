"""Publish the questions for other tools: the bank as JSON, decks for Anki, GIFT for Moodle, a sheet to print.

All of it is made from the pages as the checks have parsed them, right before MkDocs writes the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

from common.guide import Guide, theme_of
from common.html import Html
from data.glossary import Glossary
from data.numbers import Numbers
from data.schemas import schema
from jinja2 import Environment
from questions import anki, deck_times
from questions.bank import Bank, BankQuestion, Card, Cards, questions_in, url_of
from questions.gift import gift
from questions.question import Question

JSON, SCHEMA, CARDS = "practice/questions.json", "practice/questions.schema.json", "practice/cards.json"
DECK, TEXT, GIFT = "practice/aws-ml-study-guide.apkg", "practice/anki.txt", "practice/moodle.gift.txt"


def sheets(guide: Guide) -> dict[str, str]:
    """Return the sheets to print, one for each theme that has questions: theme -> path relative to the site."""
    return {theme: f"practice/sheets/{theme or 'home'}.html" for theme in guide.asking}


def names(guide: Guide) -> list[str]:
    """Return what is published, relative to the site."""
    return [JSON, SCHEMA, CARDS, DECK, TEXT, GIFT, *sheets(guide).values()]


def collect(guide: Guide, rendered: Mapping[str, tuple[str, Html]]) -> Bank:
    """Return all questions, theme by theme; `rendered` gives the address and the HTML of each page, which is used up."""
    found: list[BankQuestion] = []
    for uri, (url, html) in rendered.items():
        questions = guide.readings[uri].questions

        def told(q: Question, uri: str = uri) -> dict[str, object]:
            page = guide.pages[uri]
            return {"page": uri, "theme": theme_of(uri), "exams": q.exams or page.exams, "checked": page.checked}

        if questions:
            found += questions_in(html, url, {q.id: q for q in questions}, told)
    order = list(guide.asking)
    return Bank(questions=sorted(found, key=lambda q: order.index(q.theme)))


def cards(guide: Guide) -> Cards:
    """Return a card for each term of the glossary and each number with a value."""
    terms, numbers = guide.data(Glossary), guide.data(Numbers)
    found = []
    for t in terms.terms if terms else []:
        name = "".join(c if c.isalnum() else "-" for c in t.term.casefold()).strip("-")
        also = f" ({escape(', '.join(t.aliases))})" if t.aliases else ""
        found.append(
            Card(
                id=f"term-{name}",
                deck="glossary",
                front=escape(t.term) + also,
                back=escape(t.meaning),
                url=url_of(t.page) if t.page else "",
            )
        )
    for n in numbers.numbers if numbers else []:
        if n.shown:
            found.append(
                Card(
                    id=f"number-{n.id}",
                    deck="numbers",
                    front=escape(n.statement),
                    back=escape(n.shown),
                    url=url_of(n.page) if n.page else "",
                )
            )
    return Cards(cards=found)


def sheet(env: Environment, questions: list[BankQuestion], theme: str, config: Mapping[str, object]) -> str:
    """Return the questions of a theme to print; links of the bank begin at the root, the sheet is two folders below."""
    env.filters["relative"] = lambda html: re.sub(r'href="(?!https?:)', 'href="../../', html)
    return env.get_template("sheet.html").render(config=config, questions=questions, theme=theme, front=anki.front, back=anki.back)


def contents(
    guide: Guide, rendered: Mapping[str, tuple[str, Html]], env: Environment, config: Mapping[str, object], public: str, now: int
) -> dict[str, str | bytes]:
    """Return what each published file holds.

    `public` is the address of the site, "" where it is not published; `now` the time of the build in seconds since
    1970, for cards that changed since the list of their times was written.
    """
    bank, remembered = collect(guide, rendered), cards(guide)
    notes = anki.notes(bank, remembered, guide.asking)
    stamps = deck_times.stamped(anki.digests(notes), deck_times.load(guide.root), now)
    made: dict[str, str | bytes] = {
        JSON: bank.model_dump_json(exclude_defaults=True),
        SCHEMA: json.dumps(schema(Bank), indent=1) + "\n",
        CARDS: remembered.model_dump_json(exclude_defaults=True),
        DECK: anki.deck(notes, {note: stamp.time for note, stamp in stamps.items()}, public),
        TEXT: anki.text(notes, public),
        GIFT: gift(bank, guide.asking),
    }
    for theme, path in sheets(guide).items():
        made[path] = sheet(env, [q for q in bank.questions if q.theme == theme], guide.asking[theme], config)
    return made
