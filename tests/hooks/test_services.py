"""Who is named on a page, and what the page must then say."""

from __future__ import annotations

import notices
import pytest
from conftest import real
from data.services import Services, state
from hypothesis import given, settings
from hypothesis import strategies as st
from small import QUIZZES, SERVICES, build, page, questions
from source.page import Page

REAL = real(Services)
QUIZ = QUIZZES["choose one"]["markdown"]


def page_of(body: str, listed: list[str] | None = None) -> Page:
    """Return a page whose body begins at line 7, with some services in its front matter."""
    return Page("t.md", f"---\ntitle: T\nservices: [{', '.join(listed or [])}]\n---\n# T\n\n{body}")


def said_of(body: str, listed: list[str] | None = None) -> list[str]:
    one = page_of(body, listed)
    return [str(p) for p in notices.check(one, SERVICES, notices.mentions(one, SERVICES))]


ENDED = (
    "docs/t.md:7: `{}` appears here without a notice (ended on 2025-10-31); "
    "add `amazon-lookout` to `services:` at the top of the page; the notice is then written for you"
)


@pytest.mark.parametrize("words", ["Amazon Lookout for Vision", "Lookout for Vision"])
@pytest.mark.parametrize("place", ["Use {} here.", "- {}", "| {} | b |\n|---|---|\n| 1 | 2 |", "## {}", "**{}**", "> {}", "({})"])
def test_a_service_that_is_gone_needs_its_notice(words: str, place: str) -> None:
    assert said_of(place.format(words)) == [ENDED.format(words)]


def test_listed_in_the_front_matter_it_is_told() -> None:
    assert said_of("Use Amazon Lookout for Vision.", ["amazon-lookout"]) == []


@pytest.mark.parametrize("body", [
    "The metrics to monitor, how to connect to a forecast, and a lookout for vision problems.",
    "`Amazon Lookout for Vision` in code.",
    "```\nAmazon Lookout for Vision\n```",
    "<!-- Amazon Lookout for Vision -->",
    '!!! correction "Use Lookout for Vision"\n\n    *Often said:* Amazon Lookout for Vision.\n\n    *True:* It has ended.\n',
    "See [this](https://aws.amazon.com/Amazon Lookout for Vision/).",
    "MyLookout for Visionary is another word.",
    "Amazon Data Stream (formerly Kinesis Data Stream Analytics) moves data.",
    "Amazon First is open.",
])  # fmt: skip
def test_no_false_alarm(body: str) -> None:
    assert said_of(body) == []


def test_an_old_name_needs_a_notice() -> None:
    said = said_of("Send it to Kinesis Data Stream Analytics.")
    assert len(said) == 1
    assert "reported as renamed in 2024-02, formerly Kinesis Data Stream Analytics" in said[0]


def test_each_service_is_told_once_at_its_first_mention() -> None:
    assert len(said_of("Lookout for Vision.\n\nLookout for Vision.")) == 1


def test_of_two_names_the_longer_one_is_meant() -> None:
    gone = SERVICES.by_id["amazon-lookout"]
    longer = gone.model_copy(update={"id": "looking", "name": "Amazon Looking", "mentions": ["Lookout for Vision Edge"]})
    data = Services(services=[gone, longer])
    assert [id for id, _, _ in notices.mentions(page_of("Lookout for Vision Edge and Lookout for Vision."), data)] == [
        "looking",
        "amazon-lookout",
    ]


def test_an_unknown_id_is_told_at_its_line() -> None:
    one = Page("t.md", "---\ntitle: T\nservices:\n  - amazon-first\n  - amazon-frist\n---\n\n# T\n")
    assert [str(p) for p in notices.check(one, SERVICES, [])] == [
        "docs/t.md:5: there is no service `amazon-frist` in docs/reference/services.yml; did you mean `amazon-first`?"
    ]


