"""Take the README's picture from the built site: `make screenshot`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from browser import chromium
from browser.conftest import ARGUMENTS

ROOT = Path(__file__).resolve().parents[2]

if __name__ == "__main__":
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=[*ARGUMENTS, "--allow-file-access-from-files"])
        page = browser.new_page(viewport={"width": 1200, "height": 750})
        import functools
        import threading
        from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(SimpleHTTPRequestHandler, directory=str(ROOT / "site")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/algorithms/?problem=anomaly-detection")
        page.wait_for_timeout(500)
        page.screenshot(path=ROOT / "screenshot.png")
        browser.close()
        server.shutdown()
    print("screenshot.png")
