"""Match: pairs `- a :: b`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element, SubElement

from questions.escapes import gift, gift_words
from questions.kinds.base import Body, Fault, Listed, entries, html_list, reason
from questions.question import KindName, Option, Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion


_NEARLY = re.compile(r"^\s*[-*+] +(?!\[[ xX]\]).*\S::\S|^\s*[-*+] +(?!\[[ xX]\]).*(?:\S:: | ::\S)")


class Match(Listed):
    """The reader finds the other half of each pair."""

    name: ClassVar[KindName] = "match"
    ITEM = re.compile(r"^\s*[-*+] +(?!\[[ xX]\])(?P<text>.+?) :: (?P<answer>.+)$")
    EXAMPLE = "- a :: b"
    ENTRY = "pair"

    def claims(self, body: Body) -> bool:
        return super().claims(body) or any(_NEARLY.match(line) for line in body.visible)

    def start(self, body: Body) -> int:
        return next(i for i, line in enumerate(body.visible) if self.ITEM.match(line) or _NEARLY.match(line))

    def nearly(self, raw: str, line: int) -> Fault | None:
        return (line, f"`{raw.strip()[:40]}` is no pair", "write `- a :: b`, with blanks around the colons") if _NEARLY.match(raw) else None

    def option(self, match: re.Match[str], line: int) -> Option:
        return Option(match["text"].strip(), "", line, answer=match["answer"].strip())

    def check(self, question: Question) -> list[Fault]:
        seen: dict[str, int] = {}
        faults: list[Fault] = []
        for option in question.options:
            if option.answer in seen:
                faults.append((option.line, f"this pair has the answer of line {seen[option.answer]} too", "give each its own"))
            if " :: " in option.answer or option.text.count("`") % 2:
                faults.append(
                    (
                        option.line,
                        f"`{option.text[:20]} :: {option.answer[:20]}` has more than two halves",
                        "write `::` once, and not in code",
                    )
                )
            seen.setdefault(option.answer, option.line)
        return faults

    def shown(self, question: Question) -> list[int]:
        """By the alphabet, which tells nothing but by chance: then the first comes last."""
        order = sorted(range(len(question.options)), key=lambda i: question.options[i].answer.casefold())
        return order[1:] + order[:1] if order == sorted(order) else order

    def lay_out(self, question: Question, asked: Element, answered: Element) -> None:
        entries(asked, "ol", "quiz-options", [option.text for option in question.options])
        entries(asked, "ul", "quiz-choices", [question.options[i].answer for i in self.shown(question)])
        for option, li in self.answers(answered, "ul", question):
            prompt = SubElement(li, "span")
            prompt.text, prompt.tail = option.text, " \u2192 "
            SubElement(li, "span", {"class": "quiz-match"}).text = option.answer
            reason(li, option.reason)

    def front(self, q: BankQuestion) -> str:
        return html_list("ol", [o.text for o in q.options]) + html_list("ul", [q.options[i].answer for i in q.shown])

    def back(self, q: BankQuestion) -> str:
        return self.rows(q, "ul")

    def gift(self, q: BankQuestion) -> list[str]:
        return [f"={gift(o.text)} -> {gift_words(o.answer)}" for o in q.options]
