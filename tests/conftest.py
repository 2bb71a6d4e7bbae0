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


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of small projects that use this project's settings, hooks and data."""

    def make(**pages: str) -> Path:
        (tmp_path / "docs" / "algorithms").mkdir(parents=True)
        for name in ("hooks", "overrides"):
            (tmp_path / name).symlink_to(ROOT / name)
        (tmp_path / "docs" / "assets").symlink_to(ROOT / "docs" / "assets")
        for source in (ROOT / "docs" / "algorithms").iterdir():
            (tmp_path / "docs" / "algorithms" / source.name).write_bytes(source.read_bytes())
        for name, body in pages.items():
            text = body if body.startswith("---") else PAGE.format(title=name.replace("_", " ").title(), body=body)
            path = tmp_path / "docs" / (name.replace("__", "/") + ".md")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        settings = (ROOT / "mkdocs.yml").read_text()
        before, rest = settings.split("nav:\n", 1)
        settings = before + rest[rest.index("# --- look ---") :]
        (tmp_path / "mkdocs.yml").write_text(settings)
        return tmp_path

    return make
