"""What the scripts compute: each file `*.test.js` beside this one, run by Node; and what they have in common with the hooks."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from node import HERE, SCRIPTS, node
from search.words import words


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("*.test.js")))
def test_the_functions_of_the_scripts(name: str) -> None:
    ran = node("--test", "--test-isolation=none", "--test-reporter=spec", name)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_all_that_the_search_is_made_of_is_asked_for_at_once() -> None:
    named = re.search(r"SEARCH = \[.*?\[(.*?)\]", (SCRIPTS / "start.js").read_text())
    assert named
    assert re.findall(r'"([a-z]+)"', named[1]) == sorted(path.stem for path in (SCRIPTS / "search").glob("*.js"))


TEXTS = [
    "What is SHAP?",
    "k-NN's num_round/2",
    "CreateModel ml.p3.2xlarge",
    "Café naïve",
    "s3://bucket a.b:c",
    "x" * 300,
    "",
    "İstanbul",
    "a-b_c d'e",
]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), min_size=20, max_size=60))
@settings(max_examples=5, deadline=None)
def test_a_query_is_taken_apart_as_the_texts_are(texts: list[str]) -> None:
    script = 'import { words } from "../../docs/assets/javascripts/search/words.js";'
    script += 'import { readFileSync } from "node:fs"; console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(words)));'
    ran = node("--input-type=module", "--eval", script, given=json.dumps([*TEXTS, *texts]))
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == [words(text) for text in [*TEXTS, *texts]]
