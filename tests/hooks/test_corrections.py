"""A correction has a claim, a truth and a source, or the build says which is missing."""

from __future__ import annotations

import corrections
import pytest
from generators import BOX

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


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_box_is_told_with_its_line(name: str) -> None:
    old, new, expected = FAULTS[name]
    assert old in BOX
    found, faults = corrections.boxes(BOX.replace(old, new, 1), "data/a.md", "Page A")
    assert found == []
    assert faults == expected


def test_a_good_box_is_read_whole() -> None:
    found, faults = corrections.boxes(BOX, "data/a.md", "Page A")
    assert faults == []
    assert found == [
        corrections.Correction(
            "data/a.md",
            "Page A",
            7,
            "A wins | always",
            "A wins, see [B](b.md).",
            "`a|b` wins sometimes.",
            "[AWS](https://docs.aws.amazon.com/)",
        )
    ]


def test_a_box_behind_code_and_inside_a_tab_is_found() -> None:
    text = "```python\nx\n```\n\n" + '=== "Tab"\n\n' + "\n".join("    " + line for line in BOX.split("# Page A\n\n")[1].splitlines())
    found, faults = corrections.boxes(text, "data/a.md", "Page A")
    assert faults == []
    assert len(found) == 1


def test_a_box_in_a_code_fence_is_none() -> None:
    assert corrections.boxes('```markdown\n!!! correction "x"\n\n    words\n```\n', "data/a.md", "Page A") == ([], [])
