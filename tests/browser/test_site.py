"""What a visitor meets: on a desktop and a phone, in light and dark, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from browser.watched import Visit, Watched

PAGES = [
    "",
    "404.html",
    "algorithms/",
    "algorithms/compare/",
    "algorithms/xgboost/",
    "ai-services/",
    "contributing/architecture/",
    "contributing/freshness/",
    "exams/mla-c02/",
    "foundations/optimizers/",
    "generative-ai/choose-an-approach/",
    "generative-ai/training-data/",
    "practice/scenarios/models/",
    "practice/sheets/security.html",
    "practice/take-along/",
    "practice/tasks/",
    "reference/corrections/",
    "reference/glossary/",
    "reference/numbers/",
    "reference/service-status/",
    "sagemaker/deploy/endpoints/",
]


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, with the elements."""
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return [f"{v['id']} ({v['impact']}): {[n['target'] for n in v['nodes']][:3]}" for v in result.response["violations"]]


# Every page in two of the four, so that each is seen light and dark, wide and narrow; some in all four.
LOOKS = [(path, *look) for path in PAGES for look in [(False, False), (True, True)]]
LOOKS += [(path, *look) for path in ["", "404.html", "sagemaker/deploy/endpoints/"] for look in [(False, True), (True, False)]]


@pytest.mark.parametrize(("path", "phone", "dark"), LOOKS)
def test_no_violation_no_error_no_request_to_another_host(visit: Visit, path: str, phone: bool, dark: bool) -> None:
    watched = visit(phone=phone, dark=dark)
    page = watched.open(path)
    page.wait_for_timeout(300)
    assert violations(page) == []
    assert watched.foreign == []
    assert [line for line in watched.said if "404" not in line] == []


def test_a_page_links_to_its_source_and_knows_its_address(visit: Visit, base: str) -> None:
    page = visit().open("algorithms/xgboost/")
    repository = page.locator("header").get_by_role("link", name="GitHub")
    assert repository.get_attribute("href") == "https://github.com/example/guide"
    pencil = page.get_by_role("link", name="Edit this page")
    assert pencil.get_attribute("href") == "https://github.com/example/guide/edit/main/docs/algorithms/xgboost.md"
    assert page.locator("link[rel=canonical]").get_attribute("href") == base + "algorithms/xgboost/"


TOO_WIDE = """async (addresses) => {
  const wide = [];
  const later = (time) => new Promise((done) => setTimeout(done, time));
  const look = async (frame) => {
    for (let address = addresses.pop(); address !== undefined; address = addresses.pop()) {
      await new Promise((done) => { frame.onload = done; frame.src = address; });
      const page = frame.contentDocument;
      while (page.querySelector("[data-script]:not([data-started]), .quiz:not(.quiz-alive)")) await later(5);
      if (page.querySelector("[data-script]:not(.quiz)")) await later(500);
      for (const width of [320, 390]) {
        frame.style.width = `${width}px`;
        if (page.documentElement.scrollWidth > width) wide.push(`${address}: ${page.documentElement.scrollWidth} of ${width}`);
      }
    }
  };
  const frames = [1, 2].map(() => document.body.appendChild(document.createElement("iframe")));
  for (const frame of frames) frame.style.border = 0;
  await Promise.all(frames.map(look));
  return wide;
}"""


