"""What the browser searches in: files of numbers, made from sections, answers and questions.

Four files, so that a slow phone has its first result after the first: `index.json` knows the names of every section,
`answers.json` the direct answers, `texts.json` the words of the texts, `questions.json` the questions. The text of a
page, from which the search shows the sentence that matched, is a file of its own. The models below are their schema; the engine in
docs/assets/javascripts/search/engine.js, which reads them, can be exchanged without a change here, and the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from search.sections import Section
from search.words import joined, parted


class _Published(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Names(_Published):
    """Short texts and the words in them. They are numbered in order, those of one entry after the other."""

    words: str = Field(description="All words, with blanks between them: first those that are written, then names written as one word.")
    written: int = Field(description="How many of the words are written so.")
    found: str = Field(description="By word, with blanks between them: the numbers of the texts it is in, as `steps` writes them.")
    counts: list[int] = Field(description="By entry: how many texts it has.")


class Texts(_Published):
    """The file search/texts.json: the words in the text of each section."""

    words: str = Field(description="All words in alphabetical order, with blanks between them.")
    found: str = Field(
        description="As in Names, of numbers that are 4 times that of a section plus how often: 0 once, 1 twice, 2 up to five times, 3 more."
    )
    lengths: list[int] = Field(description="By section: its words.")


class Pages(_Published):
    """The pages, a list for each of their properties."""

    urls: list[str] = Field(description="Relative to the root of the site.")
    titles: list[str]
    kinds: list[str] = Field(description="What a reader would call it: Algorithm, Service, Recipe.")
    themes: list[str] = Field(description="The name of the tab it is under.")
    sections: list[int] = Field(description="How many sections it has, itself included.")


class Index(_Published):
    """The file search/index.json. Sections are numbered in order, page after page; the first of a page is the page."""

    pages: Pages
    anchors: list[str | None] = Field(description="By section; empty for a page, null where it is the `slug` of the heading.")
    headings: list[str] = Field(description="By section; empty for a page, which has a title.")
    names: Names = Field(description="Three for each section: what it is called, what people type for it, and the things it explains.")
    small: list[str] = Field(description="Words that say nothing about what is looked for.")
    same: list[list[str]] = Field(description="Different words for one thing, each in its parts, with blanks between them.")
    suggested: list[str]


class Answers(_Published):
    """The file search/answers.json: direct answers, a list for each of their properties."""

    kinds: list[str]
    titles: list[str]
    texts: list[str]
    sections: list[int] = Field(description="The section that says more.")
    names: Names


class Questions(_Published):
    """The file search/questions.json: what is asked, never what answers it."""

    addresses: list[str] = Field(description="Relative to the root of the site.")
    titles: list[str]
    names: Names = Field(description="Two for each: the title, and what is asked.")


class Excerpts(_Published):
    """The file search/pages/….json: the text of each section of a page, in their order."""

    texts: list[str]


def names(entries: Iterable[Sequence[str]], small: frozenset[str]) -> Names:
    """Return the names of entries; a small word counts only in a name of nothing but small words."""
    found: dict[str, dict[int, None]] = {}
    written: set[str] = set()
    counts: list[int] = []
    number = 0
    for entry in entries:
        counts.append(len(entry))
        for name in entry:
            parts = parted(name)
            plain = {part for whole in parts for part in whole}
            written |= plain
            for word in {word for word in plain if word not in small} or plain:
                found.setdefault(word, {})[number] = None
            for whole in parts:
                for word in joined(whole):
                    found.setdefault(word, {})[number] = None
            number += 1
    known = sorted(found, key=lambda word: (word not in written, word))
    return Names(
        words=" ".join(known),
        written=sum(word in written for word in known),
        found=" ".join(steps(found[word]) for word in known),
        counts=counts,
    )


def texts(found: Sequence[Section], small: frozenset[str]) -> Texts:
    """Return the words of the texts of sections."""
    places: dict[str, list[int]] = {}
    lengths = []
    for number, section in enumerate(found):
        lengths.append(section.words.total())
        for word, times in section.words.items():
            if word not in small:
                places.setdefault(word, []).append(4 * number + (0 if times < 2 else 1 if times < 3 else 2 if times < 6 else 3))
    known = sorted(places)
    return Texts(words=" ".join(known), found=" ".join(steps(places[word]) for word in known), lengths=lengths)


def steps(numbers: Iterable[int]) -> str:
    """Return rising numbers as text: each but the first less the one before, in base 26, with a small letter as the last digit.

    The digits before the last are capitals. That is a third of what a list of numbers takes, and a fifth less once it is compressed.
    """
    made, before = [], 0
    for number in numbers:
        left, digit = divmod(number - before, 26)
        made.append(chr(97 + digit))
        at = len(made) - 1
        while left:
            left, digit = divmod(left, 26)
            made.insert(at, chr(65 + digit))
        before = number
    return "".join(made)


def slug(heading: str) -> str:
    """Return the end of the address that most headings have."""
    return re.sub(r"[^a-z0-9_]+", "-", re.sub(r"['’]", "", heading.lower())).strip("-")
