"""A page is read once: what is code, what is a comment, what is a box, and at which line each stands."""

from __future__ import annotations

import pytest
from common.guide import theme_of, themes
from hypothesis import given
from hypothesis import strategies as st
from small import page
from source.boxes import faults
from source.page import Page


def read(text: str) -> Page:
    """Return a page without front matter."""
    return Page("p.md", text)


@pytest.mark.parametrize(("text", "spans"), [
    ("```\na\n```", [(1, 3)]),
    ("````\n```\n````", [(1, 3)]),
    ("```\na\n````", [(1, 3)]),
    ("```\na\n~~~\n```", [(1, 4)]),
    ("~~~\na\n~~~", [(1, 3)]),
    ("    ```\n    a\n    ```", [(1, 3)]),
    ("```\na\n  ```", [(1, None)]),
    ("```\na\n``` b", [(1, None)]),
    ("``` a`b\nwords", []),
    ("words ``` words", []),
    ("```a\n```\n\n```b\n```", [(1, 2), (4, 5)]),
])  # fmt: skip
def test_a_fence_ends_with_the_same_marks_and_indent(text: str, spans: list[tuple[int, int | None]]) -> None:
    assert [(fence.start, fence.end) for fence in read(text).fences] == spans


def test_a_fence_knows_its_language_and_its_text_without_its_indent() -> None:
    fences = read('- x\n\n    ```python title="a"\n    a = 1\n      b\n    ```\n\n```{.json}\n```\n').fences
    assert [(fence.language, fence.text) for fence in fences] == [("python", "a = 1\n  b"), ("json", "")]


@pytest.mark.parametrize("hidden", ["`SECRET`", "``SECRET ` x``", "```\nSECRET\n```", "    ```\n    SECRET\n    ```"])
def test_code_is_blanked_and_every_character_stays_in_its_place(hidden: str) -> None:
    text = f"Words.\n\n{hidden}\n\nMore <!-- note --> words."
    visible, prose = read(text).visible, read(text).prose
    assert "SECRET" not in visible
    assert len(visible) == len(prose) == len(text)
    assert visible.index("words.") == prose.index("words.") == text.index("words.")
    assert "note" in visible
    assert "note" not in prose


def test_front_matter_is_no_text_of_the_page() -> None:
    one = Page("p.md", page("Words."))
    assert one.front.lines == 7
    assert "title" not in one.visible
    assert one.body == "# Title\n\nWords.\n"


@given(st.text(alphabet="`~ab\n <!->\\", max_size=60))
def test_no_text_moves_when_it_is_blanked(text: str) -> None:
    one = read(text)
    assert [len(line) for line in one.visible.split("\n")] == [len(line) for line in text.split("\n")]
    assert len(one.prose) == len(text)


@pytest.mark.parametrize(("text", "closed", "lines"), [
    ("a <!-- b --> c", [True], [1]),
    ("<!-- a\nb -->\n\n<!-- c", [True, False], [1, 4]),
    ("`<!-- a -->`", [], []),
    ("<!-->", [False], [1]),
])  # fmt: skip
def test_comments(text: str, closed: list[bool], lines: list[int]) -> None:
    found = read(text).comments
    assert ([comment.closed for comment in found], [comment.line for comment in found]) == (closed, lines)


def test_boxes_and_tabs_know_their_text_and_their_last_line() -> None:
    text = '!!! note "Outer"\n\n    Words.\n\n    ??? tip "Inner"\n\n        Deep.\n\nOut.\n\n=== "Tab"\n\n    In.\n'
    assert [(b.kind, b.title, b.line, b.end, b.body) for b in read(text).boxes] == [
        ("note", "Outer", 1, 7, 'Words.\n\n??? tip "Inner"\n\n    Deep.'),
        ("tip", "Inner", 5, 7, "Deep."),
        ("", "Tab", 11, 13, "In."),
    ]


@pytest.mark.parametrize("text", ["Title\n===", "=== ", "```\n!!! note\n```", "a === b", "`!!! note`"])
def test_what_is_no_box(text: str) -> None:
    assert read(text).boxes == []


@pytest.mark.parametrize(("head", "says"), [
    ('!!! note "Title"', []),
    ("!!! note", []),
    ('??? note ""', []),
    ("!!! note Mind this", ['the title of this box is not in quotation marks: `!!! note Mind this`; write `!!! note "Mind this"`']),
    ('!!! note "Mind', ['the title of this box is not in quotation marks: `!!! note "Mind`; write `!!! note "Mind"`']),
    ("!!! \u201cTitle\u201d", ['the title of this box is not in quotation marks: `!!! \u201cTitle\u201d`; write `!!! note "Title"`']),
    ("???+ hint \"T\"", ["there is no box `hint`; use one of: correction, example, info, note, status, tip, warning"]),
    ("=== Tab", ['this tab has no title in quotation marks: `=== Tab`; write `=== "Tab"`']),
])  # fmt: skip
def test_the_first_line_of_a_box_is_checked(head: str, says: list[str]) -> None:
    problems = faults(read(f"Words.\n\n{head}\n\n    Text.").boxes, "docs/p.md")
    assert [str(p) for p in problems] == [f"docs/p.md:3: {line}" for line in says]


def test_a_line_is_found_outside_code_first_and_by_its_turn() -> None:
    one = read("`a`\n\nx\na\na\n")
    assert one.line_of("a") == 4
    assert one.line_of("a", nth=1) == 5
    assert one.line_of("a", nth=7) == 5
    assert one.line_of("a", first=5) == 5
    assert one.line_of("a", first=1, last=2) == 1
    assert one.line_of("nothing", "", "x") == 3
    assert one.line_of("nothing") is None


def test_themes_come_from_the_navigation_and_none_is_lost() -> None:
    navigation = [
        {"Home": "index.md"},
        {"Data": ["data/index.md", {"Store": ["data/s3.md"]}]},
        {"More": [{"Deep": ["ai/x.md", "data/y.md"]}]},
        "solo/a.md",
    ]
    pages = {uri: Page(uri, "") for uri in ("index.md", "data/s3.md", "ai/x.md", "lost-folder/z.md", "solo/a.md")}
    assert themes(navigation, pages) == {"": "Home", "data": "Data", "ai": "More", "solo": "", "lost-folder": "Lost folder"}
    assert [theme_of(uri) for uri in ("index.md", "data/s3.md", "a/b/c.md")] == ["", "data", "a"]