def test_no_page_is_wider_than_a_phone(visit: Visit, site: Path) -> None:
    """All pages pass through two frames; the width of a phone's own window would grow with a page that is too wide."""
    watched = visit(bypass_csp=True)  # the policy of a page forbids frames
    page = watched.open("practice/sheets/security.html")
    # Material's script, which changes no width, takes most of the time.
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*/bundle.*.js"]})
    pages = [watched.base + path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html")]
    assert len(pages) > 200
    assert page.evaluate(TOO_WIDE, pages) == []


def test_tables_scroll_inside_their_frame_on_a_phone(visit: Visit) -> None:
    page = visit(phone=True).open("algorithms/compare/")
    frame = page.locator(".table-frame").first
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
    assert frame.evaluate("e => getComputedStyle(e).overflowX") == "auto"


def test_code_that_is_too_wide_scrolls_by_keyboard(visit: Visit) -> None:
    for scripts in (False, True):
        page = visit(phone=True, java_script_enabled=scripts).open("foundations/batch-size/")
        blocks = [block for block in page.locator("pre > code").all() if block.evaluate("e => e.scrollWidth > e.clientWidth")]
        assert blocks
        for block in blocks:
            block.focus()
            assert block.evaluate("e => e === document.activeElement"), scripts
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(200)
            assert block.evaluate("e => e.scrollLeft") > 0
    assert page.get_by_role("group", name="Code").count() >= len(blocks)


@pytest.mark.parametrize("path", ["foundations/batch-size/", "sagemaker/train/containers/", "data/glue/"])
def test_no_violation_without_scripts_on_a_small_phone(visit: Visit, path: str) -> None:
    """The page's own scripts do not come; axe, which is a script too, does."""
    watched = visit(viewport={"width": 320, "height": 640})
    watched.page.route("**/*.js", lambda route: route.abort())
    assert violations(watched.open(path)) == []


# --- terms ---------------------------------------------------------------------------------------

MEANING = "stochastic gradient descent: Gradient descent on single records or small batches instead of all the data."


def test_a_term_is_explained_by_tap_and_keyboard(visit: Visit) -> None:
    page = visit(phone=True, java_script_enabled=False, has_touch=True).open("foundations/optimizers/")
    term, meaning = page.get_by_role("button", name="SGD", description=MEANING), page.get_by_text(MEANING, exact=True)
    before = page.locator("h2").first.bounding_box()
    assert not meaning.is_visible()
    term.tap()
    assert meaning.is_visible()
    box = meaning.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.locator("h2").first.bounding_box() == before
    page.keyboard.press("Escape")
    assert not meaning.is_visible()
    assert term.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert meaning.is_visible()


def test_an_open_term_is_accessible(visit: Visit) -> None:
    page = visit(dark=True, viewport={"width": 320, "height": 640}).open("foundations/optimizers/")
    page.get_by_role("button", name="SGD").click()
    assert violations(page) == []


# --- headings in tabs and boxes --------------------------------------------------------------------

HIDDEN = """<p><a href="#far">There</a></p><details><summary>More</summary><h2 id="folded">Folded</h2></details>
<div class="tabbed-set tabbed-alternate" data-tabs="90:2"><input checked id="__tabbed_90_1" name="__tabbed_90" type="radio">
<input id="__tabbed_90_2" name="__tabbed_90" type="radio"><div class="tabbed-labels"><label for="__tabbed_90_1">Near</label>
<label for="__tabbed_90_2">Far</label></div><div class="tabbed-content"><div class="tabbed-block"><p>Words.</p></div>
<div class="tabbed-block"><h2 id="far">A far heading</h2>
<div class="tabbed-set tabbed-alternate" data-tabs="91:2"><input checked id="__tabbed_91_1" name="__tabbed_91" type="radio">
<input id="__tabbed_91_2" name="__tabbed_91" type="radio"><div class="tabbed-labels"><label for="__tabbed_91_1">First</label>
<label for="__tabbed_91_2">Last</label></div><div class="tabbed-content"><div class="tabbed-block"><p>Words.</p></div>
<div class="tabbed-block"><h3 id="deep">A deep heading</h3></div></div></div></div></div></div></article>"""


def with_hidden_headings(watched: Watched, site: Path) -> Watched:
    """Let the page on optimizers have a heading in a tab that is not chosen, and one in a box that is closed."""
    body = (site / "foundations" / "optimizers" / "index.html").read_text().replace("</article>", HIDDEN, 1)
    watched.page.route("**/foundations/optimizers/", lambda route: route.fulfill(body=body, content_type="text/html"))
    return watched


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_opens_what_hides_its_heading(visit: Visit, site: Path, scripts: bool) -> None:
    watched = with_hidden_headings(visit(java_script_enabled=scripts), site)
    page = watched.open("foundations/optimizers/#far")
    expect(page.locator("#far")).to_be_in_viewport()
    page = watched.open("foundations/optimizers/#folded")
    expect(page.locator("#folded")).to_be_in_viewport()


def test_an_address_opens_a_tab_inside_a_tab(visit: Visit, site: Path) -> None:
    page = with_hidden_headings(visit(), site).open("foundations/optimizers/#deep")
    expect(page.locator("#deep")).to_be_in_viewport()


def test_a_click_opens_the_tab_of_a_heading_again_and_after_instant_navigation(visit: Visit, site: Path) -> None:
    watched = with_hidden_headings(visit(), site)
    page = watched.open("foundations/batch-size/")
    page.evaluate("""() => {
      window.still = true;
      document.querySelector("article p").innerHTML = '<a href="../optimizers/#far">Away</a>';
    }""")
    page.get_by_role("link", name="Away").click()
    expect(page.locator("#far")).to_be_in_viewport()
    assert page.evaluate("window.still"), "the whole page was loaded"
    page.locator("label", has_text="Near").click()
    expect(page.locator("#far")).to_be_hidden()
    page.get_by_role("link", name="There").click()
    expect(page.locator("#far")).to_be_in_viewport()
    assert watched.said == []


def test_diagrams_take_the_colours_of_the_scheme(visit: Visit) -> None:
    fill = "() => getComputedStyle(document.querySelector('figure.diagram svg text')).fill"
    light = visit().open("algorithms/xgboost/").evaluate(fill)
    dark = visit(dark=True).open("algorithms/xgboost/").evaluate(fill)
    assert light != dark


def test_the_scheme_can_be_switched(visit: Visit) -> None:
    page = visit().open("")
    body = page.locator("body")
    before = body.get_attribute("data-md-color-scheme")
    for _ in range(2):
        page.locator("label[for^=__palette]:visible").click()
    assert body.get_attribute("data-md-color-scheme") != before


# --- the chooser -------------------------------------------------------------------------------


def rows(page: Page) -> list[str]:
    """Return the algorithms in sight; where scripts run, after the filters have come alive."""
    if page.evaluate("() => !!window.document$ || false"):
        page.locator(".chooser-count").wait_for()
    return page.locator(".chooser tbody tr:visible th").all_inner_texts()


def test_the_chooser_filters_counts_and_keeps_the_choice_in_the_address(visit: Visit) -> None:
    page = visit().open("algorithms/")
    page.get_by_label("Problem").select_option("anomaly-detection")
    assert sorted(rows(page)) == ["IP Insights", "Random Cut Forest"]
    assert page.get_by_role("status").inner_text() == "2 of 24 algorithms"
    page.get_by_label("Training input").select_option("text-csv")
    page.get_by_label("Trains on").select_option("gpu")
    assert rows(page) == ["IP Insights"]
    assert "problem=anomaly-detection" in page.url
    assert "trains-on=gpu" in page.url
    page.get_by_role("button", name="Show all").click()
    assert len(rows(page)) == 24
    assert "problem" not in page.url


def test_a_filter_offers_values_and_no_reason_for_having_none(visit: Visit) -> None:
    page = visit().open("algorithms/")
    assert any("none: " in cell for cell in page.locator(".chooser tbody td:nth-child(5)").all_inner_texts())
    choice = page.get_by_label("Training input")
    choice.wait_for()
    first, *offered = choice.locator("option").all_inner_texts()
    assert first == "any"
    assert "text/csv" in offered
    assert [value for value in offered if "/" not in value or ":" in value] == []


def test_a_shared_address_opens_with_its_filter(visit: Visit) -> None:
    page = visit().open("algorithms/?problem=topic-modeling")
    assert sorted(rows(page)) == ["LDA", "Neural Topic Model"]
    assert page.get_by_label("Problem").input_value() == "topic-modeling"


def test_a_wrong_filter_in_the_address_is_ignored(visit: Visit) -> None:
    page = visit().open("algorithms/?problem=%3Cscript%3E")
    assert len(rows(page)) == 24


def test_no_fit_says_what_to_do(visit: Visit) -> None:
    page = visit().open("algorithms/?problem=forecasting&data=image")
    assert rows(page) == []
    assert "Loosen one filter" in page.get_by_role("status").inner_text()


def test_the_chooser_sorts_by_keyboard(visit: Visit) -> None:
    page = visit().open("algorithms/")
    button = page.get_by_role("button", name="Algorithm")
    button.focus()
    page.keyboard.press("Enter")
    up = rows(page)
    page.keyboard.press("Enter")
    assert rows(page) == up[::-1]
    assert page.locator(".chooser thead th").first.get_attribute("aria-sort") == "descending"


def test_filters_work_after_instant_navigation(visit: Visit) -> None:
    watched = visit()
    page = watched.open("")
    page.evaluate("window.still = true")
    page.locator("article").get_by_role("link", name="the chooser").click()
    page.wait_for_url(re.compile("algorithms/(#.*)?$"))
    assert page.evaluate("window.still"), "the whole page was loaded"
    page.get_by_label("Problem").select_option("forecasting")
    assert rows(page) == ["DeepAR"]
    assert watched.said == []
    assert watched.foreign == []


def test_every_state_of_the_chooser_is_accessible(visit: Visit) -> None:
    page = visit(phone=True, dark=True).open("algorithms/?problem=regression")
    assert violations(page) == []


# --- without scripts, in print --------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_without_scripts_everything_is_there(visit: Visit, path: str) -> None:
    page = visit(java_script_enabled=False).open(path)
    assert page.locator("h1").inner_text()
    for frame in page.locator(".table-frame").all():
        assert frame.is_visible() or frame.evaluate("e => !!e.closest('details')")
    for figure in page.locator("figure.diagram").all():
        assert figure.is_visible()
    if path == "algorithms/":
        assert len(rows(page)) == 24


def test_folded_facts_are_printed(visit: Visit) -> None:
    page = visit(java_script_enabled=False).open("algorithms/xgboost/")
    page.emulate_media(media="print")
    assert page.locator("details table").first.is_visible()
    assert page.locator("details table").first.evaluate("e => e.getBoundingClientRect().height") > 100


def test_the_head_of_the_chooser_is_printed_on_every_page(visit: Visit, tmp_path: Path) -> None:
    page = visit().open("algorithms/")
    rows(page)
    page.pdf(path=tmp_path / "chooser.pdf", format="A4")
    sheets = [sheet.extract_text() for sheet in PdfReader(tmp_path / "chooser.pdf").pages]
    with_rows = [text for text in sheets if sum(name in text for name in ("text/csv", "recordio-protobuf", "image/png")) and "CPU" in text]
    assert len(with_rows) > 2
    assert [text[:200] for text in with_rows if "Training input" not in text or "What it is for" not in text] == []
    assert not any("\N{UP DOWN ARROW}" in text for text in sheets)


def test_a_node_of_a_diagram_is_a_link(visit: Visit) -> None:
    page = visit().open("")
    page.locator("figure.diagram a").filter(has_text="Chooser").click()
    page.wait_for_url(re.compile("algorithms/(#.*)?$"))


def test_a_wrong_address_shows_a_way_on(visit: Visit) -> None:
    watched = visit()
    page = watched.open("no/such/page/")
    assert page.locator("h1").inner_text() == "There is no page here"
    assert page.locator("input[name=query]").count() == 1
    page.locator("article").get_by_role("link", name="Choose an algorithm").click()
    page.wait_for_url(watched.base + "algorithms/")
    page.get_by_role("heading", level=1, name="Choose an algorithm").wait_for()
