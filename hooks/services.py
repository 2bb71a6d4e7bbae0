"""Say on every page what has become of the services it names, from docs/reference/services.yml.

A page lists in its front matter (`services:`) what it is about and every service that is no
longer open; the notice at its top is written from that. A page that names such a service in its
text and does not list it stops the build.

What counts as naming one: the phrases under `mentions:` in the data, letter for letter, with no
letter or digit on either side, the longest first. They are chosen so that no English word alone
is one ("Connect", "Forecast" and "Monitor" never match; "Amazon Forecast" does). Not counted: code,
addresses, comments, quotations of wrong claims (`!!! correction` boxes, which say themselves what is
true), and an old name in brackets behind the new one: "Amazon Data Firehose (formerly Kinesis Data
Firehose)".

Directives: `<!-- services: status -->`, `renames`, `tasks`, `timeline`.
"""

from __future__ import annotations

import re

from common import report
from common import service as model
from common.cells import table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.page import fresh, link_from, offset, shown_as
from common.problems import Problem, did_you_mean
from common.question import Question, read
from common.service import Service, Services
from common.source import Directive, line_of, without_code
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

NAME = "services"
KINDS: dict[str, list[str]] = {"status": [], "renames": [], "tasks": [], "timeline": []}

# --- what has become of a service, in words ----------------------------------------------------


def state(service: Service) -> str:
    """Return the state of a service in a few words; "reported" where AWS's own word is missing."""
    soft = "" if service.confidence == "high" else "reported as "
    since = service.since
    if service.status == "closed to new customers":
        return f"{soft}closed to new customers" + (f" since {since}" if since else "")
    if service.status == "ended":
        return f"{soft}ended" + (f" on {since}" if since and len(since) == 10 else f" in {since}" if since else ", date not known")
    if service.status == "ending":
        return f"{soft}being wound down" + (f" since {since}" if since else "") + (f", last day {service.ends}" if service.ends else "")
    if service.status == "renamed":
        return f"{soft}renamed" + (f" in {since[:7]}" if since else "") + f", formerly {service.former[0]}"
    return "open"


def notice_line(service: Service) -> str:
    """Return one line for a page: what changed, when, what to use instead."""
    instead = f" Use instead: {text(service.replacement)}." if service.replacement and service.status != "renamed" else ""
    note = f" {text(service.note)}" if service.note and service.status in ("ending", "renamed") else ""
    return f"**{text(service.name)}**: {state(service)}.{instead}{note}"


def notice(named: list[Service]) -> str:
    """Return the box for a page; more than three lines are folded."""
    if not named:
        return ""
    names = ", ".join(service.name for service in named) if len(named) <= 6 else f"{len(named)} services on this page"
    head = '!!! status "No longer as it was"' if len(named) <= 3 else f'??? status "No longer as it was: {names}"'
    return head + "\n\n" + "\n".join(f"    - {notice_line(service)}" for service in named)


def with_notice(markdown: str, box: str) -> str:
    """Put the box behind the first paragraph under the title: the answer first, then its date."""
    if not box:
        return markdown
    match = re.search(r"^# .+\n+(?:(?!#|<!--|```|!!!|\?\?\?|\||- ).+\n?)*", markdown, re.MULTILINE)
    at = match.end() if match else 0
    return f"{markdown[:at].rstrip()}\n\n{box}\n\n{markdown[at:].lstrip()}"


# --- who is named ------------------------------------------------------------------------------

_CORRECTION = re.compile(r"^(?P<indent> *)!!! correction\b.*\n(?:(?:(?P=indent)    .*| *)\n)*", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s)>\"]+|\]\([^)]*\)")
_FORMERLY = re.compile(r"\((?:formerly|once|until|previously|then|old name:?)\b[^)]*\)")


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


Mention = tuple[str, str, int]
"""The id of a service, the words that name it, and their line."""


def mentions(source: str, data: Services) -> list[Mention]:
    """Return every naming of a service that is not open in a page's whole source."""
    visible = without_code(source, comments=True) + "\n"
    for silent in (_CORRECTION, _ADDRESS, _FORMERLY):
        visible = silent.sub(_blank, visible)
    owners, pattern = data.owners, data.phrases
    return [(owners[m[1]], m[1], visible.count("\n", 0, m.start()) + 1) for m in pattern.finditer(visible) if m[1] in owners]


def check(source: str, listed: list[str], data: Services, path: str, named: list[Mention] | None = None) -> list[Problem]:
    """Return what is wrong with how a page names services; `listed` is its `services:`, `named` its mentions."""
    found: list[Problem] = []
    for id in listed:
        if id not in data.by_id:
            found.append(
                Problem(path, line_of(source, "services:"), f"there is no service `{id}` in {model.DATA}", did_you_mean(id, data.by_id))
            )
    told: set[str] = set()
    for id, words, line in mentions(source, data) if named is None else named:
        if id not in listed and id not in told:
            told.add(id)
            what = f"`{words}` appears here without a notice ({state(data.by_id[id])})"
            found.append(Problem(path, line, what, f"add `{id}` to `services:` at the top of the page; the notice is then written for you"))
    return found


def check_options(source: str, questions: list[Question], data: Services, path: str) -> list[Problem]:
    """Return the options that call a service by an old name: a question must not teach it."""
    found = []
    for option in (option for question in questions for option in question.options):
        for words in data.phrases.findall(f"{option.text} {option.answer}"):
            id = data.owners.get(words, "")
            if id and data.by_id[id].status == "renamed":
                line = line_of(source, option.text)
                found.append(Problem(path, line, f"an option says `{words}`, an old name", f"write `{data.by_id[id].name}`"))
    return found


