"""An address on its own is a link, and nothing but the address."""

from __future__ import annotations

import pytest
from small import render, said_of_body


@pytest.mark.parametrize(("text", "made"), [
    ("See https://a.example/b_c_d.", '<p>See <a href="https://a.example/b_c_d">https://a.example/b_c_d</a>.</p>'),
    ("(https://a.example/b(c))", '<p>(<a href="https://a.example/b(c)">https://a.example/b(c)</a>)</p>'),
    ("https://a.example/z  \nMore", '<p><a href="https://a.example/z">https://a.example/z</a><br />\nMore</p>'),
    ("https://a.example/z<br>More", '<p><a href="https://a.example/z">https://a.example/z</a><br>More</p>'),
    ("**https://a.example/**", '<p><strong><a href="https://a.example/">https://a.example/</a></strong></p>'),
    ("www.a.example, b", '<p><a href="https://www.a.example">www.a.example</a>, b</p>'),
    ("[https://a.example](https://b.example)", '<p><a href="https://b.example">https://a.example</a></p>'),
    ("<https://a.example/>", '<p><a href="https://a.example/">https://a.example/</a></p>'),
    ("`https://a.example`", "<p><code>https://a.example</code></p>"),
    ('"https://a.example/x"', '<p>"<a href="https://a.example/x">https://a.example/x</a>"</p>'),
    ("arn:aws:x and a.www.b and nothttps://x", "<p>arn:aws:x and a.www.b and nothttps://x</p>"),
])  # fmt: skip
def test_an_address_becomes_a_link(text: str, made: str) -> None:
    assert render(text) == made


@pytest.mark.parametrize(
    "text", ["https://a.example/z  \nMore", "| https://a.example/a<br>https://a.example/b |\n|---|\n| x |", "<kbd>https://a.example</kbd>"]
)
def test_github_reads_the_same(text: str) -> None:
    assert said_of_body(text) == []
