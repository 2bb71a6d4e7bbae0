"""What pure functions returned in the last build, kept in one file, so that a build makes anew only what has changed.

A result is found by a hash of all that went into it. The file is of one version of the code and of its packages. With
another version, with a file that cannot be read, with an entry that does not fit, the result is made anew. What a build
did not ask for is not written again, so the file does not grow.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pydantic

T = TypeVar("T")


class Kept:
    """The results of the last build and of this one; without a `file`, those of this one alone."""

    def __init__(self, file: Path | None = None, version: str = "") -> None:
        self._file, self._version = file, version
        self._before: dict[str, object] = _read(file, version) if file is not None else {}
        self._now: dict[str, str] = {}

    def result(self, kind: pydantic.TypeAdapter[T], make: Callable[[], T], *inputs: str) -> T:
        """Return what `make` returns, which depends on the type and the inputs alone; one that raises is asked again."""
        key = hashlib.sha256(json.dumps([repr(kind), *inputs]).encode()).hexdigest()
        text = self._now.get(key) or self._before.get(key)
        if isinstance(text, str):
            try:
                found = kind.validate_json(text)
            except pydantic.ValidationError:
                pass
            else:
                self._now[key] = text
                return found
        made = make()
        self._now[key] = kind.dump_json(made).decode()
        return made

    def write(self) -> None:
        """Keep what this build asked for; where nothing can be written, the next build makes it anew."""
        if self._file is None or self._now == self._before:
            return
        part = self._file.with_suffix(f".{os.getpid()}")  # another build may read the file just now
        try:
            self._file.parent.mkdir(exist_ok=True)
            part.write_text(json.dumps({"version": self._version, "results": self._now}), encoding="utf-8")
            part.replace(self._file)
        except OSError:
            with contextlib.suppress(OSError):
                part.unlink()


def _read(file: Path, version: str) -> dict[str, object]:
    """Return the results in a file, none where they are of another version or cannot be read."""
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        results = held["results"] if held["version"] == version else {}
        return results if isinstance(results, dict) else {}
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def version() -> str:
    """Return a hash of the code of the hooks and of the names of all packages beside pydantic, which end with their versions."""
    code = Path(__file__).resolve().parent.parent
    found = hashlib.sha256()
    for path in sorted(code.rglob("*.py")):
        found.update(path.relative_to(code).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for package in sorted(path.name for path in Path(pydantic.__file__).resolve().parent.parent.glob("*.dist-info")):
        found.update(package.encode() + b"\0")
    return found.hexdigest()
