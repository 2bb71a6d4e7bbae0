"""What fill in and numeric share: one `[[answer]]` in the text, and a reason below it."""

from __future__ import annotations

import json
import re
from abc import abstractmethod
from html import escape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from questions.kinds.base import Body, Fault, KindOfQuestion, reason
from questions.question import Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion

BLANK = re.compile(r"\[\[(?P<answer>[^\[\]\n]+)\]\]")


def _marked(blank: str) -> tuple[str, str] | None:
    """Return what is wrong with an answer that is not plain text: a reader types no marks."""
    if re.search(r"[*`\\<>]", blank):
        return f"`[[{blank.strip()}]]` has marks, and a reader types plain text", "write the answer without them"
    return None


class Typed(KindOfQuestion):
    """A kind whose answer is typed."""

    def claims(self, body: Body) -> bool:
        blanks = BLANK.findall("\n".join(body.visible))
        return len(blanks) == 1 and self.takes(blanks[0])

    @abstractmethod
    def takes(self, blank: str) -> bool:
        """Say whether what stands between the brackets is of this kind."""

    @abstractmethod
    def answer(self, blank: str, question: Question) -> tuple[str, str] | None:
        """Fill in the answer; return what is wrong with it and how to mend it, or None."""

    @abstractmethod
    def told(self, question: Question) -> str:
        """Return the answer as the page tells it."""

    def read(self, body: Body, question: Question) -> list[Fault]:
        quoted = [line.lstrip().startswith(">") for line in body.visible]
        below = quoted.index(True) if True in quoted else len(body.lines)
        body.end_stem(below)
        question.reason = " ".join(
            line.strip().removeprefix(">").strip() for line, is_reason in zip(body.lines, quoted, strict=True) if is_reason
        )
        question.reason_line = body.line(below)
        place = next(i for i, line in enumerate(body.visible) if BLANK.search(line))
        match = BLANK.search(body.visible[place])
        assert match is not None
        faults: list[Fault] = []
        if place >= below:
            faults.append(
                (body.line(place), "the answer to be typed stands in the reason", "write the text with `[[answer]]` above it, without `>`")
            )
        wrong = _marked(match["answer"]) or self.answer(match["answer"].strip(), question)
        if wrong:
            faults.append((body.line(place), *wrong))
        for i in range(below, len(body.lines)):
            if body.lines[i].strip() and not quoted[i]:
                faults.append((body.line(i), "there is text below the reason", "move it above the reason"))
        if not question.reason:
            faults.append((body.line(place), "this question has no reason", "add a paragraph that begins with `> ` below the text"))
        return faults

    def variant(self, question: Question) -> str:
        return self.name

    def shown(self, question: Question) -> list[int]:
        return []

    def lay_out(self, question: Question, asked: Element, answered: Element) -> None:
        tolerance = {"data-tolerance": f"{question.tolerance:g}"} if question.tolerance else {}
        answer = SubElement(answered, "p", {"class": "quiz-answers", "data-answers": json.dumps(question.answers), **tolerance})
        SubElement(answer, "strong").text = AtomicString(self.told(question))
        reason(answered, question.reason)

    def front(self, q: BankQuestion) -> str:
        return ""

    def back(self, q: BankQuestion) -> str:
        return f"<p><b>{' or '.join(escape(answer) for answer in q.answers)}</b></p><p>{q.reason}</p>"
