"""The Node that Playwright brings, so that scripts are tested without a browser and without a Node of one's own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE.parents[1] / "docs" / "assets" / "javascripts"


def node(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run Node among the tests of scripts; `given` is what it reads."""
    program = compute_driver_executable()[0]
    quiet = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"  # the scripts are modules because a page says so, not a package
    return subprocess.run([program, quiet, *words], cwd=HERE, input=given, capture_output=True, text=True, check=False)
