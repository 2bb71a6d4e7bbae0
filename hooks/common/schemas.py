"""Write the JSON Schema of every data file beside it, for editors: `make schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from common import algorithm, exam, number, service, term

MODELS: dict[str, type[BaseModel]] = {
    algorithm.DATA: algorithm.Algorithms,
    service.DATA: service.Services,
    number.DATA: number.Numbers,
    term.DATA: term.Glossary,
    exam.DATA: exam.Exams,
}
"""Each data file, relative to the project, with its model."""


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a model."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


def write(root: Path) -> None:
    """Write all schemas of the project at `root`."""
    for data, model in MODELS.items():
        path = (root / data).with_suffix(".schema.json")
        path.write_text(json.dumps(schema(model), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[2])
