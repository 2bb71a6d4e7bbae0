"""The search as a reader meets it: what it finds, by keyboard and by touch, without a network, without scripts, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from browser.searching import ASIDE, TUNED, ready, recall, shown
from browser.server import serving
from browser.test_site import violations
from browser.watched import Visit, until

FIELD = "[data-search] input"
OPTIONS = "[data-search] [role=option]"


def search(page: Page, words: str) -> None:
    """Type into the open search, and wait until the list is that of all words."""
    page.locator(FIELD).fill(words)
    page.locator(OPTIONS).first.wait_for()


@pytest.fixture
def opened(visit: Visit) -> Page:
    """Return the home page with its search open and all files there."""
    page = visit().open("")
    ready(page)
    return page


# --- what it finds -----------------------------------------------------------------------------------


def test_golden_queries_find_their_section(opened: Page, base: str) -> None:
    told = recall(opened, base, TUNED)["all"]
    assert told["section first"] >= 0.95 * told["queries"], told
    assert told["section in three"] >= 0.99 * told["queries"], told


def test_queries_it_was_not_tuned_to_mostly_find_theirs(opened: Page, base: str) -> None:
    told = recall(opened, base, ASIDE)["all"]
    assert told["page first"] >= 0.7 * told["queries"], told
    assert told["page in three"] >= 0.85 * told["queries"], told


EXAMPLES = {
    "when to use pca": "algorithms/pca/",
    "what is shap": "foundations/explainability/",
    "read tables from pdf": "ai-services/textract/",
    "size limit of a request to an endpoint": "sagemaker/deploy/endpoints/",
    "data drift": "sagemaker/monitor/model-monitor/",
    "loss not decreasing": "foundations/convergence/",
    "loss nan": "foundations/convergence/",
    "knn vs kmeans": "algorithms/k-nn/",
    "p3 vs g4dn": "algorithms/hardware/",
    "num_round": "algorithms/xgboost/",
    "port 8080": "sagemaker/train/containers/",
    "max payload real-time": "sagemaker/deploy/endpoints/",
    "xgboost input": "algorithms/xgboost/",
    "f1": "foundations/classification-metrics/",
    "one hot": "foundations/encoding/",
    "speech to text": "ai-services/transcribe/",
    "rcf": "algorithms/random-cut-forest/",
    "samples_per_tree": "algorithms/random-cut-forest/",
    "fastfile": "algorithms/input-modes/",
    "Firehose": "data/streaming/",
}


def test_examples_find_their_page_first(opened: Page, base: str) -> None:
    found = {query: three[0].partition("#")[0] for query, three in zip(EXAMPLES, shown(opened, base, list(EXAMPLES)), strict=True)}
    assert found == EXAMPLES


def test_a_slip_finds_what_was_meant_and_says_so(opened: Page) -> None:
    search(opened, "regularizaton")
    expect(opened.locator("[data-search] [role=status]")).to_contain_text("Nothing for “regularizaton”: showing “regularization”.")
    expect(opened.locator(OPTIONS).first).to_contain_text("egulari")


@pytest.mark.parametrize("mark", [":", ".", "/", "-", "?", ")"])
def test_a_mark_at_the_end_of_a_word_does_no_harm(opened: Page, base: str, mark: str) -> None:
    assert shown(opened, base, [f"data drift{mark}"]) == shown(opened, base, ["data drift"])


@pytest.mark.parametrize(("words", "title", "text"), [
    ("num_round", "num_round (XGBoost)", "Number of boosting rounds"),
    ("xgboost input", "XGBoost: input", "libsvm"),
    ("port 8080", "Port on which", "8080"),
    ("max payload real-time", "InvokeEndpoint body", "6,291,456 bytes"),
    ("what is a shard", "shard", "Kinesis"),
])  # fmt: skip
def test_a_direct_answer_stands_on_top(opened: Page, words: str, title: str, text: str) -> None:
    search(opened, words)
    answer = opened.locator("[data-search] li").first
    expect(answer).to_have_class(re.compile("search-answer"))
    expect(answer.locator(".search-title")).to_contain_text(title)
    expect(answer.locator(".search-text")).to_contain_text(text)


def test_a_result_says_what_it_is_and_where_and_shows_the_sentence(opened: Page) -> None:
    search(opened, "random cut forest shingle")
    first = opened.locator(OPTIONS).first
    expect(first.locator(".search-kind")).to_have_text("Algorithm")
    expect(first.locator(".search-place")).to_contain_text("Algorithms")
    expect(first.locator(".search-text mark").first).to_have_text(re.compile("shingl|random|cut|forest", re.IGNORECASE))


def test_a_question_is_found_by_its_stem_and_says_that_it_is_one(opened: Page) -> None:
    search(opened, "positions of 40,000 small earthquakes follow bent fault lines")
    question = opened.locator(OPTIONS).filter(has=opened.locator(".search-kind", has_text="Question")).first
    question.click()
    opened.wait_for_url(re.compile("foundations/clustering/#q-"))
    expect(opened.locator("#q-cluster-dbscan")).to_be_in_viewport()


def test_words_that_nobody_wrote_are_answered_with_the_index_of_terms(opened: Page) -> None:
    search(opened, "qqqqzzzz")
    expect(opened.locator("[data-search] [role=status]")).to_contain_text("Nothing found")
    opened.locator(OPTIONS).first.click()
    opened.wait_for_url(re.compile("/search/$|/search/[?]h="))


# --- keys, screen readers, looks ---------------------------------------------------------------------


@pytest.mark.parametrize("key", ["/", "s", "f", "Control+k", "Meta+k"])
def test_a_key_opens_it_from_anywhere(visit: Visit, key: str) -> None:
    page = visit().open("foundations/trees/")
    page.keyboard.press(key)
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("")
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "true")


def test_a_key_means_itself_in_a_field(visit: Visit, base: str) -> None:
    page = visit().open("")
    ready(page)
    page.keyboard.type("s/f")
    expect(page.locator(FIELD)).to_have_value("s/f")


def test_arrows_choose_enter_opens_escape_leaves(opened: Page) -> None:
    search(opened, "dropout")
    field, options = opened.locator(FIELD), opened.locator(OPTIONS)
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    expect(field).to_be_focused()
    opened.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    opened.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).not_to_be_focused()
    assert "query" not in opened.url
    opened.keyboard.press("/")
    opened.keyboard.press("Enter")  # the first without a choice
    opened.wait_for_url(re.compile("foundations/regularization/"))


def test_more_is_shown_when_it_is_asked_for(opened: Page) -> None:
    search(opened, "training")
    before = opened.locator(OPTIONS).count()
    opened.locator(OPTIONS).filter(has_text="Show more").click()
    assert opened.locator(OPTIONS).count() > before
    expect(opened.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize(("phone", "dark"), [(False, False), (True, True)])
@pytest.mark.parametrize("words", ["", "num_round", "regularizaton", "qqqqzzzz"])
def test_no_violation_in_any_state(visit: Visit, words: str, phone: bool, dark: bool) -> None:
    watched = visit(phone=phone, dark=dark)
    page = watched.open("algorithms/xgboost/")
    ready(page)
    if words:
        search(page, words)
    page.wait_for_timeout(200)
    assert violations(page) == []
    assert watched.said == []
    assert watched.foreign == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_it_covers_the_page_and_gives_it_back(visit: Visit) -> None:
    page = visit(phone=True, has_touch=True).open("foundations/trees/")
    page.locator(".search-open").tap()
    expect(page.locator(FIELD)).to_be_focused()
    search(page, "boosting")
    assert page.locator(".md-container").evaluate("e => e.inert")
    for option in page.locator(OPTIONS).all()[:3]:
        box = option.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_role("button", name="Close the search").tap()
    assert not page.locator(".md-container").evaluate("e => e.inert")
    expect(page.locator("h1")).to_be_visible()


# --- there, and back ---------------------------------------------------------------------------------


def test_a_result_leads_to_its_section_with_calm_marks_and_back_to_the_list(opened: Page, base: str) -> None:
    search(opened, "spot training checkpoint")
    for _ in range(3):
        opened.keyboard.press("ArrowDown")
    chosen = opened.locator(f"{OPTIONS}[aria-selected=true]").inner_text()
    target = opened.locator(f"{OPTIONS}[aria-selected=true]").get_attribute("href") or ""
    opened.keyboard.press("Enter")
    opened.wait_for_url(lambda url: url.startswith(target.partition("?")[0]))
    expect(opened.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    until(opened, "CSS.highlights.get('searched')?.size > 0")
    marks = opened.evaluate("[...CSS.highlights.get('searched')].map(String)")
    assert 0 < len(marks) < 60
    assert {mark.casefold() for mark in marks} & {"spot", "training", "checkpoint", "checkpoints"}
    assert "?" not in opened.url
    if "#" in target:
        expect(opened.locator(f"[id='{target.partition('#')[2]}']")).to_be_in_viewport()
    opened.go_back()
    expect(opened.locator(FIELD)).to_have_value("spot training checkpoint")
    expect(opened.locator(f"{OPTIONS}[aria-selected=true]")).to_contain_text(chosen.split("\n")[0])


def test_the_way_back_from_another_document_leads_to_the_list_too(opened: Page, base: str) -> None:
    search(opened, "dropout")
    opened.locator(OPTIONS).first.click()
    opened.wait_for_url(re.compile("foundations/"))
    opened.goto(base + "practice/sheets/security.html")  # no page of Material's
    opened.go_back()
    opened.go_back()
    expect(opened.locator(FIELD)).to_have_value("dropout")
    expect(opened.locator(OPTIONS).first).to_be_visible()


@pytest.mark.parametrize(
    "address", ["?query=pca", "?q=pca", "data/s3/?query=pca#lifecycle-rules", "search/?query=pca", "404.html?query=pca"]
)
def test_a_link_to_a_search_opens_it(visit: Visit, address: str) -> None:
    page = visit().open(address)
    expect(page.locator(FIELD)).to_have_value("pca")
    expect(page.locator(OPTIONS).first).to_contain_text("PCA")


def test_it_works_on_a_wrong_address_and_after_instant_navigation(visit: Visit) -> None:
    watched = visit()
    page = watched.open("no/such/page/")
    ready(page)
    search(page, "shap")
    page.locator(OPTIONS).first.click()
    page.wait_for_url(re.compile("foundations/explainability/"))
    page.locator(".md-nav--primary a").first.evaluate("a => a.click()")
    page.wait_for_timeout(500)
    page.keyboard.press("/")
    search(page, "dropout")
    page.locator(OPTIONS).first.click()
    page.wait_for_url(re.compile("foundations/regularization/"))
    expect(page.locator("h1")).to_contain_text("regularization")


def test_recent_searches_are_proposed_and_can_be_forgotten(opened: Page) -> None:
    opened.locator(OPTIONS).first.wait_for()
    assert "Recent" not in opened.locator("[data-search]").inner_text()
    search(opened, "dropout")
    opened.keyboard.press("Enter")
    opened.wait_for_url(re.compile("regularization"))
    opened.keyboard.press("/")
    opened.locator(FIELD).fill("")
    expect(opened.locator(OPTIONS).first).to_have_text("dropout")
    opened.locator(OPTIONS).filter(has_text="Forget these").click()
    expect(opened.locator("[data-search]")).not_to_contain_text("Recent")
    opened.locator(OPTIONS).first.click()
    expect(opened.locator(FIELD)).to_have_value("when to use pca")
    assert opened.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('searches')).length") == 0


# --- what it needs -----------------------------------------------------------------------------------


def test_nothing_of_it_is_loaded_before_it_is_used(visit: Visit) -> None:
    watched = visit()
    page = watched.open("algorithms/pca/")
    page.wait_for_timeout(500)
    assert [url for url in watched.asked if "search" in url and not url.endswith("search.css")] == []
    ready(page)
    assert watched.asked.count(watched.base + "search/index.json") == 1


def test_without_a_network_it_says_so_and_goes_on_when_it_is_back(visit: Visit) -> None:
    page = visit().open("")

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/search/index.json", refuse)
    page.keyboard.press("/")
    expect(page.locator("[data-search] [role=status]")).to_contain_text("could not be loaded")
    page.unroute("**/search/index.json")
    page.keyboard.type("pca")
    expect(page.locator(OPTIONS).first).to_contain_text("PCA")


def test_names_are_found_while_the_rest_is_missing(visit: Visit) -> None:
    page = visit().open("")
    page.route(re.compile("search/(answers|texts|questions|pages/.*)[.]json"), lambda route: route.abort())
    page.keyboard.press("/")
    search(page, "dropout")
    page.locator(OPTIONS).first.click()
    page.wait_for_url(re.compile("foundations/regularization/"))


def test_a_browser_that_stores_nothing_searches_too(visit: Visit) -> None:
    page = visit().page
    page.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('none'); } });"
    )
    page.goto(visit().base)
    page.keyboard.press("/")
    search(page, "dropout")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("foundations/regularization/"))


@pytest.fixture
def hosted(site: Path, tmp_path: Path) -> Iterator[str]:
    """Return the address of the site below a folder of a host of its own."""
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "guide").symlink_to(site)
    with serving(tmp_path / "host") as address:
        yield address + "guide/"


def test_after_a_review_it_works_without_a_network(visit: Visit, hosted: str) -> None:
    page = visit().page
    page.goto(hosted + "practice/review/")
    page.evaluate("async () => { await navigator.serviceWorker.ready; }")
    until(page, "async () => !!(await caches.match(new URL('../../search/questions.json', location.href)))")
    page.context.set_offline(True)
    page.reload()
    page.keyboard.press("/")
    search(page, "regularizaton")
    expect(page.locator(OPTIONS).first).to_contain_text("egulari")


def test_without_scripts_the_index_of_terms_is_there(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("algorithms/pca/")
    field = page.locator(FIELD)
    field.fill("rcf")
    field.press("Enter")
    page.wait_for_url(re.compile(r"/search/\?query=rcf"))
    page.get_by_role("link", name="RCF", exact=True).click()
    page.wait_for_url(re.compile("algorithms/random-cut-forest/"))
    phone = visit(phone=True, java_script_enabled=False).open("algorithms/pca/")
    phone.get_by_role("link", name="Search").first.click()
    phone.wait_for_url(re.compile("/search/$"))


# --- faults that were found by trying to break it ------------------------------------------------------


def test_on_a_phone_a_result_leads_to_its_section(visit: Visit) -> None:
    page = visit(phone=True, has_touch=True).open("")
    page.locator(".search-open").tap()
    search(page, "dropout")
    page.wait_for_timeout(700)  # Material holds the page behind it by now
    page.locator(f"{OPTIONS}[href$='#dropout']").first.tap()
    page.wait_for_url(re.compile("foundations/regularization/#dropout"))
    page.wait_for_timeout(700)
    expect(page.locator("#dropout")).to_be_in_viewport()


def test_a_proposal_is_taken_with_enter(opened: Page) -> None:
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    expect(opened.locator(FIELD)).to_have_value("when to use pca")


def test_a_file_that_is_missing_keeps_no_other_out_and_is_asked_for_again(visit: Visit) -> None:
    page = visit().open("")
    page.route("**/search/answers.json", lambda route: route.fulfill(status=200, content_type="application/json", body="{}"))
    ready(page)
    search(page, "positions of 40,000 small earthquakes follow bent fault lines")
    expect(page.locator(OPTIONS).first.locator(".search-kind")).to_have_text("Question")
    page.unroute("**/search/answers.json")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    search(page, "num_round")
    expect(page.locator(".search-answer").first).to_contain_text("num_round")


def test_the_way_back_chooses_the_entry_that_was_opened_when_the_page_loads_anew(opened: Page, base: str) -> None:
    search(opened, "port 8080")
    for _ in range(5):
        opened.keyboard.press("ArrowDown")
    chosen = opened.locator(f"{OPTIONS}[aria-selected=true]").get_attribute("href")
    opened.goto(f"{base}algorithms/pca/?query=port+8080")
    opened.evaluate(
        "href => sessionStorage.setItem(`search:${new URL('../../', location.href).pathname}:port 8080`, JSON.stringify({ most: 8, href, top: 0 }))",
        chosen,
    )
    opened.reload()
    opened.wait_for_timeout(1500)
    assert opened.locator(f"{OPTIONS}[aria-selected=true]").get_attribute("href") == chosen


def test_escape_gives_the_focus_back(visit: Visit) -> None:
    page = visit().open("foundations/trees/")
    link = page.get_by_role("link", name="Edit this page")
    link.focus()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_on_a_phone_tab_does_not_fall_into_the_closed_search(visit: Visit) -> None:
    page = visit(phone=True).open("foundations/trees/")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('[data-search]')")


@pytest.mark.parametrize("kept", ['{"href": 1}', '{"href": "length", "most": -5}', '"__proto__"', "{", '{"at": "map"}'])
def test_what_somebody_put_into_the_storage_breaks_nothing(visit: Visit, kept: str) -> None:
    watched = visit()
    page = watched.open("")
    page.evaluate("kept => sessionStorage.setItem(`search:${location.pathname}:dropout`, kept)", kept)
    page.goto(watched.base + "?query=dropout")
    page.locator(OPTIONS).first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{OPTIONS}[aria-selected=true]")).to_have_count(1)
    assert watched.said == []
