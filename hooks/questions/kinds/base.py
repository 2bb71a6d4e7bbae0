"""What every kind of question must give: how it is read, laid out, and handed to other tools."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar
from xml.etree.ElementTree import Element, SubElement

from questions.question import KindName, Option, Question

if TYPE_CHECKING:
    from questions.bank import BankQuestion

Fault = tuple[int, str, str]
"""A line of the file, what is wrong there, and how to mend it."""


@dataclass
class Body:
    """The text of a question below its settings, without its hint.

    `lines` are as written, `visible` with code blanked; `first` is the line in the file of the first of them.
    """

    lines: list[str]
    visible: list[str]
    first: int
    stem: str = field(default="", init=False)
    stem_line: int = field(default=0, init=False)

    def line(self, index: int) -> int:
        """Return the line in the file of one of the lines."""
        return self.first + index

    def end_stem(self, index: int) -> None:
        """Take the lines before `index` as the text of the question."""
        self.stem, self.stem_line = trimmed(self.lines[:index], self.first)


class KindOfQuestion(ABC):
    """A kind of question. A new one is a module with a subclass, and a row in `kinds/__init__.py`."""

    name: ClassVar[KindName]

    @abstractmethod
    def claims(self, body: Body) -> bool:
        """Say whether a question is written as this kind."""

    @abstractmethod
    def read(self, body: Body, question: Question) -> list[Fault]:
        """Fill in what is asked and answered, set `body.stem`, and return what is wrong with it."""

    @abstractmethod
    def variant(self, question: Question) -> str:
        """Return what the page calls it (`data-kind`)."""

    @abstractmethod
    def shown(self, question: Question) -> list[int]:
        """Return the order in which its steps or answers are shown; [] where that of the page holds."""

    @abstractmethod
    def lay_out(self, question: Question, asked: Element, answered: Element) -> None:
        """Put options and answers, in Markdown that is still to be rendered, into the two panels of the page."""

    @abstractmethod
    def front(self, q: BankQuestion) -> str:
        """Return what a card and the paper show of its options, as HTML."""

    @abstractmethod
    def back(self, q: BankQuestion) -> str:
        """Return the answer with the reasons, as HTML."""

    @abstractmethod
    def gift(self, q: BankQuestion) -> list[str]:
        """Return the lines of its answers in Moodle's GIFT format."""


def trimmed(lines: list[str], first: int) -> tuple[str, int]:
    """Return the text of some lines without blank ones around it, and the line of its first; `first` is that of `lines`."""
    blank = next((i for i, line in enumerate(lines) if line.strip()), 0)
    return "\n".join(lines).strip(), first + blank


# --- kinds with a list of options, steps or pairs ------------------------------------------------

_REASON = re.compile(r"^\s*> ?(?P<words>.*)$")
_BULLET = re.compile(r"^(?:[-*+]|\d+[.)]) +\S")


