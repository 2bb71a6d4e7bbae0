"""What one build of the guide knows. It is made at the start of the build and handed on; nothing outlives it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TypeVar

from data.files import FILES
from pydantic import BaseModel
from questions.reader import Reading, read
from source.page import Page

from common.problems import Problems, failed

Model = TypeVar("Model", bound=BaseModel)


class Guide:
    """The project at `root`: its pages by path relative to docs/, its data files, its themes, its problems.

    `themes` are the folders of docs/ in the order of the navigation, with the names of their tabs;
    `repository` is the address of the source, "" where it is not published.
    """

    def __init__(self, root: Path, pages: dict[str, Page], *, navigation: object = None, repository: str = "") -> None:
        self.root: Path = root
        self.pages: dict[str, Page] = pages
        self.repository = repository
        self.problems = Problems()
        self._navigation = navigation
        self._data: dict[type[BaseModel], BaseModel] = {}
        for file in FILES:
            try:
                data, problems = file.read(root)
            except Exception as error:
                data, problems = None, [failed(file.path, "the check of the data", error)]
            self.problems.add(problems)
            if data is not None:
                self._data[file.model] = data

    def data(self, model: type[Model]) -> Model | None:
        """Return what is in a data file, by its model; None where it cannot be read, which has been told."""
        found = self._data.get(model)
        return found if isinstance(found, model) else None

    @functools.cached_property
    def readings(self) -> dict[str, Reading]:
        """The questions and cases of every page."""
        return {uri: _read(page) for uri, page in self.pages.items()}

    @functools.cached_property
    def themes(self) -> dict[str, str]:
        """The folders of docs/ with the names of their tabs, in the order of the navigation."""
        return themes(self._navigation, self.pages)

    @functools.cached_property
    def order(self) -> list[str]:
        """The pages in the order of the navigation, in which they are read."""
        return _pages_of(self._navigation)

    @functools.cached_property
    def asking(self) -> dict[str, str]:
        """The themes that have questions, with their names; those of the practice pages are scenarios."""
        asked = {theme_of(uri) for uri, reading in self.readings.items() if reading.questions}
        return {theme: "Scenarios" if theme == "practice" else name for theme, name in self.themes.items() if theme in asked}


def _read(page: Page) -> Reading:
    try:
        return read(page)
    except Exception as error:
        return Reading(problems=[failed(page.path, "the reading of its questions", error)])


def theme_of(uri: str) -> str:
    """Return the theme of a page: its folder in docs/, "" for the home page."""
    return uri.partition("/")[0] if "/" in uri else ""


def themes(navigation: object, pages: dict[str, Page]) -> dict[str, str]:
    """Return the folders of docs/ with the names of their tabs, in the order of the navigation.

    `navigation` is `nav:` as YAML gives it. A folder that has pages and no tab comes last, under its own name, so
    that nothing in it is dropped.
    """
    found: dict[str, str] = {}
    for tab in navigation if isinstance(navigation, list) else []:
        for name, inside in tab.items() if isinstance(tab, dict) else [("", tab)]:
            for uri in _pages_of(inside):
                found.setdefault(theme_of(uri), str(name))
    for uri in pages:
        theme = theme_of(uri)
        found.setdefault(theme, theme.replace("-", " ").capitalize() or "Home")
    return found


def _pages_of(entry: object) -> list[str]:
    """Return the pages below an entry of the navigation."""
    if isinstance(entry, str):
        return [entry]
    if isinstance(entry, dict):
        return [uri for value in entry.values() for uri in _pages_of(value)]
    return [uri for value in entry for uri in _pages_of(value)] if isinstance(entry, list) else []
