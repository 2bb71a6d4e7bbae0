"""A question as it stands in a page: read line by line from the source, so that faults carry a line."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from typing import Literal

from common.problems import Problem
from common.source import without_code

Kind = Literal["choose", "order", "match", "fill", "numeric"]

_OPEN = re.compile(r"^/// quiz(?: \| (?P<title>.+?))?[ \t]*$")
_SETTING = re.compile(r"^    (?P<key>\w+): *(?P<value>.*?)[ \t]*$")
_CHOICE = re.compile(r"^- \[(?P<mark>[ xX])\] (?P<text>.+)$")
_STEP = re.compile(r"^\d+\. (?P<text>.+)$")
_PAIR = re.compile(r"^- (?P<text>.+?) :: (?P<answer>.+)$")
_BLANK = re.compile(r"\[\[(?P<answer>[^\[\]]+)\]\]")
_NUMBER = re.compile(r"^= *(?P<value>-?[\d.,]+) *(?:\+- *(?P<tolerance>[\d.,]+))? *(?P<unit>.*)$")


@dataclass
class Option:
    """One option, step or pair, with its reason; `answer` is the other half of a pair."""

    text: str
    reason: str
    correct: bool = False
    answer: str = ""


@dataclass
class Question:
    """A question with everything that a page, a mock exam or a flashcard needs."""

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

    @property
    def hash(self) -> str:
        """Ten characters that change when the question changes, but not when it moves in the page."""
        content = asdict(self) | {"line": 0}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:10]


def read(source: str, path: str) -> tuple[list[Question], list[Problem]]:
    """Return the questions of a page's whole source, and what is wrong with them."""
    visible = without_code(source).split("\n")
    lines = source.split("\n")
    questions: list[Question] = []
    problems: list[Problem] = []
    i = 0
    while i < len(lines):
        match = _OPEN.match(visible[i])
        if not match:
            i += 1
            continue
        end = next((j for j in range(i + 1, len(lines)) if visible[j].rstrip() == "///"), None)
        if end is None:
            problems.append(Problem(path, i + 1, "this question is never closed", "add a line `///` below its last option"))
            break
        question, faults = _question(lines[i:end], match["title"] or "", i + 1)
        problems += [Problem(path, line, what, mend) for line, what, mend in faults]
        if question is not None:
            questions.append(question)
        i = end + 1
    return questions, problems


def give_aways(questions: list[Question]) -> dict[str, dict[str, float]]:
    """Return how far the form of a bank gives its answers away, as shares from 0 to 1.

    `position`: where the right option of a choose-one question stands (a, b, c, d, e).
    `longest`: how often it is the longest of its options, beside what chance would give.
    """
    single = [q for q in questions if q.kind == "choose" and sum(o.correct for o in q.options) == 1]
    if not single:
        return {"position": {}, "longest": {}}
    places = [next(i for i, o in enumerate(q.options) if o.correct) for q in single]
    longest = sum(max(q.options, key=lambda o: len(o.text)).correct for q in single)
    chance = sum(1 / len(q.options) for q in single)
    return {
        "position": {letter: places.count(i) / len(single) for i, letter in enumerate("abcde") if i in places},
        "longest": {"found": longest / len(single), "chance": chance / len(single)},
    }


Fault = tuple[int, str, str]


def _question(lines: list[str], title: str, first: int) -> tuple[Question | None, list[Fault]]:
    faults: list[Fault] = []
    if not title:
        faults.append((first, "this question has no title", "write `/// quiz | The question in one sentence?`"))
    settings: dict[str, str] = {}
    at = 1
    while at < len(lines) and (match := _SETTING.match(lines[at])):
        if match["key"] not in ("id", "source"):
            faults.append((first + at, f"a question has no `{match['key']}`", "it has `id:` and `source:`, four blanks in"))
        settings[match["key"]] = match["value"]
        at += 1
    for key, mend in (
        ("id", "add a line `    id: short-name`, unique and for ever"),
        ("source", "add a line `    source: https://...` with the page that proves it"),
    ):
        if not settings.get(key):
            faults.append((first, f"this question has no `{key}`", mend))
    id = settings.get("id", "")
    if id and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id):
        faults.append((first, f"`{id}` is no id", "write small letters, digits and hyphens"))
    if settings.get("source") and not settings["source"].startswith("https://"):
        faults.append((first, "the source of this question is no web address", "write the whole address, from https:// on"))
    body, start = lines[at:], first + at
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
    question = Question(id, "choose", title, stem, settings.get("source", ""), first)
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
            return [(start, f"`[[{blank}]]` is no number", "write `[[= 63 +- 1 %]]`")]
    else:
        question.kind = "fill"
        question.answers = [word.strip() for word in blank.split("|")]
    if not question.reason:
        return [(start, "this question has no reason", "add a paragraph that begins with `> ` below the text")]
    return []
