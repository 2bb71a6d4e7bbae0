"""The list of the deck's times: no time goes back, and nothing in the list stops a build."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from questions import deck_times
from questions.deck_times import Stamp

QUESTION = """/// quiz | Which?
    id: {id}
    source: https://docs.aws.amazon.com/

{stem}

- [ ] One
  > No.
- [x] Two
  > Yes.
- [ ] Three
  > No.
///
"""
steps = st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(-5, 5)), max_size=12)


@given(steps)
@settings(deadline=None)
def test_a_time_follows_its_text_and_never_goes_back(steps: list[tuple[str, bool, int]]) -> None:
    """Builds of edits and of edits taken back, some of them listed, on machines with clocks of their own."""
    known: dict[str, Stamp] = {}
    for text, listed, clock in steps:
        stamps = deck_times.stamped({"q": text}, known, 100 + clock)
        before = known.get("q")
        if before is not None:
            assert stamps["q"] == before if text == before.digest else stamps["q"].time > before.time
        if listed:
            known = deck_times.read(deck_times.written(stamps))


def test_what_did_not_change_keeps_its_time_and_the_rest_gets_that_of_the_build() -> None:
    known = {"same": Stamp("a", 10), "edited": Stamp("b", 20), "ahead": Stamp("c", 90), "gone": Stamp("d", 5)}
    stamps = deck_times.stamped({"same": "a", "edited": "x", "ahead": "y", "new": "z"}, known, 50)
    assert stamps == {"same": Stamp("a", 10), "edited": Stamp("x", 50), "ahead": Stamp("y", 91), "new": Stamp("z", 50)}
    assert deck_times.stamped({"same": "a"}, known, 50, moved={"same"}) == {"same": Stamp("a", 50)}


def test_the_list_has_a_line_for_each_note_in_order() -> None:
    text = deck_times.written({"b": Stamp("2", 20), "a-b": Stamp("3", 30), "a": Stamp("1", 10)})
    assert text.splitlines()[1:] == ["a 1 10", "a-b 3 30", "b 2 20"]
    assert deck_times.read(text) == {"a": Stamp("1", 10), "a-b": Stamp("3", 30), "b": Stamp("2", 20)}


def test_a_conflict_in_the_list_stops_nothing_and_the_later_time_holds() -> None:
    text = "<<<<<<< HEAD\na 1 10\n=======\na 2 30\n>>>>>>> other branch\nb 1 5\nb 3\na 3 20\na 4 soon\n"
    assert deck_times.read(text) == {"a": Stamp("2", 30), "b": Stamp("1", 5)}


def test_a_project_without_the_list_has_no_times(tmp_path: Path) -> None:
    assert deck_times.load(tmp_path) == {}
    assert deck_times.changed_since(tmp_path) == set()


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a project in a folder of a repository, with two questions, whose list is committed."""
    root = tmp_path / "guide"
    for path in (root / "docs", (root / deck_times.LIST).parent):
        path.mkdir(parents=True)
    (root / deck_times.LIST).write_text("")
    git(tmp_path, "init", "--quiet")
    commit(root, "The deciding fact.")
    return root


def commit(root: Path, stem: str, page: str = "page.md") -> None:
    """Write the questions `edited` (with a stem) and `other`, and commit all."""
    for path in (root / "docs").glob("*.md"):
        path.unlink()
    (root / "docs" / page).write_text(QUESTION.format(id="edited", stem=stem) + "\n" + QUESTION.format(id="other", stem="A fact."))
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x")


def test_a_question_edited_and_taken_back_is_found_in_the_commits_since_the_list(repository: Path) -> None:
    assert deck_times.changed_since(repository) == set()
    commit(repository, "A wrong fact.")
    commit(repository, "The deciding fact.", "moved.md")
    assert deck_times.changed_since(repository) == {"edited"}
    (repository / deck_times.LIST).write_text("edited 1 1\n")
    commit(repository, "The deciding fact.", "moved.md")
    assert deck_times.changed_since(repository) == set()


def test_a_question_that_only_moves_to_another_page_did_not_change(repository: Path) -> None:
    commit(repository, "The deciding fact.", "moved.md")
    commit(repository, "The deciding fact.", "again.md")
    assert deck_times.changed_since(repository) == set()


def test_two_branches_that_list_the_same_question_merge_and_the_later_time_holds(repository: Path) -> None:
    def listed(digest: str, time: int) -> None:
        (repository / deck_times.LIST).write_text(deck_times.written({"q": Stamp(digest, time)}))
        commit(repository, "The deciding fact.")

    (repository / ".gitattributes").write_text((ROOT / ".gitattributes").read_text())
    listed("old", 10)
    git(repository, "checkout", "-b", "other")
    listed("later", 30)
    git(repository, "checkout", "-")
    listed("sooner", 20)
    git(repository, "merge", "other")
    assert deck_times.load(repository) == {"q": Stamp("later", 30)}
