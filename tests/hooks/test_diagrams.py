"""Mermaid fences become SVG; a fault in one is told with its line in the page."""

from __future__ import annotations

import re

import diagrams
import pytest
from common.kept import Kept
from hypothesis import given, settings
from hypothesis import strategies as st
from small import render, said_of_body
from source.page import Page

GOOD = """flowchart LR
  accTitle: Two steps
  accDescr: The first step leads to the second.
  a[First<br/>step] --> b[Second]
"""


def page(diagram: str) -> str:
    return f"---\ntitle: T\n---\n\n# T\n\n```mermaid\n{diagram}```\n"


def said_of(diagram: str) -> list[str]:
    return [str(problem) for problem in diagrams.check(Page("t.md", page(diagram)), Kept())]


def test_a_good_diagram_is_left_in_peace() -> None:
    assert said_of(GOOD) == []


def test_a_diagram_becomes_svg_with_name_and_description() -> None:
    made = diagrams.figure(GOOD, "d1", Kept())
    assert made.startswith('<figure class="diagram"')
    assert '<title id="d1-title">Two steps</title>' in made
    assert "The first step leads to the second.</desc>" in made
    assert 'aria-labelledby="d1-title"' in made
    assert "<script" not in made
    assert "First" in made
    assert "step" in made


def test_two_diagrams_of_a_page_share_no_id() -> None:
    ids = [set(re.findall(r'(?<![-\w])id="([^"]+)"', diagrams.figure(GOOD, prefix, Kept()))) for prefix in ("d1", "d2")]
    assert ids[0]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(("diagram", "expected"), [
    ("flowchart LR\n  accDescr: x\n  a --> b\n",
     ["docs/t.md:7: the diagram has no `accTitle`; add a line `accTitle: its name` under its first line, for those who cannot see it"]),
    ("flowchart LR\n  accTitle: x\n  a --> b\n",
     ["docs/t.md:7: the diagram has no `accDescr`; add a line `accDescr: what it shows, in a sentence` under its first line, for those who cannot see it"]),
])  # fmt: skip
def test_a_diagram_without_words_is_told(diagram: str, expected: list[str]) -> None:
    assert said_of(diagram) == expected


@pytest.mark.parametrize(("wrong", "line"), [
    ("  a[Open --> b\n", 12), ("  a -> b\n", 11), ("  a --> \n", 12), ("  subgraph x\n  a --> b\n", 13), ("  a --> b(\n", 12),
])  # fmt: skip
def test_a_syntax_error_is_told_with_its_line(wrong: str, line: int) -> None:
    said = said_of("flowchart LR\n  accTitle: x\n  accDescr: y\n" + wrong)
    assert len(said) == 1
    assert said[0].startswith(f"docs/t.md:{line}: mermaid cannot read this diagram (")
    assert said[0].endswith("; try it in the Mermaid live editor, or compare it with a diagram on another page")


def test_a_fault_at_the_end_is_told_within_the_fence() -> None:
    source = page("flowchart LR\n  accTitle: x\n  accDescr: y\n  subgraph z\n")
    (problem,) = diagrams.check(Page("t.md", source), Kept())
    assert problem.line <= source.count("\n")


def test_a_page_with_a_diagram_has_no_problem() -> None:
    assert said_of_body(f"```mermaid\n{GOOD}```") == []


def test_an_unknown_kind_of_diagram_is_told() -> None:
    said = said_of("flowchat LR\n  accTitle: x\n  accDescr: y\n  a --> b\n")
    assert len(said) == 1
    assert "mermaid cannot read this diagram" in said[0]


def test_a_diagram_too_wide_for_a_phone_is_told() -> None:
    chain = " --> ".join(f"n{i}[A step with a long name {i}]" for i in range(12))
    said = said_of(f"flowchart LR\n  accTitle: x\n  accDescr: y\n  {chain}\n")
    assert len(said) == 1
    assert re.fullmatch(
        r"docs/t\.md:7: the diagram is \d+ px wide, more than 900; let it run top-down \(`flowchart TD`\) or break long labels with `<br/>`",
        said[0],
    )


def test_a_broken_diagram_stays_readable_as_text() -> None:
    assert (
        diagrams.figure("flowchart LR\n  a[<b> -->", "d1", Kept())
        == '<pre class="diagram-source"><code>flowchart LR\n  a[&lt;b&gt; --&gt;</code></pre>'
    )


def test_a_link_of_a_node_leads_to_the_built_page() -> None:
    made = diagrams.figure(GOOD + '  click a "../data/s3.md#limits"\n', "d1", Kept())
    pages = {"data/s3.md": "../../data/s3/"}
    resolved = diagrams.resolve_links(made, "algorithms/a.md", pages.get)
    assert 'xlink:href="../../data/s3/#limits"' in resolved
    assert ".md" not in resolved
    assert "gone.md" in diagrams.resolve_links(made.replace("s3.md", "gone.md"), "algorithms/a.md", pages.get)


def test_each_page_counts_its_diagrams_anew() -> None:
    twice = render(f"```mermaid\n{GOOD}```\n\n```mermaid\n{GOOD}```\n")
    assert 'id="d1-title"' in twice
    assert 'id="d2-title"' in twice
    assert 'id="d1-title"' in render(f"```mermaid\n{GOOD}```\n")


def test_without_the_renderer_the_source_stays_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagrams, "renderer", lambda: None)
    assert "flowchart LR" in diagrams.figure(GOOD, "d1", Kept())


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    diagrams.check(Page("t.md", page(text + "\n")), Kept())
    diagrams.figure(text, "d1", Kept())


@given(
    st.lists(
        st.sampled_from(
            [
                "flowchart LR\n",
                "a",
                "[",
                "]",
                " --> ",
                "{",
                "}",
                "|",
                '"',
                "\n",
                "subgraph ",
                "end",
                "click ",
                "sequenceDiagram\n",
                "->>",
                ":",
            ]
        ),
        max_size=40,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_broken_diagram_makes_it_raise(parts: list[str]) -> None:
    diagrams.figure("".join(parts), "d1", Kept())
