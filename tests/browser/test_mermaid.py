"""Every diagram of the site is also accepted by mermaid itself, so that GitHub shows it too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from source.page import Page

VERSION = "11.16.0"


@pytest.fixture(scope="session")
def mermaid() -> Path:
    """Return mermaid's script, fetched once with npm into .cache/."""
    script = ROOT / ".cache" / f"mermaid-{VERSION}.min.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("npm is not installed: mermaid itself did not read the diagrams")
    script.parent.mkdir(exist_ok=True)
    done = subprocess.run(
        [npm, "pack", "--silent", f"mermaid@{VERSION}"], cwd=script.parent, capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode:
        pytest.skip(f"npm could not fetch mermaid: {done.stderr.strip()[-200:]}")
    archive = script.parent / done.stdout.strip().splitlines()[-1]
    subprocess.run(["tar", "-xzf", archive.name, "--strip-components=2", "package/dist/mermaid.min.js"], cwd=script.parent, check=True)
    (script.parent / "mermaid.min.js").rename(script)
    archive.unlink()
    return script


def test_mermaid_accepts_every_diagram(mermaid: Path, browser: object) -> None:
    diagrams = [
        (f"{path.relative_to(ROOT)}:{fence.start}", fence.text)
        for path in sorted((ROOT / "docs").rglob("*.md"))
        for fence in Page(path.name, path.read_text()).fences
        if fence.language == "mermaid"
    ]
    assert diagrams
    page = browser.new_page()  # type: ignore[attr-defined]
    page.add_script_tag(path=str(mermaid))
    verdict = """async (sources) => {
      const faults = [];
      for (const [name, source] of sources) {
        try { await mermaid.parse(source); } catch (error) { faults.push(name + ": " + error.message); }
      }
      try { await mermaid.parse("flowchart LR\\n  a[b --> c"); faults.push("mermaid accepts anything"); } catch {}
      return faults;
    }"""
    assert page.evaluate(verdict, diagrams) == []
    page.close()
