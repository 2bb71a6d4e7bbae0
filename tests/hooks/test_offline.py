"""The published scripts: smaller, and the same in what they do; what the worker stores."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from conftest import ROOT
from mkdocs.exceptions import PluginError
from offline import publish, read, small


@pytest.mark.parametrize(
    "kept",
    [
        "`a  b\n   // no comment ${`c  d`}  e`",
        "(text) => /  [ /] /.test(text)",
        "(text) => text ? /a  \"b/ : '/* no */'",
        '"</b>  // no comment"',
    ],
    ids=["template", "pattern after an arrow", "pattern after a question mark", "string"],
)
def test_blanks_inside_texts_and_patterns_stay(kept: str) -> None:
    parts = re.findall(r"`[\s\S]*`|/ .* /|/a .*\"b/|'.*'|\"<.*\"", kept)
    assert parts
    script = small(f"/** Words. */\nexport const value = {kept}; // more\n")
    assert "Words" not in script
    assert "more" not in script
    for part in parts:
        assert part[1:-1] in script


@pytest.mark.parametrize(
    "script",
    [
        "let a = b\n++c",
        "x = a + +b - -c",
        "x = a / /b/g.exec(c)",
        "x = 1 .toFixed()",
        "const f = async () => { return await new x }",
        "x = a\n/* words\n */ (b)",
        "for (const é of ü) x",
    ],
)
def test_what_a_script_means_stays(script: str) -> None:
    made = small(script)
    blank = re.compile(r"/\*.*?\*/|\s", re.DOTALL)
    assert blank.sub("", made) == blank.sub("", script)
    assert made.count("\n") == script.replace("/* words\n */", "").count("\n") + 1
    for kept in ("+ +b", "- -c", "/ /b", "1 .to", "return await new x", "const é of ü"):
        assert kept not in script or kept in made


def project(root: Path, **scripts: str) -> tuple[Path, Path]:
    """Write scripts by path below the folder of scripts, and a site that has them; return the site and the folder."""
    own, site = root / "own", root / "site"
    for name, script in scripts.items():
        for folder in (own, site / "assets" / "javascripts"):
            path = folder / f"{name.replace('__', '/')}.js"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(script)
    return site, own


WORKER = "/** Words. */\nconst FILES = {};\nself.files = FILES;\n"


def test_scripts_of_sub_folders_are_published_and_stored(tmp_path: Path) -> None:
    site, own = project(tmp_path, a="export const a = 1; // words", kinds__b="export const b = 2; // words", worker=WORKER)
    theirs = {"bundle.1.min.js": True, "workers/search.1.js": True, "lunr/min/lunr.de.js": False}
    for name in theirs:
        path = site / "assets" / "javascripts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("var theirs = 1; // words")
    publish(site, own)
    scripts = site / "assets" / "javascripts"
    assert "words" not in (scripts / "a.js").read_text() + (scripts / "kinds" / "b.js").read_text()
    assert "words" in (scripts / "bundle.1.min.js").read_text()
    assert not (scripts / "worker.js").exists()
    worker = (site / "worker.js").read_text()
    stored = json.loads(re.sub(r"([{,])([\w/.\"-]+?):", r"\1\2:", re.search(r"\{.*?\}", worker)[0]))  # type: ignore[index]
    assert {"assets/javascripts/a.js", "assets/javascripts/kinds/b.js"} <= set(stored)
    for name, wanted in theirs.items():
        assert (f"assets/javascripts/{name}" in stored) == wanted


def test_the_worker_knows_the_hash_of_each_script_as_it_was_published(tmp_path: Path) -> None:
    publish(*project(tmp_path, zebra="export const a = 1; // words", kinds__b="export const b = 2; // words", worker=WORKER))
    worker = (tmp_path / "site" / "worker.js").read_text()
    for name in ("zebra.js", "kinds/b.js"):
        published = (tmp_path / "site" / "assets" / "javascripts" / name).read_bytes()
        assert f'"assets/javascripts/{name}":"{hashlib.sha256(published).hexdigest()[:12]}"' in worker


@pytest.mark.parametrize(
    ("scripts", "said"), [({"a": "const a = ;"}, "a.js: this is no JavaScript"), ({"worker": "self.x = 1;"}, "no `const FILES = {};`")]
)
def test_a_script_that_cannot_be_published_stops_the_build(scripts: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=re.escape(said)):
        publish(*project(tmp_path, **scripts))


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "assets" / "javascripts").rglob("*.js")), ids=lambda path: path.name)
def test_a_published_script_has_the_words_of_its_source(path: Path) -> None:
    script = path.read_text()
    assert [token.text for token in read(small(script).encode())] == [token.text for token in read(script.encode())]
