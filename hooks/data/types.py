"""Kinds of values that several data files and the front matter share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, TypeAdapter, ValidationError

_TAG = re.compile(r"<[A-Za-z/!?]")


def _no_html(value: object) -> object:
    """A text becomes a part of a page: HTML in it would be read as such, and a line break would end its cell."""
    if not isinstance(value, str):
        return value
    if "\n" in value or "\r" in value:
        raise ValueError("it has a line break; write it in one line")
    tag = _TAG.search(re.sub(r"`[^`]*`", "", value))
    if tag:
        raise ValueError(f"`{value[tag.start() : tag.start() + 20]}` would be read as HTML; write it in backticks")
    return value


NO_HTML = BeforeValidator(_no_html)
Text = Annotated[str, Field(min_length=1), NO_HTML]


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError(f"`{value}` is not an id; write small letters, digits and hyphens, such as `k-means`")
    return value


Slug = Annotated[str, AfterValidator(_slug)]

_HTTP = TypeAdapter(HttpUrl)


def is_url(value: str) -> bool:
    """Say whether a text is a whole web address that begins with https:// and is no placeholder."""
    try:
        url = _HTTP.validate_python(value)
    except ValidationError:
        return False
    named = re.fullmatch(r"[^.]+(\.[^.]+)+", url.host or "")
    if url.username is not None or url.password is not None or re.search(r"[\"<>\\^`{|}]", value):
        return False
    return url.scheme == "https" and named is not None and not value.endswith("...") and not re.search(r"\s", value)


def _url(value: str) -> str:
    """Keep the text as it was written: HttpUrl would add a slash or change its case."""
    if not is_url(value):
        raise ValueError(f"`{value}` is not a web address; write the whole address, from https:// on")
    return value


Url = Annotated[str, AfterValidator(_url)]


def is_page(root: Path, name: str) -> bool:
    """Say whether there is a page of this name below docs/ of the project at `root`."""
    docs = (root / "docs").resolve()
    try:
        path = (docs / name).resolve()
        return path.is_relative_to(docs) and path.is_file()
    except OSError:  # no file system has such a name
        return False


_MARKDOWN = re.compile(r"\*\*|!?\[[^\]]*\]\([^)]*\)|(?<!\w)\*[^\s*][^*]*\*(?!\w)|^#{1,6} |^\s*[-*+] |<!--|^```", re.MULTILINE)


def _plain(value: str) -> str:
    """A text that is shown as it is: Markdown in it would be read by nobody, or show as marks."""
    marks = _MARKDOWN.search(re.sub(r"`[^`]*`", "", value))
    if marks:
        raise ValueError(f"it is plain text, and `{marks.group().strip()}` would show as it stands; write it without marks")
    return value


WITHOUT_MARKS = AfterValidator(_plain)
Plain = Annotated[Text, WITHOUT_MARKS]
