"""Questions in a page: answered, explained and tried again; by keyboard, on a phone, without scripts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.test_site import violations

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def bank(site: Path) -> dict[str, dict[str, Any]]:
    """Return one question of each kind that the site has, by kind."""
    found: dict[str, dict[str, Any]] = {}
    for question in json.loads((site / "practice" / "questions.json").read_text())["questions"]:
        kind = question["kind"]
        if kind == "choose":
            kind = "choose-one" if sum(o["correct"] for o in question["options"]) == 1 else "choose-several"
        found.setdefault(kind, question)
    return found


def address(question: dict[str, Any]) -> str:
    return question["page"].removesuffix("index.md").removesuffix(".md") + "/#q-" + question["id"]


def plain(markdown: str) -> str:
    return markdown.replace("`", "").replace("*", "")


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
def test_choose_one_is_checked_explained_and_tried_again(visit: Visit, bank: dict[str, dict[str, Any]], right: bool) -> None:
    question = bank["choose-one"]
    watched = visit(phone=True)
    page = watched.open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    option = next(o for o in question["options"] if o["correct"] == right)
    quiz.get_by_label(plain(option["text"]), exact=True).check()
    assert violations(page) == []
    quiz.get_by_role("button", name="Check").click()
    status = quiz.get_by_role("status").inner_text()
    assert status == ("Right." if right else "Not right. The reasons stand below each option.")
    assert quiz.locator(".quiz-reason").count() == len(question["options"])
    assert violations(page) == []
    quiz.get_by_role("button", name="Try again").click()
    assert quiz.locator(".quiz-reason").count() == 0
    assert quiz.locator("input:checked:not([name^=tab])").count() == 0
    assert watched.said == []


def test_choose_one_by_keyboard_alone(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    quiz.locator(".quiz-form input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert quiz.get_by_role("status").inner_text()
    assert quiz.get_by_role("button", name="Try again").evaluate("e => e === document.activeElement")


def test_choose_several_wants_all_and_only_the_right_ones(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-several"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for option in question["options"]:
        if option["correct"]:
            quiz.get_by_label(plain(option["text"]), exact=True).check()
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."


def test_steps_are_put_in_order(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["order"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for place, option in enumerate(question["options"], 1):
        quiz.get_by_label(plain(option["text"]), exact=True).select_option(str(place))
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."


def test_pairs_are_matched(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["match"]
    page = visit(phone=True, dark=True).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for option in question["options"]:
        quiz.get_by_label(plain(option["text"]), exact=True).select_option(plain(option["answer"]))
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."
    assert violations(page) == []


@pytest.mark.parametrize("kind", ["fill", "numeric"])
def test_an_answer_is_typed(visit: Visit, bank: dict[str, dict[str, Any]], kind: str) -> None:
    question = bank[kind]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    answer = question["answers"][0]
    quiz.get_by_label("Your answer").fill(answer)
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."


def test_without_scripts_the_answer_is_hidden_until_its_tab_is_chosen(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit(java_script_enabled=False).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    assert quiz.locator(".quiz-options").is_visible()
    assert not quiz.locator(".quiz-answers").is_visible()
    quiz.locator("label", has_text="Answer").click()
    assert quiz.locator(".quiz-answers").is_visible()
    assert not quiz.locator(".quiz-options").is_visible()


def test_question_and_answer_are_printed(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit().open(address(question))
    page.emulate_media(media="print")
    quiz = page.locator(f"#q-{question['id']}")
    assert quiz.locator(".quiz-options").is_visible()
    assert quiz.locator(".quiz-answers").is_visible()


def test_reasons_stay_out_of_the_search(site: Path, bank: dict[str, dict[str, Any]]) -> None:
    index = (site / "search" / "search_index.json").read_text()
    for question in bank.values():
        for option in question.get("options", []):
            assert option["reason"][:60] not in index


def test_the_script_is_loaded_only_where_there_is_a_question(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    with_quiz, without = visit(), visit()
    with_quiz.open(address(bank["choose-one"])).wait_for_timeout(300)
    without.open("reference/glossary/").wait_for_timeout(300)
    assert any("quiz.js" in url for url in with_quiz.asked)
    assert not any("quiz.js" in url for url in without.asked)
