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


@functools.cache
def find(module: str, name: str) -> ast.stmt | str | None:
    """Return the definition of a name in a module, following imports.

    Returns "module" for a submodule, "value" for a name bound in another way, None where there is none.
    """
    path = _file(module)
    if path is None:
        return None
    if has_module(f"{module}.{name}"):
        return "module"
    if path.is_dir():
        return None
    tree = _tree(path)
    package = module if path.name == "__init__.py" else module.rsplit(".", 1)[0]
    found: ast.stmt | str | None = None
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name == name and node in tree.body:
            return node
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == "*" or (alias.asname or alias.name) == name:
                    base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
                    source = f"{base}.{node.module}" if node.level and node.module else base if node.level else node.module or ""
                    found = (
                        find(source, name if alias.name == "*" else alias.name)
                        if source.startswith("sagemaker")
                        else None
                        if alias.name == "*"
                        else "value"
                    )
                    if found is not None:
                        return found
        if isinstance(node, ast.Import) and any(alias.asname == name for alias in node.names):
            return "value"
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                found = "value"
        if isinstance(node, ast.Constant) and node.value == name and found is None:
            found = "value"  # lazy exports name their members in a table
    return found


def signature(module: str, name: str) -> Signature:
    """Return the parameters of a class or function; open where they cannot be known."""
    node = find(module, name)
    if isinstance(node, ast.FunctionDef):
        return _of_function(node)
    if isinstance(node, ast.ClassDef):
        return _of_class(module, node)
    return Signature(open=True)


def _of_function(node: ast.FunctionDef) -> Signature:
    arguments = node.args
    names = {a.arg for a in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]} - {"self", "cls"}
    return Signature(names, arguments.kwarg is not None or bool(node.decorator_list and names == set()))


def _of_class(module: str, node: ast.ClassDef) -> Signature:
    own = Signature()
    init = next((n for n in node.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"), None)
    if init is not None:
        own = _of_function(init)
    fields = {n.target.id for n in node.body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    fields |= {t.id for n in node.body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    own.parameters |= fields
    if init is not None and not own.open:
        return own
    for base in node.bases:
        base_name = base.id if isinstance(base, ast.Name) else base.attr if isinstance(base, ast.Attribute) else ""
        if base_name in ("object", "ABC", "BaseModel", "Enum", "str", "BaseConfig", "Base"):
            continue
        inherited = _inherited(module, base_name)
        own.parameters |= inherited.parameters
        own.open = own.open or inherited.open
    return own


def _inherited(module: str, name: str) -> Signature:
    found = find(module, name)
    if isinstance(found, ast.ClassDef):
        return _of_class(module, found)
    return Signature(open=True)
