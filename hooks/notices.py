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
"""

from __future__ import annotations

import re

from common.cells import text
from common.problems import Problem, did_you_mean
from data.services import Service, Services, state
from questions.question import Question
from source.page import Page
from source.scan import blank


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


# --- who is named ------------------------------------------------------------------------------

_ADDRESS = re.compile(r"https?://[^\s)>\"]+|\]\([^)]*\)")
_FORMERLY = re.compile(r"\((?:formerly|once|until|previously|then|old name:?)\b[^)]*\)")

Mention = tuple[str, str, int]
"""The id of a service, the words that name it, and their line."""


def mentions(page: Page, data: Services) -> list[Mention]:
    """Return every naming of a service that is not open on a page."""
    lines = list(page.prose_lines)
    for box in page.boxes:
        if box.kind == "correction":
            lines[box.line - 1 : box.end] = [blank(line) for line in lines[box.line - 1 : box.end]]
    visible = "\n".join(lines)
    for silent in (_ADDRESS, _FORMERLY):
        visible = silent.sub(lambda match: blank(match.group()), visible)
    owners, wrapped = data.owners, visible.replace("\n", " ")  # a name may run over the end of a line
    return [(owners[m[1]], m[1], visible.count("\n", 0, m.start()) + 1) for m in data.phrases.finditer(wrapped) if m[1] in owners]


def check(page: Page, data: Services, named: list[Mention]) -> list[Problem]:
    """Return what is wrong with how a page names services; `named` are its mentions."""
    found: list[Problem] = []
    for i, id in enumerate(page.services):
        if id not in data.by_id:
            line = page.line_of_key("services", i)
            found.append(
                Problem(page.path, line, f"there is no service `{id}` in docs/reference/services.yml", did_you_mean(id, data.by_id))
            )
    told: set[str] = set()
    for id, words, line in named:
        if id not in page.services and id not in told:
            told.add(id)
            what = f"`{words}` appears here without a notice ({state(data.by_id[id])})"
            mend = f"add `{id}` to `services:` at the top of the page; the notice is then written for you"
            found.append(Problem(page.path, line, what, mend))
    return found


def check_options(page: Page, questions: list[Question], data: Services) -> list[Problem]:
    """Return the options that call a service by an old name: a question must not teach it."""
    found = []
    for option in (option for question in questions for option in question.options):
        for words in data.phrases.findall(f"{option.text} {option.answer}"):
            id = data.owners.get(words, "")
            if id and data.by_id[id].status == "renamed":
                found.append(Problem(page.path, option.line, f"an option says `{words}`, an old name", f"write `{data.by_id[id].name}`"))
    return found


def to_tell(page: Page, data: Services, named: list[Mention]) -> list[Service]:
    """Return the services whose state a page must tell, in the order in which it lists them.

    One that was only renamed is told where the page uses an old name.
    """
    by_name = {id for id, _, _ in named}
    services = [data.by_id[id] for id in dict.fromkeys(page.services) if id in data.by_id]
    return [s for s in services if s.status not in ("open", "renamed") or (s.status == "renamed" and s.id in by_name)]
