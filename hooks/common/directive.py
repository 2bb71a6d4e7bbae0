"""What a directive is: a comment such as `<!-- algorithms: facts xgboost -->`, which the build replaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

if TYPE_CHECKING:
    from source.page import Page

    from common.guide import Guide

Model = TypeVar("Model", bound=BaseModel)


class Unusable(Exception):
    """A directive that cannot be followed: what is wrong, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


class NoData(Exception):
    """The data file that a directive shows cannot be read; that has been told already."""


@dataclass(frozen=True)
class Request:
    """A directive taken apart: its plain words and options, and where it stands."""

    guide: Guide
    page: Page
    words: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)

    def data(self, model: type[Model]) -> Model:
        """Return what is in a data file, by its model; raises NoData where it cannot be read."""
        found = self.guide.data(model)
        if found is None:
            raise NoData
        return found


@dataclass(frozen=True)
class Kind:
    """One thing that a directive can make: `make` returns Markdown, or raises Unusable.

    `words` is how many plain words it needs, `options` the names it takes as `name=value`, `example` how
    it is written. An `inline` one may stand inside a sentence; all others stand alone on their line.
    """

    make: Callable[[Request], str]
    words: int = 0
    options: tuple[str, ...] = ()
    example: str = ""
    inline: bool = False


Kinds = dict[str, Kind]
"""What a directive can make, by the first word behind its colon; "" where there is no such word."""
