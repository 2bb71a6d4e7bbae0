"""Tooltips: the first use of a term on a page, and nowhere where it would disturb."""

from __future__ import annotations

import markdown
import pytest
from data.glossary import Glossary
from small import GLOSSARY
from tooltips import TooltipExtension


def made(text: str) -> str:
    extension = TooltipExtension()
    extension.explain(GLOSSARY)
    return markdown.markdown(text, extensions=["tables", "admonition", "md_in_html", extension])


def explained(word: str, meaning: str, name: str) -> str:
    return (
        f'<button class="term" popovertarget="{name}" title="{meaning}" type="button">{word}</button>'
        f'<span class="term-meaning" data-search-exclude="" id="{name}" popover="">{meaning}</span>'
    )


def test_the_first_use_is_explained_and_no_other() -> None:
    long = "Random Cut Forest: Scores how odd a record is."
    assert made("An RCF is an RCF. Random Cut Forest.") == (
        f"<p>An {explained('RCF', long, 'term-1')} is an RCF. "
        f"{explained('Random Cut Forest', 'Scores how odd a record is.', 'term-2')}.</p>"
    )


def test_none_on_a_page_that_is_to_be_silent() -> None:
    extension = TooltipExtension()
    extension.explain(GLOSSARY)
    extension.silent = True
    assert markdown.markdown("An RCF.", extensions=[extension]) == "<p>An RCF.</p>"


def test_the_longest_term_is_the_one_that_is_explained() -> None:
    extension = TooltipExtension()
    terms = [{"term": "Random", "meaning": "By chance."}, {"term": "Random Cut Forest", "meaning": "A method."}]
    extension.explain(Glossary.model_validate({"terms": terms}))
    assert 'title="A method."' in markdown.markdown("A Random Cut Forest.", extensions=[extension])


def test_two_terms_in_one_sentence() -> None:
    assert made("First k-NN, then RCF, the end.").count("<button") == 2
    assert made("First k-NN, then RCF, the end.").endswith("</span>, the end.</p>")


@pytest.mark.parametrize(
    "text",
    ["`RCF`", "# RCF", "[RCF](https://a.example)", "```\nRCF\n```", "    RCF", "RCFs and xRCF and RCF-like and non-RCF", "An epoch."],
)
def test_none_in_code_headings_links_or_other_words(text: str) -> None:
    assert "<button" not in made(text)


def test_a_question_does_not_explain_what_it_asks() -> None:
    text = (
        '<div class="quiz admonition" markdown="1">\n\nAn RCF?\n\n</div>\n\n<div class="case admonition" markdown="1">\n\nRCF\n\n</div>\n\n'
    )
    assert "<button" not in made(text)
    assert made(text + "An RCF.").count("<button") == 1


def test_in_lists_tables_and_boxes_it_works() -> None:
    assert made("- an RCF").count("<button") == 1
    assert made("| a |\n|---|\n| RCF |").count("<button") == 1
    assert made('!!! note "RCF"\n\n    **bold** RCF *more*').count("<button") == 1


def test_nothing_of_the_text_is_lost() -> None:
    import re

    text = "a RCF b **c RCF d** e k-NN f *g* h Random Cut Forest i"
    assert re.sub(r"<span.*?</span>|<[^>]+>", "", made(text)) == "a RCF b c RCF d e k-NN f g h Random Cut Forest i"
