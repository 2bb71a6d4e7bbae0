"""Write the JSON Schema of every data file beside it, for editors: `make schema`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from data.files import FILES


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a model."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}


def write(root: Path) -> None:
    """Write all schemas of the project at `root`."""
    for file in FILES:
        path = (root / file.path).with_suffix(".schema.json")
        path.write_text(json.dumps(schema(file.model), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).resolve().parents[2])
