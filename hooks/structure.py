"""A second opinion on every page: what GitHub's own parser reads in it, held against what this site shows.

Markdown has dialects, and Python-Markdown never complains: a list without its blank line, a paragraph that has
lost its list, a fence closed wrongly comes out as something else, in silence. cmark-gfm, which GitHub renders
with, reads each page too, with the lines of every block. Both must give the same blocks with the same text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from cmarkgfm import cmark
from common.html import Leaf, parse
from common.problems import Problem
from expansion import Line
from pydantic import TypeAdapter
from questions import layout
from questions.question import Case
from source.boxes import boxes
from source.scan import fences

_OPTIONS = cmark.Options.CMARK_OPT_SOURCEPOS | cmark.Options.CMARK_OPT_UNSAFE
_EXTENSIONS = ["table", "strikethrough", "autolink"]
_ATTRIBUTES = re.compile(r"(?<=\))\{[^}\n]*\}|(?<=\S) +\{:? *#[\w-]+ *\}(?= *$)")
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
_OPENS = re.compile(r"^\s*<(?P<tag>[a-z]+)\b[^<>]*\smarkdown\b[^<>]*>\s*$")
_CLOSES = re.compile(r"^\s*</(?P<tag>[a-z]+)>\s*$")


def plain(lines: list[Line], find: Callable[[str], layout.Shown | Case]) -> list[Line]:
    """Return the Markdown of a page as GitHub's parser can read it.

    Boxes, tabs and questions are this site's own: their text is moved to the margin, the titles and the short texts
    of a question become headings of the sixth level, which hold words and no blocks.
    """
    lines = _without_boxes(_without_drawings(_without_tables(lines)))
    written: list[Line] = []
    under: list[Line] = []
    for line in lines:
        if not layout.is_mark(line.text):
            written.append(line)
            continue
        if key := layout.key_of(line.text):
            shown = find(key)
            indent = line.text[: len(line.text) - len(line.text.lstrip())]
            title = shown.title if isinstance(shown, Case) else shown.question.title
            written += _short([(title, line.number)], indent)
            under = [] if isinstance(shown, Case) else _short(_texts(shown), indent)
        elif line.text.strip("/ ") != "hint" and len(line.text.strip()) == 7:
            written += under
            under = []
        else:
            written.append(Line("", line.number))
    return written


_CAPTION = re.compile(r"^ *Table: (?P<words>[\w ,.:;()'/-]+)$")


def made_tables(lines: list[Line]) -> frozenset[str]:
    """Return the captions of the tables that the build has made: they need no second opinion, and are many."""
    captions = [(match["words"], line.made) for line in lines if (match := _CAPTION.match(line.text))]
    return frozenset(words for words, made in captions if made and (words, False) not in captions)


def _without_tables(lines: list[Line]) -> list[Line]:
    """Leave out the tables that the build has made."""
    made = made_tables(lines)
    kept: list[Line] = []
    inside = False
    for line in lines:
        match = _CAPTION.match(line.text) if made and line.made else None
        inside = bool(match and match["words"] in made) or (inside and (not line.text.strip() or line.text.lstrip().startswith("|")))
        kept.append(Line("", line.number, line.made) if inside else line)
    return kept


def _texts(shown: layout.Shown) -> list[tuple[str, int]]:
    """Return the short texts of a question with their lines, in the order of the page."""
    q = shown.question
    found = [part for o in q.options for part in ((o.text, o.line), (o.answer, o.line), (o.reason, o.reason_line))]
    return [(words, line) for words, line in [*found, (q.reason, q.reason_line)] if words]


def _short(texts: list[tuple[str, int]], indent: str) -> list[Line]:
    return [Line(text, number) for words, number in texts for text in ("", f"{indent}###### {words}", "")]


def _without_drawings(lines: list[Line]) -> list[Line]:
    """Leave the source of diagrams out: the page shows a drawing in its place."""
    kept = list(lines)
    for fence in fences([line.text for line in lines]):
        if fence.language == "mermaid":
            for i in range(fence.start, (fence.end or len(lines) + 1) - 1):
                kept[i] = Line("", lines[i].number, lines[i].made)
    return kept


def _without_boxes(lines: list[Line]) -> list[Line]:
    """Move the text of boxes and tabs to the margin; the title of a box becomes a heading."""
    texts = [line.text for line in lines]
    visible = list(texts)
    for fence in fences(texts):
        for i in range(fence.start - 1, fence.end or len(texts)):
            visible[i] = ""
    wrappers = _wrappers(visible)
    shift = [0] * len(lines)
    heads: dict[int, tuple[int, str]] = {}
    ends: set[int] = set()
    for box in boxes(visible, texts):
        if not box.read:
            continue
        for i in range(box.line, box.end):
            shift[i] += 4
        first = re.match(r"[\w-]+", box.head.removeprefix(box.mark).strip())
        default = first.group().capitalize() if first else ""
        title = "" if box.tab else default if box.title is None else box.title
        heads[box.line - 1] = box.indent, f"###### {title}" if title else ""
        ends.add(box.end - 1)
    written = []
    for i, line in enumerate(lines):
        text = line.text
        if i in heads:
            indent, title = heads[i]
            head = " " * (indent - shift[i]) + title if title else ""
            written += [Line(text, line.number, line.made) for text in ("", head, "")]
        elif i in wrappers:
            written.append(Line("", line.number, line.made))
        else:
            moved = text[shift[i] :] if text[: shift[i]].isspace() or not shift[i] else text
            if visible[i]:
                moved = _ATTRIBUTES.sub("", moved) if "{" in moved else moved
                if moved.lstrip().startswith("|"):
                    # In a table GitHub wants a bar in code to be escaped, and this site does not.
                    moved = _CODE.sub(lambda code: re.sub(r"(?<!\\)\|", r"\\|", code.group()), moved)
            written.append(Line(moved, line.number, line.made))
        if i in ends:
            written.append(Line("", line.number, line.made))  # what follows is no more part of the box
    return written


def _wrappers(visible: list[str]) -> set[int]:
    """Return the lines of tags whose inside this site reads as Markdown (`<div markdown>`), and of their ends."""
    found: set[int] = set()
    open_tags: list[str] = []
    for i, line in enumerate(visible):
        opening, closing = _OPENS.match(line), _CLOSES.match(line)
        if opening:
            open_tags.append(opening["tag"])
            found.add(i)
        elif closing and open_tags and open_tags[-1] == closing["tag"]:
            open_tags.pop()
            found.add(i)
    return found


@dataclass(frozen=True)
class Placed:
    """A block of the page with the lines of the file it came from; `made` is True where the build wrote it."""

    leaf: Leaf
    first: int
    last: int
    made: bool


@dataclass(frozen=True)
class Difference:
    """A block that GitHub reads otherwise: what is wrong with it, and its lines."""

    problem: Problem
    first: int
    last: int


@dataclass
class Compared:
    """The blocks of a page with their lines, and where the two readings differ.

    `tables` are the first and the last line of each table that stands in the source.
    """

    placed: list[Placed]
    differences: list[Difference]
    tables: list[tuple[int, int]]


COMPARED = TypeAdapter(Compared)
"""How `Compared` is kept from build to build."""


def compare(path: str, source: list[str], lines: list[Line], ours: list[Leaf]) -> Compared:
    """Hold what the site shows of a page against GitHub's reading.

    `source` are the lines of the file, `lines` come from `plain`, `ours` are the blocks of the page's HTML.
    """
    theirs = read(lines)
    spans = _spans(theirs, lines)
    shown = [leaf for leaf in ours if leaf.kind != "aside"]
    a, b = [leaf.key for leaf in shown], [leaf.key for leaf in theirs]
    partner: dict[int, int] = {}
    differences: list[Difference] = []
    if a == b:
        partner = {i: i for i in range(len(a))}
    else:
        words_a, words_b = [leaf.text for leaf in shown], [leaf.text for leaf in theirs]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, words_a, words_b, autojunk=False).get_opcodes():
            if tag == "equal" or i2 - i1 == j2 - j1:
                partner |= dict(zip(range(i1, i2), range(j1, j2), strict=True))
        differences = _differences(path, source, shown, theirs, spans, partner)
    placed: list[Placed] = []
    at = 0
    for leaf in ours:
        if leaf.kind == "aside":
            placed.append(Placed(leaf, placed[-1].first, placed[-1].last, placed[-1].made) if placed else Placed(leaf, 1, 1, False))
        else:
            placed.append(Placed(leaf, *(spans[partner[at]] if at in partner else _between(at, partner, spans, len(source)))))
            at += 1
    tables: list[tuple[int, int]] = []
    for leaf, (first, last, made) in zip(theirs, spans, strict=True):
        if leaf.kind == "tr" and leaf.position and not made:
            if leaf.head or not tables:
                tables.append((first, last))
            else:
                tables[-1] = (tables[-1][0], last)
    return Compared(placed, differences, tables)


def _between(at: int, partner: dict[int, int], spans: list[tuple[int, int, bool]], end: int) -> tuple[int, int, bool]:
    """Return the lines among which a block stands that GitHub does not have: from the one before it to the one behind it."""
    above = max((i for i in partner if i < at), default=None)
    below = min((i for i in partner if i > at), default=None)
    first = spans[partner[above]][0] if above is not None else 1
    return first, max(first, spans[partner[below]][1] if below is not None else end), False


def read(lines: list[Line]) -> list[Leaf]:
    """Return the blocks that GitHub's parser finds, with their lines among `lines`."""
    text = "\n".join(line.text for line in lines) + "\n"
    made = cmark.markdown_to_html_with_extensions(text, options=_OPTIONS, extensions=_EXTENSIONS)
    return [leaf for leaf in parse(made).leaves(brief=True) if leaf.kind != "aside"]


