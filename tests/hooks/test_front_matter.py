"""The block at the top of a page: every fault is told with its line in the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source.front_matter import read

GOOD = """---
title: A page
description: What it answers.
exams: {mls-c01: ["3.2"]}
services: [sagemaker-ai]
checked: 2026-11-21
sources:
  - https://docs.aws.amazon.com/
---

# A page
"""


def said_of(text: str) -> list[str]:
    return [str(problem) for problem in read(text, "docs/p.md").problems]


@pytest.mark.parametrize("end", ["---", "...", "---  ", "...\t"])
def test_a_good_block_is_left_in_peace_whichever_way_it_ends(end: str) -> None:
    assert said_of(GOOD.replace("\n---\n\n#", f"\n{end}\n\n#")) == []


FAULTS = {
    "none": (
        GOOD,
        "# A page\n",
        ["1: the page has no front matter; begin the file with `---`, then title, description, checked and sources, then `---`"],
    ),
    "never closed": (
        "\n---\n\n# A page",
        "\n\n# A page",
        ["1: the page has no front matter; begin the file with `---`, then title, description, checked and sources, then `---`"],
    ),
    "no title": ("title: A page\n", "", ["2: `title` is missing; add a line `title:` with its value"]),
    "no description": ("description: What it answers.\n", "", ["2: `description` is missing; add a line `description:` with its value"]),
    "no date": ("checked: 2026-11-21\n", "", ["2: `checked` is missing; add a line `checked:` with its value"]),
    "no sources": ("sources:\n  - https://docs.aws.amazon.com/\n", "", ["2: `sources` is missing; add a line `sources:` with its value"]),
    "empty sources": (
        "sources:\n  - https://docs.aws.amazon.com/\n",
        "sources: []\n",
        ["7: `sources` is empty; fill it, or write `none: the reason why there is nothing`"],
    ),
    "unknown key": (
        "checked:",
        "cheked:",
        ["2: `checked` is missing; add a line `checked:` with its value", "6: unknown key `cheked`; did you mean `checked`?"],
    ),
    "wrong date": ("2026-11-21", "21 November", ["6: `checked` must be a date such as 2026-11-21, not `21 November`; write it so"]),
    "wrong address": (
        "https://docs.aws.amazon.com/",
        "docs.aws.amazon.com",
        ["8: `sources`: `docs.aws.amazon.com` is not a web address; write the whole address, from https:// on"],
    ),
    "no such date": ("2026-11-21", "2026-13-41", ["6: `checked` must be a date such as 2026-11-21, not `2026-13-41`; write it so"]),
    "exam with a capital": (
        "mls-c01",
        "MLS-C01",
        ["4: `exams`: `MLS-C01` is not an id; write small letters, digits and hyphens, such as `k-means`"],
    ),
    "wrong task": (
        '"3.2"',
        '"3-2"',
        ['4: `mls-c01`: `3-2` is neither a task nor a skill; write its number in quotation marks: "3.2" or "3.2.1"'],
    ),
    "task without quotation marks": ('"3.2"', "3.2", ['4: `mls-c01` must be text, not `3.2`; write it in quotation marks: "3.2"']),
    "service with blanks": (
        "[sagemaker-ai]",
        "[SageMaker AI]",
        ["5: `services`: `SageMaker AI` is not an id; write small letters, digits and hyphens, such as `k-means`"],
    ),
    "colon in a value": (
        "What it answers.",
        "What: it answers.",
        [
            "3: the front matter is not valid YAML (mapping values are not allowed in this context); check indents, colons and quotes here and just above"
        ],
    ),
    "key twice": (
        "title: A page\n",
        "title: A page\ntitle: A page\n",
        ["3: the key `title` appears here a second time (first on line 2); keep one of the two"],
    ),
    "description too long": (
        "What it answers.",
        "x" * 200,
        ["3: `description`: it has 200 characters, search results show 170; shorten it to one sentence"],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_line_and_mend(name: str) -> None:
    old, new, expected = FAULTS[name]
    assert old in GOOD
    assert sorted(said_of(GOOD.replace(old, new, 1))) == sorted(f"docs/p.md:{line}" for line in expected)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    read(text, "docs/p.md")
    read(f"---\n{text}\n---\n", "docs/p.md")
