"""Find Markdown that renders, but not as its author meant.

Python-Markdown never complains: a wrong indent, a missing blank line or a misspelt marker comes
out as plain text. Each such slip can be seen in the source, or leaves a mark in the text of the page;
structure.py finds what neither shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import allowed
from common.html import Html
from common.problems import Problem, nearest
from questions import layout
from questions.reader import Reading
from source.boxes import faults as box_faults
from source.page import Page
from structure import Compared, Placed

# --- in the source -----------------------------------------------------------------------------

_IN_SOURCE = [
    (("[^",), r"(?<!\\)!?\[\^[^\]\s]+\]:?", "this site has no footnotes", "write the words here, or a link: `[title](https://...)`"),
    (
        ("$", "\\(", "\\["),
        r"(?<!\\)\$\$(?:[^$]*\$\$)?|(?<![\w\\])\\[(\[](?=[^)\]\n]*[\\^_{=+])[^\n]*?\\[)\]]|(?<![\\\w$])\$(?=[^\s$])[^$\n]*[\\^_{}][^$\n]*(?<=[^\s\\])\$(?!\w)",
        "this site has no formulas",
        "write it as code, `a / b`, or with signs such as x²",
    ),
    (
        (":material", ":fontawesome", ":octicons", ":simple"),
        r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:",
        "this site has no icons in text",
        "write the word",
    ),
    (("[!",), r"^[ \t]*(?:>[ \t]*)?\[!\w+\]", "this box is GitHub's own", 'write `!!! note "Title"` and indent its text by four blanks'),
    (("\n:",), r"^:\s{1,3}\S.*$", "this site has no definition lists", "write `**Term**: its meaning`, or a table"),
    (("\\\n",), r"(?<=[^\\\s])\\$", "a backslash does not break a line here", "put two blanks at its end, or `<br>`"),
    (
        ("$",),
        r"(?<![\w$\\])\$[A-Za-z](?:[\w ^+*/=<>-]*\w)?\$(?![\d\w]*\$)",
        "this site has no formulas",
        "write it as code, `a / b`, or with signs such as x²",
    ),
    (
        (":",),
        r":(?<![\w:]:)(?!material-|fontawesome-|octicons-|simple-)[a-z][a-z0-9_+-]+:(?![\w:`])",
        "this site has no names for signs",
        "write the sign itself, or the word",
    ),
    (
        ("!!", "??"),
        r"^ *(?:!!|!{4,}|\?\?|\?{4,})\+? ?[\w-]+ +[\"\u201c].*",
        "this is no box",
        'write `!!! note "Title"`, or `??? note "Title"` for one that is folded',
    ),
    ((":::",), r"^ *:{3,} *\w.*", "this site has no boxes of this kind", 'write `!!! note "Title"` and indent its text by four blanks'),
    ((".. ",), r"^ *\.\. [\w-]+::", "this site has no directives of this kind", 'write `!!! note "Title"` for a box, or plain Markdown'),
    (("*[",), r"^\*\[[^\]\n]+\]:.*", "a page has no abbreviations of its own", "add the term to docs/reference/glossary.yml"),
    (("[TOC]", "[toc]", "TOC_"), r"^\[(?:TOC|toc)\]$|\[\[_?TOC_?\]\]", "the list of headings is made for you", "remove it"),
    (
        ("{",),
        r"\{[{%<][^{}\n]*[}%>]\}|\{(?:>>|\+\+|--|~~)[^{}\n]*\}",
        "marks of a template show as plain text",
        "put them in backticks, or remove them",
    ),
    (
        ("==", "%%"),
        r"(?<![=\w])==[^=\s](?:[^=\n]*[^=\s])?==(?!=)|%%[^%\n]+%%",
        "these marks show as plain text",
        "write `**bold**`, or remove them",
    ),
    (("<!-",), r"<!-(?!-)[^>\n]*>?", "this comment is not read as one", "begin it with `<!--` and end it with `-->`"),
    (
        ("•", "◦", "▪", "‣", "\xa0", "."),
        r"^ *(?:[•◦▪‣]|[-*+]\u00a0|\d{1,2}\.(?=[A-Z][a-z]))",
        "this list is not read",
        "write `- ` or `1. `, with a plain blank behind it",
    ),
    (("--8<--",), r"--8<--", "this site includes no files", "write the text here"),
    (("\t",), r"\t", "there is a tab character", "use four blanks"),
    (
        ("h",),
        r"h(?<![\w/:.]h)(?:(?:tps?|tttps?|https?|ttps?(?=:/(?!/))):/{1,2}|ttps?//)\S+",
        "an address is misspelt",
        "write `https://`",
    ),
    (("ttp",), r"t(?<![\w/:.]t)tps?:/{1,2}\S+", "an address is misspelt", "write `https://`"),
]
"""Patterns over the source outside code and comments: what a text must hold for one to match, the pattern, what is wrong, how to mend it.

