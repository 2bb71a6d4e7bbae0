"""A number: one `[[= 63 +- 1 %]]` in the text. Value, how far an answer may be off, and a unit that both share."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, ClassVar

from questions.escapes import gift
from questions.kinds.typed import Typed
from questions.question import KindName, Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?"
_WRITTEN = re.compile(
    rf"^= *(?P<value>[-\u2212]?{_NUMBER})(?: *(?:\+-|\+/-|±) *(?P<tolerance>{_NUMBER}))?(?: *(?P<unit>[^\d\s±+=.,-][^\d±=]*))?$"
)
EXAMPLE = "write value, tolerance and unit as in `[[= 63 +- 1 %]]`"


def _float(words: str) -> float:
    return float(words.replace(",", "").replace("\u2212", "-"))


class Numeric(Typed):
    """The reader types a number."""

    name: ClassVar[KindName] = "numeric"

    def takes(self, blank: str) -> bool:
        return blank.lstrip().startswith("=")

    def answer(self, blank: str, question: Question) -> tuple[str, str] | None:
        if re.match(r"^= *[-\u2212]?\d+,\d{1,2}(?![\d,])", blank):
            return f"`[[{blank}]]` has a decimal comma", "write a point: 0.63"
        match = _WRITTEN.match(blank)
        if not match:
            money = re.match(r"^= *[$€£]", blank)
            return f"`[[{blank}]]` is not a number", "write the unit behind the number: `[[= 63 USD]]`" if money else EXAMPLE
        value, question.tolerance = _float(match["value"]), _float(match["tolerance"] or "0")
        question.answers, question.unit = [f"{value:.12g}"], (match["unit"] or "").strip()
        if not math.isfinite(value):
            return f"`[[{blank}]]` is larger than any number a browser knows", EXAMPLE
        if value and question.tolerance > abs(value):
            what = f"the tolerance {match['tolerance']} is larger than the value {match['value']}, so that nearly everything is right"
            return what, "write it in the unit of the value: `[[= 0.66 +- 0.01]]`"
        return None

    def told(self, question: Question) -> str:
        off = f" ± {question.tolerance:g}" if question.tolerance else ""
        return f"{question.answers[0]}{off}{' ' + question.unit if question.unit else ''}"

    def gift(self, q: BankQuestion) -> list[str]:
        return [f"#{q.answers[0]}:{q.tolerance:g}#{gift(q.reason)}"]
