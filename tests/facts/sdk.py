"""Read the SageMaker SDKs as text: which names a module has, and which parameters they take.

The wheels named in requirements-sdk.txt are fetched once into .cache/ and unpacked, not installed.
"""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from conftest import ROOT
from filelock import FileLock

CACHE = ROOT / ".cache" / "sdk"
V3 = ("core", "train", "serve", "mlops", "ai_registry")


class Unreachable(Exception):
    """The wheels could not be fetched; the message is pip's."""


def fetch() -> dict[str, Path]:
    """Return the folders of version 2 and 3; raises Unreachable where pip cannot get the wheels."""
    wanted = (ROOT / "requirements-sdk.txt").read_text()
    stamp = CACHE / "done.txt"
    CACHE.mkdir(parents=True, exist_ok=True)
    with FileLock(str(CACHE) + ".lock"):
        if not stamp.is_file() or stamp.read_text() != wanted:
            words = [
                "download",
                "--quiet",
                "--no-deps",
                "--require-hashes",
                "--dest",
                str(CACHE / "wheels"),
                "-r",
                str(ROOT / "requirements-sdk.txt"),
            ]
            done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
            if done.returncode:
                raise Unreachable(done.stderr.strip()[-300:])
            for wheel in (CACHE / "wheels").glob("*.whl"):
                version = "v2" if wheel.name.startswith("sagemaker-2") else "v3"
                zipfile.ZipFile(wheel).extractall(CACHE / version)
            stamp.write_text(wanted)
    return {"v2": CACHE / "v2", "v3": CACHE / "v3"}


@dataclass
class Signature:
    """The parameters of a class or function; `open` when it takes any keyword."""

    parameters: set[str] = field(default_factory=set)
    open: bool = False


def version_of(module: str) -> str:
    """Return which SDK a module belongs to: `sagemaker.core` and its neighbours are version 3."""
    parts = module.split(".")
    return "v3" if len(parts) > 1 and parts[1] in V3 else "v2"


@functools.cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _file(module: str) -> Path | None:
    base = fetch()[version_of(module)].joinpath(*module.split("."))
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return base if base.is_dir() else None


def has_module(module: str) -> bool:
    """Return whether the SDK has a module or package of this name."""
    return _file(module) is not None


@dataclass(frozen=True)
class Found:
    """Where a name is defined, and its definition: None where it is no class and no function."""

    module: str
    node: ast.ClassDef | ast.FunctionDef | None = None


@functools.cache
def find(module: str, name: str) -> Found | None:
    """Return the definition of a name in a module, following imports; None where there is none."""
    path = _file(module)
    if path is None:
        return None
    if has_module(f"{module}.{name}"):
        return Found(f"{module}.{name}")
    if path.is_dir():
        return None
    found: Found | None = None
    for node in ast.walk(_tree(path)):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name and node in _tree(path).body:
            return Found(module, node)
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*" or (alias.asname or alias.name) == name:
                    source = _absolute(module, path, node)
                    if source.startswith("sagemaker"):
                        found = find(source, name if alias.name == "*" else alias.name) or found
                    elif alias.name != "*":
                        found = Found(source)
        elif isinstance(node, ast.Import) and any((alias.asname or alias.name) == name for alias in node.names):
            found = Found(name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                found = found or Found(module)
        elif isinstance(node, ast.Constant) and node.value == name:
            found = found or Found(module)  # lazy exports name their members in a table
    return found


def _absolute(module: str, path: Path, node: ast.ImportFrom) -> str:
    """Return the module that an import in `module` names, dots resolved."""
    if not node.level:
        return node.module or ""
    package = module if path.name == "__init__.py" else module.rsplit(".", 1)[0]
    for _ in range(node.level - 1):
        package = package.rsplit(".", 1)[0]
    return f"{package}.{node.module}" if node.module else package


def signature(module: str, name: str) -> Signature:
    """Return the parameters of a class or function; open where they cannot be known."""
    found = find(module, name)
    if found is not None and isinstance(found.node, ast.FunctionDef):
        return _of_function(found.node)
    if found is not None and isinstance(found.node, ast.ClassDef):
        return _of_class(found.module, found.node)
    return Signature(open=True)


def _of_function(node: ast.FunctionDef) -> Signature:
    arguments = node.args
    names = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]} - {"self", "cls"}
    return Signature(names, arguments.kwarg is not None)


_PLAIN = ("object", "ABC", "BaseModel", "Enum", "str", "Base", "BaseConfig")


def _of_class(module: str, node: ast.ClassDef) -> Signature:
    """Return what a class takes: its `__init__`, or its fields with those of its bases."""
    init = next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    own = _of_function(init) if init is not None else Signature()
    own.parameters |= {n.target.id for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    own.parameters |= {t.id for n in node.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    if init is not None and not own.open:
        return own
    for base in node.bases:
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name):
            owner = find(module, base.value.id)
            inherited = signature(owner.module, base.attr) if owner is not None else Signature(open=True)
        elif isinstance(base, ast.Name) and base.id not in _PLAIN and base.id != node.name:
            inherited = signature(module, base.id)
        else:
            continue
        own.parameters |= inherited.parameters
        own.open = own.open or inherited.open
    return own
