"""A Content-Security-Policy on every page: what it may load and run, so that a page runs nothing even where a check fails.

The scripts that the theme writes into a page are let through by their hashes, all others come from files of the site.
Hosts that read a file `_headers` get the same policy as a header, which also forbids to show the site in a frame.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE = re.compile(r"<script(?P<attributes>(?![^>]*\bsrc=)[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HEAD = '<meta charset="utf-8">'
HEADERS = "_headers"


def hashes(html: str) -> list[str]:
    """Return the hashes of the scripts that stand in a page, as a policy names them; data in script elements needs none."""
    found: dict[str, None] = {}
    for script in _INLINE.finditer(html):
        if "application/json" not in script["attributes"]:
            digest = hashlib.sha256(script["text"].encode()).digest()
            found[f"'sha256-{base64.b64encode(digest).decode()}'"] = None
    return list(found)


def policy(scripts: Iterable[str]) -> str:
    """Return the policy of a page with these hashes. Drawings have styles of their own, and the theme's pictures are data."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(('self', *scripts))}".replace("self", "'self'", 1),
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def with_policy(html: str) -> str:
    """Return a page with its policy; one without a head of the theme's is left as it is."""
    before, head, after = html.partition(_HEAD)
    if not head:
        return html
    return f'{before}{head}\n<meta http-equiv="Content-Security-Policy" content="{policy(hashes(html))}">{after}'


def headers(scripts: Iterable[str]) -> str:
    """Return the file for hosts that send headers: the policy for all pages, with all hashes."""
    return (
        f"/*\n  Content-Security-Policy: {policy(scripts)}; frame-ancestors 'none'\n"
        "  X-Content-Type-Options: nosniff\n  Referrer-Policy: strict-origin-when-cross-origin\n"
    )
