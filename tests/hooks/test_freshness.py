"""The report tells what is old, uncertain or missing, and never stops a build."""

from __future__ import annotations

import freshness
from common.guide import Guide
from conftest import ROOT
from small import QUIZZES, guide, page
from source.page import Page

PAGES = {
    "data/a.md": '---\ntitle: Old page\ndescription: x\nsources: [https://docs.aws.amazon.com/]\nchecked: 2024-01-02\nexams: {mla-c01: ["1.1.K1"]}\n---\n\n[x](https://docs.aws.amazon.com/a) Amazon Polly',
    "data/b.md": "---\ntitle: New page\ndescription: x\nsources: [https://docs.aws.amazon.com/]\nchecked: 2026-11-21\n---\n\n[x](https://docs.aws.amazon.com/b)",
}


def report() -> str:
    """Return the report on two pages and the real data files."""
    return freshness.write(Guide(ROOT, {uri: Page(uri, text) for uri, text in PAGES.items()}), "contributing/freshness.md")


def test_the_oldest_check_stands_first() -> None:
    made = report()
    assert made.index("2024-01-02") < made.index("| 2026-11-21 | 1 |")
    assert "[Old page](../data/a.md)" in made


def test_skills_without_a_page_and_services_without_one_are_told() -> None:
    made = report()
    lacks = {line.split(" | ")[1]: line.split(" | ")[3].rstrip(" |") for line in made.splitlines() if line.startswith("| MLA-C01 | ")}
    assert (lacks["1.1.K1"], lacks["1.1.K2"]) == ("no question", "no page")
    unnamed = made.split("## Services that no page names")[1].split("##")[0]
    assert "Amazon Lex" in unnamed
    assert "Amazon Polly" not in unnamed


def test_sources_are_counted_by_host() -> None:
    assert "| `docs.aws.amazon.com` | 4 |" in report()


def test_right_options_that_repeat_most_words_of_the_stem_stand_first() -> None:
    one = QUIZZES["choose one"]["markdown"].replace("- [x] Raise", "- [x] For each turbine, raise")
    two = one.replace("rcf-samples", "second").replace("turbine, raise", "turbine and its readings, raise")
    made = freshness.write(guide({"data/a.md": page(f"{one}\n{two}")}), "contributing/freshness.md")
    rows = made.split("Right options that alone repeat words")[1].split("\n\n")[1].splitlines()
    assert rows[2:] == ["| second | reading, turbine |", "| rcf-samples | turbine |"]


def test_a_guide_without_questions_says_so() -> None:
    assert "\n\n## Questions\n\nNone.\n\n" in report()
