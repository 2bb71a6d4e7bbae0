"""A page of the browser with what it said and asked for."""

from __future__ import annotations

from typing import Any, Protocol

from playwright.sync_api import Page


class Watched:
    """A page, all its words on the console, and every request it made."""

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

    @property
    def foreign(self) -> list[str]:
        """Every request that left this machine."""
        return [url for url in self.asked if not url.startswith((self.base, "data:", "blob:"))]


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true in a page. Playwright's own way makes code of words, which the policy of a page forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"this did not become true: {expression}")


class Visit(Protocol):
    """Makes watched pages: `visit(phone=True, dark=True, java_script_enabled=False)`."""

    def __call__(self, *, phone: bool = False, dark: bool = False, **options: Any) -> Watched:
        """Return a page of a fresh context; `options` are those of Playwright's `new_context`."""
        ...
