"""The policy of a page lets its own scripts through by their hashes, and nothing else."""

from __future__ import annotations

import base64
import hashlib

import policy

PAGE = '<head>\n<meta charset="utf-8">\n<script>one()</script></head><script id="c" type="application/json">{}</script><script src="x.js"></script>'


def test_a_script_in_the_page_is_known_by_its_hash() -> None:
    digest = base64.b64encode(hashlib.sha256(b"one()").digest()).decode()
    assert policy.hashes(PAGE) == [f"'sha256-{digest}'"]
    made = policy.with_policy(PAGE)
    assert made.index("Content-Security-Policy") < made.index("<script>")
    assert f"script-src 'self' 'sha256-{digest}';" in made
    assert made.replace(f'\n<meta http-equiv="Content-Security-Policy" content="{policy.policy(policy.hashes(PAGE))}">', "") == PAGE


def test_nothing_comes_from_elsewhere() -> None:
    made = policy.policy([])
    assert made.startswith("default-src 'none'; script-src 'self';")
    assert "http" not in made
    assert "unsafe-eval" not in made
    assert "script-src 'self' 'unsafe-inline'" not in made


def test_hosts_that_send_headers_get_the_same() -> None:
    made = policy.headers(["'sha256-x'"])
    assert made.startswith("/*\n  Content-Security-Policy: default-src 'none'; script-src 'self' 'sha256-x';")
    assert "frame-ancestors 'none'" in made


def test_a_page_of_another_kind_is_left_as_it_is() -> None:
    assert policy.with_policy("<p>x</p>") == "<p>x</p>"
