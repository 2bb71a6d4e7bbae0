"""Questions in a page: answered, explained and tried again; by keyboard, on a phone, without scripts."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Locator, Page, Route

from browser.test_site import violations
from browser.watched import Visit, until


@pytest.fixture(scope="module")
def questions(site: Path) -> list[dict[str, Any]]:
    """Return all questions of the site."""
    questions: list[dict[str, Any]] = json.loads((site / "practice" / "questions.json").read_text())["questions"]
    return questions


@pytest.fixture(scope="module")
def bank(questions: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return one question of each kind that the site has, by kind."""
    found: dict[str, dict[str, Any]] = {}
    for question in questions:
        kind = question["kind"]
        if kind == "choose":
            kind = "choose-one" if sum(o["correct"] for o in question["options"]) == 1 else "choose-several"
        found.setdefault(kind, question)
    return found


def address(question: dict[str, Any]) -> str:
    return f"{question['page'].removesuffix('.md').removesuffix('/index')}/#q-{question['id']}"


def plain(markup: str) -> str:
    """Return the words of an option as a reader sees them."""
    return " ".join(html.fragment_fromstring(markup, create_parent="p").text_content().split())


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
    assert status == ("Right." if right else "Not right. The reasons are below each option.")
    assert quiz.locator(".quiz-reason").count() == len(question["options"])
    assert violations(page) == []
    quiz.get_by_role("button", name="Try again").click()
    assert quiz.locator(".quiz-reason").count() == 0
    assert quiz.locator("input:checked:not([name^=tab])").count() == 0
    assert watched.said == []


