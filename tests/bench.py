"""Measure the site in one run: `make bench`. Ratios travel between machines, seconds do not.

Prints the build with our hooks against the same pages without them (the first, and later ones that find in .cache/
what it has kept), the time per page, the time from an edit to the changed page under `mkdocs serve`, what two pages weigh by type of file, how
often the search finds what golden queries ask for and how long a reader waits for it, and how the build grows with the
number of questions.
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

from browser import chromium, searching
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


def found(site: Path) -> None:
    """Print by kind of golden query how often the search has what was asked for."""
    with serving(site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(base)
        searching.ready(page)
        for name in (searching.TUNED, searching.ASIDE):
            for kind, told in searching.recall(page, base, name).items():
                signs = ("section first", "section in three", "page first", "page in three")
                parts = ", ".join(f"{sign} {told[sign] / told['queries']:.0%}" for sign in signs)
                print(f"{name.removesuffix('.yml'):<22} {kind:<9} {parts} of {told['queries']}")
        browser.close()


NETWORKS = {
    "cold desktop": ((1280, 800), 1, {"latency": 20, "downloadThroughput": 4_000_000, "uploadThroughput": 1_000_000}),
    "slow phone": ((390, 844), 4, {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}),
}
"""Screen, how many times slower the processor is, and a network: milliseconds, bytes a second (slow 4G as Lighthouse has it)."""
_FIRST = """() => new Promise((done) => {
  const begun = performance.now();
  const list = document.querySelector("[data-search] [role=listbox]");
  const look = () => [...list.querySelectorAll("[role=option]:not(.search-action)")].length && done(performance.now() - begun);
  new MutationObserver(look).observe(list, { childList: true });
})"""
_KEYS = """(words) => {
  const field = document.querySelector("[data-search] input");
  const times = [];
  for (let end = 1; end <= words.length; end++) {
    field.value = words.slice(0, end);
    const begun = performance.now();
    field.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    times.push(performance.now() - begun);
  }
  return times;
}"""


def waited(site: Path) -> None:
    """Print how long a reader waits for the first result after the first key, and for each key after it, median of several visits."""
    with serving(site, compressed=True) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"])
        for name, ((width, height), slower, network) in NETWORKS.items():
            first, keys, sizes = [], [], []
            for _ in range(RUNS):
                page = browser.new_context(viewport={"width": width, "height": height}).new_page()
                page.goto(base + "algorithms/pca/", wait_until="networkidle")
                session = page.context.new_cdp_session(page)
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", {"offline": False, **network})
                session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
                size: list[int] = []
                session.on("Network.loadingFinished", lambda event, size=size: size.append(int(event["encodedDataLength"])))
                page.evaluate(f"() => {{ globalThis.first = ({_FIRST})(); globalThis.first.then(() => (globalThis.bytes = true)); }}")
                page.keyboard.press("/")
                page.keyboard.type("p")
                page.keyboard.type("c")
                first.append(page.evaluate("() => globalThis.first"))
                sizes.append(sum(size))
                page.wait_for_timeout(4000)
                keys += page.evaluate(_KEYS, "how do i stop overfiting in xgboost")
                page.context.close()
            print(
                f"{name:<14} first result after the first key {statistics.median(first):.0f} ms, {statistics.median(sizes) / 1000:.0f} kB fetched"
            )
            print(f"{name:<14} a key after it {statistics.median(keys):.0f} ms, the slowest {max(keys):.0f} ms")
        browser.close()


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
        # Without our hooks a site has the theme's own search.
        bare = re.sub(r"^hooks:\n(?:  - .*\n)+", "", settings, flags=re.MULTILINE).replace("plugins:\n", "plugins:\n  - search\n", 1)
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
        found(root / "out")
        waited(root / "out")
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