def _spans(leaves: list[Leaf], lines: list[Line]) -> list[tuple[int, int, bool]]:
    """Return the lines of the file that each block came from, and whether the build wrote it.

    The parser gives no lines for HTML that stands in the source: that lies between its neighbours.
    """
    at = [min(max(n, 1), len(lines)) - 1 for leaf in leaves for n in leaf.position or (0, 0)]
    spans: list[tuple[int, int, bool]] = []
    for i, leaf in enumerate(leaves):
        if leaf.position:
            first, last = lines[at[2 * i]], lines[at[2 * i + 1]]
            spans.append((first.number, max(first.number, last.number), first.made))
            continue
        above = spans[-1][1] if spans else lines[0].number
        below = next((lines[at[2 * j]].number for j in range(i + 1, len(leaves)) if leaves[j].position), lines[-1].number)
        spans.append((min(above + 1, below), max(above, below + 1), False))
    return spans


def _differences(
    path: str, source: list[str], ours: list[Leaf], theirs: list[Leaf], spans: list[tuple[int, int, bool]], partner: dict[int, int]
) -> list[Difference]:
    """Return each block that GitHub reads otherwise; what only follows from another is left out."""
    found: dict[int, Difference] = {}
    broken: set[int] = set()
    matched = {j: i for i, j in partner.items()}
    later: list[int] = []
    for j, leaf in enumerate(theirs):
        mine = ours[matched[j]] if j in matched else None
        if mine is not None and mine.key == leaf.key:
            continue
        if mine is not None and mine.text == leaf.text and mine.kind == leaf.kind and len(mine.place) == len(leaf.place):
            later.append(j)  # another number or another beginning of an item: mostly a consequence
            continue
        below = theirs[j + 1] if j + 1 < len(theirs) else None
        if mine is None and (not leaf.text or (leaf.kind == "p" and leaf.position is None)):
            continue  # a picture that stands in a paragraph here and in none there
        runs_on = below is not None and len(below.place) > len(leaf.place) and spans[j + 1][0] <= spans[j][1] + 1
        if mine is None and runs_on:
            continue  # the beginning of a paragraph into which a list runs on
        if leaf.kind == "tr":
            rows = [span for other, span in zip(theirs, spans, strict=True) if other.kind == "tr" and other.top == leaf.top]
            if leaf.top in broken:
                continue  # one word for a table
            _tell(found, broken, path, source, leaf, mine, (spans[j][0], rows[-1][1], spans[j][2]))
            continue
        _tell(found, broken, path, source, leaf, mine, spans[j])
    for j in later:
        if theirs[j].top not in broken and theirs[j].top - 1 not in broken:
            _tell(found, broken, path, source, theirs[j], ours[matched[j]], spans[j])
    if not found:
        extra = next((i for i in range(len(ours)) if i not in partner), None)
        if extra is not None:
            before = max((partner[i] for i in range(extra) if i in partner), default=-1)
            line = spans[before][1] if before >= 0 else 1
            mend = "write it on a line of its own, with a blank line around it"
            problem = Problem(path, line, f"this page shows `{ours[extra].text[:60]}` and GitHub does not", mend)
            found[line] = Difference(problem, line, line)
    return list(found.values())


