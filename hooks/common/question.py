"""A question as it is in a page: read line by line from the source, so that faults carry a line."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Literal

from common.problems import Problem, did_you_mean
from common.source import without_code

Kind = Literal["choose", "order", "match", "fill", "numeric"]

_OPEN = re.compile(r"^/// (?P<block>quiz|case)(?: \| (?P<title>.+?))?[ \t]*$")
_SETTING = re.compile(r"^    (?P<key>\w+): *(?P<value>.*?)[ \t]*$")
_CHOICE = re.compile(r"^- \[(?P<mark>[ xX])\] (?P<text>.+)$")
_STEP = re.compile(r"^\d+\. (?P<text>.+)$")
_PAIR = re.compile(r"^- (?P<text>.+?) :: (?P<answer>.+)$")
_BLANK = re.compile(r"\[\[(?P<answer>[^\[\]]+)\]\]")
_HINT = re.compile(r"^//// tab \| Hint[ \t]*$")
_TASK = re.compile(r"^(?P<exam>[a-z0-9-]+) (?P<task>\d+\.\d+)$")
_NUMBER = re.compile(r"^= *(?P<value>-?[\d.,]+) *(?:\+- *(?P<tolerance>[\d.,]+))? *(?P<unit>.*)$")


@dataclass
class Option:
    """One option, step or pair, with its reason; `answer` is the other half of a pair."""

    text: str
    reason: str
    correct: bool = False
    answer: str = ""


@dataclass
class Case:
    """A story that several questions share."""

    id: str
    title: str
    stem: str


@dataclass
class Question:
    """A question with everything that a page, a mock exam or a flashcard needs.

    `exams` are its tasks by exam where they differ from those of its page, `see` the page that
    explains it where that is another one, `fact` the cell of a data file that its answer repeats.
    """

    id: str
    kind: Kind
    title: str
    stem: str
    source: str
    line: int
    options: list[Option] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    tolerance: float = 0.0
    reason: str = ""
    hint: str = ""
    exams: dict[str, list[str]] = field(default_factory=dict)
    see: str = ""
    case: Case | None = None
    fact: str = ""

    @property
    def hash(self) -> str:
        """Ten characters that change when what is asked or answered changes, and only then."""
        content = {key: value for key, value in asdict(self).items() if key not in ("line", "exams", "see", "fact") and value}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:10]

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


@functools.lru_cache(maxsize=1024)  # several hooks read each page
def read(source: str, path: str) -> tuple[list[Question], list[Problem]]:
    """Return the questions of a page's whole source, and what is wrong with them.

    `path` is what problems name. Raises nothing: a question with a fault is left out and told.
    """
    visible = without_code(source).split("\n")
    lines = source.split("\n")
    questions: list[Question] = []
    problems: list[Problem] = []
    cases: dict[str, tuple[Case, int]] = {}
    i = 0
    while i < len(lines):
        match = _OPEN.match(visible[i])
        if not match:
            i += 1
            continue
        end = next((j for j in range(i + 1, len(lines)) if visible[j].rstrip() == "///"), None)
        if end is None:
            what, mend = ("question", "its last option") if match["block"] == "quiz" else ("case", "its text")
            problems.append(Problem(path, i + 1, f"this {what} is never closed", f"add a line `///` below {mend}"))
            break
        if match["block"] == "case":
            case, faults = _case(lines[i:end], match["title"] or "", i + 1)
            if case is not None:
                cases[case.id] = (case, i + 1)
        else:
            question, faults = _question(lines[i:end], match["title"] or "", i + 1, {id: case for id, (case, _) in cases.items()})
            if question is not None:
                questions.append(question)
        problems += [Problem(path, line, what, mend) for line, what, mend in faults]
        i = end + 1
    if not problems:
        asked = Counter(question.case.id for question in questions if question.case)
        problems += [
            Problem(path, line, f"the case `{id}` has fewer than two questions", f"write `    case: {id}` in those that ask about it")
            for id, (_, line) in cases.items()
            if asked[id] < 2
        ]
    return questions, problems


Fault = tuple[int, str, str]


def _settings(lines: list[str], first: int, known: tuple[str, ...], what: str) -> tuple[dict[str, str], int, list[Fault]]:
    """Return the settings below the opening line, how many lines they take with it, and the unknown ones."""
    settings: dict[str, str] = {}
    faults: list[Fault] = []
    at = 1
    while at < len(lines) and (match := _SETTING.match(lines[at])):
        key = match["key"]
        if key not in known:
            faults.append((first + at, f"a {what} has no `{key}`", did_you_mean(key, known)))
        elif key in settings:
            faults.append((first + at, f"`{key}` appears here a second time", "keep one of the two"))
        settings[key] = match["value"]
        at += 1
    if "id" in settings and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", settings["id"]) and settings["id"]:
        faults.append((first, f"`{settings['id']}` is not an id", "write small letters, digits and hyphens"))
    return settings, at, faults


def _case(lines: list[str], title: str, first: int) -> tuple[Case | None, list[Fault]]:
    settings, at, faults = _settings(lines, first, ("id",), "case")
    stem = "\n".join(lines[at:]).strip()
    if not title:
        faults.append((first, "this case has no title", "write `/// case | What it is about`"))
    if not settings.get("id"):
        faults.append((first, "this case has no `id`", "add a line `    id: short-name`; its questions name it with `case:`"))
    if not stem:
        faults.append((first, "this case has no text", "tell it in the lines below, after a blank line"))
    return (None if faults else Case(settings["id"], title, stem)), faults


def _exams(words: str) -> dict[str, list[str]] | None:
    """Read `mls-c01 3.2, mla-c02 2.1`; None where it is not written so. hooks/exams.py knows the tasks."""
    found: dict[str, list[str]] = {}
    for part in words.split(","):
        match = _TASK.match(part.strip())
        if not match:
            return None
        found.setdefault(match["exam"], []).append(match["task"])
    return found


def _take_hint(body: list[str], start: int) -> tuple[list[str], str, list[Fault]]:
    """Return the body without its hint, and the hint."""
    opening = next((k for k, line in enumerate(body) if line.startswith("//// ")), None)
    if opening is None:
        return body, "", []
    if not _HINT.match(body[opening]):
        return body[:opening], "", [(start + opening, "a question has no such tab", "write `//// tab | Hint`")]
    closing = next((k for k in range(opening + 1, len(body)) if body[k].rstrip() == "////"), None)
    if closing is None:
        return body[:opening], "", [(start + opening, "this hint is never closed", "add a line `////` below it")]
    faults: list[Fault] = []
    if any(line.strip() for line in body[closing + 1 :]):
        faults.append((start + closing + 1, "there is text below the hint", "move the hint to the end, right above `///`"))
    hint = "\n".join(body[opening + 1 : closing]).strip()
    if not hint:
        faults.append((start + opening, "this hint is empty", "say in it which words decide, not which option"))
    return body[:opening], hint, faults


_QUIZ_SETTINGS = ("id", "source", "exams", "see", "case", "fact")


def _question(lines: list[str], title: str, first: int, cases: dict[str, Case]) -> tuple[Question | None, list[Fault]]:
    settings, at, faults = _settings(lines, first, _QUIZ_SETTINGS, "question")
    if not title:
        faults.append((first, "this question has no title", "write `/// quiz | The question in one sentence?`"))
    for key, mend in (
        ("id", "add a line `    id: short-name`, unique and for ever"),
        ("source", "add a line `    source: https://...` with the page that proves it"),
    ):
        if not settings.get(key):
            faults.append((first, f"this question has no `{key}`", mend))
    exams = _exams(settings["exams"]) if settings.get("exams") else {}
    if exams is None:
        faults.append((first, f"`{settings['exams']}` names no tasks of exams", "write `exams: mls-c01 3.2, mla-c02 2.1`"))
    if settings.get("case") and settings["case"] not in cases:
        faults.append(
            (
                first,
                f"there is no case `{settings['case']}` above",
                did_you_mean(settings["case"], cases) if cases else "write it first: `/// case | Title`",
            )
        )
    if settings.get("source") and not settings["source"].startswith("https://"):
        faults.append((first, "the source of this question is not a web address", "write the whole address, from https:// on"))
    body, start = lines[at:], first + at
    body, hint, wrong = _take_hint(body, start)
    faults += wrong
    if body and body[0].strip():
        faults.append((start, "the settings of this question run into its text", "put a blank line behind `source:`"))
    text = "\n".join(body)
    if re.search(r"\b(all|none) of the above\b", text, re.IGNORECASE):
        faults.append((start, "an option says all or none of the above", "name what is right instead"))
    if re.search(r"(?<!\*)\bNOT\b(?!\*)", title + text):
        faults.append((start, "a NOT is easily overread", "write `**NOT**`, or turn the question round"))
    items = [(k, m) for k, line in enumerate(body) for m in [_CHOICE.match(line) or _PAIR.match(line) or _STEP.match(line)] if m]
    stem_end = items[0][0] if items else next((k for k, line in enumerate(body) if line.startswith("> ")), len(body))
    stem = "\n".join(body[:stem_end]).strip()
    if not stem:
        faults.append((start, "this question has no text before its options", "tell the case in one to four sentences"))
    blanks = _BLANK.findall(stem)
    question = Question(
        settings.get("id", ""), "choose", title, stem, settings.get("source", ""), first,
        hint=hint, exams=exams or {}, see=settings.get("see", ""), case=cases.get(settings.get("case", "")), fact=settings.get("fact", ""),
    )  # fmt: skip
    if items:
        faults += _options(question, body, items, start)
    elif len(blanks) == 1:
        faults += _fill(question, body, blanks[0], start)
    else:
        faults.append(
            (
                first,
                "this question has no answer",
                "add options `- [ ] ...` and `- [x] ...`, steps `1. ...`, pairs `- a :: b`, or one `[[answer]]` in the text",
            )
        )
    return (question if not faults else None), faults


def _options(question: Question, body: list[str], items: list[tuple[int, re.Match[str]]], start: int) -> list[Fault]:
    faults: list[Fault] = []
    indented = [k for k, line in enumerate(body) if line.startswith(" ") and _CHOICE.match(line.strip())]
    if indented:
        return [(start + k, "this option is indented", "begin it at the start of the line, as the others") for k in indented]
    patterns = {match.re for _, match in items}
    if len(patterns) > 1:
        return [(start + items[0][0], "this question mixes kinds of answers", "use `- [ ]` options, or steps, or pairs")]
    kind = patterns.pop()
    question.kind = "choose" if kind is _CHOICE else "match" if kind is _PAIR else "order"
    marks = "   > " if question.kind == "order" else "  > "
    for k, match in items:
        reason = body[k + 1] if k + 1 < len(body) else ""
        if not reason.startswith(marks):
            faults.append(
                (start + k, f"`{match['text'][:40]}` has no reason", f"add a line `{marks}why` right below it, {len(marks) - 2} blanks in")
            )
        groups = match.groupdict()
        question.options.append(
            Option(
                match["text"].strip(), reason.strip().removeprefix("> "), groups.get("mark", " ").lower() == "x", groups.get("answer") or ""
            )
        )
    known = {k for k, _ in items} | {k + 1 for k, _ in items}
    for k in range(items[0][0], len(body)):
        if k not in known and body[k].strip():
            faults.append((start + k, "there is text between or below the options", "move it into the stem, or into a reason on one line"))
    texts = [option.text for option in question.options]
    if len(set(texts)) < len(texts):
        faults.append((start, "two options are the same", "change one of them"))
    right = sum(option.correct for option in question.options)
    if len(texts) < 3:
        faults.append((start, f"this question has {len(texts)} options", "give it at least three"))
    if question.kind == "choose":
        if not right:
            faults.append((start, "no option is marked as right", "mark it with `[x]`"))
        if right == len(texts):
            faults.append((start, "every option is marked as right", "leave the wrong ones as `[ ]`"))
        if right > 1 and not re.search(r"\(choose (two|three|four)\)$", question.title):
            faults.append(
                (
                    question.line,
                    f"{right} options are right and the title does not say so",
                    'end the title with "(choose two)" or "(choose three)"',
                )
            )
    if question.kind == "match" and len({o.answer for o in question.options}) < len(texts):
        faults.append((start, "two pairs have the same answer", "give each its own"))
    return faults


def _fill(question: Question, body: list[str], blank: str, start: int) -> list[Fault]:
    question.reason = " ".join(line.removeprefix("> ").strip() for line in body if line.startswith("> "))
    number = _NUMBER.match(blank)
    if number:
        question.kind = "numeric"
        try:
            question.answers = [str(float(number["value"].replace(",", "")))]
            question.tolerance = float((number["tolerance"] or "0").replace(",", ""))
        except ValueError:
            return [(start, f"`[[{blank}]]` is not a number", "write `[[= 63 +- 1 %]]`")]
    else:
        question.kind = "fill"
        question.answers = [word.strip() for word in blank.split("|")]
    if not question.reason:
        return [(start, "this question has no reason", "add a paragraph that begins with `> ` below the text")]
    return []
