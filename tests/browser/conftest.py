"""A real Chromium on the built site, served on this machine only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser import chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path, "run `make test`, which finds or installs a Chromium"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


class Watched:
    """A page of the browser with what it said and asked for."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: str) -> Page:
        """Open a path of the site and wait until Material's script has run, where scripts run."""
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def map(self, *paths: str) -> None:
        """Let Material navigate without loading the whole page: it asks the sitemap, which needs a fixed address."""
        urls = "".join(f"<url><loc>{self.base}{path}</loc></url>" for path in paths)
        body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        self.page.route("**/sitemap.xml", lambda route: route.fulfill(body=body, content_type="application/xml"))

    @property
    def foreign(self) -> list[str]:
        """Every request that left this machine."""
        return [url for url in self.asked if not url.startswith((self.base, "data:", "blob:"))]


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Callable[..., Watched]]:
    """Return a maker of watched pages: `visit(phone=True, dark=True, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(*, phone: bool = False, dark: bool = False, **options: Any) -> Watched:
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        scheme = "dark" if dark else "light"
        # Without motion: a button that is half faded in has a contrast of its own on a slow machine.
        context = browser.new_context(color_scheme=scheme, **{"viewport": size, "reduced_motion": "reduce", **options})
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield make
    for context in contexts:
        context.close()
