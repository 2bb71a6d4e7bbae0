"""What the reader has done: kept, merged, carried away, and never lost without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import UNDER
from playwright.sync_api import Locator, Page

from browser.test_quiz import address
from browser.test_site import violations
from browser.watched import Visit, until

KEY = "Object.keys(localStorage).find((key) => key.startsWith('progress:') && !key.includes(':aside:'))"
MODULE = f"await import('{UNDER}assets/javascripts/progress.js')"


@pytest.fixture(scope="module")
def chosen(site: Path) -> list[dict[str, Any]]:
    """Return the questions with options to choose from."""
    return [q for q in json.loads((site / "practice" / "questions.json").read_text())["questions"] if q["kind"] == "choose"]


@pytest.fixture(scope="module")
def question(chosen: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a question with one right option."""
    return next(q for q in chosen if sum(o["correct"] for o in q["options"]) == 1)


def answer(page: Page, question: dict[str, Any]) -> str:
    """Answer a question in its page with its first options, as many as are right; return what is said."""
    quiz = page.locator(f"#q-{question['id']}")
    for place in range(sum(option["correct"] for option in question["options"])):
        quiz.locator("fieldset input").nth(place).check()
    quiz.get_by_role("button", name="Check").click()
    return quiz.get_by_role("status").inner_text()


def stored(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate(f"localStorage.getItem({KEY})"))
    return found


def test_an_answer_survives_reload_and_instant_navigation(visit: Visit, question: dict[str, Any]) -> None:
    watched = visit()
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
    assert said in page.locator(".practice [role=status]").first.inner_text()
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
    assert "ends with this visit" in page.locator(".practice [role=status]").first.inner_text()


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
    assert "could not be read" in page.locator(".practice [role=status]").first.inner_text()
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


def test_what_cannot_be_read_stays_where_it_is_when_there_is_no_room_to_set_it_aside(visit: Visit, question: dict[str, Any]) -> None:
    watched = visit()
    page = watched.open(address(question))
    answer(page, question)
    page.evaluate(f"() => localStorage.setItem({KEY}, '{{oh no')")
    page.add_init_script(FULL)
    page.reload()
    assert "no room to set it aside" in answer(page, question)
    assert page.evaluate(f"localStorage.getItem({KEY})") == "{oh no"
    assert watched.said == []


def test_progress_of_a_newer_version_is_left_alone(visit: Visit, question: dict[str, Any]) -> None:
    page = visit().open(address(question))
    answer(page, question)
    newer = '{"version": 3, "all": "different"}'
    page.evaluate(f"text => localStorage.setItem({KEY}, text)", newer)
    page.reload()
    assert "newer version" in answer(page, question)
    assert page.evaluate(f"localStorage.getItem({KEY})") == newer


def carry(page: Page) -> None:
    """Open the practice page's way out and in."""
    visit_again(page, "practice/").locator(".practice summary").click()


def beside(page: Page, control: str) -> Locator:
    """Return the message that follows a control of the practice page."""
    return page.locator(f":is({control}) ~ [role=status]").first


CODE, FILE = ".quiz-buttons:has-text('Merge the pasted code')", "#progress-file"