def test_in_forced_colours_only_the_chosen_tab_and_the_right_option_are_marked(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit(forced_colors="active").open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    quiz.locator(".quiz-row input").first.check()
    quiz.get_by_role("button", name="Check").click()
    bordered = (
        "(all, side) => all.map(e => getComputedStyle(e)['border-' + side + '-color'] !== getComputedStyle(document.body).backgroundColor)"
    )
    assert quiz.locator(".quiz-labels label").evaluate_all(bordered, "bottom") == [True, False]
    reasons = quiz.locator(".quiz-row .quiz-reason").all_inner_texts()
    assert quiz.locator(".quiz-row").evaluate_all(bordered, "left") == [reason.startswith("Right.") for reason in reasons]


def test_choose_one_by_keyboard_alone(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    quiz.locator(".quiz-form input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert quiz.get_by_role("status").inner_text().startswith(("Right.", "Not right."))
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


def shown(quiz: Locator) -> list[str]:
    """Return the steps in the order in which they stand now."""
    quiz.locator(".quiz-sort").wait_for()
    return [" ".join(text.split()) for text in quiz.locator(".quiz-sort > li > span:nth-child(2)").all_inner_texts()]


def test_steps_are_put_in_order_with_buttons(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["order"]
    page = visit(phone=True).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    wanted = [plain(option["text"]) for option in question["options"]]
    assert shown(quiz) != wanted
    for place, words in enumerate(wanted):
        for _ in range(shown(quiz).index(words) - place):
            quiz.get_by_role("button", name=f"Up: {words}", exact=True).click()
    assert shown(quiz) == wanted
    assert violations(page) == []
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."
    assert violations(page) == []


def test_steps_are_moved_by_arrow_keys_and_each_place_is_said(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["order"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    first = shown(quiz)[0]
    quiz.get_by_role("button", name=f"Down: {first}", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert shown(quiz).index(first) == 2
    assert quiz.locator("[aria-live]").inner_text() == f"Now step 3 of {len(question['options'])}"
    assert quiz.get_by_role("button", name=f"Down: {first}", exact=True).evaluate("e => e === document.activeElement")


def test_the_first_step_goes_no_higher_and_the_last_no_lower(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["order"]
    quiz = visit().open(address(question)).locator(f"#q-{question['id']}")
    before = shown(quiz)
    quiz.get_by_role("button", name=f"Up: {before[0]}", exact=True).click()
    quiz.get_by_role("button", name=f"Down: {before[-1]}", exact=True).click()
    assert shown(quiz) == before
    assert quiz.locator("[aria-live]").inner_text() == ""
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Move the steps into their order first."


def drag(page: Page, finger: bool, start: Locator, end: Locator) -> None:
    """Drag the middle of one element to the lower part of another, with a mouse or a finger."""
    start.scroll_into_view_if_needed()
    place = "(e, part) => { const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height * part] }"
    (x, y), (to_x, to_y) = start.evaluate(place, 0.5), end.evaluate(place, 0.8)
    way = [(x + (to_x - x) * i / 6, y + (to_y - y) * i / 6) for i in range(7)]
    if not finger:
        page.mouse.move(x, y)
        page.mouse.down()
        for point in way[1:]:
            page.mouse.move(*point)
        page.mouse.up()
        return
    touch = page.context.new_cdp_session(page)
    for i, (at_x, at_y) in enumerate(way):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": [{"x": at_x, "y": at_y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_steps_are_dragged(visit: Visit, bank: dict[str, dict[str, Any]], finger: bool) -> None:
    question = bank["order"]
    page = visit(phone=finger, has_touch=finger).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    first = shown(quiz)[0]
    drag(page, finger, quiz.locator(".quiz-handle").nth(0), quiz.locator(".quiz-sort > .quiz-row").nth(2))
    assert shown(quiz).index(first) == 2


def test_pairs_are_matched(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["match"]
    page = visit(phone=True, dark=True).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for option in question["options"]:
        quiz.get_by_label(plain(option["text"]), exact=True).select_option(label=plain(option["answer"]))
    assert violations(page) == []
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."
    assert violations(page) == []


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_an_answer_is_dragged_to_its_prompt(visit: Visit, bank: dict[str, dict[str, Any]], finger: bool) -> None:
    question = bank["match"]
    page = visit(phone=finger, has_touch=finger).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    chip, pair = quiz.locator(".quiz-chip").nth(1), quiz.locator(".quiz-pair").last
    drag(page, finger, chip, pair)
    assert pair.locator("select").evaluate("s => s.selectedOptions[0].text") == chip.inner_text()


@pytest.mark.parametrize("kind", ["fill", "numeric"])
def test_an_answer_is_typed(visit: Visit, bank: dict[str, dict[str, Any]], kind: str) -> None:
    question = bank[kind]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    answer = question["answers"][0]
    quiz.get_by_label("Your answer").fill(answer)
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Right."


@pytest.mark.parametrize(
    ("id", "typed"),
    [
        ("clsmet-f1", ["0.67", "0,67", "67 %", "2/3"]),
        ("spot-saving-percent", ["70", "70 %", "70,0"]),
        ("scaling-target-value", ["1200", "1,200", "1 200", "1.2e3", "1200 invocations"]),
    ],
)
def test_a_number_is_typed_as_people_write_it(visit: Visit, questions: list[dict[str, Any]], id: str, typed: list[str]) -> None:
    page = visit().open(address(next(q for q in questions if q["id"] == id)))
    quiz = page.locator(f"#q-{id}")
    for answer in typed:
        quiz.get_by_label("Your answer").fill(answer)
        quiz.get_by_label("Your answer").press("Enter")
        assert quiz.get_by_role("status").inner_text() == "Right.", answer
        quiz.get_by_role("button", name="Try again").click()


def give_partly(quiz: Locator, question: dict[str, Any]) -> None:
    """Begin an answer that cannot be graded."""
    if question["kind"] == "choose":
        quiz.locator(".quiz-row input").first.check()
    elif question["kind"] == "match":
        quiz.locator("select").first.select_option(index=1)
    elif question["kind"] == "numeric":
        quiz.get_by_label("Your answer").fill("about the half")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("choose-several", "Choose two options."),
        ("order", "Move the steps into their order first."),
        ("match", "Choose an answer in every row. Rows without one: "),
        ("fill", "Type an answer."),
        ("numeric", "This is not a number. Write it like 0.67, 2/3 or 67 %."),
    ],
)
def test_what_cannot_be_graded_is_told_and_not_recorded(visit: Visit, bank: dict[str, dict[str, Any]], kind: str, said: str) -> None:
    question = bank[kind]
    page = visit(phone=True).open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    give_partly(quiz, question)
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text().startswith(said)
    assert quiz.locator(".quiz-reason").count() == 0
    assert quiz.get_by_role("button", name="Check").is_visible()
    assert violations(page) == []
    page.reload()
    quiz.get_by_role("button", name="Check").wait_for()
    assert quiz.locator(".quiz-past").inner_text() == ""


@pytest.mark.parametrize("kind", ["choose-one", "order", "match", "numeric"])
def test_what_was_checked_can_no_longer_be_changed(visit: Visit, bank: dict[str, dict[str, Any]], kind: str) -> None:
    question = bank[kind]
    quiz = visit().open(address(question)).locator(f"#q-{question['id']}")
    quiz.get_by_role("button", name="Check").wait_for()
    if kind == "order":
        quiz.locator(".quiz-moves button").nth(1).click()
    elif kind == "match":
        for select in quiz.locator("select").all():
            select.select_option(index=1)
    elif kind == "numeric":
        quiz.get_by_label("Your answer").fill("1")
    else:
        quiz.locator(".quiz-row input").first.check()
    controls = quiz.locator("fieldset :is(input, select, button)")
    assert all(control.is_enabled() for control in controls.all())
    quiz.get_by_role("button", name="Check").click()
    assert quiz.locator(".quiz-reason").count() >= 1
    assert controls.count() >= 1
    assert all(control.is_disabled() for control in controls.all())


def test_more_options_than_asked_for_are_not_graded(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-several"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    for option in quiz.locator(".quiz-row input").all():
        option.check()
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Choose two options."
    assert quiz.locator(".quiz-reason").count() == 0


def test_answers_to_match_never_stand_in_the_order_of_their_prompts(visit: Visit, questions: list[dict[str, Any]]) -> None:
    pairs = sorted((q for q in questions if q["kind"] == "match"), key=lambda q: len(q["options"]))
    watched = visit()
    for question in pairs[:10]:  # the fewer the pairs, the likelier is their order by chance
        page = watched.open(address(question))
        quiz = page.locator(f"#q-{question['id']}")
        quiz.locator("select").first.wait_for()
        offered = quiz.locator("select").first.locator("option").all_inner_texts()[1:]
        right = [plain(option["answer"]) for option in question["options"]]
        assert sorted(offered) == sorted(right)
        assert offered != right


def test_the_card_of_a_question_gives_nothing_away_in_front_and_all_reasons_on_its_back(
    visit: Visit, questions: list[dict[str, Any]]
) -> None:
    cards = (
        visit()
        .open("practice/")
        .evaluate(
            """async (questions) => {
            const { cardOf, make } = await import(`${document.querySelector('[src$="start.js"]').src.replace('start.js', '')}question.js`);
            const lists = (nodes) => [...make('div', {}, nodes).querySelectorAll('.quiz-options')].map((list) => [...list.children].map((li) => li.textContent));
            const text = (nodes) => make('div', {}, nodes).textContent;
            return questions.map(cardOf).map(({ front, back }) => ({ front: text(front()), lists: lists(front()), back: text(back()) }));
        }""",
            questions,
        )
    )
    for question, card in zip(questions, cards, strict=True):
        kind, options = question["kind"], question.get("options", [])
        asked, back = [[" ".join(text.split()) for text in column] for column in card["lists"]], " ".join(card["back"].split())
        assert plain(question["title"]) in " ".join(card["front"].split())
        for reason in [option["reason"] for option in options] or [question["reason"]]:
            assert plain(reason) in back
        if kind == "choose":
            assert sorted(asked[0]) == sorted(plain(option["text"]) for option in options)
            assert [back.count(word) >= 1 for word in ("Right: ", "Wrong: ")] == [True, True]
        elif kind == "order":
            assert asked == [[plain(options[i]["text"]) for i in question["shown"]]]
        elif kind == "match":
            assert asked == [[plain(o["text"]) for o in options], [plain(options[i]["answer"]) for i in question["shown"]]]
            assert all(f"{plain(o['text'])} \u2192 {plain(o['answer'])}" in back for o in options)
        else:
            assert back.startswith(question["answers"][0].removesuffix(".0"))


def test_the_hint_is_a_tab(visit: Visit, questions: list[dict[str, Any]]) -> None:
    question = next(q for q in questions if q.get("hint"))
    for scripts in (True, False):
        page = visit(java_script_enabled=scripts).open(address(question))
        quiz = page.locator(f"#q-{question['id']}")
        assert not quiz.locator(".quiz-hint").is_visible()
        quiz.locator("label", has_text="Hint").click()
        assert quiz.locator(".quiz-hint").is_visible()
        assert not quiz.locator(".quiz-asked").is_visible()


def test_the_order_of_options_holds_over_a_reload_and_changes_with_the_attempt(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-several"]
    watched = visit()
    page = watched.open(address(question))
    quiz = page.locator(f"#q-{question['id']}")

    def options() -> list[str]:
        quiz.locator("label[for^=q-]").first.wait_for()
        return list(quiz.locator("label[for^=q-]").all_inner_texts())

    first = options()
    page.reload()
    assert options() == first
    orders = set()
    for _ in range(5):
        for place in range(sum(option["correct"] for option in question["options"])):
            quiz.locator("fieldset input").nth(place).check()
        quiz.get_by_role("button", name="Check").click()
        quiz.get_by_role("button", name="Try again").click()
        orders.add(tuple(options()))
    assert len(orders) > 1


def test_after_an_answer_the_section_is_one_click_away_and_the_result_is_remembered(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    question = bank["choose-one"]
    page = visit().open(address(question))
    quiz = page.locator(f"#q-{question['id']}")
    quiz.get_by_role("button", name="Check").click()
    assert quiz.get_by_role("status").inner_text() == "Choose an option."
    quiz.get_by_label(plain(next(o["text"] for o in question["options"] if o["correct"])), exact=True).check()
    quiz.get_by_role("button", name="Check").click()
    leads = quiz.get_by_text("Explained in").locator("a").first.evaluate("link => link.href")  # the answer tab may say it too
    assert str(leads).endswith(question["url"])
    page.reload()
    quiz.get_by_text("Last time: right.").wait_for()
    page.evaluate("""() => { const key = Object.keys(localStorage).find((k) => k.startsWith('progress:'));
        localStorage.setItem(key, localStorage.getItem(key).replace(/,"[0-9a-f]{10}"/g, ',"0000000000"')); }""")
    page.reload()
    quiz.get_by_text("This question has changed since you answered it.").wait_for()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_when_questions_come_alive(visit: Visit, bank: dict[str, dict[str, Any]], width: int) -> None:
    heights = (
        "Object.fromEntries([...document.querySelectorAll('.quiz')].map((q) => [q.id, Math.round(10 * q.getBoundingClientRect().height)]))"
    )
    for question in bank.values():
        watched = visit()
        watched.page.set_viewport_size({"width": width, "height": 900})
        held: list[Route] = []
        watched.page.route("**/quiz.js", lambda route: held.append(route))  # noqa: B023
        with watched.page.expect_request("**/quiz.js"):
            page = watched.open(address(question))
        before = page.evaluate(heights)
        assert before
        for route in held:
            route.continue_()
        until(page, "!document.querySelector('.quiz:not(.quiz-alive)')")
        assert page.evaluate(heights) == before


@pytest.mark.parametrize(("script", "most"), [
    ("start", 2_100), ("search", 14_000), ("search-marks", 3_000), ("chooser", 2_000), ("quiz", 14_000), ("practice", 10_000), ("review", 17_000), ("mock-exam", 19_000), ("exam-notice", 2_500),
])  # fmt: skip
def test_what_a_page_loads_is_small(site: Path, script: str, most: int) -> None:
    """In bytes with gzip: a script and all that it imports."""
    folder = site / "assets" / "javascripts"
    loaded: dict[Path, int] = {}
    wanted = [(folder / f"{script}.js").resolve()]
    while wanted:
        path = wanted.pop()
        if path not in loaded:
            text = path.read_text()
            loaded[path] = len(gzip.compress(text.encode()))
            wanted += [(path.parent / name).resolve() for name in re.findall(r'from\s*"(\.[^"]+)"', text)]
    assert sum(loaded.values()) <= most, loaded


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


def test_the_script_is_loaded_only_where_there_is_a_question(visit: Visit, bank: dict[str, dict[str, Any]]) -> None:
    with_quiz, without = visit(), visit()
    with_quiz.open(address(bank["choose-one"])).wait_for_timeout(300)
    without.open("reference/glossary/").wait_for_timeout(300)
    assert any("quiz.js" in url for url in with_quiz.asked)
    assert not any("quiz.js" in url for url in without.asked)
