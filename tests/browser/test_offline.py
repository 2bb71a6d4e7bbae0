"""Without a network: what was stored and visited, on a site below a folder of its host, over a new version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.server import serving
from browser.watched import Visit, until

STORES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(async (name) =>
    [name.split(' ')[0], (await (await caches.open(name)).keys()).map(({ url }) => url)])))"""


@pytest.fixture
def hosted(site: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Return the address of the site below a folder of a host, and the folder, in which the worker is a copy."""
    folder = tmp_path / "host" / "guide"
    folder.mkdir(parents=True)
    for entry in site.iterdir():
        if entry.name != "worker.js":
            (folder / entry.name).symlink_to(entry)
    (folder / "worker.js").write_text((site / "worker.js").read_text())
    with serving(folder.parent) as address:
        yield address + "guide/", folder


def open_review(page: Page, base: str) -> None:
    """Open the review and wait until the worker has stored everything and works for this page."""
    page.goto(base + "practice/review/")
    page.get_by_text("Due today").wait_for()
    until(page, "navigator.serviceWorker.controller?.state === 'activated'")


def test_addresses_as_people_write_them_work_without_a_network(visit: Visit, hosted: tuple[str, Path]) -> None:
    base, _ = hosted
    watched = visit()
    page = watched.page
    open_review(page, base)
    page.goto(base + "reference/glossary/?q=recall#r")
    page.context.set_offline(True)
    for asked, shown in {
        "practice/review?from=mail": "practice/review/",
        "practice/review/index.html": "practice/review/",
        "practice/mock-exam/?h=exam": "practice/mock-exam/?h=exam",
        "reference/glossary": "reference/glossary/",
    }.items():
        page.goto(base + asked)
        assert page.url == base + shown
        assert page.locator("article h1").is_visible()
    page.goto(base + "practice/review")
    page.get_by_text("Due today").wait_for()  # its scripts and questions are found from there


def test_only_what_is_whole_and_of_this_site_is_kept_and_not_for_ever(visit: Visit, hosted: tuple[str, Path]) -> None:
    base, folder = hosted
    page = visit().page
    open_review(page, base)
    paths = sorted(
        f"{theme.name}/{page.parent.name}/"
        for theme in folder.iterdir()
        if theme.is_dir() and theme.name not in ("practice", "assets", "search")
        for page in theme.glob("*/index.html")
    )
    assert len(paths) > 65
    fetched = "async (urls) => { for (const url of urls) await (await fetch(url)).text(); }"
    page.evaluate(fetched, [base + path for path in paths])
    page.evaluate(fetched, [base + "nowhere/", base + "practice/moodle.gift.txt", base + "reference/glossary", base + "../robots.txt"])
    page.wait_for_timeout(300)
    visited = page.evaluate(STORES)["visited"]
    assert len(visited) <= 60
    assert base + paths[-1] in visited
    assert base + paths[0] not in visited
    for url in ("nowhere/", "practice/moodle.gift.txt", "reference/glossary"):
        assert base + url not in visited


def test_a_new_version_deletes_what_the_site_no_longer_has(visit: Visit, hosted: tuple[str, Path]) -> None:
    base, folder = hosted
    page = visit().page
    page.goto(base)
    page.evaluate("async () => { await (await caches.open('of another site')).put('../other/', new Response('x')); }")
    open_review(page, base)
    page.goto(base + "reference/glossary/")
    before = page.evaluate(STORES)
    assert base + "practice/tasks/" in before["stored"]
    assert base + "reference/glossary/" in before["visited"]
    worker = (folder / "worker.js").read_text()
    assert '"practice/tasks/":' in worker
    (folder / "worker.js").write_text(worker.replace('"practice/tasks/":', '"practice/scenarios/?gone":', 1))
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update(); }")
    for _ in range(50):
        after = page.evaluate(STORES)
        if base + "practice/tasks/" not in after["stored"] and not after.get("visited"):
            break
        page.wait_for_timeout(100)
    assert base + "practice/tasks/" not in after["stored"]
    assert not after.get("visited")  # to ask for a store that goes at this moment makes it anew, empty
    assert base + "practice/review/" in after["stored"]
    assert after["of"]