def test_two_devices_meet_by_code_and_by_file(visit: Visit, chosen: list[dict[str, Any]], tmp_path: Path) -> None:
    mine, yours = chosen[0], chosen[-1]
    first = visit(phone=True).open(address(mine))
    answer(first, mine)
    second = visit(accept_downloads=True).open(address(yours))
    answer(second, yours)
    carry(first)
    first.get_by_role("button", name="Show a code to copy").click()
    until(first, "document.querySelector('#progress-code').value")
    code = first.get_by_label("Code, to copy or to paste").input_value()
    carry(second)
    pasted, merge = second.get_by_label("Code, to copy or to paste"), second.get_by_role("button", name="Merge the pasted code")
    pasted.fill("not a code")
    merge.click()
    second.get_by_text("This is not saved progress").wait_for()
    assert pasted.input_value() == "not a code"  # to look at what was wrong with it
    pasted.fill(code)
    merge.click()
    second.get_by_text("1 answer came in.", exact=True).wait_for()
    assert beside(second, CODE).inner_text() == "1 answer came in."
    assert beside(second, CODE).is_visible()
    assert merge.evaluate("e => e === document.activeElement")
    assert violations(second) == []
    assert set(stored(second)["answers"]) == {mine["id"], yours["id"]}
    with second.expect_download() as saved:
        second.get_by_role("button", name="Save as a file").click()
    saved.value.save_as(tmp_path / "progress.json")
    for told in ("1 answer came in; 1 was here already.", "Nothing new came in; 2 were here already."):
        first.get_by_label("Merge a saved file").set_input_files(tmp_path / "progress.json")
        first.get_by_text(told).wait_for()
        assert beside(first, FILE).inner_text() == told
    assert stored(first)["answers"] == stored(second)["answers"]


