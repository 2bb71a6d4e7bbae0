"""What tests of several folders share: the project's root, and a site built once."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from browser.server import serving
from common.guide import Guide
from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
Model = TypeVar("Model", bound=BaseModel)
UNDER = "/guide/"
"""The path below which the tests' host shows the site, as a page of a repository's stands below its owner's."""


def run_mkdocs(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as `make` does, and return what it printed."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *words],
        cwd=cwd,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def real(model: type[Model]) -> Model:
    """Return what is in one of the guide's own data files, by its model."""
    data = Guide(ROOT, {}).data(model)
    assert data is not None
    return data


def _shared(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of one run share."""
    base = factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


def _build(folder: Path, address: str) -> None:
    """Build the site as it is deployed: for its own address, with links to its repository."""
    repository = {"REPO_URL": "https://github.com/example/guide", "EDIT_URI": "edit/main/docs/"}
    done = run_mkdocs("build", "--strict", "--site-dir", str(folder), cwd=ROOT, SITE_URL=address, **repository)
    outcome = folder.with_suffix(".part")
    outcome.write_text(done.stderr if done.returncode or "WARNING" in done.stderr else "")
    outcome.rename(folder.with_suffix(".built"))


def pytest_sessionstart(session: pytest.Session) -> None:
    """Let the site be built beside the tests, from the start, when folders whose tests read it were asked for.

    One server gives it to all workers: pages know their own address, so the address must be known before the build.
    """
    if os.environ.get("PYTEST_XDIST_WORKER") or session.config.option.collectonly:
        return
    asked = [Path(arg.partition("::")[0]).resolve() for arg in session.config.args]
    readers = [ROOT / "tests" / "site", ROOT / "tests" / "browser"]
    if any(path.is_relative_to(reader) or reader.is_relative_to(path) for path in asked for reader in readers):
        folder = _shared(session.config._tmp_path_factory) / UNDER.strip("/")  # type: ignore[attr-defined]
        server = contextlib.ExitStack()
        address = server.enter_context(serving(folder, UNDER))
        session.config.add_cleanup(server.close)
        folder.with_suffix(".address").write_text(address)
        threading.Thread(target=_build, args=(folder, address), daemon=True).start()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site; the workers of one run share it."""
    folder = _shared(tmp_path_factory) / UNDER.strip("/")
    outcome = folder.with_suffix(".built")
    for _ in range(3000):
        if outcome.is_file():
            break
        time.sleep(0.1)
    assert outcome.is_file(), "the build of the site did not end"
    assert not outcome.read_text(), outcome.read_text()
    return folder


@pytest.fixture(scope="session")
def base(site: Path) -> str:
    """Return the address of the built site, which ends with the folder that it stands in at its host."""
    return site.with_suffix(".address").read_text()


PAGE = """---
title: {title}
description: A page for a test.
checked: 2026-11-21
sources: [https://docs.aws.amazon.com/]
---

# {title}

{body}
"""


GOLDEN = ROOT / "tests" / "hooks" / "golden"
DATA = {"data": "algorithms/algorithms", "services": "reference/services", "numbers": "reference/numbers",
        "glossary": "reference/glossary", "exams": "exams/exams",
        "choices": "generative-ai/choices", "pairs": "exams/pairs", "searches": "search"}  # fmt: skip
"""The small data files of the golden tests, and where they stand in a project."""


def small_project(root: Path, pages: dict[str, str]) -> Path:
    """Write a project with this project's settings and hooks, small data and some pages; return its folder.

    `pages` are bodies (or whole sources, from `---` on) by path relative to docs/, without `.md`.
    """
    docs = root / "docs"
    for small, place in DATA.items():
        (docs / place).parent.mkdir(parents=True, exist_ok=True)
        (docs / f"{place}.yml").write_text((GOLDEN / f"{small}.yml").read_text())
    for name in ("hooks", "overrides"):
        (root / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    for name, body in {"algorithms/first": "Words.", "algorithms/second": "Words.", **pages}.items():
        title = name.split("/")[-1].replace("_", " ").title()
        path = docs / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body if body.startswith("---") else PAGE.format(title=title, body=body))
    settings = (ROOT / "mkdocs.yml").read_text()
    before, rest = settings.split("nav:\n", 1)
    (root / "mkdocs.yml").write_text(before + rest[rest.index("# --- look ---") :])
    return root


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of small projects: `project(data__page="Words.")` writes docs/data/page.md."""
    return lambda **pages: small_project(tmp_path, {name.replace("__", "/"): body for name, body in pages.items()})
