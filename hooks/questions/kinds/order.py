"""Put in order: steps `1.` in the right order."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element, SubElement

from questions.escapes import gift
from questions.kinds.base import Body, Fault, Listed, entries, html_list, reason
from questions.question import KindName, Question, mixed

if TYPE_CHECKING:
    from questions.bank import BankQuestion


class Order(Listed):
    """The reader puts steps in order."""

    name: ClassVar[KindName] = "order"
    ITEM = re.compile(r"^\s*(?P<number>\d+)[.)] +(?P<text>.+)$")
    EXAMPLE = "1. ..."
    ENTRY = "step"

    def claims(self, body: Body) -> bool:
        return any(self._reasoned(body, i) for i in range(len(body.visible)))

    def start(self, body: Body) -> int:
        """A numbered list in the stem has no reasons: the steps begin with the run that has some."""
        first = next(i for i in range(len(body.visible)) if self._reasoned(body, i))
        while first and self.ITEM.match(body.visible[first - 1]):
            first -= 1
        return first

    def _reasoned(self, body: Body, index: int) -> bool:
        """Say whether a step begins here: its reason comes before the next line at the margin."""
        if not self.ITEM.match(body.visible[index]):
            return False
        below = next((line for line in body.lines[index + 1 :] if line.lstrip().startswith(">") or line[:1].strip()), "")
        return below.lstrip().startswith(">")

    def read(self, body: Body, question: Question) -> list[Fault]:
        faults = super().read(body, question)
        found = [(body.line(i), self.ITEM.match(line)) for i, line in enumerate(body.visible) if i >= self.start(body)]
        steps = [(line, int(match["number"])) for line, match in found if match]
        for (_, above), (line, number) in pairwise(steps):
            if number not in (above + 1, 1) or (number == 1 and above != 1):
                faults.append((line, f"step {number} stands below step {above}", "write the steps in the right order; the page mixes them"))
                break
        return faults

    def shown(self, question: Question) -> list[int]:
        return mixed([option.text for option in question.options], list(range(len(question.options))))

    def lay_out(self, question: Question, asked: Element, answered: Element) -> None:
        entries(asked, "ul", "quiz-options", [question.options[i].text for i in self.shown(question)])
        for option, li in self.answers(answered, "ol", question):
            SubElement(li, "span").text = option.text
            reason(li, option.reason)

    def front(self, q: BankQuestion) -> str:
        return html_list("ul", [q.options[i].text for i in q.shown])

    def back(self, q: BankQuestion) -> str:
        return self.rows(q, "ol")

    def gift(self, q: BankQuestion) -> list[str]:
        """GIFT has no order: each step is matched with its number."""
        return [f"={gift(o.text)} -> {number}" for number, o in enumerate(q.options, 1)]