One that begins with a letter or a sign, and looks back behind it, is four times as fast as one that looks back first.
"""

_SOURCE = [(signs, re.compile(pattern, re.MULTILINE), what, mend) for signs, pattern, what, mend in _IN_SOURCE]
_TASK = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[[ xX]?\]\s")
_WIKI = re.compile(r"!?\[\[[A-Za-z_][^\[\]\n,]*\]\]")
_INFO = re.compile(r"(?:[\w#.+-]*|\{[^}]*\})(?:[ \t]+[\w-]+=\"[^\"]*\")*")
_VOID = frozenset(["area", "base", "col", "embed", "img", "input", "link", "meta", "source", "track"])
_TAG = re.compile(r"(?<!\]\()</?([A-Za-z][\w.:-]*)([^<>\n]*)>")


def check_source(page: Page, reading: Reading) -> list[Problem]:
    """Return what can be seen in the source: fences, boxes, marks of other dialects, tags that are none."""
    problems = box_faults(page.boxes, page.path)

    def add(line: int, what: str, mend: str) -> None:
        problems.append(Problem(page.path, line, what, mend))

    for fence in page.fences:
        if fence.end is None:
            add(fence.start, "this code fence is never closed", "add a line with the same marks and indent below the code")
        elif not _INFO.fullmatch(fence.info):
            add(
                fence.start,
                f"these marks of code are not read: `{fence.info[:40]}`",
                "write nothing behind them but the language, such as `python`",
            )
        elif fence.language == "math":
            add(fence.start, "this site has no formulas", "write it as code, `a / b`, or with signs such as x²")
        elif fence.language != "mermaid" and nearest(fence.language, ["mermaid"], likeness=0.7):
            add(fence.start, f"there is no language `{fence.language}`", "did you mean `mermaid`?")
    closed = {name.lower() for name in re.findall(r"</([A-Za-z][\w.:-]*)\s*>", page.prose)}
    asked = {number for place in reading.places for number in range(place.first, place.last + 1)}
    for signs, pattern, what, mend in _SOURCE:
        for match in pattern.finditer(page.prose) if any(sign in page.prose for sign in signs) else ():
            words = match.group().strip().split("\n")[0]
            add(page.prose.count("\n", 0, match.start()) + 1, f"{what}: `{words[:60]}`" if words else what, mend)
    for number, line in enumerate(page.prose_lines, 1):
        if "[" in line and number not in asked and _TASK.match(line):
            mend = "write a plain list; the options of a question stand between `/// quiz | Title` and `///`"
            add(number, "this site has no task lists", mend)
        wiki = _WIKI.search(line) if "[[" in line and number not in asked else None
        if wiki:
            mend = "write `[words](page.md)`, or `![words](picture.svg)`"
            add(number, f"this site has no links of this kind: `{wiki.group()[:60]}`", mend)
        for tag in _TAG.finditer(line) if "<" in line else ():
            if _vanishes(tag, closed):
                mend = f"write it in backticks, or as `&lt;{tag[1]}&gt;`; close it if it is HTML"
                add(number, f"`{tag.group()[:40]}` vanishes from the page", mend)
    return problems


def _vanishes(tag: re.Match[str], closed: set[str]) -> bool:
    """Say whether what stands between angle brackets is no element: no such name, or one that is never closed.

    `closed` are the names that the page closes somewhere.
    """
    name, rest = tag[1].lower(), tag[2].strip()
    if tag.group().startswith("</") or name.startswith(("http", "mailto")) or "@" in tag.group():
        return False
    if name in ("br", "hr", "wbr") or rest.endswith("/"):
        return name not in allowed.HTML
    return name not in allowed.HTML or (not rest if name in _VOID else name not in closed)


def check_tables(page: Page, tables: list[tuple[int, int]]) -> list[Problem]:
    """Return the rows of tables that have too many or too few cells; `tables` are their lines."""
    problems = []
    for first, last in tables:
        while first < last and not re.fullmatch(r"[\s|:-]+", page.lines[first]):
            first += 1  # a table right below a paragraph begins behind it
        columns = _cells(page.lines[first - 1].strip())
        for number in range(first + 1, last + 1):
            row = page.lines[number - 1].strip()
            cells = _cells(row)
            if "|" not in page.visible_lines[number - 1]:
                what, mend = "this line becomes a row of the table above", "put a blank line behind the table"
                problems.append(Problem(page.path, number, what, mend))
            elif cells != columns:
                mend = "add or remove a `|`; write `\\|` for a bar inside a cell"
                counted = "1 cell" if cells == 1 else f"{cells} cells"
                problems.append(Problem(page.path, number, f"this row has {counted}, the table has {columns}", mend))
    return problems


def _cells(row: str) -> int:
    """Count the cells of a table row as Python-Markdown does: a bar in code or behind \\ is text."""
    row = re.sub(r"^\s*(?:(?:[-*+]|\d+[.)]|>)\s+)*", "", row)
    row = re.sub(r"(`+).+?\1", "", row.replace("\\`", "")).replace("\\|", "")
    return row.strip().removeprefix("|").removesuffix("|").count("|") + 1


# --- in what the page shows ----------------------------------------------------------------------

_IN_TEXT = [
    (
        r"(?<![\w\]])\[[^\[\]\n]+\]\[[^\[\]\n]*\]",
        "a reference link has no definition",
        "write `[words](page.md)`, or define the reference below",
    ),
    (
        r"\[[^\]\n]+\]\s+\((?:[^)\s]+\.(?:md|html|png|svg)|https?:)[^)]*\)",
        "a link has a blank between its brackets",
        "remove the blank between `]` and `(`",
    ),
    (
        r"\[[^\[\]\n]+\]\([^()\s]+\)",
        "a link shows as plain text",
        "inside HTML Markdown is not read: add `markdown` to the tag around it, or leave the tag out",
    ),
    (r"\[[^\]\n]+\]\([^)\n]*$", "a link is not closed", "close it with `)` on the same line"),
    (r"^\s*(?:!!!|\?\?\?)\+?.*$", "a box shows as plain text", 'put a blank line before it and write `!!! note "Title"`'),
    (r"^\s*(?:={3}[!+]? |== ?[\"“]).*$", "a tab shows as plain text", 'put a blank line before it and write `=== "Title"`'),
    (r"^\s*/{3,}.*$", "a block shows as plain text", "put a blank line before `///` and close it with `///`"),
    (
        r"\{:? ?[#.][A-Za-z][^}\n]*\}|\{: ?[A-Za-z][\w-]*=[^}\n]*\}",
        "attributes show as plain text",
        "put them right behind the element, or in backticks",
    ),
    (r"^\s*(?:`{3,}|~{3,}).*$", "a code fence shows as plain text", "put a blank line before it and close it with the same marks"),
    (r"`", "a backtick shows as plain text", "close the code with as many backticks as open it"),
    (r"~~", "marks of struck words show as plain text", "close them: `~~words~~`, without blanks inside"),
    (r"\([^()\n]+\)\[(?:[^\]\s]+\.md[^\]\s]*|https?:[^\]\s]*|#[^\]\s]+)\]", "a link is the wrong way round", "write `[words](page.md)`"),
    (r"\*\*", "bold marks show as plain text", "close them: `**words**`, without blanks inside; put code in backticks"),
    (
        r"(?<![\w*\\/.])\*(?=\w)[^*\n]*$",
        "a star shows as plain text",
        "close the words: `*words*`, without blanks inside; put code in backticks",
    ),
    (r"^Table: .*[^.]$", "a caption has no table", "put the table below it, with one blank line between"),
    (
        r"^\s*\|.*(?:\n\s*\|.*)+|^\s*\|(?:[^|\n]+\|){2,}\s*$",
        "a table shows as plain text",
        "put a blank line before it and a line of dashes under its head",
    ),
]
"""Patterns over text outside code, each with what is wrong and how to mend it."""

_FOLLOWS = ("a box shows as plain text", "a tab shows as plain text", "a block shows as plain text")
_SUSPECT = re.compile(r"[\[{`~*|]|!!!|\?\?\?|==|Table:|///")
"""What a block must hold for any of these patterns to match: most are spared the rest."""

_TEXT = [(re.compile(pattern, re.MULTILINE), what, mend) for pattern, what, mend in _IN_TEXT]


def check_text(page: Page, compared: Compared, told: Callable[[int], bool]) -> list[Problem]:
    """Return the marks that silent slips left in the text of a page, each at its line.

    `told` says whether something has been said of a line: a box or a block that cannot be read shows as text too.
    """
    problems: list[Problem] = []
    met: Counter[tuple[int, str]] = Counter()
    open_fence = any(fence.end is None for fence in page.fences)
    for placed in compared.placed:
        bare = placed.leaf.bare
        if placed.leaf.kind == "aside" or not _SUSPECT.search(bare):
            continue
        for text in bare.split("\x00"):
            for pattern, what, mend in _TEXT:
                for match in pattern.finditer(text):
                    words = match.group().strip()
                    if layout.is_mark(words):
                        continue  # of a question that does not come out, which is told
                    first = words.split("\n")[0].strip()
                    if not placed.made and not _stands(page, placed, first):
                        continue  # it is escaped in the source: it is meant to be seen
                    line = _line(page, placed, first, words[:12], nth=met[placed.first, words])
                    met[placed.first, words] += 1
                    if (what in _FOLLOWS and told(line)) or (open_fence and "`" in words):
                        continue
                    problems.append(Problem(page.path, line, f"{what}: `{first[:60]}`", mend))
    return problems


def _stands(page: Page, placed: Placed, words: str) -> bool:
    """Say whether words stand in the lines of a block as they are shown, without a backslash before them."""
    source = "\n".join(page.visible_lines[placed.first - 1 : placed.last])
    return re.search(rf"(?<!\\){re.escape(words)}", source) is not None or words not in source.replace("\\", "")


def _line(page: Page, placed: Placed, *needles: str, nth: int = 0) -> int:
    """Return the line of some words of a block."""
    if placed.made:
        return placed.first
    return page.line_of(*needles, first=placed.first, last=placed.last, nth=nth) or placed.first


def check_html(page: Page, html: Html) -> list[Problem]:
    """Return what is wrong with the elements of a page: ids, pictures, scripts."""
    problems: list[Problem] = []

    def add(what: str, mend: str, *needles: str, nth: int = 0) -> None:
        problems.append(Problem(page.path, page.line_of(*needles, nth=nth) or 1, what, mend))

    for name, count in Counter(html.ids).items():
        if count > 1 and not name.startswith(("q-", "tab-")):  # those of questions are told by their own ids
            mend = "give each heading and each `{#id}` a name of its own"
            add(f"the id `{name}` appears {count} times on this page", mend, f"#{name}", f'"{name}"', name, nth=1)
    met: Counter[str] = Counter()
    for image in html.root.iter("img"):
        address = image.get("src", "")
        if not (image.get("alt") or "").strip():
            add(
                "a picture has no text for those who cannot see it",
                "write `![what it shows](file.png)`",
                f"]({address})" if address else "![",
                address,
                nth=met[address],
            )
        met[address] += 1
    for link in html.root.xpath(".//a[@href and not(normalize-space()) and not(.//img)]"):
        add("a link has no words", "write `[words](page.md)`", f"[]({link.get('href')}", "[](")
    for _ in html.root.xpath(".//a[not(@href or @id or @name or @*[name() = 'xlink:href'])]"):
        add("`<a>` has no address", "write `[words](page.md)`", "<a")
    return problems


def check_allowed(page: Page, refused: list[allowed.Refused], told: Callable[[int], bool]) -> list[Problem]:
    """Return what a page must not hold, each at its line; `refused` is what was found in it as it goes out.

    `told` says whether something has been said of a line, of which this may come.
    """
    problems = []
    met: Counter[tuple[str, ...]] = Counter()
    for one in refused:
        line = page.line_of(*one.needles, nth=met[one.needles]) or page.line_of(*one.needles, nth=met[one.needles], case=False) or 1
        met[one.needles] += 1
        if not (one.follows and told(line)):
            problems.append(Problem(page.path, line, one.what, one.mend))
    return problems


def check_headings(page: Page, compared: Compared) -> list[Problem]:
    """Return what is wrong with the headings of a page: number, level, words."""
    headings = [placed for placed in compared.placed if placed.leaf.kind in ("h1", "h2", "h3", "h4", "h5") and not placed.made]
    tops = [placed for placed in headings if placed.leaf.kind == "h1"]
    problems: list[tuple[int, str, str]] = []
    if len(tops) != 1:
        line = tops[1].first if tops else page.front.lines + 1
        problems.append(
            (line, f"the page has {len(tops)} headings with one `#`, not one", "write the page's title once, as `# Title`; use `##` below")
        )
    elif page.front.meta is not None and tops[0].leaf.text != page.front.meta.title:
        what = f"the heading says `{tops[0].leaf.text}`, and the title at the top of the file `{page.front.meta.title}`"
        problems.append((tops[0].first, what, "write the same in both: the menu shows the one and the page the other"))
    seen: set[str] = set()
    level = 0
    for placed in headings:
        words, now = placed.leaf.text, int(placed.leaf.kind[1])
        if level and now > level + 1:
            problems.append((placed.first, f"the heading `{words}` skips a level", f"write it with {'#' * (level + 1)}"))
        if words and words in seen:
            problems.append(
                (placed.first, f"the heading `{words}` appears twice on this page", "tell the two apart: links to them depend on it")
            )
        if not words:
            problems.append((placed.first, "a heading is empty", "give it words, or remove it"))
        seen.add(words)
        level = now
    return [Problem(page.path, line, what, mend) for line, what, mend in problems]


def same_titles(pages: list[Page]) -> list[Problem]:
    """Return the pages whose title another page has too."""
    first: dict[str, str] = {}
    problems = []
    for page in pages:
        if page.title in first:
            what = f"the title `{page.title}` is that of {first[page.title]} too"
            problems.append(Problem(page.path, page.line_of_key("title"), what, "give each page a title of its own"))
        first.setdefault(page.title, page.path)
    return problems
