"""Let the search find a page by the words people type: abbreviations, old names, other spellings.

The words come from the data files (aliases of algorithms, terms and services). They are added to the
entry of the page they belong to when the search index has been written.

Material's plugin reads what it is told to leave out as slowly as the rest, and a third of all HTML is drawings and
answers: `to_be_found` takes that away before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from common.guide import Guide
from data.algorithms import Algorithms, listed
from data.glossary import Glossary
from data.services import Services

Words = dict[str, list[str]]
"""Page (relative to docs/) -> the words that should find it."""


def words_of_the_data(guide: Guide) -> Words:
    """Return the words for each page from the data files."""
    found: Words = {}

    def add(page: str | None, names: Iterable[str]) -> None:
        if page:
            found.setdefault(page, []).extend(names)

    algorithms, services, glossary = guide.data(Algorithms), guide.data(Services), guide.data(Glossary)
    for a in algorithms.algorithms if algorithms else []:
        add(f"algorithms/{a.page}", [*listed(a.aliases), *(h.name for h in a.hyperparameters)])
    for s in services.services if services else []:
        add(s.page, [*s.former, *s.short])
    for t in glossary.terms if glossary else []:
        add(t.page, [t.term, *t.aliases, *t.search])
    return found


def spellings(names: list[str]) -> list[str]:
    """Return names with the spellings people use.

    `k-NN` also as kNN, `PutRecordBatch` also in words, `num_samples_per_tree` also in words and
    from each of its parts on (`samples_per_tree`): the search matches beginnings of words only.
    """
    found: dict[str, None] = {}
    for name in names:
        found[name] = None
        if "-" in name:
            found[name.replace("-", "")] = None
        if re.search(r"[a-z][A-Z]", name):
            found[re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)] = None
        parts = name.split("_")
        if len(parts) > 1 and " " not in name:
            found[" ".join(parts)] = None
            found |= {"_".join(parts[i:]): None for i in range(1, len(parts) - 1)}
    return list(found)


_WORD = re.compile(r"[\w]+")


def with_words(index: dict[str, Any], words: Words) -> dict[str, Any]:
    """Return the search index with the words added to the entries of their pages.

    A page's own entry has no `#` in its location; the words are appended to its text once.
    """
    urls = {
        (re.sub(r"(^|/)index\.md$", r"\1", page) if page.endswith("index.md") else page.removesuffix(".md") + "/"): names
        for page, names in words.items()
    }
    for entry in index["docs"]:
        names = spellings(urls.get(entry["location"], []))
        if not names:
            continue
        known = set(_WORD.findall(re.sub(r"<[^>]+>", " ", f"{entry['title']} {entry['text']}").casefold()))
        new = [name for name in names if not set(_WORD.findall(name.casefold())) <= known]
        if new:
            entry["text"] = f"{entry['text']} ({', '.join(new)})".strip()
    return index


_LEFT_OUT = re.compile(r"<(?P<tag>[a-z]+)\b[^<>]* data-search-exclude\b[^<>]*>")


def to_be_found(content: str) -> str:
    """Return the HTML of a page with what stays out of the search emptied."""
    kept: list[str] = []
    at = 0
    while opening := _LEFT_OUT.search(content, at):
        kept.append(content[at : opening.end()])
        depth, at = 1, opening.end()
        for tag in re.compile(rf"<(/?){opening['tag']}\b").finditer(content, at):
            depth += -1 if tag[1] else 1
            if not depth:
                at = tag.start()
                break
    return "".join([*kept, content[at:]])
