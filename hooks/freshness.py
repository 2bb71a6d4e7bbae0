"""Report what is old, uncertain or missing: a page for maintainers, and `make facts` in the terminal.

It only reports. Nothing here, and no other check, compares a date with today.
`<!-- freshness: report -->` writes it into docs/contributing/freshness.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from common.cells import code, link_from, table, text
from common.directive import Kind, Kinds
from common.guide import Guide
from data.algorithms import Algorithms
from data.exams import Exams, coverage
from data.numbers import Numbers
from data.services import Service, Services
from questions import deck_times
from questions.give_aways import echoes, form, twins
from source.page import Page


def write(guide: Guide, page: str) -> str:
    """Return the report as Markdown for `page`, a path relative to docs/."""
    dated = sorted((p.checked, p.uri, p.title) for p in guide.pages.values() if p.checked)
    by_day = Counter(day for day, _, _ in dated)
    parts = ["## Pages, the oldest check first", table("Checks of pages by day", ["Checked", "Pages", "For example"], [
        [day, str(count), ", ".join(f"[{text(title)}]({link_from(page, name)})" for d, name, title in dated if d == day and not name.endswith("index.md"))[:400].rsplit(", ", 1)[0]]
        for day, count in sorted(by_day.items())
    ])]  # fmt: skip
    algorithms, services, numbers, exams = (guide.data(Algorithms), guide.data(Services), guide.data(Numbers), guide.data(Exams))
    rows = []
    for name, entries in (
        ("algorithms", algorithms.algorithms if algorithms else []),
        ("services", services.services if services else []),
        ("numbers", numbers.numbers if numbers else []),
        ("exams", exams.exams if exams else []),
    ):
        days = sorted(str(entry.checked) for entry in entries)
        if days:
            rows.append([name, str(len(days)), days[0], days[-1]])
    parts += [
        "## Facts in the data files",
        table("Checks of facts by data file", ["Data file", "Entries", "Oldest check", "Newest check"], rows),
    ]
    unsure = [s for s in (services.services if services else []) if s.confidence != "high"]
    parts += ["## Entries that rest on less than AWS's own word", table(
        "Services whose state is reported only", ["Service", "State", "Confidence", "Proof"],
        [[text(s.name), s.status, s.confidence, text(s.source)] for s in sorted(unsure, key=lambda s: (s.confidence, s.name))],
    )]  # fmt: skip
    missing = [
        [e.code, one.goal.id, text(one.goal.name), text(one.lacks)]
        for e in (exams.exams if exams else [])
        for one in coverage(e, guide)
        if one.lacks
    ]
    parts.append("## Skills of exams that are not covered")
    parts.append(
        table("Skills without a page or with too few questions", ["Exam", "Skill", "What it asks", "What is missing"], missing)
        if missing
        else "None."
    )
    questions = [q for reading in guide.readings.values() for q in reading.questions]
    told = form(questions)
    rows = [[kind, str(count)] for kind, count in Counter(q.kind for q in questions).most_common()]
    rows += [[f"right option at place {letter}", f"{share:.0%}"] for letter, share in told["position"].items()]
    rows += [[f"right option is the longest, {what}", f"{share:.0%}"] for what, share in told["longest"].items()]
    echoing, alike = echoes(questions), twins(questions)
    rows += [
        ["right option alone repeats a word of the stem", str(len(echoing))],
        ["pairs of questions with much the same text", str(len(alike))],
    ]
    parts += [
        "## Questions",
        table("Questions by kind, and what their form gives away", ["What", "How many"], rows) if questions else "None.",
    ]
    if echoing:
        rows = [[id, ", ".join(words)] for id, words in sorted(echoing.items(), key=lambda item: -len(item[1]))[:25]]
        parts.append(table("Right options that alone repeat words of the stem, the worst first", ["Question", "Words"], rows))
    if alike:
        parts.append(
            table(
                "Questions with much the same text",
                ["Question", "Question", "Share"],
                [[a, b, f"{share:.0%}"] for a, b, share in alike[:25]],
            )
        )
    everything = "\n".join(p.text for p in guide.pages.values())
    unnamed = [s.name for s in (services.services if services else []) if not _named(s, everything)]
    parts += ["## Services that no page names", ", ".join(text(name) for name in unnamed) + "." if unnamed else "None."]
    hosts = Counter(host for p in guide.pages.values() for host in re.findall(r"https://([\w.-]+)", p.text))
    parts += [
        "## Sources by host",
        table("Links to other hosts", ["Host", "Links"], [[code(host), str(count)] for host, count in hosts.most_common(25)]),
    ]
    return "\n\n".join(parts)


def _named(entry: Service, everything: str) -> bool:
    short = entry.name.removeprefix("Amazon ").removeprefix("AWS ")
    names = (entry.name, short, *entry.short, *entry.mentions, f" {entry.id}")
    return any(name in everything for name in names)


DIRECTIVES: Kinds = {"report": Kind(lambda ask: write(ask.guide, ask.page.uri))}


if __name__ == "__main__":
    project = Path(__file__).resolve().parent.parent
    sources = sorted((project / "docs").rglob("*.md"))
    uris = [path.relative_to(project / "docs").as_posix() for path in sources]
    read = {uri: Page(uri, path.read_text(encoding="utf-8")) for uri, path in zip(uris, sources, strict=True)}
    sys.stdout.write(write(Guide(project, read), "contributing/freshness.md") + "\n")
    if (project / "site" / "practice" / "questions.json").is_file():
        notes, later = deck_times.renewed(project, 0)
        told = f"{later} of {len(notes)} notes are newer than the list of their times; `make deck` writes it anew."
        sys.stdout.write(f"\n## The Anki deck, as of the last build\n\n{told}\n")
