"""Every table gets a frame that scrolls; one with a caption gets row headers."""

from __future__ import annotations

from small import render

CAPTIONED = """Table: By `mode`

| Name | Mode |
| --- | --- |
| [A](https://a.example) | File |
"""


def test_a_captioned_table() -> None:
    assert render(CAPTIONED).replace("\n", "") == (
        '<div aria-label="Table: By mode" class="table-frame" role="group" tabindex="0">'
        '<table class="data"><caption>By <code>mode</code></caption><thead><tr><th scope="col">Name</th><th scope="col">Mode</th></tr></thead>'
        '<tbody><tr><th scope="row"><a href="https://a.example">A</a></th><td>File</td></tr></tbody></table></div>'
    )


def test_a_table_without_caption_keeps_its_cells_and_is_named_by_its_head() -> None:
    made = render("| Reach for it | Not |\n|---|---|\n| a | b |\n")
    assert 'aria-label="Table: Reach for it, Not"' in made
    assert '<th scope="row">' not in made
    assert "<caption>" not in made


def test_a_table_in_a_box_in_a_tab_is_framed() -> None:
    made = render('=== "Tab"\n\n    !!! note "Box"\n\n        Table: Inside\n\n        | a | b |\n        |---|---|\n        | 1 | 2 |\n')
    assert made.count("table-frame") == 1
    assert "<caption>Inside</caption>" in made


def test_an_empty_corner_is_no_header() -> None:
    made = render("| | One |\n|---|---|\n| a | b |\n")
    assert "<td></td>" in made
    assert 'aria-label="Table: One"' in made
