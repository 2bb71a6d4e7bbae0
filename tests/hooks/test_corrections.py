"""A correction has a claim, a truth and a source, or the build says which is missing."""

from __future__ import annotations

import corrections
import pytest
from small import BOX, guide, page
from source.page import Page

FAULTS = {
    "no title": ('!!! correction "A wins | always"', "!!! correction",
                 [(7, "this correction does not say which claim is wrong", 'write `!!! correction "the claim in a few words"`')]),
    "no claim": ("*Often said:* A wins, see [B](b.md).", "Words.",
                 [(7, "this correction lacks the claim", "add a paragraph `*Often said:* ...` in the box, four blanks in")]),
    "no truth": ("*True:* `a|b` wins\n    sometimes.", "Words.",
                 [(7, "this correction lacks what is true", "add a paragraph `*True:* ...` in the box, four blanks in")]),
    "no source": ("*Source:* [AWS](https://docs.aws.amazon.com/)", "Words.",
                  [(7, "this correction lacks its source", "add a paragraph `*Source:* ...` in the box, four blanks in")]),
    "source is no link": ("[AWS](https://docs.aws.amazon.com/)", "AWS says so",
                          [(7, "the source of this correction is not a link", "write `*Source:* [Title](https://...)`")]),
    "wrong indent": ("    *True:*", "  *True:*",
                     [(7, "this correction lacks what is true", "add a paragraph `*True:* ...` in the box, four blanks in"),
                      (7, "this correction lacks its source", "add a paragraph `*Source:* ...` in the box, four blanks in")]),
}  # fmt: skip


def read(text: str) -> tuple[list[corrections.Correction], list[tuple[int, str, str]]]:
    found, problems = corrections.read(Page("data/a.md", text))
    return found, [(p.line, p.what, p.mend) for p in problems]


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_box_is_told_with_its_line(name: str) -> None:
    old, new, expected = FAULTS[name]
    assert old in BOX
    found, faults = read(BOX.replace(old, new, 1))
    assert found == []
    assert faults == expected


def test_a_good_box_is_read_whole() -> None:
    found, faults = read(BOX)
    assert faults == []
    assert [(c.page.title, c.box.line, c.box.title, c.claim, c.truth, c.source) for c in found] == [
        ("Page A", 7, "A wins | always", "A wins, see [B](b.md).", "`a|b` wins sometimes.", "[AWS](https://docs.aws.amazon.com/)")
    ]


def test_a_box_behind_code_and_inside_a_tab_is_found() -> None:
    text = "```python\nx\n```\n\n" + '=== "Tab"\n\n' + "\n".join("    " + line for line in BOX.split("# Page A\n\n")[1].splitlines())
    found, faults = read(text)
    assert faults == []
    assert len(found) == 1


def test_a_box_in_a_code_fence_is_none() -> None:
    assert read('```markdown\n!!! correction "x"\n\n    words\n```\n') == ([], [])


@pytest.mark.parametrize(("link", "there"), [
    ("b.md", "../data/b.md"), ("b.md#part", "../data/b.md#part"), ("../ai/c.md#part", "../ai/c.md#part"), ("#own", "../data/a.md#own"),
    ("https://a.example/b.md#part", "https://a.example/b.md#part"),
])  # fmt: skip
def test_a_link_in_a_box_leads_to_the_same_place_from_the_table(link: str, there: str) -> None:
    text = BOX.replace("(b.md)", f"({link})")
    assert f"| A wins, see [B]({there}). |" in corrections.tables(guide({"data/a.md": text}), "reference/x.md")


def test_no_box_is_dropped_wherever_its_page_stands() -> None:
    body = BOX.split("# Page A\n\n")[1]
    pages = {uri: page(body, title=uri) for uri in ("index.md", "data/a.md", "practice/b.md", "reference/c.md", "loose/d.md")}
    made = corrections.tables(
        guide(pages, _navigation=[{"Home": "index.md"}, {"Practice": ["practice/b.md"]}, {"Data": ["data/a.md"]}]), "reference/x.md"
    )
    assert [line for line in made.splitlines() if line.startswith("## ")] == [
        "## Home",
        "## Practice",
        "## Data",
        "## Reference",
        "## Loose",
    ]
    assert made.count("[AWS](https://docs.aws.amazon.com/)") == 5