@pytest.mark.parametrize(("id", "line"), [
    ("amazon-lookout", "**Amazon Lookout for Vision**: ended on 2025-10-31. Use instead: Rekognition Custom Labels."),
    ("amazon-closed", "**Amazon Closed Thing**: reported as closed to new customers since 2026-07-30."),
    ("amazon-stream", "**Amazon Data Stream**: reported as renamed in 2024-02, formerly Kinesis Data Stream Analytics."),
    ("old-kit", "**Old Kit**: being wound down since 2026-07-06, last day 2027-07-06. Use instead: New Kit. Only critical fixes."),
])  # fmt: skip
def test_the_line_of_a_notice(id: str, line: str) -> None:
    assert notices.notice_line(SERVICES.by_id[id]) == line


@pytest.mark.parametrize(("body", "behind"), [
    ("The answer,\non two lines.\n\n## More", "on two lines."),
    ("## More\n\nWords.", "# T"),
    ("| a |\n|---|\n| b |", "# T"),
    ("- one\n- two", "# T"),
    ("The answer.\n<!-- glossary: terms -->", "The answer."),
    ("The answer\n- and a list", "The answer"),
])  # fmt: skip
def test_the_notice_stands_behind_the_first_paragraph(body: str, behind: str) -> None:
    source = page(body, title="T", services="[amazon-lookout]")
    pipeline, _ = build({"t.md": source})
    lines = [line.text for line in pipeline.lines["t.md"]]
    at = lines.index('!!! status "No longer as it was"')
    assert lines[at + 2] == "    - **Amazon Lookout for Vision**: ended on 2025-10-31. Use instead: Rekognition Custom Labels."
    assert next(line for line in reversed(lines[:at]) if line) == behind


def test_many_lines_are_folded_under_their_names() -> None:
    box = notices.notice([s for s in SERVICES.services if s.status != "open"])
    assert box.startswith('??? status "No longer as it was: Amazon Lookout for Vision, Amazon Data Stream, Amazon Closed Thing, Old Kit"')


def told(body: str, *listed: str) -> list[str]:
    """Return the services whose state a page with this text must tell."""
    one = page_of(body, list(listed))
    return [s.id for s in notices.to_tell(one, SERVICES, notices.mentions(one, SERVICES))]


def test_a_renamed_service_is_told_only_where_its_old_name_is_used() -> None:
    assert told("Amazon Data Stream.", "amazon-stream") == []
    assert told("Kinesis Data Stream Analytics.", "amazon-stream") == ["amazon-stream"]
    assert told("Words.", "amazon-first", "amazon-closed", "amazon-lookout") == ["amazon-closed", "amazon-lookout"]


def test_a_renamed_service_without_an_old_name_has_a_state_too() -> None:
    assert state(SERVICES.by_id["amazon-stream"].model_copy(update={"former": []})) == "reported as renamed in 2024-02"


def test_an_option_with_an_old_name_is_told() -> None:
    old, new = next((s.mentions[0], s.name) for s in SERVICES.services if s.status == "renamed")
    text = QUIZ.replace("Raise `num_trees`", f"Send it to {old}")
    said = [str(p) for p in notices.check_options(Page("p.md", text), questions(text), SERVICES)]
    assert said == [f"docs/p.md:7: an option says `{old}`, an old name; write `{new}`"]
    assert notices.check_options(Page("p.md", QUIZ), questions(QUIZ), SERVICES) == []


def test_no_english_word_alone_is_a_mention() -> None:
    english = (
        "Connect Forecast Translate Monitor Lookout Polly Lex Kendra Clarify Debugger Neo Batch Glue Config Inspector Panorama Snowball"
    )
    assert notices.mentions(page_of(english + " " + english.lower()), REAL) == []


def test_the_real_data_knows_lookout_for_vision() -> None:
    assert [id for id, _, _ in notices.mentions(page_of("Amazon Lookout for Vision"), REAL)] == ["amazon-lookout-for-vision"]


@given(
    st.lists(
        st.sampled_from(
            ["Amazon Lookout for Vision", "Old Kit", " ", "\n", "(formerly ", ")", "`", "](", "<!--", "-->", "!!! correction", "    ", "x"]
        )
    )
)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise_and_what_is_told_stands_at_its_line(parts: list[str]) -> None:
    one = Page("t.md", "".join(parts))
    found = notices.mentions(one, SERVICES)
    notices.check(one, SERVICES, found)
    assert [words for _, words, line in found if words not in "\n".join(one.lines[line - 1 : line + 1]).replace("\n", " ")] == []
