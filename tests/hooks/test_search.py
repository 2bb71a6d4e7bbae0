"""What the search is made of: words, sections, names, and the files that are published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from common.html import parse
from common.problems import Problem
from conftest import GOLDEN
from data.numbers import Numbers
from data.searches import Searches, faults
from data.yaml_file import check
from search import index, published
from search.answers import answers
from search.sections import questions, sections
from search.words import words
from small import build, guide, page, with_data

SMALL = yaml.safe_load((GOLDEN / "searches.yml").read_text())
PAGE = """
Some words of `num_round`.

## Reach for it

| Yes | No |
| --- | --- |
| rows | pixels |

- [k-NN](page.md) is near.

```mermaid
flowchart TD
  accTitle: A way
  accDescr: From one to the other.
  a[Spot instance] --> b[S3]
```

/// quiz | Which one fits?
    id: which
    source: https://docs.aws.amazon.com/

A turbine sends numbers.

- [x] XGBoost
  > Right because of rows.
- [ ] Polly
  > Polly speaks.
- [ ] Lex
  > Lex listens.
- [ ] Rekognition
  > Rekognition sees.
///

### Deeper

The end.
"""


def contents(pages: dict[str, str], **searches: Any) -> dict[str, Any]:
    """Return the published files of some pages on the small data, by name without folder and ending."""
    pipeline, made = build(pages)
    whole = with_data(pipeline.guide, Searches.model_validate({**SMALL, **searches}))
    rendered = {uri: (uri.removesuffix(".md") + "/", parse(html)) for uri, html in made.items()}
    return {
        path.removeprefix("search/").removesuffix(".json"): json.loads(text) for path, text in published.contents(whole, rendered).items()
    }


def numbers(steps: str) -> list[int]:
    """Return the numbers that `index.steps` wrote, as the scripts read them."""
    read, number, step = [], 0, 0
    for letter in steps:
        step = 26 * step + ord(letter.upper()) - ord("A")
        if letter.islower():
            number, step = number + step, 0
            read.append(number)
    return read


def found(names: dict[str, Any]) -> dict[str, list[int]]:
    """Return the numbers of the texts that each word is in."""
    return {word: numbers(steps) for word, steps in zip(names["words"].split(), names["found"].split(), strict=True)}


def test_steps() -> None:
    assert index.steps([0, 28, 31]) == "aBcd"
    assert index.steps([676]) == "BAa"
    assert index.steps([]) == ""
    assert numbers(index.steps(range(0, 90_000, 677))) == list(range(0, 90_000, 677))


@pytest.mark.parametrize(("text", "expected"), [
    ("What is SHAP?", ["what", "is", "shap"]),
    ("k-NN's CreateModel", ["k", "nn", "knn", "create", "model", "createmodel"]),
    ("num_round/2, p3.2xlarge", ["num", "round", "2", "numround2", "p3", "2xlarge", "p32xlarge"]),
    ("Café naïve", ["cafe", "naive"]),
    ("S3: XGBoost. (RCF)", ["s3", "xgboost", "rcf"]),
    ("¿ † ++", []),
])  # fmt: skip
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_section_holds_its_words_and_those_of_its_diagrams_and_no_answer() -> None:
    _, made = build({"page.md": page(PAGE)})
    html = parse(made["page.md"])
    whole, reach, deeper = sections("page.md", "page/", html)
    assert (whole.anchor, whole.heading, whole.text) == ("", "Title", "Some words of num_round.")
    assert (reach.anchor, reach.heading) == ("reach-for-it", "Reach for it")
    assert "Yes · No rows · pixels k-NN is near." in reach.text
    assert "Spot instance" in reach.text
    assert "From one to the other." in reach.text
    assert (deeper.anchor, deeper.heading, deeper.text) == ("deeper", "Deeper", "The end.")
    assert not {"turbine", "polly", "right"} & set(words(f"{whole.text} {reach.text} {deeper.text}"))
    (asked,) = questions("page/", html)
    assert (asked.address, asked.title, asked.stem) == ("page/#q-which", "Which one fits?", "A turbine sends numbers.")
    assert parse(made["page.md"]).leaves() == html.leaves()  # the page is left as it was


def test_names_are_numbered_and_small_words_count_only_alone() -> None:
    made = index.names([["The k-NN of trees", "when to"], [], ["trees"]], frozenset(("the", "of", "when", "to")))
    assert made.counts == [2, 0, 1]
    assert found(made.model_dump()) == {"k": [0], "nn": [0], "to": [1], "trees": [0, 2], "when": [1], "knn": [0]}
    assert made.words.split()[made.written :] == ["knn"]  # a name written as one word


def test_a_text_says_how_often_a_word_is_in_it() -> None:
    _, made = build({"page.md": page("one two two\n\n## B\n\ntwo " + "three " * 9 + "the end")})
    texts = index.texts(sections("page.md", "page/", parse(made["page.md"])), frozenset(("the",)))
    assert texts.lengths == [3, 12]
    assert found(texts.model_dump()) == {"end": [4], "one": [0], "three": [4 + 3], "two": [1, 4]}  # "two" twice, a section later once


def test_what_people_type_stands_with_its_section_and_its_page() -> None:
    made = contents({"data/page.md": page(PAGE)}, found_by={"data/page.md": {"page": ["boosting"], "reach-for-it": ["when to take it"]}})
    names, numbers = made["index"]["names"], found(made["index"]["names"])
    assert made["index"]["anchors"] == ["", None, None]  # they follow from the headings
    assert names["counts"] == [2, 1, 0, 1, 1, 0, 1, 0, 0]  # called, searched, known: by section
    assert numbers["boosting"] == [2]
    assert numbers["take"] == [4]
    assert made["index"]["pages"]["sections"] == [3]
    assert made["questions"]["addresses"] == ["data/page/#q-which"]
    assert made["pages/data/page"]["texts"][2] == "The end."


def test_a_page_that_wants_it_is_left_out() -> None:
    assert contents({"page.md": page("Words.", search="{exclude: true}")})["index"]["anchors"] == []


def test_answers_come_from_the_data() -> None:
    known = {answer.title: answer for answer in answers(guide())}
    assert known["First: input"].kind == "algorithm"
    assert known["First: input"].page == "algorithms/first.md"
    settings = [answer for answer in known.values() if answer.kind == "setting"]
    assert all("Range: " in answer.text or "imize" in answer.text or "report only" in answer.text for answer in settings)
    assert {answer.kind for answer in known.values()} == {"algorithm", "setting"}


def test_an_answer_leads_to_the_section_that_says_it() -> None:
    one = next(answer for answer in answers(guide()) if answer.kind == "setting")
    body = f"Words.\n\n## Other\n\nNothing.\n\n## Here\n\n`{one.names[0]}`: {one.text}.\n"
    made = contents({one.page: page(body)})
    place = made["answers"]["titles"].index(one.title)
    assert made["index"]["headings"][made["answers"]["sections"][place]] == "Here"


def test_a_section_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    text = (GOLDEN / "searches.yml").read_text().replace("  algorithms/first.md:\n    page:", "  algorithms/first.md:\n    reech:")
    (tmp_path / "docs" / "search.yml").write_text(text)
    whole = with_data(guide({"algorithms/first.md": page("<!-- numbers: table -->")}), Searches.model_validate(yaml.safe_load(text)))
    whole.root = tmp_path
    line = text[: text.index("reech:")].count("\n") + 1
    told = published.check(whole, {"algorithms/first.md": parse('<h1 id="first">First</h1><h2 id="reach">R</h2>')})
    assert told == [Problem("docs/search.yml", line, "`docs/algorithms/first.md` has no section `reech`", "did you mean `reach`?")]
    whole._data = {model: data for model, data in whole._data.items() if model is not Numbers}
    # The numbers cannot be read, so their sections are missing: one slip is told once.
    assert published.check(whole, {"algorithms/first.md": parse('<h1 id="first">First</h1>')}) == []


@pytest.mark.parametrize(("slip", "told"), [
    ("page: [boosted trees, boosted trees]", "docs/search.yml:8: `boosted trees` stands twice in `page`; keep it once"),
    ("page: [Boosted]", "docs/search.yml:8: `page`: `Boosted` has capitals; write it in small letters, the search knows no others"),
])  # fmt: skip
def test_slips_in_what_people_type(slip: str, told: str, tmp_path: Path) -> None:
    text = (GOLDEN / "searches.yml").read_text().split("    page:")[0] + f"    {slip}\n"
    (tmp_path / "docs" / "algorithms").mkdir(parents=True)
    (tmp_path / "docs" / "algorithms" / "first.md").write_text("")
    data, source, problems = check(text, Searches, shown_as="docs/search.yml")
    problems += faults(data, source, tmp_path) if data else []
    assert [str(problem) for problem in problems] == [told]
