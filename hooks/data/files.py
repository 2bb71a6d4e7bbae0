"""The data files of the guide: one row each. Schema, directive, watching and tests follow from the row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.directive import Kinds
from common.problems import Problem
from pydantic import BaseModel

from data import algorithm_tables, algorithms, choices, exams, glossary, numbers, pairs, searches, services
from data.yaml_file import Source, read


@dataclass(frozen=True)
class DataFile:
    """A data file: where it is (relative to the project), its model, what else can be wrong with it, its directives.

    `faults` gets the data, its lines and the project's folder.
    """

    path: str
    model: type[BaseModel]
    faults: Callable[[Any, Source, Path], list[Problem]]
    directives: dict[str, Kinds]

    def read(self, root: Path) -> tuple[BaseModel | None, list[Problem]]:
        """Read the file of the project at `root`; the data is None where it does not fit the model."""
        data, source, problems = read(root / self.path, self.model, shown_as=self.path)
        return data, problems + (self.faults(data, source, root) if data is not None else [])


FILES = (
    DataFile("docs/algorithms/algorithms.yml", algorithms.Algorithms, algorithms.faults, {"algorithms": algorithm_tables.DIRECTIVES}),
    DataFile("docs/reference/services.yml", services.Services, services.faults, {"services": services.DIRECTIVES}),
    DataFile("docs/reference/numbers.yml", numbers.Numbers, numbers.faults, {"numbers": numbers.DIRECTIVES, "number": numbers.VALUE}),
    DataFile("docs/reference/glossary.yml", glossary.Glossary, glossary.faults, {"glossary": glossary.DIRECTIVES}),
    DataFile("docs/exams/exams.yml", exams.Exams, exams.faults, {"exams": exams.DIRECTIVES}),
    DataFile("docs/generative-ai/choices.yml", choices.Choices, choices.faults, {"choices": choices.DIRECTIVES}),
    DataFile("docs/exams/pairs.yml", pairs.Pairs, pairs.faults, {"pairs": pairs.DIRECTIVES}),
    DataFile("docs/search.yml", searches.Searches, searches.faults, {"search": searches.DIRECTIVES}),
)