class Listed(KindOfQuestion):
    """A kind whose answers are a list with a reason under each entry."""

    ITEM: ClassVar[re.Pattern[str]]
    """How an entry begins; the groups `text`, and `mark` or `answer` where the kind has them."""
    EXAMPLE: ClassVar[str]
    ENTRY: ClassVar[str]

    def claims(self, body: Body) -> bool:
        return any(self.ITEM.match(line) for line in body.visible)

    def start(self, body: Body) -> int:
        """Return the place of the first entry."""
        return next(i for i, line in enumerate(body.visible) if self.ITEM.match(line))

    def read(self, body: Body, question: Question) -> list[Fault]:
        first = self.start(body)
        body.end_stem(first)
        faults: list[Fault] = []
        for i in range(1, first):
            if body.lines[i - 1].strip() and _REASON.match(body.lines[i]) and not _REASON.match(body.lines[i - 1]):
                what = f"`{body.lines[i - 1].strip()[:40]}` has a reason and is no {self.ENTRY}"
                faults.append((body.line(i - 1), what, f"write `{self.EXAMPLE}`, with plain blanks"))
        last: Option | None = None
        reasoned = False
        for i in range(first, len(body.lines)):
            raw, line = body.lines[i], body.line(i)
            if not raw.strip():
                continue
            match, reason = self.ITEM.match(raw), _REASON.match(raw)
            near = None if match else self.nearly(raw, line)
            if match or near:
                last, reasoned = self.option(match, line) if match else Option(raw.strip(), "", line), False
                question.options.append(last)
                faults += [near] if near else []
            elif reason and last is not None:
                words = reason["words"].strip()
                if _BULLET.match(words):
                    faults.append((line, "a reason has no list", "write it as one paragraph"))
                last.reason = f"{last.reason} {words}".strip()
                last.reason_line = last.reason_line or line
                reasoned = True
            elif raw.strip().startswith(("```", "~~~")):
                return [*faults, (line, f"{self.ENTRY} and reason hold no block of code", "write code in backticks, on one line")]
            elif raw[0] in " \t" and last is not None and not _BULLET.match(raw.strip()):
                if reasoned and _REASON.match(body.lines[i + 1] if i + 1 < len(body.lines) else ""):
                    what = f"`{raw.strip()[:40]}` has a reason and is no {self.ENTRY}"
                    faults.append((line, what, f"write `{self.EXAMPLE}`, with plain blanks"))
                elif reasoned:
                    last.reason += f" {raw.strip()}"
                else:
                    last.text += f" {raw.strip()}"
            else:
                faults.append((line, *self.misplaced(raw.strip())))
        for i in range(first):
            if re.search(r"\[\[[^\[\]]+\]\]", body.visible[i]):
                faults.append((body.line(i), "there are options, and an answer to be typed too", "keep one of the two"))
        for option in question.options:
            if not option.reason:
                faults.append((option.line, f"`{option.text[:40]}` has no reason", "add a line `  > why` right below it, 2 blanks in"))
        seen: dict[str, int] = {}
        for option in question.options:
            if option.text in seen:
                faults.append((option.line, f"this is the text of line {seen[option.text]} too", "change one of them"))
            seen.setdefault(option.text, option.line)
        if len(question.options) < 3 and not faults:
            faults.append((body.line(first), f"this question has {len(question.options)} options", "give it at least three"))
        return faults + ([] if faults else self.check(question))

    def option(self, match: re.Match[str], line: int) -> Option:
        """Return the entry that begins at a line."""
        return Option(match["text"].strip(), "", line)

    def nearly(self, raw: str, line: int) -> Fault | None:
        """Return what is wrong with a line that was meant as an entry, None where it was not."""
        return None

    def misplaced(self, text: str) -> tuple[str, str]:
        """Return what is wrong with a line below the first entry that is neither entry nor reason, and how to mend it."""
        if _BULLET.match(text):
            return "this question mixes kinds of answers", f"write every one as `{self.EXAMPLE}`"
        return "there is text between or below the options", "move it into the stem, or into a reason"

    def check(self, question: Question) -> list[Fault]:
        """Return what is wrong with the entries together."""
        return []

    def variant(self, question: Question) -> str:
        return self.name

    def shown(self, question: Question) -> list[int]:
        return []

    # --- shared ways to write a list ---

    def rows(self, q: BankQuestion, tag: str) -> str:
        """Return the entries with their reasons as an HTML list."""
        rows = [f"<li>{o.text}{' &rarr; ' + o.answer if o.answer else ''}<br><i>{o.reason}</i></li>" for o in q.options]
        return f"<{tag}>{''.join(rows)}</{tag}>"

    def answers(self, answered: Element, tag: str, question: Question) -> list[tuple[Option, Element]]:
        """Append the list of answers to its panel, and return each entry with its empty element."""
        listed = SubElement(answered, tag, {"class": "quiz-answers"})
        return [(option, SubElement(listed, "li")) for option in question.options]


def entries(parent: Element, tag: str, name: str, texts: list[str]) -> None:
    """Append a list of texts, in Markdown that is still to be rendered."""
    listed = SubElement(parent, tag, {"class": name})
    for text in texts:
        SubElement(listed, "li").text = text


def reason(parent: Element, words: str) -> None:
    """Append a reason as a quotation."""
    SubElement(SubElement(parent, "blockquote"), "p").text = words


def html_list(tag: str, items: list[str]) -> str:
    """Return an HTML list."""
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag.split()[0]}>"
