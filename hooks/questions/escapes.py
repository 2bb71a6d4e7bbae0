"""Write text of the bank into Moodle's GIFT format, https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re
from html import unescape

_SPECIAL = re.compile(r"([~=#{}:\\])")
_ENTITIES = str.maketrans({"{": "&lbrace;", "}": "&rbrace;", "=": "&equals;"})


def gift(html: str) -> str:
    """Return HTML on one line, with what GIFT reads as marks written as text.

    Attributes keep their `=`. Elsewhere it becomes an entity, as braces do: other readers of GIFT than
    Moodle stumble over those behind a backslash.
    """
    tags = re.split(r"(<[^>]*>)", " ".join(html.split()))
    return _SPECIAL.sub(r"\\\1", "".join(part if part.startswith("<") else part.translate(_ENTITIES) for part in tags))


def gift_words(html: str) -> str:
    """Return the words of HTML: GIFT cannot mark up the right half of a pair."""
    words = re.sub(r"<[^>]+>", "", html)
    return _SPECIAL.sub(r"\\\1", " ".join(unescape(words).split()))
