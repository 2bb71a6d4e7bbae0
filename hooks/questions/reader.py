"""Read the questions and cases of a page, once, wherever they stand: on their own, in a box, in a tab, in a list.

    /// quiz | The question in one sentence?
        id: unique-for-ever
        source: https://docs.aws.amazon.com/...

    The case.

    - [ ] A wrong option
      > Why it is wrong, and where it would be right.
    - [x] The right option
      > Why.
    - [ ] Another
      > Why not.

    //// tab | Hint
    Which words decide?
    ////
    ///

Several `[x]`: choose N. Steps `1.`: put in order. Pairs `- a :: b`: match. One `[[8080]]` in the text:
fill in; `[[= 63 +- 1 %]]`: a number. Optional settings: `exams: mls-c01 3.2, mla-c02 2.1.3` where the
tasks differ from the page's, `see: page.md#heading` where another page explains it, `case: name`
for a question on a story above it as `/// case | Title` with `    id: name`, and
`fact: algorithms.xgboost.defaults.eta` where the answer repeats a cell of a data file: the build
compares the two.

What looks like a block and is none is told with its line; nothing is shown unread.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from common.problems import Problem, did_you_mean, nearest
from data.types import is_url
from source.page import Page

from questions.kinds import KINDS
from questions.kinds.base import Body, Fault, trimmed
from questions.kinds.typed import BLANK
from questions.question import Case, Question

_SLASHES = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>/{2,})[ \t]*(?P<words>.*?)[ \t]*$")
_HEAD = re.compile(r"^(?P<name>[\w-]+)[ \t]*(?P<bar>\|)?[ \t]*(?P<title>.*)$")
_SETTING = re.compile(r"^(?P<indent>\s*)(?P<key>\w+)(?P<colon>\s*[:=]\s*)(?P<value>.*?)\s*$")
_ODD = re.compile(r"^\s*(?![-*+>#|`] |/{2})[^\w\s#>|`]{1,4}\s*(?P<name>quiz|case)\s*[|:\uff5c]")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TASK = re.compile(r"^(?P<exam>[a-z0-9-]+) (?P<task>\d+\.\d+(\.[KS]?\d+)?)$")
_BLOCKS = {"quiz": "question", "case": "case"}
_OTHERS = ("note", "tip", "warning", "info", "admonition", "details", "caption", "html", "definition", "danger", "example")
_SETTINGS = {"quiz": ("id", "source", "exams", "see", "case", "fact"), "case": ("id",)}


@dataclass
class Place:
    """Where a block stands: its lines (from 1), its indent, and what was read there, None where it is broken."""

    first: int
    last: int
    indent: str
    read: Question | Case | None = None


@dataclass
class Reading:
    """What the blocks of a page say, and what is wrong with them."""

    questions: list[Question] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(page: Page) -> Reading:
    """Return the questions and cases of a page. Raises nothing: one with a fault is left out and told."""
    reader = _Reader(page)
    reader.run()
    return reader.reading


def same_ids(readings: dict[str, Reading]) -> list[Problem]:
    """Return the questions whose id another one has too; `readings` are by path relative to docs/."""
    first: dict[str, str] = {}
    found = []
    for uri, reading in sorted(readings.items()):
        for q in reading.questions:
            if q.id in first:
                what = f"the id `{q.id}` is that of a question in {first[q.id]} too"
                found.append(Problem(f"docs/{uri}", q.lines.get("id", q.line), what, "give each question an id of its own"))
            first.setdefault(q.id, f"docs/{uri}")
    return found


@dataclass
class _Opening:
    index: int
    indent: str
    marks: str
    name: str
    title: str


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page, self.reading = page, Reading()
        self.visible, self.lines = page.prose_lines, page.lines
        self.cases: dict[str, Case] = {}
        self.broken: set[str] = set()
        """The ids of cases with a fault, which their questions need not tell again."""

    def add(self, index: int, what: str, mend: str) -> None:
        """Tell a fault at the line with this index."""
        self.reading.problems.append(Problem(self.page.path, index + 1, what, mend))

    def run(self) -> None:
        i = self.page.front.lines
        while i < len(self.lines):
            seen = "//" in self.visible[i] and _SLASHES.match(self.visible[i])
            match = _SLASHES.match(self.lines[i]) if seen else None  # its title may hold code
            if match is None and (odd := _ODD.match(self.visible[i])):
                self.add(i, f"`{self.lines[i].strip()[:40]}` opens no {_BLOCKS[odd['name']]}", f"write `/// {odd['name']} | Title`")
            i = self.block(i, match) if match else i + 1
        if self.reading.problems:
            return
        asked = Counter(question.case.id for question in self.reading.questions if question.case)
        for case in self.reading.cases:
            if asked[case.id] < 2:
                mend = f"write `    case: {case.id}` in those that ask about it"
                self.add(case.line - 1, f"the case `{case.id}` has fewer than two questions", mend)

    def block(self, i: int, match: re.Match[str]) -> int:
        """Read the block that a line with slashes opens; return the index of the line behind it."""
        marks, words = match["marks"], match["words"]
        head = _HEAD.match(words)
        if not words:
            if len(marks) > 2:
                self.add(i, f"this `{marks}` closes nothing", "remove it, or write the line that opens its block")
            return i + 1
        name = head["name"] if head else ""
        known = name in _BLOCKS
        if len(marks) == 2:
            if known:
                self.add(i, f"`//` opens no {_BLOCKS[name]}", f"write three slashes: `/// {words}`")
                last = next((j for j in range(i + 1, len(self.lines)) if self.lines[j].strip() in ("//", "///")), i)
                self.reading.places.append(Place(i + 1, last + 1, match["indent"]))
                return last + 1
            return i + 1
        end = self.closing(i, match["indent"], marks)
        if not known:
            self.unknown(i, name, words)
            self.reading.places.append(Place(i + 1, (i if end is None else end) + 1, match["indent"]))
            return i + 1 if end is None else end + 1
        if end is None:
            below = "its last option" if name == "quiz" else "its text"
            self.add(i, f"this {_BLOCKS[name]} is never closed", f"add a line `{marks}` below {below}")
        elif head is not None:
            title = head["title"] if head["bar"] else ""
            bare = re.sub(r"^[\s:|\uff5c\u2013-]+", "", head["title"])
            if bare and not head["bar"]:
                self.add(i, f"this {_BLOCKS[name]} has no bar before its title", f"write `{marks} {name} | {bare}`")
            self.take(_Opening(i, match["indent"], marks, name, title or bare), end)
        if end is None:
            behind = self.give_up(i)
            self.reading.places.append(Place(i + 1, behind, match["indent"]))
            return behind
        return end + 1

    def closing(self, opening: int, indent: str, marks: str) -> int | None:
        """Return the index of the line that closes a block; None where it is open at the end of its container."""
        hints = 0
        for j in range(opening + 1, len(self.lines)):
            line = self.visible[j]
            if line.strip() == marks:
                if not hints:
                    return j
                hints -= 1
                continue
            if self.lines[j].strip() and len(indent) >= 4 and not self.lines[j].startswith(" " * (len(indent) // 4 * 4)):
                return None
            inner = _SLASHES.match(line)
            if inner and len(inner["marks"]) == len(marks):
                if inner["words"].startswith(tuple(_BLOCKS)):
                    return None
                hints += inner["words"].startswith("tab")
        return None

    def give_up(self, opening: int) -> int:
        """Return where to read on behind a block that is never closed: the next block or heading."""
        for j in range(opening + 1, len(self.lines)):
            match = _SLASHES.match(self.visible[j])
            if self.visible[j].startswith("#") or (match and match["words"].startswith(tuple(_BLOCKS))):
                return j
        return len(self.lines)

    def unknown(self, i: int, name: str, words: str) -> None:
        """Tell a block that this site does not have."""
        if name == "tab":
            self.add(i, "this hint stands outside its question", "move it into the question, right above its last `///`")
        elif name.casefold() in _OTHERS:
            self.add(i, f"this site has no block `{name}`", 'write `!!! note "Title"` and indent its text by four blanks')
        else:
            near = nearest(name, _BLOCKS)
            mend = f"did you mean `{near}`?" if near else "the blocks of this site are `/// quiz | Title` and `/// case | Title`"
            self.add(i, f"there is no block `{name or words[:30]}`", mend)

    def take(self, at: _Opening, end: int) -> None:
        """Read one block from its opening to its closing line."""
        width = len(at.indent.expandtabs(4))
        rows = range(at.index + 1, end)
        lines = [_dedented(self.lines[j], width) for j in rows]
        visible = [_dedented(self.visible[j], width) for j in rows]
        before = len(self.reading.problems)
        self.incomplete = False
        settings, where, taken = self.settings(at, lines)
        body = Body(lines[taken:], visible[taken:], at.index + 2 + taken)
        found: Question | Case | None = self.case(at, settings, body) if at.name == "case" else self.question(at, settings, where, body)
        if len(self.reading.problems) > before:
            self.broken |= {settings.get("id", "")} if at.name == "case" else set()
            found = None
        elif isinstance(found, Case):
            self.reading.cases.append(found)
            self.cases[found.id] = found
        elif found is not None:
            self.reading.questions.append(found)
        self.reading.places.append(Place(at.index + 1, end + 1, at.indent, found))

    def settings(self, at: _Opening, lines: list[str]) -> tuple[dict[str, str], dict[str, int], int]:
        """Return the settings, their lines in the file, and how many lines they take."""
        settings: dict[str, str] = {}
        where: dict[str, int] = {}
        known = _SETTINGS[at.name]
        taken = 0
        while taken < len(lines) and (match := _SETTING.match(lines[taken])) and (match["indent"] or match["key"] in known):
            index, key, value = at.index + 1 + taken, match["key"], match["value"]
            if key not in known:
                self.add(index, f"a {_BLOCKS[at.name]} has no `{key}`", did_you_mean(key, known))
            elif key in settings:
                self.add(index, f"`{key}` appears here a second time", "keep one of the two")
            elif value and not re.fullmatch(r":\s+", match["colon"]):
                self.add(
                    index, f"`{lines[taken].strip()}` is not read as a setting", f"write `{key}: {value}`, with a blank behind the colon"
                )
            settings[key] = value
            where[key] = index + 1
            taken += 1
        below = next((k for k in range(taken, len(lines)) if lines[k].strip()), None)
        late = _SETTING.match(lines[below]) if below is not None and below > taken else None
        if late and late["indent"] and late["key"] in known and late["key"] not in settings and below is not None:
            self.add(at.index + 1 + below, f"the setting `{late['key']}` stands behind a blank line", "remove the blank line above it")
            settings[late["key"]] = late["value"]
            where[late["key"]] = at.index + 2 + below
            self.incomplete = True
        elif taken < len(lines) and lines[taken].strip():
            what = f"the settings of this {_BLOCKS[at.name]} run into its text"
            self.add(at.index + 1 + taken, what, "put a blank line behind the last setting")
            self.incomplete = True
        id = settings.get("id", "")
        if id and not _ID.fullmatch(id):
            self.add(where["id"] - 1, f"`{id}` is not an id", "write small letters, digits and hyphens")
        return settings, where, taken

    def case(self, at: _Opening, settings: dict[str, str], body: Body) -> Case:
        stem, line = trimmed(body.lines, body.first)
        if not at.title:
            self.add(at.index, "this case has no title", "write `/// case | What it is about`")
        if not settings.get("id") and not self.incomplete:
            self.add(at.index, "this case has no `id`", "add a line `    id: short-name`; its questions name it with `case:`")
        if not stem:
            self.add(at.index, "this case has no text", "tell it in the lines below, after a blank line")
        return Case(settings.get("id", ""), at.title, stem, at.index + 1, line)

    def question(self, at: _Opening, settings: dict[str, str], where: dict[str, int], body: Body) -> Question | None:
        if not at.title:
            self.add(at.index, "this question has no title", "write `/// quiz | The question in one sentence?`")
        for key, mend in (
            ("id", "add a line `    id: short-name`, unique and for ever"),
            ("source", "add a line `    source: https://...` with the page that proves it"),
        ):
            if not settings.get(key) and not self.incomplete:
                self.add(where.get(key, at.index + 1) - 1, f"this question has no `{key}`", mend)
        exams = self.exams(settings, where)
        self.check_settings(settings, where)
        hint, hint_line = self.hint(body, at.marks)
        if re.search(r"(?<!\*)\bNOT\b(?!\*)", at.title):
            self.add(at.index, "a NOT is easily overread", "write `**NOT**`, or turn the question round")
        for i, line in enumerate(body.visible):
            underlined = bool(re.fullmatch(r"(?:-{2,}|={2,})\s*", line)) and i > 0 and bool(body.visible[i - 1].strip())
            if re.match(r"#{1,6} ", line) or underlined:
                self.add(body.line(i) - 1, "a question has no headings", "move the heading above the question, or write it in bold")
            if re.search(r"\b(all|none) of the above\b", line, re.IGNORECASE):
                self.add(body.line(i) - 1, "an option says all or none of the above", "name what is right instead")
            if re.search(r"(?<!\*)\bNOT\b(?!\*)", line):
                self.add(body.line(i) - 1, "a NOT is easily overread", "write `**NOT**`, or turn the question round")
        kind = next((kind for kind in KINDS.values() if kind.claims(body)), None)
        if kind is None:
            self.add(at.index, *self.without_answer(body))
            return None
        question = Question(
            settings.get("id", ""), kind.name, at.title, "", settings.get("source", ""), at.index + 1,
            hint=hint, exams=exams, see=settings.get("see", ""), case=self.cases.get(settings.get("case", "")),
            fact=settings.get("fact", ""), lines=where, hint_line=hint_line,
        )  # fmt: skip
        faults: list[Fault] = kind.read(body, question)
        question.stem, question.stem_line = body.stem, body.stem_line
        if not question.stem:
            faults.append((body.first, "this question has no text before its options", "tell the case in one to four sentences"))
        for number, what, mend in faults:
            self.add(number - 1, what, mend)
        return question

    @staticmethod
    def without_answer(body: Body) -> tuple[str, str]:
        """Say what is wrong with a question of no kind."""
        blanks = sum(len(BLANK.findall(line)) for line in body.visible)
        if blanks > 1:
            return f"this question has {blanks} answers to be typed", "ask for one, or make a question of each"
        if any(BLANK.search(line) for line in body.lines):
            return "the answer of this question stands in code, where it is text", "write `[[answer]]` outside backticks"
        return (
            "this question has no answer",
            "add options `- [ ] ...` and `- [x] ...`, steps `1. ...`, pairs `- a :: b`, or one `[[answer]]` in the text",
        )

    def exams(self, settings: dict[str, str], where: dict[str, int]) -> dict[str, list[str]]:
        """Read `mls-c01 3.2, mla-c02 2.1`; hooks/exam_tasks.py knows the tasks."""
        found: dict[str, list[str]] = {}
        for part in settings["exams"].split(",") if settings.get("exams") else []:
            match = _TASK.match(part.strip())
            if not match:
                self.add(
                    where["exams"] - 1,
                    f"`{settings['exams']}` names no tasks or skills of exams",
                    "write `exams: mls-c01 3.2, mla-c02 2.1.3`",
                )
                return {}
            found.setdefault(match["exam"], []).append(match["task"])
        return found

    def check_settings(self, settings: dict[str, str], where: dict[str, int]) -> None:
        case, source, see = settings.get("case"), settings.get("source"), settings.get("see", "")
        if case and case not in self.cases and case not in self.broken:
            mend = did_you_mean(case, self.cases) if self.cases else "write it first: `/// case | Title`"
            self.add(where["case"] - 1, f"there is no case `{case}` above", mend)
        if source and not is_url(source):
            self.add(where["source"] - 1, "the source of this question is not a web address", "write the whole address, from https:// on")
        if see and not re.fullmatch(r"[^\s\[\]()]+\.md(#\S+)?", see):
            path = re.search(r"\(([^)\s]+)\)", see)
            self.add(where["see"] - 1, f"`{see}` is not the path of a page", f"write `see: {path[1] if path else '../data/s3.md#heading'}`")

    def hint(self, body: Body, marks: str) -> tuple[str, int]:
        """Take the hint out of the text of a question, and return it with its line."""
        at = next((k for k, line in enumerate(body.visible) if re.match(r"/{3,} *\S", line)), None)
        if at is None:
            return "", 0
        match = _SLASHES.match(body.visible[at])
        assert match is not None
        if not re.fullmatch(r"tab *\| *hint", match["words"], re.IGNORECASE):
            self.add(body.line(at) - 1, f"a question has no block `{match['words'][:30]}`", "write `//// tab | Hint`")
        elif match["marks"] == marks:
            self.add(
                body.line(at) - 1, "a hint has one slash more than its question", f"write `{marks}/ tab | Hint`, and `{marks}/` below it"
            )
        closing = next((k for k in range(at + 1, len(body.lines)) if body.visible[k].strip() == match["marks"]), None)
        if closing is None:
            self.add(body.line(at) - 1, "this hint is never closed", f"add a line `{match['marks']}` below it")
            body.lines, body.visible = body.lines[:at], body.visible[:at]
            return "", 0
        hint, line = trimmed(body.lines[at + 1 : closing], body.line(at + 1))
        if not hint:
            self.add(body.line(at) - 1, "this hint is empty", "say in it which words decide, not which option")
        for k in range(closing + 1, len(body.lines)):
            if body.lines[k].strip():
                self.add(body.line(k) - 1, "there is text below the hint", "move the hint to the end, right above `///`")
                break
        body.lines, body.visible = body.lines[:at], body.visible[:at]
        return hint, line


def _dedented(line: str, width: int) -> str:
    """Return a line without the first `width` blanks of its indent."""
    blanks = len(line) - len(line.lstrip(" "))
    return line[min(blanks, width) :]
