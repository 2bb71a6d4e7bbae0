"""Take the README's picture from the built site: `make screenshot`."""

from __future__ import annotations

from conftest import ROOT
from playwright.sync_api import sync_playwright

from browser import chromium
from browser.conftest import ARGUMENTS
from browser.server import serving

if __name__ == "__main__":
    with serving(ROOT / "site") as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1200, "height": 750})
        page.goto(base + "algorithms/?problem=anomaly-detection")
        page.locator(".chooser-count").wait_for()
        page.screenshot(path=ROOT / "screenshot.png")
        browser.close()
