"""Find Markdown that renders, but not as its author meant.

Python-Markdown never complains: a wrong indent, a missing blank line or a misspelt marker comes
out as plain text. Each such slip leaves a mark in the HTML or can be seen in the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from common import report
from common.html import Element, Html, parse
from common.page import shown_as
from common.problems import Problem, did_you_mean
from common.source import directives, fences, line_of, without_code
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

DIRECTIVES = ("algorithms", "services", "exams", "number", "numbers", "glossary", "corrections", "freshness", "practice")
"""The names of all directives; each is replaced by a hook."""

ADMONITIONS = ("note", "tip", "warning", "example", "correction", "info", "status", "quiz", "case")

_IN_TEXT = [
    (r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]", "a reference link has no definition", "write `[words](page.md)`, or define the reference below"),
    (r"\[\^[^\]\n]+\]", "a footnote has no text", "add `[^name]: the text` below, or remove it"),
    (
        r"\[[^\]\n]+\] \((?:[^)\s]+\.(?:md|html|png|svg)|https?:)[^)]*\)",
        "a link has a blank between its brackets",
        "remove the blank between `]` and `(`",
    ),
    (r"\[[^\]\n]+\]\([^)\n]*$", "a link is not closed", "close it with `)` on the same line"),
    (r"^\s*(?:!!!|\?\?\?)\+?.*$", "a box shows as plain text", 'put a blank line before it and write `!!! note "Title"`'),
    (r"^\s*(?:={3}[!+]? |== ?[\"“]).*$", "a tab shows as plain text", 'put a blank line before it and write `=== "Title"`'),
    (r"^\s*/{3,}.*$", "a block shows as plain text", "put a blank line before `///` and close it with `///`"),
    (r"--8<--.*", "a snippet marker shows as plain text", "write the text here; this site includes no files"),
    (
        r":(?:material|fontawesome|octicons|simple)-[a-z0-9-]+:",
        "there is no such icon",
        "look its name up in Material's icon search, or remove it",
    ),
    (r"\{[:#.] ?[^}\n]*\}", "attributes show as plain text", "put them right behind the element, or remove them"),
    (r"^\s*(?:`{3,}|~{3,}).*$", "a code fence shows as plain text", "put a blank line before it and close it with the same marks"),
    (r"\*\*", "bold marks show as plain text", "close them: `**words**`, without blanks inside"),
    (r"^Table: .*", "a caption has no table", "put the table below it, with one blank line between"),
    (r"^\s*\|.*\|\s*$", "a table shows as plain text", "put a blank line before it and a line of dashes under its head"),
    (r"(?<=.\n)\s*(?:[-*+]|\d+\.) +\S.*", "a list runs on inside a paragraph", "put a blank line before the list"),
    (r"(?:^|\s)(?:(?:htps?|htttps?|hhttps?):/{1,2}|https?:/(?!/)|https?//)\S+", "an address is misspelt", "write `https://`"),
]
"""Patterns over text outside code, each with what is wrong and how to mend it."""

_SUSPECT = re.compile(r"[\[{`~*|]|!!!|\?\?\?|==|--8|:[mfos]|Table:|\n\s*(?:[-*+]|\d+\.) |/", re.MULTILINE)
"""What a run of text must hold for any of these patterns to match: most runs are spared the rest."""

_PATTERNS = [(re.compile(pattern, re.MULTILINE), what, mend) for pattern, what, mend in _IN_TEXT]

Add = Callable[..., None]
"""Takes what is wrong, how to mend it, and words by which the line is found in the source."""

_FORBIDDEN = {"script", "iframe", "object", "embed", "form", "style", "link", "meta", "base", "frame", "applet"}


def check_source(text: str, path: str) -> list[Problem]:
    """Return what can only be seen in the source: fences, tables, lists, directives."""
    problems: list[Problem] = []
    for fence in fences(text):
        if fence.end is None:
            problems.append(
                Problem(path, fence.start, "this code fence is never closed", "add a line with the same marks and indent below the code")
            )
    for directive in directives(text):
        if directive.name not in DIRECTIVES:
            problems.append(
                Problem(
                    path,
                    directive.line,
                    f"there is no directive `{directive.name}`",
                    did_you_mean(directive.name, DIRECTIVES) + " (a plain comment has no colon behind its first word)",
                )
            )
    lines = without_code(text, comments=True).split("\n")
    whole = text.split("\n")
    columns = 0
    for number, line in enumerate(lines, 1):
        bare = whole[number - 1].strip()
        if bare.startswith("|") and line.strip().startswith("|"):
            cells = _cells(bare)
            if columns and cells != columns:
                problems.append(
                    Problem(
                        path,
                        number,
                        f"this row has {cells} cells, the table has {columns}",
                        "add or remove a `|`; write `\\|` for a bar inside a cell",
                    )
                )
            columns = columns or cells
        else:
            columns = 0
        if re.match(r" {2,3}(?:[-*+]|\d+\.) ", line) and number > 1 and re.match(r"\s*(?:[-*+]|\d+\.) ", lines[number - 2]):
            problems.append(
                Problem(
                    path, number, "this nested list is indented by fewer than four blanks and comes out flat", "indent it by four blanks"
                )
            )
        if "\t" in line:
            problems.append(Problem(path, number, "there is a tab character", "use four blanks"))
    return problems


def _cells(row: str) -> int:
    """Count the cells of a table row as Python-Markdown does: a bar in code or behind \\ is text."""
    row = re.sub(r"(`+).+?\1", "", row).replace("\\|", "")
    return row.strip().removeprefix("|").removesuffix("|").count("|") + 1


def check_html(html: Html, text: str, path: str) -> list[Problem]:
    """Return the marks that silent slips of the source `text` left in its HTML."""
    problems: list[Problem] = []

    def add(what: str, mend: str, *needles: str, nth: int = 0) -> None:
        problems.append(Problem(path, line_of(text, *needles, nth=nth), what, mend))

    for run in (run for run, _ in html.texts if _SUSPECT.search(run)):
        for pattern, what, mend in _PATTERNS:
            for match in pattern.finditer(run):
                words = match.group().strip()
                add(f"{what}: `{words[:60]}`", mend, words, words.split("\n")[0], words[:12])
    for name, count in Counter(html.ids).items():
        if count > 1:
            add(
                f"the id `{name}` appears {count} times on this page",
                "give each heading and each `{#id}` a name of its own",
                f"#{name}",
                f'"{name}"',
                name,
                nth=1,
            )
    _check_headings(html, add)
    for element in html.elements:
        _check_element(element, add)
    return problems


def _check_headings(html: Html, add: Add) -> None:
    headings = [e for e in html.elements if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    tops = [h for h in headings if h.tag == "h1"]
    if len(tops) != 1:
        second = f"# {_words(tops[1])}" if len(tops) > 1 else ""
        add(f"the page has {len(tops)} headings with one `#`, not one", "write the page's title once, as `# Title`; use `##` below", second)
    seen: set[str] = set()
    level = 0
    for heading in headings:
        words, now = _words(heading), int(heading.tag[1])
        if level and now > level + 1:
            add(f"the heading `{words}` skips a level", f"write it with {'#' * (level + 1)}", f"{'#' * now} {words}")
        if words in seen:
            add(
                f"the heading `{words}` appears twice on this page",
                "tell the two apart: links to them depend on it",
                f"{'#' * now} {words}",
                nth=1,
            )
        if not words:
            add("a heading is empty", "give it words, or remove it", f"{'#' * now} ", "#" * now)
        seen.add(words)
        level = now


def _words(element: Element) -> str:
    return element.text.replace("¶", "").strip()


def _check_element(element: Element, add: Add) -> None:
    tag, attributes = element.tag, element.attributes
    if tag in _FORBIDDEN and not (tag == "style" and _inside(element, "svg")):
        add(f"`<{tag}>` is not allowed in a page", "write it in Markdown; a page never runs a script", f"<{tag}")
    for name, value in attributes.items():
        if name.startswith("on") or value.strip().lower().startswith("javascript:"):
            add(f"`{name}` would run a script", "remove it", name, value)
    if tag == "img" and not attributes.get("alt", "").strip():
        add("a picture has no text for those who cannot see it", "write `![what it shows](file.png)`", attributes.get("src", ""))
    if tag == "a" and not {"href", "xlink:href"} & set(attributes) and not attributes.get("id") and not attributes.get("name"):
        add("`<a>` has no address", "write `[words](page.md)`", "<a")
    if "admonition" in element.classes or tag == "details":
        title = next((e for e in element.inside if "admonition-title" in e.classes or e.tag == "summary"), None)
        kind = next((c for c in element.classes if c != "admonition"), "")
        words = title.text.strip() if title else kind
        if kind and kind not in ADMONITIONS:
            add(f"there is no box `{kind}`", did_you_mean(kind, ADMONITIONS), f"!!! {kind}", f"??? {kind}", f"???+ {kind}")
        if len([e for e in element.inside if e is not title]) == 0:
            add(
                f"the box `{words}` is empty",
                "indent its text by four blanks, with a blank line before it",
                f'{kind} "{words}"',
                f"!!! {kind}",
            )
    if "tabbed-block" in element.classes and not element.text.strip() and not element.inside:
        add("a tab is empty", "indent its text by four blanks, with a blank line before it", '=== "')


def _inside(element: Element, tag: str) -> bool:
    while element.parent is not None:
        element = element.parent
        if element.tag == tag:
            return True
    return False


@event_priority(-40)
def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    titles: dict[str, str] = {}
    for file in files.documentation_pages():
        if file.page is None or file.page.content is None:
            continue
        path, text = shown_as(file), file.content_string
        report.add(check_source(text, path))
        report.add(check_html(parse(file.page.content), text, path))
        title = str(file.page.title)
        if title in titles:
            report.add(
                [
                    Problem(
                        path,
                        line_of(text, "title:"),
                        f"the title `{title}` is that of {titles[title]} too",
                        "give each page a title of its own",
                    )
                ]
            )
        titles.setdefault(title, path)
