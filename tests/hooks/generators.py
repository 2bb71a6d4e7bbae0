"""The generators on small data, for the golden files: hook and Markdown in, Markdown out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import corrections
import exams
import glossary
import limits
import practice
import services
import yaml
from common import exam, number, service, term
from common.question import read

GOLDEN = Path(__file__).parent / "golden"


def _data(name: str) -> object:
    return yaml.safe_load((GOLDEN / f"{name}.yml").read_text())


SERVICES = service.Services.model_validate(_data("services"))
NUMBERS = number.Numbers.model_validate(_data("numbers"))
GLOSSARY = term.Glossary.model_validate(_data("glossary"))
EXAMS = exam.Exams.model_validate(_data("exams"))
PAGES = {"data/a.md": ("Page A", {"mla-c01": ["1.1"]}), "data/b.md": ("Page B", {"mla-c01": ["1.1"], "mla-c02": ["1.1"]})}
BOX = """---
title: Page A
---

# Page A

!!! correction "A wins | always"

    *Often said:* A wins, see [B](b.md).

    *True:* `a|b` wins
    sometimes.

    *Source:* [AWS](https://docs.aws.amazon.com/)
"""
QUIZZES = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())
ASKING = {
    "data/a.md": practice.Asking("Page A", {"mla-c01": ["1.1"]}, read(QUIZZES["choose one"]["markdown"], "a")[0]),
    "practice/scenarios/data.md": practice.Asking("Stories", {}, read(QUIZZES["a hint, own tasks and another page"]["markdown"], "b")[0]),
}
CORRECTIONS = corrections.boxes(BOX, "data/a.md", "Page A")[0]

GENERATORS: dict[str, Callable[[str], tuple[str, list]]] = {
    "services": lambda text: services.expand(text, SERVICES, "reference/x.md"),
    "numbers": lambda text: limits.expand(text, NUMBERS, "reference/x.md"),
    "glossary": lambda text: glossary.expand(text, GLOSSARY, "reference/x.md"),
    "exams": lambda text: exams.expand(text, EXAMS, PAGES, "exams/x.md"),
    "practice": lambda text: practice.expand(text, ASKING, EXAMS, "practice/x.md"),
    "corrections": lambda text: corrections.expand(text, CORRECTIONS, "reference/x.md"),
}
"""Each hook on its small data: text in; text and faults out."""


def outcome(hook: str, markdown: str) -> dict[str, object]:
    """Return what a generator makes of some Markdown, as the golden file holds it."""
    made, faults = GENERATORS[hook](markdown)
    return {"says": [f"{line}: {fault.what}; {fault.mend}" for line, fault in faults]} if faults else {"becomes": made}
