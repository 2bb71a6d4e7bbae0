"""A question as it stands in a page, in Markdown: the one model that page, bank, exam, review, decks and reports come from."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Literal

KindName = Literal["choose", "order", "match", "fill", "numeric"]


@dataclass
class Option:
    """One option, step or pair, with its reason and its line; `answer` is the other half of a pair."""

    text: str
    reason: str
    line: int = 0
    reason_line: int = 0
    correct: bool = False
    answer: str = ""


@dataclass
class Case:
    """A story that several questions share."""

    id: str
    title: str
    stem: str
    line: int = 0
    stem_line: int = 0


@dataclass
class Question:
    """A question with everything that a page, a mock exam or a flashcard needs.

    `exams` are its tasks by exam where they differ from those of its page, `see` the page that
    explains it where that is another one, `fact` the cell of a data file that its answer repeats.
    `line` is that of its first line, `lines` those of its settings; of a text it is that of its first line.
    """

    id: str
    kind: KindName
    title: str
    stem: str
    source: str
    line: int
    options: list[Option] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    tolerance: float = 0.0
    unit: str = ""
    reason: str = ""
    hint: str = ""
    exams: dict[str, list[str]] = field(default_factory=dict)
    see: str = ""
    case: Case | None = None
    fact: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    stem_line: int = 0
    reason_line: int = 0
    hint_line: int = 0

    @property
    def hash(self) -> str:
        """Ten characters that change when what is asked or answered changes, and only then.

        What is left out where it is empty, and how numbers are written, must stay as it is: the progress of
        readers rests on it.
        """
        content = {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "stem": self.stem,
            "source": self.source,
            "options": [{"text": o.text, "reason": o.reason, "correct": o.correct, "answer": o.answer} for o in self.options],
            "answers": [str(float(answer)) for answer in self.answers] if self.kind == "numeric" else self.answers,
            "tolerance": self.tolerance,
            "reason": self.reason,
            "hint": self.hint,
            "case": {"id": self.case.id, "title": self.case.title, "stem": self.case.stem} if self.case else None,
        }
        told = {name: value for name, value in content.items() if value}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:10]

    @property
    def right(self) -> list[str]:
        """What is right, in words: the right options, the steps, the pairs, or what is to be typed."""
        if self.kind == "choose":
            return [option.text for option in self.options if option.correct]
        return [f"{o.text} {o.answer}".strip() for o in self.options] or self.answers

    @property
    def wrong(self) -> list[str]:
        """The options that are not to be chosen."""
        return [option.text for option in self.options if self.kind == "choose" and not option.correct]


def mixed(texts: list[str], right: list[int]) -> list[int]:
    """Return the order in which steps or answers are shown: by their hash, and never the right one.

    `texts` are in the order of the page, `right` is the order that must not come out (places in `texts`).
    The page, the cards, the decks and the paper all show this order.
    """
    order = sorted(range(len(texts)), key=lambda i: hashlib.sha256(texts[i].encode()).hexdigest())
    return order[1:] + order[:1] if order == right else order
