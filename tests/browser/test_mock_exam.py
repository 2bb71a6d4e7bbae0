"""The mock exam: drawn by weight, timed over a reload, silent until the end, then scored and explained."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from browser.test_progress import KEY, stored
from browser.test_site import violations
from browser.watched import Visit


@pytest.fixture(scope="module")
def bank(site: Path) -> dict[str, dict[str, Any]]:
    questions = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    return {question["id"]: question for question in questions}


def begin(page: Page, length: str = "Short", exam: str = "MLA-C02") -> None:
    page.get_by_label(exam).check()
    page.get_by_label(length).check()
    page.get_by_role("button", name="Start the exam").click()
    page.get_by_role("heading", name="Question 1 of").wait_for()


def give(page: Page, question: dict[str, Any], *, right: bool, form: str = "exam") -> None:
    """Answer the question in view, rightly or wrongly."""
    if question["kind"] == "choose":
        count = sum(option["correct"] for option in question["options"])  # "choose two" takes two, right or wrong
        fitting = [i for i, option in enumerate(question["options"]) if option["correct"] == right]
        for i in fitting[:count]:
            page.locator(f"#{form}-{i}").check()
    elif question["kind"] == "match":
        for i in range(len(question["options"])):
            page.locator(f"#{form}-{i}").select_option(str(i if right else 0))
    elif question["kind"] == "order":
        for place in range(len(question["options"])):
            for _ in range(20):
                choices = page.locator(".quiz-sort > li").evaluate_all("rows => rows.map((row) => Number(row.dataset.choice))")
                wanted = place if right else len(choices) - 1 - place
                if choices.index(wanted) == place:
                    break
                page.locator(".quiz-sort > li").nth(choices.index(wanted)).get_by_role("button").first.click()
    else:
        page.locator(f"#{form}-answer").fill(question["answers"][0] if right else "-12345")


def exam_of(page: Page) -> dict[str, Any]:
    return dict(stored(page)["running"]["exam"])


@pytest.mark.parametrize(
    ("code", "id", "count"),
    [
        ("MLA-C02", "mla-c02", 65),
        ("AIF-C01", "aif-c01", 65),
        ("AIP-C01", "aip-c01", 75),
        ("MLA-C01", "mla-c01", 65),
        ("MLS-C01", "mls-c01", 65),
    ],
)
def test_questions_are_drawn_by_the_weight_of_each_domain(
    visit: Visit, bank: dict[str, dict[str, Any]], code: str, id: str, count: int
) -> None:
    page = visit().open("practice/mock-exam/")
    begin(page, "Full exam", code)
    exam = exam_of(page)
    assert len({item["id"] for item in exam["items"]}) == count
    minutes = (exam["ends"] - exam["at"]) / 60_000
    assert minutes == {"MLA-C02": 130, "AIF-C01": 90, "AIP-C01": 180, "MLA-C01": 130, "MLS-C01": 180}[code]
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


def test_the_wrong_ones_are_practiced_and_are_no_exam(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    watched = visit(phone=True)
    page = watched.open("practice/mock-exam/")
    begin(page)
    items = exam_of(page)["items"]
    for i, item in enumerate(items):
        if i > 1:
            give(page, bank[item["id"]], right=True)
        if i < len(items) - 1:
            page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="End the exam").click()
    page.get_by_role("button", name="Yes, end it").click()
    page.get_by_role("heading", name="90% right").wait_for()
    before = stored(page)
    page.get_by_role("button", name="Practice the wrong ones").click()
    page.get_by_role("heading", name="Practice: 1 of 2").wait_for()
    assert page.get_by_role("timer").count() == 0
    page.get_by_role("button", name="Check").click()
    for i, item in enumerate(items[:2]):
        give(page, bank[item["id"]], right=i == 0, form="practice")
        page.get_by_role("button", name="Check").click()
        page.locator(".quiz-status", has_text="Right." if i == 0 else "Not right.").wait_for()
        assert page.locator(".quiz-reason").count() >= 1
        if i == 0:
            assert violations(page) == []
        page.get_by_role("button", name="Next" if i == 0 else "Finish").click()
    page.get_by_role("heading", name="Practice: 1 of 2 right now").wait_for()
    now = stored(page)
    assert now["exams"] == before["exams"]
    assert now["running"] == before["running"]
    assert [now["answers"][item["id"]][-1][1] for item in items[:2]] == [1, 0]
    page.get_by_role("button", name="Back to the result").click()
    page.get_by_role("heading", name="90% right").wait_for()
    assert watched.said == []


def test_a_question_that_left_the_guide_is_named_and_not_practiced(visit: Visit) -> None:
    watched = visit()
    page = watched.open("practice/mock-exam/")
    begin(page)
    page.get_by_role("button", name="End the exam").click()
    page.get_by_role("button", name="Yes, end it").click()
    page.get_by_role("heading", name="0% right").wait_for()
    page.evaluate(f"""() => {{
        const key = {KEY};
        const known = JSON.parse(localStorage.getItem(key));
        Object.values(known.exams)[0].items[0].id = "gone-from-here";
        localStorage.setItem(key, JSON.stringify(known));
    }}""")
    page.reload()
    page.get_by_role("button", name="Open the exam MLA-C02").click()
    page.get_by_text("Question 1 is no longer part of this guide.").wait_for()
    page.get_by_role("button", name="Practice the wrong ones").click()
    page.get_by_role("heading", name="Practice: 1 of 19").wait_for()
    assert watched.said == []


def test_the_other_pages_tell_of_an_exam_under_way(visit: Visit) -> None:
    watched = visit(phone=True)
    page = watched.open("practice/")
    notice = page.get_by_role("complementary", name="Mock exam under way")
    assert not any("exam-notice" in url for url in watched.asked)
    page.goto(watched.base + "practice/mock-exam/")
    begin(page)
    assert notice.count() == 0
    page.goto(watched.base + "practice/")
    notice.get_by_text("Mock exam MLA-C02: 0:39:").wait_for()
    assert violations(page) == []
    page.emulate_media(media="print")
    assert not notice.is_visible()
    page.emulate_media(media="screen")
    page.locator("article a", has_text="review").first.click()
    page.wait_for_url("**/practice/review/")
    page.get_by_text("Due today").wait_for()
    assert notice.count() == 1
    notice.get_by_role("link", name="Back to the exam").click()
    page.wait_for_url("**/practice/mock-exam/")
    page.get_by_role("heading", name="Question 1 of 20").wait_for()
    assert notice.count() == 0
    other = page.context.new_page()
    other.goto(watched.base + "practice/")
    there = other.get_by_role("complementary", name="Mock exam under way")
    there.wait_for()
    page.get_by_role("button", name="End the exam").click()
    page.get_by_role("button", name="Yes, end it").click()
    there.wait_for(state="detached")
    page.goto(watched.base + "practice/")
    page.locator(".practice table").first.wait_for()
    assert notice.count() == 0
    assert watched.said == []


def test_the_notice_stands_there_once_however_slowly_it_comes(visit: Visit) -> None:
    watched = visit()
    page = watched.open("practice/mock-exam/")
    begin(page)
    held: list[Route] = []
    page.route("**/exam-notice.js", lambda route: held.append(route))
    with page.expect_request("**/exam-notice.js"):
        page.goto(watched.base + "practice/")
    page.evaluate("window.still = true")
    page.locator("article a", has_text="review").first.click()
    page.wait_for_url("**/practice/review/")
    page.get_by_text("Due today").wait_for()
    assert page.evaluate("window.still"), "the whole page was loaded"
    for route in held:
        route.continue_()
    page.get_by_role("complementary", name="Mock exam under way").first.wait_for()
    assert page.get_by_role("complementary", name="Mock exam under way").count() == 1


def test_two_tabs_sit_one_exam(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    watched = visit()
    first = watched.open("practice/mock-exam/")
    begin(first)
    second = first.context.new_page()
    second.goto(watched.base + "practice/mock-exam/")
    second.get_by_role("button", name="Question 2", exact=True).click()
    items = exam_of(first)["items"]
    give(second, bank[items[1]["id"]], right=True)
    give(first, bank[items[0]["id"]], right=True)
    assert [item["given"] is not None for item in exam_of(first)["items"][:3]] == [True, True, False]
    second.get_by_role("button", name="End the exam").click()
    second.get_by_role("button", name="Yes, end it").click()
    second.get_by_role("heading", name="10% right").wait_for()
    first.get_by_role("button", name="Next").click()
    first.get_by_role("heading", name="10% right").wait_for()
    assert [len(answers) for answers in stored(first)["answers"].values()] == [1, 1]


def test_an_answer_that_does_not_fit_its_question_is_left_out(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    """It may be of an older version of the question, or have come with a file."""
    kinds = ["choose", "order", "match", "fill", "numeric"]
    asked = [next(q for q in bank.values() if q["kind"] == kind) for kind in kinds]
    watched = visit()
    page = watched.open("practice/mock-exam/")
    begin(page)
    page.evaluate(
        f"""(asked) => {{
        const key = {KEY};
        const known = JSON.parse(localStorage.getItem(key));
        known.running.exam.items = asked.map(({{ id, hash }}) => ({{ id, hash, domain: 1, given: [90, 91], right: false, flag: false }}));
        localStorage.setItem(key, JSON.stringify(known));
    }}""",
        asked,
    )
    page.reload()
    for i in range(len(asked)):
        page.get_by_role("button", name=f"Question {i + 1}, answered", exact=True).click()
        page.get_by_role("heading", name=f"Question {i + 1} of {len(asked)}").wait_for()
        if kinds[i] in ("fill", "numeric"):
            assert page.locator("#exam-answer").input_value() == ""
        page.get_by_label("Flag for review").check()
        assert "undefined" not in page.locator(".practice fieldset").inner_text()
    page.get_by_role("button", name="End the exam").click()
    page.get_by_role("button", name="Yes, end it").click()
    page.get_by_role("heading", name="0% right").wait_for()
    for summary in page.locator(".practice details summary").all():
        summary.click()
    assert page.locator(".practice details .quiz-reason").count() >= len(asked)
    assert watched.said == []


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
    page.clock.fast_forward("10:01")
    page.get_by_role("status").get_by_text("10 minutes left").wait_for()
    page.clock.fast_forward("10:01")
    heading = page.get_by_role("heading", name="Time is up. 0% right: about 100 of 1,000 points")
    heading.wait_for()
    assert heading.evaluate("e => e === document.activeElement")
    assert page.get_by_role("status").inner_text() == "Time was up: what was answered by then counts."


def test_a_warning_comes_when_its_minute_does_and_not_after_a_reload(visit: Visit) -> None:
    watched = visit()
    watched.page.clock.install()
    page = watched.open("practice/mock-exam/")
    begin(page)
    page.clock.fast_forward("35:00")
    page.reload()
    page.get_by_role("timer").wait_for()
    page.clock.run_for(3000)
    assert page.get_by_role("timer").inner_text().startswith(("0:05:00", "0:04:5"))
    assert page.get_by_role("status").inner_text() == ""
    page.clock.fast_forward("04:00")
    page.get_by_role("status").get_by_text("1 minute left").wait_for()


def test_an_exam_whose_time_ran_out_elsewhere_says_so(visit: Visit) -> None:
    watched = visit()
    watched.page.clock.install()
    page = watched.open("practice/mock-exam/")
    begin(page)
    page.goto(watched.base + "practice/")
    notice = page.get_by_role("complementary", name="Mock exam under way")
    notice.wait_for()
    page.clock.fast_forward("41:00")
    notice.get_by_text("time is up").wait_for()
    notice.get_by_role("link", name="See the result").click()
    page.get_by_role("heading", name="Time is up. 0% right").wait_for()
    assert page.get_by_role("status").inner_text() == "Time was up: what was answered by then counts."
    assert len(stored(page)["exams"]) == 1
    page.reload()
    page.get_by_role("button", name="Start the exam").wait_for()


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
