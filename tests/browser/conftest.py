"""A real Chromium on the built site, served on this machine only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from browser import chromium
from browser.watched import Visit, Watched

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


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Visit]:
    """Return a maker of watched pages: `visit(phone=True, dark=True, java_script_enabled=False)`."""
    contexts: list[BrowserContext] = []

    def make(*, phone: bool = False, dark: bool = False, **options: Any) -> Watched:
        size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
        scheme: Literal["dark", "light"] = "dark" if dark else "light"
        # Without motion: a button that is half faded in has a contrast of its own on a slow machine.
        context = browser.new_context(color_scheme=scheme, **{"viewport": size, "reduced_motion": "reduce", **options})
        contexts.append(context)
        return Watched(context.new_page(), base)

    yield make
    for context in contexts:
        context.close()
