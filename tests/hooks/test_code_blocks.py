"""A block of code is a stop of the keyboard with a name; code in a sentence is not."""

from __future__ import annotations

import code_blocks
import markdown
import pytest
from markdown.extensions import Extension


def made(text: str) -> str:
    extensions: list[str | Extension] = [
        "pymdownx.highlight",
        "pymdownx.superfences",
        "pymdownx.details",
        code_blocks.CodeBlocksExtension(),
    ]
    return markdown.markdown(text, extensions=extensions)


@pytest.mark.parametrize(
    "text",
    [
        "```python\na = 1\n```",
        "```\nwords\n```",
        "    indented",
        "- item\n\n    ```\n    words\n    ```",
        '??? note "Box"\n\n    ```\n    words\n    ```',
    ],
    ids=["language", "none", "indented", "list", "box"],
)
def test_a_block_is_reached_once_and_named(text: str) -> None:
    assert made(text).count('<code role="group" aria-label="Code" tabindex="0">') == 1


@pytest.mark.parametrize("text", ["The `code` in a sentence.", "Write `<pre><code>` so."])
def test_code_in_a_sentence_is_not(text: str) -> None:
    assert "tabindex" not in made(text)