def to_tell(source: str, listed: list[str], data: Services, named: list[Mention] | None = None) -> list[Service]:
    """Return the services whose state a page must tell, in the order in which it lists them.

    One that was only renamed is told where the page uses an old name.
    """
    by_name = {id for id, _, _ in (mentions(source, data) if named is None else named)}
    services = [data.by_id[id] for id in dict.fromkeys(listed) if id in data.by_id]
    return [s for s in services if s.status not in ("open", "renamed") or (s.status == "renamed" and s.id in by_name)]


# --- tables ------------------------------------------------------------------------------------


def _name(service: Service, page: str) -> str:
    target = link_from(page, service.page) if service.page else service.docs
    return f"[{text(service.name)}]({target})"


def _newest_first(services: list[Service]) -> list[Service]:
    return sorted(services, key=lambda s: (s.ends or s.since or "", s.name), reverse=True)


def status_table(data: Services, page: str) -> str:
    """Return every service that is not simply open, the newest change first."""
    changed = _newest_first([s for s in data.services if s.status != "open"])
    rows = [
        [_name(s, page), s.status, s.since or "not known", s.ends or "", text(s.replacement or "none named"),
         "AWS" if s.confidence == "high" else "reported", text(s.source), str(s.checked)]
        for s in changed
    ]  # fmt: skip
    headings = ["Service", "State", "Since", "Ends", "Use instead", "Word of", "Proof", "Checked"]
    body = table("Services that are renamed, closed, ending or ended, newest change first", headings, rows)
    return (
        f'<div class="chooser" data-script="chooser" data-filter="State;Word of" data-counts="services" markdown="1">\n\n{body}\n\n</div>'
    )


def renames_table(data: Services, page: str) -> str:
    """Return old name -> new name, for every service that ever had another name."""
    rows = [
        [text(old), _name(s, page), s.since or "not known" if s.status == "renamed" else "see its page"]
        for s in data.services
        for old in s.former
    ]
    return table("Old name, new name", ["Old name", "Name today", "Since"], sorted(rows, key=lambda row: row[0].casefold()))


def tasks_table(data: Services, page: str) -> str:
    """Return which service is for which task, with its state."""
    groups = [(task, [s for s in data.services if task in s.tasks]) for task in model.Task.__args__]  # type: ignore[attr-defined]
    rows = [
        [f"{task}", _name(s, page), text(s.purpose), state(s)]
        for task, services in groups
        for s in sorted(services, key=lambda s: (s.status not in ("open", "renamed"), s.name))
    ]
    body = table("Which AI service for which task", ["Task", "Service", "For", "State"], rows)
    return f'<div class="chooser" data-script="chooser" data-filter="Task" data-counts="services" markdown="1">\n\n{body}\n\n</div>'


def timeline(data: Services) -> str:
    """Return a mermaid timeline of closings and ends by year."""
    years: dict[str, list[str]] = {}
    for s in sorted((s for s in data.services if s.status in ("closed to new customers", "ended", "ending")), key=lambda s: s.since or ""):
        for when, word in ((s.since, {"ended": "ended", "ending": "winding down"}.get(s.status, "closed")), (s.ends, "ends")):
            if when and when[:4] >= "2023":
                years.setdefault(when[:4], []).append(f"{s.name.removeprefix('Amazon ').removeprefix('AWS ')} {word}")
    lines = [
        "```mermaid",
        "timeline",
        "  accTitle: Closings and ends of AWS services by year",
        "  accDescr: For each year the services that closed to new customers or ended; the table below says the same with dates.",
    ]
    for year, events in sorted(years.items()):
        shown = [re.sub(r"[:;#]", " ", event) for event in events]
        lines.append(f"  {year} : " + " : ".join(shown[:12] + ([f"and {len(shown) - 12} more"] if len(shown) > 12 else [])))
    return "\n".join([*lines, "```"])


def generate(directive: Directive, data: Services, page: str) -> str:
    """Return what takes the place of one `services:` directive; raises Unusable."""
    request = understand(directive, KINDS)
    words_wanted(request, 0, "")
    if request.kind == "timeline":
        return timeline(data)
    return {"status": status_table, "renames": renames_table, "tasks": tasks_table}[request.kind](data, page)


def expand(markdown: str, data: Services, page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `services:` directive of `markdown`; `page` is its path relative to docs/."""
    return replace(markdown, NAME, lambda directive: generate(directive, data, page))


# --- MkDocs ------------------------------------------------------------------------------------

_data: Services | None = None


def on_config(config: MkDocsConfig) -> None:
    global _data
    _data = fresh(config, model.DATA, model.load)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    if _data is None:
        return None
    source, path = page.file.content_string, shown_as(page.file)
    listed = page.meta.get("services")
    listed = [id for id in listed if isinstance(id, str)] if isinstance(listed, list) else []
    named = mentions(source, _data)
    report.add(check(source, listed, _data, path, named))
    report.add(check_options(source, read(source, path)[0], _data, path))
    markdown, faults = expand(markdown, _data, page.file.src_uri)
    report.add(problems(faults, path, offset(page)))
    return with_notice(markdown, notice(to_tell(source, listed, _data, named)))
