"""Choose one or several: options with `- [ ]` and `- [x]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from questions.escapes import gift
from questions.kinds.base import Body, Fault, Listed, entries, html_list, reason
from questions.question import KindName, Option, Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion

_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_SAID = re.compile(r"\(choose (?P<count>\w+)[.]?\)\W*$", re.IGNORECASE)
_NEARLY = re.compile(r"^[-*+] *\[ *[xX]? *\] *\S|^[-*+] +\[\S{1,2}\] ")


class Choose(Listed):
    """The reader marks what is right."""

    name: ClassVar[KindName] = "choose"
    ITEM = re.compile(r"^\s*[-*+] +\[(?P<mark>[ xX])\] +(?P<text>.+)$")
    EXAMPLE = "- [ ] ..."
    ENTRY = "option"

    def claims(self, body: Body) -> bool:
        return super().claims(body) or any(_NEARLY.match(line) for line in body.visible)

    def start(self, body: Body) -> int:
        return next(i for i, line in enumerate(body.visible) if self.ITEM.match(line) or _NEARLY.match(line))

    def option(self, match: re.Match[str], line: int) -> Option:
        return Option(match["text"].strip(), "", line, correct=match["mark"] in "xX")

    def nearly(self, raw: str, line: int) -> Fault | None:
        if _NEARLY.match(raw):
            mend = "write `- [ ]` with one blank between the brackets and one behind them, or `- [x]`"
            return line, f"`{raw.strip()[:40]}` is no option", mend
        if re.match(r"[-*+] ", raw):
            mend = "write `- [ ] ...`, or `- [x] ...` if it is right"
            return line, f"`{raw.strip()[:40]}` stands among the options and has no brackets", mend
        return None

    def check(self, question: Question) -> list[Fault]:
        if not question.options:
            return []
        line, count = question.options[0].line, len(question.options)
        right = sum(option.correct for option in question.options)
        said = _SAID.search(question.title)
        if not right:
            return [(line, "no option is marked as right", "mark it with `[x]`")]
        if right == count:
            return [(line, "every option is marked as right", "leave the wrong ones as `[ ]`")]
        if said and _COUNTS.get(said["count"].lower()) != right:
            what = "1 option is" if right == 1 else f"{right} options are"
            return [(question.line, f"the title says `{said.group()}` and {what} right", "correct the title, or the marks `[x]`")]
        if right > 1 and not said:
            what = f"{right} options are right and the title does not say so"
            return [(question.line, what, 'end the title with "(choose two)" or "(choose three)"')]
        return []

    def variant(self, question: Question) -> str:
        return "choose-one" if sum(option.correct for option in question.options) == 1 else "choose-several"

    def lay_out(self, question: Question, asked: Element, answered: Element) -> None:
        entries(asked, "ol", "quiz-options", [option.text for option in question.options])
        for option, li in self.answers(answered, "ul", question):
            li.set("class", "right" if option.correct else "wrong")
            SubElement(li, "strong").text = AtomicString("Right: " if option.correct else "Wrong: ")
            SubElement(li, "span").text = option.text
            reason(li, option.reason)

    def front(self, q: BankQuestion) -> str:
        return html_list("ol type=A", [o.text for o in q.options])

    def back(self, q: BankQuestion) -> str:
        words = {True: "right", False: "wrong"}
        rows = [f"<b>{chr(ord('A') + i)} {words[o.correct]}:</b> {o.text}<br><i>{o.reason}</i>" for i, o in enumerate(q.options)]
        return html_list("ul", rows)

    def gift(self, q: BankQuestion) -> list[str]:
        right = sum(o.correct for o in q.options)
        if right == 1:
            return [f"{'=' if o.correct else '~'}{gift(o.text)}#{gift(o.reason)}" for o in q.options]
        share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
        return [f"~%{'' if o.correct else '-'}{share}%{gift(o.text)}#{gift(o.reason)}" for o in q.options]
