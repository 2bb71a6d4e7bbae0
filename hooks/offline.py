"""Publish the scripts: without comments, and the worker that keeps the practice pages for a time without a network.

It runs when the site is written, so that the hash of each file is that of what a reader gets.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import rjsmin

_KEPT = (
    "practice/**/*.html",
    "practice/*.json",
    "search/search_index.json",
    "sitemap.xml",
    "assets/*.svg",
    "assets/stylesheets/*.css",
    "assets/javascripts/*.js",
    "assets/javascripts/workers/search.*.js",
)
_LEFT = ("practice/sheets/", "practice/questions.schema.json")


def kept(site: Path) -> dict[str, str]:
    """Return what is stored for offline use: address relative to the site's root -> hash of the content."""
    found = {}
    for pattern in _KEPT:
        for path in site.glob(pattern):
            name = path.relative_to(site).as_posix()
            if not name.startswith(_LEFT):
                found[name.removesuffix("index.html")] = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    return dict(sorted(found.items()))


def publish(site: Path, docs: Path) -> None:
    """Write the scripts of the site as they are published; `docs` is the folder of their sources."""
    own = docs / "assets" / "javascripts"
    for path in (site / "assets" / "javascripts" / source.name for source in own.glob("*.js") if not source.name.endswith(".min.js")):
        if path.is_file():
            path.write_text(rjsmin.jsmin(path.read_text(encoding="utf-8")), encoding="utf-8")
    worker = site / "assets" / "javascripts" / "worker.js"
    if worker.is_file():
        script = worker.read_text(encoding="utf-8")
        worker.unlink()
        (site / "worker.js").write_text(script.replace("FILES={}", f"FILES={json.dumps(kept(site))}", 1), encoding="utf-8")
