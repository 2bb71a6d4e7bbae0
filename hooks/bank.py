"""Publish the questions for other tools: the bank as JSON, decks for Anki, GIFT for Moodle, a sheet to print.

All of it is made from the rendered pages, in `on_env`, right before MkDocs writes the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from common import anki, deck_times, number, term
from common.bank import THEMES, Bank, BankQuestion, Card, Cards, questions_in, url_of
from common.gift import gift
from common.page import shown_as
from common.question import Question, read
from common.schemas import schema
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_build_timestamp

FILES = {
    "json": "practice/questions.json",
    "schema": "practice/questions.schema.json",
    "cards": "practice/cards.json",
    "deck": "practice/aws-ml-study-guide.apkg",
    "text": "practice/anki.txt",
    "gift": "practice/moodle.gift.txt",
}
"""What is published, relative to the site."""
SHEETS = {theme: f"practice/sheets/{theme}.html" for theme in THEMES}
"""The sheets to print, one for each theme."""


def collect(files: Files) -> Bank:
    """Return all questions of the rendered pages, theme by theme."""
    return Bank(questions=sorted(_questions(files), key=lambda q: list(THEMES).index(q.theme)))


def _questions(files: Files) -> Iterator[BankQuestion]:
    for file in files.documentation_pages():
        theme = file.src_uri.split("/")[0]
        questions, _ = read(file.content_string, shown_as(file))
        if not questions or theme not in THEMES or file.page is None or file.page.content is None:
            continue
        meta = file.page.meta

        def told(q: Question, page: str = file.src_uri, theme: str = theme, meta: Any = meta) -> dict[str, object]:
            return {"page": page, "theme": theme, "exams": q.exams or meta.get("exams") or {}, "checked": str(meta.get("checked", ""))}

        yield from questions_in(file.page.content, file.url, {q.id: q for q in questions}, told)


def cards(root: Path) -> Cards:
    """Return a card for each term of the glossary and each number with a value."""
    terms, numbers = term.load(root)[0], number.load(root)[0]
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


def sheet(env: Environment, questions: list[BankQuestion], theme: str, config: MkDocsConfig) -> str:
    """Return the questions of a theme to print; links of the bank begin at the root, the sheet is two folders below."""
    env.filters["relative"] = lambda html: re.sub(r'href="(?!https?:)', 'href="../../', html)
    return env.get_template("sheet.html").render(config=config, questions=questions, theme=theme, front=anki.front, back=anki.back)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Announce the files, so that pages can link to them; `on_env` fills them."""
    for name in (*FILES.values(), *SHEETS.values()):
        files.append(File.generated(config, name, content=b""))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    root = Path(config.config_file_path).parent
    bank, remembered = collect(files), cards(root)
    public = config.site_url if config.site_url and "127.0.0.1" not in config.site_url else ""
    notes = anki.notes(bank, remembered)
    stamps = deck_times.stamped(anki.digests(notes), deck_times.load(root), get_build_timestamp())
    times = {note: stamp.time for note, stamp in stamps.items()}
    made = {
        FILES["json"]: bank.model_dump_json(exclude_defaults=True),
        FILES["schema"]: json.dumps(schema(Bank), indent=1) + "\n",
        FILES["cards"]: remembered.model_dump_json(exclude_defaults=True),
        FILES["deck"]: anki.deck(notes, times, public),
        FILES["text"]: anki.text(notes, public),
        FILES["gift"]: gift(bank),
    }
    for theme, path in SHEETS.items():
        made[path] = sheet(env, [q for q in bank.questions if q.theme == theme], THEMES[theme], config)
    for path, content in made.items():
        file = files.get_file_from_path(path)
        assert file is not None  # announced in on_files
        file.content_bytes = content if isinstance(content, bytes) else content.encode()