def test_a_saved_file_brings_back_what_was_forgotten_since(visit: Visit, question: dict[str, Any], tmp_path: Path) -> None:
    page = visit(accept_downloads=True).open(address(question))
    answer(page, question)
    carry(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    saved.value.save_as(tmp_path / "progress.json")
    page.get_by_role("button", name="Forget everything").click()
    page.get_by_role("button", name="Yes, forget").click()
    page.get_by_text("Everything is forgotten.").wait_for()
    assert page.get_by_role("button", name="Forget everything").evaluate("e => e === document.activeElement")
    assert stored(page)["answers"] == {}
    page.get_by_label("Merge a saved file").set_input_files(tmp_path / "progress.json")
    page.get_by_text("1 answer came in.").wait_for()
    page.get_by_role("cell", name="1 of").first.wait_for()
    visit_again(page, "practice/").get_by_role("cell", name="1 of").first.wait_for()
    assert list(stored(page)["answers"]) == [question["id"]]


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"exams": {"5": {"at": 5, "code": "x", "exam": "mla-c02", "ends": 6, "items": [None]}}}, "exams, 5"),
        ({"running": {"at": 5, "exam": {"at": 5, "code": "x", "exam": "mla-c02", "ends": 6, "place": 0, "items": [None]}}}, "running"),
        ({"settings": {"decks": [5, 5], "new": [5, None], "retention": [5, -1e9]}}, "settings, decks"),
        ({"reviews": {"term-recall": [[None, 3], [1e300, 3], [-1, "x"]]}}, "reviews, term-recall"),
    ],
    ids=["exams", "running", "settings", "reviews"],
)
def test_what_is_not_sound_breaks_no_page(visit: Visit, question: dict[str, Any], wrong: dict[str, Any], part: str, tmp_path: Path) -> None:
    watched = visit()
    page = watched.open(address(question))
    answer(page, question)
    sound = stored(page)
    broken = tmp_path / "broken.json"
    broken.write_text(json.dumps({**sound, **wrong}))
    carry(page)
    page.get_by_label("Merge a saved file").set_input_files(broken)
    page.get_by_text(f'something is wrong with "{part}"').wait_for()
    assert stored(page) == sound
    # The same, already in the storage: the other parts are kept, and the exam and the review go on.
    page.evaluate(f"text => localStorage.setItem({KEY}, text)", broken.read_text())
    page.goto(watched.base + "practice/mock-exam/")
    page.get_by_role("button", name="Start the exam").click()
    page.get_by_role("heading", name="Question 1 of 65").wait_for()
    page.goto(watched.base + "practice/review/")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="4 Easy").click()
    page.get_by_text("New: 19.").wait_for()
    assert stored(page)["answers"] == sound["answers"]
    carry(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what could not be read").click()
    assert json.loads(Path(saved.value.path()).read_text()) == json.loads(broken.read_text())
    assert watched.said == []


def test_a_section_is_forgotten_and_the_others_are_not(visit: Visit, chosen: list[dict[str, Any]]) -> None:
    data = next(q for q in chosen if q["theme"] == "data")
    security = next(q for q in chosen if q["theme"] == "security")
    page = visit().open(address(data))
    answer(page, data)
    page.goto(page.evaluate("location.origin") + UNDER + address(security))
    answer(page, security)
    forget = visit_again(page, "practice/").get_by_role("button", name="Forget the answers on Data")
    forget.click()
    page.get_by_role("button", name="No", exact=True).click()
    assert forget.evaluate("e => e === document.activeElement")
    assert len(stored(page)["answers"]) == 2
    forget.click()
    assert page.get_by_role("button", name="Yes, forget").evaluate("e => e === document.activeElement")
    assert violations(page) == []
    page.get_by_role("button", name="Yes, forget").click()
    assert set(stored(page)["answers"]) == {security["id"]}
    assert page.get_by_text("Your answers on Data are forgotten.").is_visible()
    assert forget.evaluate("e => e === document.activeElement")
    page.goto(page.evaluate("location.origin") + UNDER + address(data))
    answer(page, data)
    assert set(stored(page)["answers"]) == {data["id"], security["id"]}


def test_scenarios_count(visit: Visit, chosen: list[dict[str, Any]]) -> None:
    scenarios = [q for q in chosen if q["theme"] == "practice"]
    page = visit().open(address(scenarios[0]))
    answer(page, scenarios[0])
    row = visit_again(page, "practice/").locator(".practice tr", has_text="Scenarios")
    assert row.locator("td").first.inner_text().startswith("1 of ")
    assert int(row.locator("td").first.inner_text().split()[-1]) >= len(scenarios)


def test_two_tabs_do_not_overwrite_each_other(visit: Visit, chosen: list[dict[str, Any]]) -> None:
    watched = visit()
    first = watched.open(address(chosen[0]))
    second = first.context.new_page()
    second.goto(watched.base + address(chosen[-1]))
    answer(first, chosen[0])
    answer(second, chosen[-1])
    both = f"() => Object.keys(JSON.parse(localStorage.getItem({KEY})).answers).length === 2"
    until(first, both)  # a tab hears of what another one wrote a moment later
    assert set(stored(first)["answers"]) == {chosen[0]["id"], chosen[-1]["id"]}
    # A tab that had not heard of it yet writes without the first answer: the first tab puts it back.
    second.evaluate(f"""() => {{
        const known = JSON.parse(localStorage.getItem({KEY}));
        delete known.answers["{chosen[0]["id"]}"];
        localStorage.setItem({KEY}, JSON.stringify(known));
    }}""")
    until(second, both)


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


def test_the_weakest_page_comes_first_and_of_two_that_with_the_smaller_share(visit: Visit, chosen: list[dict[str, Any]]) -> None:
    by_page: dict[str, list[dict[str, Any]]] = {}
    for one in chosen:
        by_page.setdefault(one["page"], []).append(one)
    worse, half, none = [questions for questions in by_page.values() if len(questions) > 1][-1:-4:-1]
    given = [(worse[0], False), (worse[1], False), (half[0], False), (half[1], True), (none[0], False)]
    page = visit().open("practice/")
    page.evaluate(
        f"async (given) => {{ const p = {MODULE}; for (const [id, hash, right] of given) p.answered(id, right, hash); }}",
        [[one["id"], one["hash"], right] for one, right in given],
    )
    links = visit_again(page, "practice/").locator(".practice ol a").evaluate_all("links => links.map((link) => link.hash.slice(3))")
    assert links == [worse[0]["id"], none[0]["id"], half[0]["id"]]


def test_without_scripts_every_question_is_listed(visit: Visit, site: Path) -> None:
    page = visit(java_script_enabled=False).open("practice/")
    questions = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    assert page.locator("article table a[href*='#q-']").count() == len(questions)
    assert page.get_by_text("This part needs JavaScript").is_visible()
