"""Spaced repetition: the review by keyboard, and the review without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.test_progress import MODULE, visit_again
from browser.test_site import violations
from browser.watched import Visit


def met(page: Page, ids: list[str]) -> None:
    """Let the reader have answered some questions."""
    page.evaluate(f"async (ids) => {{ const p = {MODULE}; for (const id of ids) p.answered(id, true, 'x'); }}", ids)


@pytest.fixture(scope="module")
def questions(site: Path) -> list[dict[str, Any]]:
    questions: list[dict[str, Any]] = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    return questions


def open_review(visit: Visit, questions: list[dict[str, Any]], **options: Any) -> Any:
    """Open the review of a reader who has met one question of each kind and wants no other deck."""
    watched = visit(**options)
    page = watched.open("practice/")
    met(page, [next(q["id"] for q in questions if q["kind"] == kind) for kind in ("choose", "order", "match", "numeric")])
    page.evaluate(f"async () => {{ const p = {MODULE}; p.set('decks', ['questions']); }}")
    page.goto(watched.base + "practice/review/")
    page.get_by_text("Due today").wait_for()
    return watched


def test_a_review_by_keyboard_alone_with_undo(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = open_review(visit, questions, phone=True)
    page = watched.page
    status = page.locator(".practice [role=status]")
    assert status.inner_text() == "Due today: 0. New: 4."
    assert violations(page) == []
    page.keyboard.press("Space")
    assert page.get_by_text("Explained in:").is_visible()
    assert page.get_by_role("button", name="3 Good").is_visible()
    assert violations(page) == []
    page.keyboard.press("4")
    assert status.inner_text() == "Due today: 0. New: 3."
    page.keyboard.press("u")
    assert status.inner_text() == "Due today: 0. New: 4."
    for _ in range(4):
        page.keyboard.press("Space")
        page.keyboard.press("4")
    assert page.get_by_text("Nothing is due.").is_visible()
    assert violations(page) == []
    page.reload()
    page.get_by_text("Nothing is due.").wait_for()
    assert watched.said == []


def test_space_shows_the_answer_from_its_start_and_then_means_good(visit: Visit, questions: list[dict[str, Any]]) -> None:
    """As in Anki; a long answer begins in view, below the header that stays."""
    watched = visit(phone=True)
    page = watched.open("practice/")
    long = sorted((q for q in questions if q["kind"] == "choose"), key=lambda q: -len(json.dumps(q)))[:6]
    met(page, [q["id"] for q in long])
    page.evaluate(f"async () => {{ const p = {MODULE}; p.set('decks', ['questions']); }}")
    page.goto(watched.base + "practice/review/")
    page.get_by_text("New: 6.").wait_for()
    in_view = """() => { const { top } = document.activeElement.getBoundingClientRect();
        return top >= document.querySelector('.md-header').getBoundingClientRect().bottom && top < innerHeight / 2; }"""
    for left in range(6, 0, -1):
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Answer"
        assert page.get_by_role("group", name="Answer").get_by_text("Explained in:").count() == 1
        assert page.evaluate(in_view)
        page.keyboard.press("Space")
        page.get_by_text(f"New: {left - 1}.").wait_for()
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Card"
        assert page.evaluate(in_view)
    ratings = page.evaluate(
        f"async () => {{ const p = {MODULE}; return Object.values(p.progress().reviews).map(([[, rating]]) => rating); }}"
    )
    assert ratings == [3] * 6


def test_a_key_keeps_the_meaning_it_has_on_a_control(visit: Visit, questions: list[dict[str, Any]]) -> None:
    page = open_review(visit, questions).page
    page.keyboard.press("Space")
    page.get_by_role("button", name="1 Again").focus()
    page.keyboard.press("Space")
    page.get_by_text("Due today: 1. New: 3.").wait_for()  # "Good" was not what had the focus
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Space")
    page.get_by_text("Due today: 0. New: 4.").wait_for()
    page.locator("summary", has_text="Decks and pace").click()
    page.get_by_label("New cards a day").focus()
    page.keyboard.press("4")
    assert page.get_by_role("button", name="Show the answer").is_visible()
    glossary = page.get_by_label("Terms of the glossary")
    glossary.focus()
    page.keyboard.press("Space")
    assert glossary.is_checked()
    assert glossary.evaluate("e => e === document.activeElement")


def test_steps_and_pairs_are_never_shown_in_the_right_order(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = visit()
    page = watched.open("practice/")
    asked = [q for q in questions if q["kind"] in ("order", "match")]
    met(page, [q["id"] for q in asked])
    page.evaluate(f"async () => {{ const p = {MODULE}; p.set('decks', ['questions']); p.set('new', 999); }}")
    page.goto(watched.base + "practice/review/")
    plain = "html => { const t = document.createElement('template'); t.innerHTML = html; return t.content.textContent.trim(); }"
    for question in asked:
        page.get_by_role("button", name="Show the answer").wait_for()
        shown = [text.strip() for text in page.locator(".review-card .quiz-options").last.locator("> li").all_text_contents()]
        part = "text" if question["kind"] == "order" else "answer"
        right = [page.evaluate(plain, option[part]) for option in question["options"]]
        assert sorted(shown) == sorted(right)
        assert shown != right
        assert shown == [right[i] for i in question["shown"]]
        page.keyboard.press("Space")
        page.keyboard.press("4")


def test_tomorrow_the_next_cards_are_there(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = visit()
    page = watched.open("practice/")
    page.clock.install()
    met(page, [q["id"] for q in questions[:5]])
    page.evaluate(f"async () => {{ const p = {MODULE}; p.set('decks', ['questions']); p.set('new', 3); }}")
    page.goto(watched.base + "practice/review/")
    page.get_by_text("Due today: 0. New: 3.").wait_for()
    for _ in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("4")
    page.get_by_text("Nothing is due.").wait_for()
    page.clock.fast_forward("24:00:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_text("Due today: 0. New: 2.").wait_for()


def test_a_card_comes_back_when_it_is_due(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = visit()
    page = watched.open("practice/")
    id = questions[0]["id"]
    met(page, [id])
    page.evaluate(
        f"""async (id) => {{ const p = {MODULE}; p.set('decks', ['questions']);
            p.reviewed(id, 3, Date.now() - 9 * 86400000); p.reviewed(id, 3, Date.now() - 9 * 86400000 + 700000); }}""",
        id,
    )
    page.goto(watched.base + "practice/review/")
    page.get_by_text("Due today: 1. New: 0.").wait_for()
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="1 Again").click()
    page.get_by_text("Due today: 1. New: 0.").wait_for()


def test_decks_pace_and_retention_are_chosen_and_kept(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = open_review(visit, questions)
    page = watched.page
    page.locator("summary", has_text="Decks and pace").click()
    page.get_by_label("Terms of the glossary").check()
    page.get_by_label("New cards a day").fill("7")
    page.get_by_label("New cards a day").blur()
    assert page.locator(".practice [role=status]").inner_text() == "Due today: 0. New: 7."
    page.get_by_label("Cards I want to remember").fill("95")
    page.get_by_label("Cards I want to remember").blur()
    assert violations(page) == []
    page.reload()
    page.locator("summary", has_text="Decks and pace").click()
    assert page.get_by_label("Cards I want to remember").input_value() == "95"
    assert page.get_by_label("Terms of the glossary").is_checked()


def test_the_review_works_without_a_network(visit: Visit, questions: list[dict[str, Any]]) -> None:
    watched = open_review(visit, questions)
    page = watched.page
    page.evaluate(
        "navigator.serviceWorker.ready.then((r) => new Promise((done) => r.active.state === 'activated' ? done() : r.active.addEventListener('statechange', done)))"
    )
    page.context.set_offline(True)
    page.reload()
    page.get_by_text("Due today: 0. New: 4.").wait_for()
    page.keyboard.press("Space")
    page.keyboard.press("3")
    page.get_by_text("Due today: 1. New: 3.").wait_for()
    visit_again(page, "practice/")
    assert watched.said == []
    page.context.set_offline(False)
    assert watched.foreign == []
