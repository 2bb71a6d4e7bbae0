"""The words of a text as the search knows them; docs/assets/javascripts/search/words.js takes a query apart in the same way."""

from __future__ import annotations

import functools
import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+(?:[-_./:'’+&#@]+[a-z0-9]+)*", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_PLAIN = re.compile(r"[A-Za-z0-9]+")


def words(text: str) -> list[str]:
    """Return the words of a text in their order, small and without accents.

    A name of several parts (`k-NN`, `num_round`, `CreateModel`) gives its parts and then all of them as one word, so
    that it is found however somebody writes it.
    """
    return [word for parts in parted(text) for word in (*parts, *joined(parts))]


def joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name written as one word; none for a name of one part."""
    return ("".join(parts),) if len(parts) > 1 else ()


def parted(text: str) -> list[tuple[str, ...]]:
    """Return the parts of each word or name of a text."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [_parts(written) for written in _WORD.findall(plain)]


@functools.lru_cache(maxsize=100_000)
def _parts(written: str) -> tuple[str, ...]:
    whole = re.sub(r"['’]s$", "", written)
    return tuple(part.casefold() for part in _PLAIN.findall(_HUMP.sub(" ", whole)))
