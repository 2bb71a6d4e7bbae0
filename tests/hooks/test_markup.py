"""Markdown that fails in silence is told with its line; Markdown that is right is left in peace."""

from __future__ import annotations

import pytest
import yaml
from conftest import GOLDEN
from hypothesis import given, settings
from hypothesis import strategies as st
from small import nothing_fails, page, said_of_body

FAULTS = {case["fault"]: case for case in yaml.safe_load((GOLDEN / "markup_faults.yml").read_text())}


@pytest.mark.parametrize("name", FAULTS)
def test_a_slip_is_told_with_line_and_mend(name: str) -> None:
    case = FAULTS[name]
    assert said_of_body(case["markdown"]) == case["says"]


RIGHT = """Some words with `[a][b]`, `**`, `{.x}` and `| a |` in code, an array x[0], a note [1], 2 * 3 * 4 and a time 10:30:00.

!!! note "A box"

    With a list:

    - one
        - two, nested by four blanks

??? info "Folded"

    | a | b |
    |---|---|
    | `x|y` | 1 \\| 2 |

=== "One"

    ```python
    x = {"a": [1, 2]}  # !!! note, === "x", /// quiz, - [ ] task
    ```

=== "Two"

    Words. <!-- a plain comment -->

Table: A caption

| Name | Value |
| --- | --- |
| [link](https://docs.aws.amazon.com/) | **bold** and *slanted* |

1. one
2. two

## A heading {#own-id}

A [link](#own-id) and https://docs.aws.amazon.com/.
"""


@pytest.mark.parametrize("slip", ["**", "{.wide}", "[a][b]"])
def test_the_same_slip_twice_in_a_paragraph_is_told_at_each_line(slip: str) -> None:
    assert [line.split(":")[0] for line in said_of_body(f"One {slip} here\nand more words,\nanother {slip} there.")] == ["1", "3"]


def test_markdown_that_is_right_raises_no_alarm() -> None:
    assert said_of_body(RIGHT) == []


@pytest.mark.parametrize("anchor", ['<a id="old"></a>', '<a name="old"></a>', '<a id="old" name="old"></a>', '<a id="new" name="old"></a>'])
def test_an_anchor_of_any_kind_can_be_linked_and_counts_once(anchor: str) -> None:
    assert said_of_body(f"{anchor} Words, and a [link](#old) to them.") == []


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=200))
@settings(max_examples=80, deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    nothing_fails(page(text))


@given(
    st.lists(
        st.sampled_from(
            ["# ", "!!! note", '=== "a"', "```", "| a |", "|---|", "- ", "    ", "\n", "[a](b)", "<a", "-->", "<!--", "word", "`"]
        ),
        max_size=30,
    )
)
@settings(max_examples=80, deadline=None)
def test_no_broken_markdown_makes_it_raise(parts: list[str]) -> None:
    nothing_fails(page("".join(parts)))
