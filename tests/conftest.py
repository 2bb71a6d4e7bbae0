"""What tests of several folders share: the project's root, and a site built once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent


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


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site; the workers of one run build it once between them."""
    shared = tmp_path_factory.getbasetemp().parent if os.environ.get("PYTEST_XDIST_WORKER") else tmp_path_factory.getbasetemp()
    folder = shared / "site"
    with FileLock(str(folder) + ".lock"):
        if not (folder / "built").is_file():
            done = run_mkdocs("build", "--strict", "--site-dir", str(folder), cwd=ROOT, SITE_URL="", REPO_URL="", EDIT_URI="")
            assert done.returncode == 0, done.stderr
            assert "WARNING" not in done.stderr, done.stderr
            (folder / "built").write_text("")
    return folder


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
        "glossary": "reference/glossary", "exams": "exams/exams"}  # fmt: skip
"""The small data files of the golden tests, and where they stand in a project."""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of small projects: this project's settings and hooks, small data, the pages asked for."""

    def make(**pages: str) -> Path:
        docs = tmp_path / "docs"
        for small, place in DATA.items():
            (docs / place).parent.mkdir(parents=True, exist_ok=True)
            (docs / f"{place}.yml").write_text((GOLDEN / f"{small}.yml").read_text())
        for name in ("hooks", "overrides"):
            (tmp_path / name).symlink_to(ROOT / name)
        (docs / "assets").symlink_to(ROOT / "docs" / "assets")
        for name, body in {"algorithms__first": "Words.", "algorithms__second": "Words.", **pages}.items():
            title = name.split("__")[-1].replace("_", " ").title()
            path = docs / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body if body.startswith("---") else PAGE.format(title=title, body=body))
        settings = (ROOT / "mkdocs.yml").read_text()
        before, rest = settings.split("nav:\n", 1)
        (tmp_path / "mkdocs.yml").write_text(before + rest[rest.index("# --- look ---") :])
        return tmp_path

    return make
