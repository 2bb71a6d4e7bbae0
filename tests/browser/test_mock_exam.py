"""The mock exam: drawn by weight, timed over a reload, silent until the end, then scored and explained."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from browser.test_progress import stored
from browser.test_site import violations

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def bank(site: Path) -> dict[str, dict[str, Any]]:
    questions = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    return {question["id"]: question for question in questions}


def begin(page: Page, length: str = "Short", exam: str = "MLA-C02") -> None:
    page.get_by_label(exam).check()
    page.get_by_label(length).check()
    page.get_by_role("button", name="Start the exam").click()
    page.get_by_role("heading", name="Question 1 of").wait_for()


def give(page: Page, question: dict[str, Any], *, right: bool) -> None:
    """Answer the question in view, rightly or wrongly."""
    if question["kind"] == "choose":
        for i, option in enumerate(question["options"]):
            if option["correct"] == right:
                page.locator(f"#exam-{i}").check()
    elif question["kind"] == "match":
        for i in range(len(question["options"])):
            page.locator(f"#exam-{i}").select_option(str(i if right else 0))
    elif question["kind"] == "order":
        for place in range(len(question["options"])):
            for _ in range(20):
                choices = page.locator(".quiz-sort > li").evaluate_all("rows => rows.map((row) => Number(row.dataset.choice))")
                wanted = place if right else len(choices) - 1 - place
                if choices.index(wanted) == place:
                    break
                page.locator(".quiz-sort > li").nth(choices.index(wanted)).get_by_role("button").first.click()
    else:
        page.locator("#exam-answer").fill(question["answers"][0] if right else "-12345")


def exam_of(page: Page) -> dict[str, Any]:
    return stored(page)["running"]["exam"]


@pytest.mark.parametrize(("code", "id", "count"), [("MLA-C02", "mla-c02", 65), ("MLA-C01", "mla-c01", 65), ("MLS-C01", "mls-c01", 65)])
def test_questions_are_drawn_by_the_weight_of_each_domain(
    visit: Visit, bank: dict[str, dict[str, Any]], code: str, id: str, count: int
) -> None:
    page = visit().open("practice/mock-exam/")
    begin(page, "Full exam", code)
    exam = exam_of(page)
    assert len({item["id"] for item in exam["items"]}) == count
    minutes = (exam["ends"] - exam["at"]) / 60_000
    assert minutes == {"MLA-C02": 130, "MLA-C01": 130, "MLS-C01": 180}[code]
    weights = {
        d["number"]: d["weight"]
        for e in json.loads(page.locator("[data-exams]").get_attribute("data-exams") or "")
        if e["id"] == id
        for d in e["domains"]
    }
    drawn = Counter(item["domain"] for item in exam["items"])
    for domain, weight in weights.items():
        assert abs(drawn[domain] - count * weight / 100) < 1
    for item in exam["items"]:
        assert any(task.startswith(f"{item['domain']}.") for task in bank[item["id"]]["exams"][id])


def test_an_exam_from_start_to_reasons(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    watched = visit(phone=True, dark=True)
    page = watched.open("practice/mock-exam/")
    page.get_by_role("button", name="Start the exam").wait_for()
    assert violations(page) == []
    begin(page)
    items = exam_of(page)["items"]
    for i, item in enumerate(items):
        if i == 3:
            page.get_by_label("Flag for review").check()
        if i != 5:
            give(page, bank[item["id"]], right=i % 2 == 0)
        if i == 0:
            assert violations(page) == []
        assert page.locator(".quiz-reason").count() == 0
        if i < len(items) - 1:
            page.get_by_role("button", name="Next").click()
    assert page.get_by_role("button", name="Question 4, answered, flagged").count() == 1
    assert page.get_by_role("button", name="Question 6", exact=True).count() == 1
    page.reload()
    page.get_by_role("heading", name="Question 20 of 20").wait_for()
    page.get_by_role("button", name="Question 1, answered").click()
    assert [item["given"] is not None for item in exam_of(page)["items"]].count(True) == 19
    page.get_by_role("button", name="End the exam").click()
    assert page.get_by_role("alert").inner_text().startswith("1 not answered.")
    page.get_by_role("button", name="Yes, end it").click()
    page.get_by_role("heading", name="50% right: about 550 of 1,000 points").wait_for()
    assert page.get_by_text("AWS does not publish how it scales").is_visible()
    rights = page.locator(".practice tbody td:nth-child(2)").all_inner_texts()
    assert sum(int(text.split(" of ")[0]) for text in rights) == 10
    assert sum(int(text.split(" of ")[1]) for text in rights) == 20
    assert page.locator(".practice details").count() == 20
    for place in (0, 1, 5):
        page.locator(".practice details summary").nth(place).click()
    assert page.locator(".practice details").nth(0).locator(".quiz-reason").count() >= 1
    assert violations(page) == []
    kept = next(iter(stored(page)["exams"].values()))
    assert [item["right"] for item in kept["items"]] == [i % 2 == 0 for i in range(20)]
    assert len(stored(page)["answers"]) == 19
    page.get_by_role("button", name="Retry only the wrong ones").click()
    page.get_by_role("heading", name="Question 1 of 10").wait_for()
    assert {item["id"] for item in exam_of(page)["items"]} == {item["id"] for i, item in enumerate(items) if i % 2}
    assert watched.said == []


def test_results_are_kept_and_can_be_looked_at_again(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    page = visit().open("practice/mock-exam/")
    begin(page)
    give(page, bank[exam_of(page)["items"][0]["id"]], right=True)
    page.get_by_role("button", name="End the exam").click()
    page.get_by_role("button", name="Yes, end it").click()
    page.get_by_role("heading", name="5% right").wait_for()
    page.reload()
    page.get_by_role("button", name="Open the exam MLA-C02").click()
    page.get_by_role("heading", name="5% right").wait_for()


def test_the_clock_runs_on_over_a_reload_and_ends_the_exam(visit: Visit) -> None:
    watched = visit()
    watched.page.clock.install()
    page = watched.open("practice/mock-exam/")
    begin(page)
    assert page.get_by_role("timer").inner_text().startswith(("0:40:00", "0:39:5"))
    page.clock.fast_forward("20:00")
    page.reload()
    page.get_by_role("timer").wait_for()
    assert page.get_by_role("timer").inner_text().startswith(("0:20:00", "0:19:5"))
    page.clock.fast_forward("20:01")
    page.get_by_role("heading", name="0% right: about 100 of 1,000 points").wait_for()


def test_an_exam_by_keyboard_alone(visit: Visit) -> None:
    page = visit().open("practice/mock-exam/")
    page.get_by_role("button", name="Start the exam").focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Question 1 of 65")
    heading.wait_for()
    assert heading.evaluate("e => e === document.activeElement")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Next":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Question 2 of 65").wait_for()


def test_without_its_questions_it_says_so(visit: Visit) -> None:
    watched = visit()
    watched.page.route("**/questions.json", lambda route: route.abort())
    page = watched.open("practice/mock-exam/")
    page.get_by_text("This part could not be started.").wait_for()
    assert violations(page) == []


def test_the_blueprints_stand_there_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("practice/mock-exam/")
    assert page.get_by_role("cell", name="36%").is_visible()
    assert page.get_by_text("This part needs JavaScript").is_visible()
