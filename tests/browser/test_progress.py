"""What the reader has done: kept, merged, carried away, and never lost without a word."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import UNDER
from playwright.sync_api import Page

from browser.test_quiz import address
from browser.test_site import violations

Visit = Callable[..., Any]
KEY = "Object.keys(localStorage).find((key) => key.startsWith('progress:') && !key.includes(':aside:'))"
MODULE = f"await import('{UNDER}assets/javascripts/progress.js')"


@pytest.fixture(scope="module")
def question(site: Path) -> dict[str, Any]:
    """Return a question with one right option."""
    questions = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    return next(q for q in questions if q["kind"] == "choose" and sum(o["correct"] for o in q["options"]) == 1)


def answer(page: Page, question: dict[str, Any]) -> str:
    """Answer a question in its page with its first option; return what is said."""
    quiz = page.locator(f"#q-{question['id']}")
    quiz.locator("fieldset input").first.check()
    quiz.get_by_role("button", name="Check").click()
    return quiz.get_by_role("status").inner_text()


def stored(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate(f"localStorage.getItem({KEY})"))


def test_an_answer_survives_reload_and_instant_navigation(visit: Visit, question: dict[str, Any]) -> None:
    watched = visit()
    watched.map("practice/", address(question).split("#")[0])
    page = watched.open(address(question))
    answer(page, question)
    page.locator(".md-tabs a", has_text="Practice").click()
    page.wait_for_url("**/practice/")
    page.get_by_role("cell", name="1 of").first.wait_for()
    assert list(stored(page)["answers"]) == [question["id"]]
    page.reload()
    page.get_by_role("cell", name="1 of").first.wait_for()


BLOCKED = """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"""
FULL = """Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"""


@pytest.mark.parametrize(
    ("state", "said"), [(BLOCKED, "This browser keeps nothing"), (FULL, "storage for this site is full")], ids=["blocked", "full"]
)
def test_without_storage_it_says_so_and_goes_on(visit: Visit, question: dict[str, Any], state: str, said: str) -> None:
    watched = visit()
    watched.map("practice/", address(question).split("#")[0])
    watched.page.add_init_script(state)
    page = watched.open(address(question))
    told = answer(page, question)
    assert said in told
    assert told.startswith(("Right.", "Not right."))
    page.locator(f"#q-{question['id']}").get_by_role("button", name="Try again").click()
    assert said in answer(page, question)
    page.locator(".md-tabs a", has_text="Practice").click()
    page.wait_for_url("**/practice/")
    page.get_by_role("cell", name="1 of").first.wait_for()
    assert said in page.locator(".practice [role=status]").inner_text()
    assert set(watched.said) <= {"denied"}  # Material's own attempts to remember the colour scheme


@pytest.mark.parametrize("state", [BLOCKED, FULL], ids=["blocked", "full"])
def test_exam_and_review_go_on_without_storage(visit: Visit, state: str) -> None:
    watched = visit()
    watched.page.add_init_script(state)
    page = watched.open("practice/mock-exam/")
    page.get_by_role("button", name="Start the exam").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("heading", name="Question 2 of 65").wait_for()
    page.goto(watched.base + "practice/review/")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="4 Easy").click()
    page.get_by_text("New: 19.").wait_for()
    assert "ends with this visit" in page.locator(".practice [role=status]").inner_text()


def test_the_browser_is_asked_to_keep_what_is_stored(visit: Visit, question: dict[str, Any]) -> None:
    watched = visit()
    watched.page.add_init_script("navigator.storage.persist = async () => { window.asked = (window.asked ?? 0) + 1; return true; }")
    page = watched.open(address(question))
    assert page.evaluate("window.asked") is None
    answer(page, question)
    assert page.evaluate("window.asked") == 1


@pytest.mark.parametrize("broken", ["{oh no", '{"version": 1, "answers": [1, 2]}', "null", "[]", '"x"'])
def test_broken_progress_is_put_aside_and_can_be_saved(visit: Visit, question: dict[str, Any], broken: str) -> None:
    page = visit().open(address(question))
    answer(page, question)
    page.evaluate(f"text => localStorage.setItem({KEY}, text)", broken)
    page.goto(page.url.split("#")[0].rsplit("/", 3)[0] + "/")
    page = visit_again(page, "practice/")
    assert "could not be read" in page.locator(".practice [role=status]").inner_text()
    assert page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes(':aside:')).map(([, text]) => text)") == [broken]
    page.locator(".practice summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what could not be read").click()
    assert Path(saved.value.path()).read_text() == broken
    if broken == "[]":  # the state looks the same whatever was broken
        assert violations(page) == []


def visit_again(page: Page, path: str) -> Page:
    page.goto(page.evaluate("location.origin") + UNDER + path)
    page.locator(".practice table").first.wait_for()
    return page


def test_progress_of_a_newer_version_is_left_alone(visit: Visit, question: dict[str, Any]) -> None:
    page = visit().open(address(question))
    answer(page, question)
    newer = '{"version": 2, "all": "different"}'
    page.evaluate(f"text => localStorage.setItem({KEY}, text)", newer)
    page.reload()
    assert "newer version" in answer(page, question)
    assert page.evaluate(f"localStorage.getItem({KEY})") == newer


def device(rng: random.Random, ids: list[str]) -> dict[str, Any]:
    """Return the progress of a device with some history."""
    at = lambda: rng.randrange(1, 200)  # noqa: E731
    exam = at()
    return {
        "version": 1,
        "answers": {
            id: sorted([at(), rng.randrange(2), rng.choice("ab")] for _ in range(rng.randrange(1, 4))) for id in rng.sample(ids, 3)
        },
        "reviews": {id: sorted([at(), rng.randrange(5)] for _ in range(rng.randrange(1, 4))) for id in rng.sample(ids, 3)},
        "exams": {str(at()): {"at": 1, "items": [rng.randrange(3)]} for _ in range(rng.randrange(3))},
        "running": {"at": at(), "exam": rng.choice([None, {"at": exam, "items": []}])},
        "settings": {"retention": [at(), rng.choice([0.8, 0.9])]},
        "resets": {rng.choice([*ids, "*"]): at() for _ in range(rng.randrange(2))},
    }


def test_merging_devices_loses_nothing_and_does_not_depend_on_order(visit: Visit) -> None:
    rng = random.Random(5)
    trios = [[device(rng, ["q1", "q2", "q3", "q4", "q5"]) for _ in range(3)] for _ in range(200)]
    page = visit().open("practice/")
    results = page.evaluate(
        f"""async (trios) => {{
            const {{ merge, isSound }} = {MODULE};
            const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
            return trios.map(([a, b, c]) => {{
              const all = merge(merge(a, b), c);
              return {{ all, sound: isSound(all) && isSound(a), commutes: same(merge(a, b), merge(b, a)), associates: same(all, merge(a, merge(b, c))), again: same(merge(all, b), all) }};
            }});
        }}""",
        trios,
    )
    for trio, result in zip(trios, results, strict=True):
        assert result["sound"] and result["commutes"] and result["associates"] and result["again"], trio  # noqa: PT018
        resets: dict[str, int] = {}
        for one in trio:
            for id, at in one["resets"].items():
                resets[id] = max(resets.get(id, 0), at)
        for kind in ("answers", "reviews"):
            for one in trio:
                for id, events in one[kind].items():
                    for event in events:
                        forgotten = event[0] <= max(resets.get(id, 0), resets.get("*", 0))
                        assert (event in result["all"][kind].get(id, [])) != forgotten


def test_two_devices_meet_by_code_and_by_file(visit: Visit, site: Path, tmp_path: Path) -> None:
    questions = [q for q in json.loads((site / "practice" / "questions.json").read_text())["questions"] if q["kind"] == "choose"]
    mine, yours = questions[0], questions[-1]
    first = visit(phone=True).open(address(mine))
    answer(first, mine)
    second = visit(accept_downloads=True).open(address(yours))
    answer(second, yours)
    visit_again(first, "practice/").locator(".practice summary").click()
    first.get_by_role("button", name="Show a code to copy").click()
    first.wait_for_function("document.querySelector('#progress-code').value")
    code = first.get_by_label("Code, to copy or to paste").input_value()
    visit_again(second, "practice/").locator(".practice summary").click()
    second.get_by_label("Code, to copy or to paste").fill("not a code")
    second.get_by_role("button", name="Merge the pasted code").click()
    second.get_by_text("This is not saved progress").wait_for()
    second.locator(".practice summary").click()
    second.get_by_label("Code, to copy or to paste").fill(code)
    second.get_by_role("button", name="Merge the pasted code").click()
    second.get_by_text("Merged. Nothing that was here is lost.").wait_for()
    assert violations(second) == []
    assert set(stored(second)["answers"]) == {mine["id"], yours["id"]}
    second.locator(".practice summary").click()
    with second.expect_download() as saved:
        second.get_by_role("button", name="Save as a file").click()
    saved.value.save_as(tmp_path / "progress.json")
    first.get_by_label("Merge a saved file").set_input_files(tmp_path / "progress.json")
    first.get_by_text("Merged. Nothing that was here is lost.").wait_for()
    assert stored(first)["answers"] == stored(second)["answers"]


def test_a_section_is_forgotten_and_the_others_are_not(visit: Visit, site: Path) -> None:
    questions = [q for q in json.loads((site / "practice" / "questions.json").read_text())["questions"] if q["kind"] == "choose"]
    data = next(q for q in questions if q["theme"] == "data")
    security = next(q for q in questions if q["theme"] == "security")
    page = visit().open(address(data))
    answer(page, data)
    page.goto(page.evaluate("location.origin") + UNDER + address(security))
    answer(page, security)
    visit_again(page, "practice/").get_by_role("button", name="Forget the answers on Data").click()
    assert page.get_by_role("button", name="Yes, forget").evaluate("e => e === document.activeElement")
    assert violations(page) == []
    page.get_by_role("button", name="Yes, forget").click()
    assert set(stored(page)["answers"]) == {security["id"]}


def test_two_tabs_do_not_overwrite_each_other(visit: Visit, site: Path) -> None:
    questions = [q for q in json.loads((site / "practice" / "questions.json").read_text())["questions"] if q["kind"] == "choose"]
    watched = visit()
    first = watched.open(address(questions[0]))
    second = first.context.new_page()
    second.goto(watched.base + address(questions[-1]))
    answer(first, questions[0])
    answer(second, questions[-1])
    both = f"() => Object.keys(JSON.parse(localStorage.getItem({KEY})).answers).length === 2"
    first.wait_for_function(both)  # a tab hears of what another one wrote a moment later
    assert set(stored(first)["answers"]) == {questions[0]["id"], questions[-1]["id"]}
    # A tab that had not heard of it yet writes without the first answer: the first tab puts it back.
    second.evaluate(f"""() => {{
        const known = JSON.parse(localStorage.getItem({KEY}));
        delete known.answers["{questions[0]["id"]}"];
        localStorage.setItem({KEY}, JSON.stringify(known));
    }}""")
    second.wait_for_function(both)


def test_weak_spots_come_first_and_marks_stand_at_the_questions(visit: Visit, question: dict[str, Any]) -> None:
    watched = visit(phone=True, dark=True)
    page = watched.open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for wrong in [i for i, o in enumerate(question["options"]) if not o["correct"]][:1]:
        quiz.locator(f"#q-{question['id']}-{wrong}").check()
    quiz.get_by_role("button", name="Check").click()
    visit_again(page, "practice/")
    assert page.locator(".practice h3").inner_text() == "Your weak spots"
    href = page.locator(".practice ol a").first.get_attribute("href") or ""
    assert href.endswith(f"#q-{question['id']}")
    assert page.get_by_role("img", name="wrong").count() == 1
    assert violations(page) == []
    assert watched.said == []


def test_without_scripts_every_question_is_listed(visit: Visit, site: Path) -> None:
    page = visit(java_script_enabled=False).open("practice/")
    questions = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    assert page.locator("article table a[href*='#q-']").count() == sum(q["theme"] != "practice" for q in questions)
    assert page.get_by_text("This part needs JavaScript").is_visible()
