"""Check the types of the scripts with TypeScript, as a part of `make lint`.

What a script knows of the bank and of the search is made from the models that the build writes them with, so that
the two cannot part. TypeScript comes from npm into `.cache/`, once; where npm or its registry is missing, one
line says so, and the rest of the checks goes on. Versions stand in package.json; after a change there,
`npm install --package-lock-only` in this folder renews the lock.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from questions.bank import Bank, Cards
from search.index import Answers, Excerpts, Index, Questions, Texts

HERE = Path(__file__).resolve().parent
KEPT = HERE.parents[1] / ".cache" / "node"
PACKAGES = ("package.json", "package-lock.json")
PROJECTS = ("tsconfig.json", "tsconfig.worker.json")


def install() -> str:
    """Install the packages of the lock where they are not yet; return why that was impossible, or ""."""
    wanted = (HERE / "package-lock.json").read_bytes()
    done = KEPT / "node_modules" / "installed.json"
    if done.is_file() and done.read_bytes() == wanted:
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        shutil.copy(HERE / name, KEPT)
    quick = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=20000")
    ran = subprocess.run([npm, "ci", *quick], cwd=KEPT, capture_output=True, text=True, check=False)
    if "EUSAGE" in ran.stderr or "EINTEGRITY" in ran.stderr:  # the lock is at fault, not the network
        sys.exit(ran.stderr)
    if ran.returncode:
        return "npm could not fetch its packages"
    done.write_bytes(wanted)
    return ""


PUBLISHED: dict[str, tuple[type[BaseModel], ...]] = {"bank": (Bank, Cards), "search": (Index, Texts, Answers, Questions, Excerpts)}
"""By the name under which the scripts import their types: the models of published files."""


def schema(models: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    """Return one schema of models; its fields have no titles, of which each would become a type of its own."""
    _, whole = models_json_schema([(model, "validation") for model in models])
    for model in whole["$defs"].values():
        for field in model.get("properties", {}).values():
            field.pop("title", None)
    return whole


def write_types() -> None:
    """Write the types of what is published, where they have changed since."""
    for name, models in PUBLISHED.items():
        text, kept = json.dumps(schema(models)), KEPT / f"{name}.schema.json"
        if kept.is_file() and kept.read_text() == text:
            continue
        kept.unlink(missing_ok=True)
        converter = [str(KEPT / "node_modules" / ".bin" / "json2ts"), "--unreachableDefinitions"]
        made = subprocess.run(converter, input=text, capture_output=True, text=True, check=True)
        (KEPT / f"{name}.d.ts").write_text(made.stdout)
        kept.write_text(text)


def main() -> int:
    """Return 0 where every type fits, or where it could not be looked at."""
    missing = install()
    if missing:
        print(f"The types of the scripts are not checked: {missing}.")
        return 0
    write_types()
    tsc = KEPT / "node_modules" / ".bin" / "tsc"
    return max(subprocess.run([str(tsc), "-p", str(HERE / project)], check=False).returncode for project in PROJECTS)


if __name__ == "__main__":
    sys.exit(main())
