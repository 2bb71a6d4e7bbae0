"""Measure the site in one run: `make bench`. Ratios travel between machines, seconds do not.

Prints the build with our hooks against the same pages without them (the first, and later ones that find in .cache/
what it has kept), the time per page, the time from an edit to the changed page under `mkdocs serve`, what two pages weigh by type of file, for how many golden
queries the search has the right page in front, and how the build grows with the number of questions.
"""

from __future__ import annotations

import re
import shutil
import statistics
import tempfile
import time
import urllib.request
from collections import Counter
from pathlib import Path

import yaml
from browser import chromium
from browser.server import developing, serving
from conftest import ROOT, run_mkdocs, small_project
from playwright.sync_api import Response, sync_playwright

RUNS = 3


def copy_of_the_project(folder: Path) -> Path:
    for name in ("docs", "hooks", "overrides", "mkdocs.yml"):
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    return folder


def seconds(root: Path, settings: str, *, first: bool = False) -> float:
    """Return the median of the whole builds of a project, in seconds; each is the `first` one, or finds what another has kept."""
    times = []
    for _ in range(RUNS):
        if first:
            shutil.rmtree(root / ".cache", ignore_errors=True)
        begun = time.perf_counter()
        done = run_mkdocs("build", "--quiet", "--config-file", settings, "--site-dir", str(root / "out"), cwd=root, SITE_URL="")
        times.append(time.perf_counter() - begun)
        assert done.returncode == 0, done.stderr
    return statistics.median(times)


def edit_to_visible(root: Path) -> float:
    """Return the seconds from saving a page to the server giving the new text."""
    with developing(root) as base:
        return _seconds_until_shown(root, base + "algorithms/xgboost/")


def _seconds_until_shown(root: Path, address: str) -> float:
    def shows(words: str) -> bool:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                return words in answer.read().decode()
        except OSError:
            return False

    while not shows("XGBoost"):
        time.sleep(0.1)
    page = root / "docs" / "algorithms" / "xgboost.md"
    page.write_text(page.read_text() + "\nA sentence just written.\n")
    begun = time.perf_counter()
    while not shows("A sentence just written."):
        time.sleep(0.05)
    return time.perf_counter() - begun


def weights(site: Path) -> dict[str, Counter[str]]:
    """Return the bytes that a first visit to two pages loads, by type of file."""
    found = {}
    with serving(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for name, path in (("home page", ""), ("algorithm page", "algorithms/xgboost/")):
            page = browser.new_context().new_page()
            sizes: Counter[str] = Counter()

            def weigh(answer: Response, sizes: Counter[str] = sizes) -> None:
                sizes.update({answer.request.resource_type: len(answer.body())} if answer.ok else {})

            page.on("response", weigh)
            page.goto(base + path, wait_until="networkidle")
            found[name] = sizes
        browser.close()
    return found


_PAGES = """() => [...document.querySelectorAll(".md-search-result__item > a")].slice(0, 3).map((link) => new URL(link.href).pathname)"""


def recall(site: Path, name: str) -> Counter[str]:
    """Return for how many queries of a file beside the browser tests the search has a right page in front, or among the first three."""
    queries = yaml.safe_load((ROOT / "tests" / "browser" / name).read_text())
    told: Counter[str] = Counter(all=len(queries))
    with serving(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(base)
        field = page.locator("input[name=query]")
        field.click()
        field.fill("xgboost")
        field.dispatch_event("keyup")
        page.locator(".md-search-result__item").first.wait_for()  # the index has come
        for query in queries:
            field.fill("")
            field.dispatch_event("keyup")
            page.locator(".md-search-result__item").first.wait_for(state="detached")
            field.fill(query["query"])
            field.dispatch_event("keyup")
            page.wait_for_timeout(200)  # the theme says nowhere that it has found nothing more
            shown = page.evaluate(_PAGES)
            right = {"/" + answer.partition("#")[0] for answer in query["answers"]}
            told["first"] += bool(right & set(shown[:1]))
            told["first three"] += bool(right & set(shown))
        browser.close()
    return told


QUESTION = """/// quiz | Which setting fits case {n}?
    id: made-{n}
    source: https://docs.aws.amazon.com/

Station {n} sends {n} readings an hour, and `setting_{n}` is *not* known.

- [ ] Raise `a_{n}`
  > It helps at station {n} only when it is cold.
- [x] Raise `b_{n}`
  > It fits {n} readings.
- [ ] Lower `c_{n}`
  > It fits fewer readings than {n}.
- [ ] Leave `d_{n}`
  > Nothing changes at station {n}.
///
"""


def seconds_with_questions(count: int, folder: Path) -> float:
    """Return the seconds of one build with `count` generated questions, 25 on a page."""
    pages = {f"data/made_{first}": "\n".join(QUESTION.format(n=n) for n in range(first, first + 25)) for first in range(0, count, 25)}
    root = small_project(folder, {"index": "Words.", **pages})
    begun = time.perf_counter()
    done = run_mkdocs("build", "--quiet", cwd=root, SITE_URL="")
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - begun


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = copy_of_the_project(Path(folder))
        settings = (root / "mkdocs.yml").read_text()
        bare = re.sub(r"^hooks:\n(?:  - .*\n)+", "", settings, flags=re.MULTILINE)
        (root / "bare.yml").write_text(bare)
        pages = len(list((root / "docs").rglob("*.md")))
        with_hooks, later, without = seconds(root, "mkdocs.yml", first=True), seconds(root, "mkdocs.yml"), seconds(root, "bare.yml")
        print(f"pages                            {pages}")
        print(f"first build with hooks / without {with_hooks / without:.2f}   ({with_hooks:.1f} s / {without:.1f} s, median of {RUNS})")
        print(f"later build with hooks / without {later / without:.2f}   ({later:.1f} s / {without:.1f} s, nothing changed since)")
        print(
            f"a page, with hooks / without     {with_hooks / without:.2f}   ({1000 * with_hooks / pages:.0f} ms / {1000 * without / pages:.0f} ms)"
        )
        for name, sizes in weights(root / "out").items():
            total = sum(sizes.values())
            parts = ", ".join(f"{kind} {size / total:.0%} ({size / 1000:.0f} kB)" for kind, size in sizes.most_common())
            print(f"{name:<32} {total / 1000:.0f} kB: {parts}")
        for name in ("golden_queries.yml", "golden_queries_aside.yml"):
            found = recall(root / "out", name)
            parts = ", ".join(f"{place} {found[place] / found['all']:.0%}" for place in ("first", "first three"))
            print(f"{name:<32} right page {parts} of {found['all']} queries")
        seen = edit_to_visible(root)
        print(f"edit to visible / first build    {seen / with_hooks:.2f}   ({seen:.1f} s)")
        times = {}
        for count in (25, 1000, 5000):
            (Path(folder) / str(count)).mkdir()
            times[count] = seconds_with_questions(count, Path(folder) / str(count))
        each = {count: (seconds - times[25]) / (count - 25) for count, seconds in times.items() if count > 25}
        print(f"a question of 5,000 / of 1,000   {each[5000] / each[1000]:.2f}   ({1000 * each[5000]:.1f} ms / {1000 * each[1000]:.1f} ms)")


if __name__ == "__main__":
    main()
