"""Fill in: one `[[8080]]` in the text; `[[8080|8 080]]` takes both."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from questions.escapes import gift
from questions.kinds.typed import Typed
from questions.question import KindName, Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion


class Fill(Typed):
    """The reader types words."""

    name: ClassVar[KindName] = "fill"

    def takes(self, blank: str) -> bool:
        return not blank.lstrip().startswith("=")

    def answer(self, blank: str, question: Question) -> tuple[str, str] | None:
        question.answers = [word.strip() for word in blank.split("|")]
        if not all(question.answers):
            return f"`[[{blank}]]` has an empty answer", "remove the bar, or write a word on either side of it"
        return None

    def told(self, question: Question) -> str:
        return " or ".join(question.answers)

    def gift(self, q: BankQuestion) -> list[str]:
        return [f"={gift(answer)}#{gift(q.reason)}" for answer in q.answers]