_UNREAD = "this list is not read"
_LEAVES = "this leaves its list here"
_RUNS_ON = "a list runs on inside a paragraph"
_INSIDE = "Markdown inside HTML is not read here"
_ONCE = (_UNREAD, _LEAVES, _RUNS_ON)


def _tell(
    found: dict[int, Difference], broken: set[int], path: str, source: list[str], leaf: Leaf, mine: Leaf | None, span: tuple[int, int, bool]
) -> None:
    line, what, mend = _explain(source, leaf, mine, span)
    if leaf.top in broken and what.startswith(_ONCE):
        return  # the rest of the same list
    if what.startswith(_INSIDE) and any(other.problem.mend == mend for other in found.values()):
        return  # the rest of what stands inside the same tag
    broken.add(leaf.top)
    found.setdefault(line, Difference(Problem(path, line, what, mend), span[0], span[1]))


def _explain(source: list[str], leaf: Leaf, mine: Leaf | None, span: tuple[int, int, bool]) -> tuple[int, str, str]:
    """Say at which line, and why, a block comes out otherwise than on GitHub, and how to write it."""
    first = span[0]
    text = source[first - 1].strip() if first <= len(source) else ""
    words = (leaf.text or text)[:50]
    inside = next((line for line in reversed(source[:first]) if re.match(r"\s*</?[a-z]+\b[^>]*>\s*$", line)), "")
    if re.match(r"\s*<(?!.*\smarkdown\b)[a-z]", inside):
        return (
            first,
            f"{_INSIDE}: `{words}`",
            f"add `markdown` to the tag above it, or leave the tag out: `{inside.strip()[:40]}`",
        )
    number = re.match(r"(\d+)\)\s", text)
    bullet = re.match(r"(?:[-*+]|\d+[.)])\s", text)
    if number:
        return first, f"{_UNREAD}: `{text[:50]}`", f"write `{number[1]}.` with a full stop"
    if leaf.place and bullet and (mine is None or not mine.place):
        return (
            first,
            f"{_RUNS_ON}: `{text[:50]}`",
            ("put a blank line before the list; a dash at the beginning of a line moves to the end of the line above"),
        )
    if leaf.place and mine is not None and len(mine.place) < len(leaf.place):
        what = "this nested list is indented by fewer than four blanks and comes out flat" if bullet else f"{_LEAVES}: `{words}`"
        return first, what, "indent it by four blanks for every level"
    if leaf.place and mine is None:
        return first, f"{_LEAVES}: `{words}`", "indent what belongs to an item by four blanks for every level"
    if mine is not None and mine.kind == leaf.kind and mine.text == leaf.text:
        return first, *_another_list(mine, leaf, text)
    if leaf.text.startswith("#") and leaf.kind == "p":
        return first, f"this is a heading here and text on GitHub: `{text[:50]}`", "put a blank behind the last `#`"
    if mine is not None and mine.kind == leaf.kind:
        here = _first_difference(mine.text, leaf.text)
        return first, f"GitHub shows `{here[1]}` where this site shows `{here[0]}`", "write what is code or has brackets in backticks"
    kind = {"code": "code", "tr": "a row of a table", "p": "a paragraph", "hr": "a line"}.get(leaf.kind, "a heading")
    return (
        first,
        f"GitHub reads {kind} here and this site does not: `{words}`",
        "put a blank line before and behind it, and indent it by four blanks where it belongs to a list",
    )


def _another_list(mine: Leaf, leaf: Leaf, text: str) -> tuple[str, str]:
    """Say how the lists differ in which two readings see the same text."""
    ours, theirs = (place[-1].lstrip("*^") if place else "" for place in (mine.place, leaf.place))
    if ours.isdigit() and theirs.isdigit():
        return (
            f"this is number {ours} here and number {theirs} on GitHub: `{text[:50]}`",
            "begin the list with `1.`, and put text between two lists",
        )
    return f"this runs into the list above: `{text[:50]}`", "put a blank line before it, or a line of text between two lists"


def _first_difference(ours: str, theirs: str) -> tuple[str, str]:
    """Return a few words from where two texts begin to differ."""
    at = next((i for i, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y), min(len(ours), len(theirs)))
    at = ours.rfind(" ", 0, at) + 1
    return ours[at : at + 40] or "nothing", theirs[at : at + 40] or "nothing"
