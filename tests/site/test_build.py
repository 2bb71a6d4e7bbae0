"""The build as a contributor meets it: what it prints, when it stops, what it leaves behind."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import GOLDEN, PAGE, ROOT, run_mkdocs

QUIZZES = yaml.safe_load((GOLDEN / "quizzes.yml").read_text())


def errors(stderr: str) -> list[str]:
    return [line.removeprefix("ERROR   -  ") for line in stderr.splitlines() if line.startswith("ERROR")]


def test_all_problems_of_all_kinds_come_in_one_run_and_nothing_is_written(project: Callable[..., Path]) -> None:
    root = project(
        index="## Links\n\nA [dead link](nowhere.md), [another](algorithms/first.md#nothing).\n\n<!-- algorithms: facts frist -->",
        markup="Some words:\n- a list\n\n!!! nota\n\n    x",
        diagram="```mermaid\nflowchart LR\n  accTitle: x\n  accDescr: y\n  a[b --> c\n```",
        bare="# A page without front matter\n",
    )
    (root / "docs" / "bare.md").write_text("# A page without front matter\n")
    data = root / "docs" / "algorithms" / "algorithms.yml"
    text = data.read_text()
    data.write_text(text.replace("  - id: first\n", "  - id: first\n    colour: red\n", 1))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    said = errors(done.stderr)
    for start in (
        "docs/algorithms/algorithms.yml:",
        "docs/bare.md:1: the page has no front matter",
        "docs/diagram.md:",
        "docs/index.md:12: the link `nowhere.md` leads nowhere",
        "docs/index.md:12: there is no heading `#nothing` on docs/algorithms/first.md",
        "docs/markup.md:11: a list runs on inside a paragraph",
        "docs/markup.md:13: there is no box `nota`",
    ):
        assert any(line.startswith(start) for line in said), f"{start} not in\n" + "\n".join(said)
    assert said[-1].endswith("problems in the source, listed above; nothing was written.") or "nothing was written" in done.stderr
    assert not list((root / "site").rglob("*.html"))


@pytest.mark.parametrize(("page", "start"), [
    ("checked: 2026-13-41", "docs/asks.md:4: `checked` must be a date such as 2026-11-21, not `2026-13-41`"),
    ("checked: soon", "docs/asks.md:4: `checked` must be a date such as 2026-11-21, not `soon`"),
])  # fmt: skip
def test_a_date_that_is_none_on_a_page_with_a_question_is_told(project: Callable[..., Path], page: str, start: str) -> None:
    source = PAGE.format(title="Asks", body=QUIZZES["choose one"]["markdown"]).replace("checked: 2026-11-21", page)
    done = run_mkdocs("build", "--strict", cwd=project(index="Words.", asks=source))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(errors(done.stderr)) == 2
    assert errors(done.stderr)[0].startswith(start)


def test_files_in_another_encoding_and_two_pages_of_one_folder_are_told(project: Callable[..., Path]) -> None:
    root = project(data__index="Words.", data__README="Words.")
    text = PAGE.format(title="Umlaut", body="Gr\u00fc\u00dfe.")
    (root / "docs" / "latin.md").write_bytes(text.encode("latin-1"))
    (root / "docs" / "wide.md").write_bytes(text.encode("utf-16"))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert errors(done.stderr)[:-1] == [
        "docs/data/README.md:1: `README.md` and `index.md` both want to be the page of this folder; "
        "keep `index.md`, and move what is in this file there",
        "docs/latin.md:1: the file is not UTF-8 text; save it as UTF-8",
        "docs/wide.md:1: the file is not UTF-8 text; save it as UTF-8",
    ]
    assert not list((root / "site").rglob("*.html"))


def test_a_page_with_a_blank_or_an_accent_in_its_name_can_be_linked(project: Callable[..., Path]) -> None:
    root = project(index="[one](my%20page.md), [two](<seite-\u00e4.md>) and [three](seite-\u00e4.md#words).")
    for name in ("my page", "seite-\u00e4"):
        (root / "docs" / f"{name}.md").write_text(PAGE.format(title=name, body="## Words\n\nMore."))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr


def test_a_task_renamed_in_the_data_is_told_where_it_is_still_named(project: Callable[..., Path]) -> None:
    root = project(index="<!-- exams: mapping mla-c01 mla-c02 -->")
    data = root / "docs" / "exams" / "exams.yml"
    data.write_text(data.read_text().replace('tasks: [{id: "1.1", name: Store data}', 'tasks: [{id: "1.3", name: Store data}'))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any("`mla-c01` has no task `1.1`" in line for line in errors(done.stderr)), done.stderr


def test_a_step_that_raises_is_told_with_its_page_and_the_others_still_speak(project: Callable[..., Path]) -> None:
    root = project(index="A [dead link](nowhere.md).", other="Words.")
    (root / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    broken = root / "hooks" / "diagrams.py"
    broken.write_text(broken.read_text().replace("    problems: list[Problem] = []\n", '    raise KeyError("a fault of ours")\n', 1))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    said = errors(done.stderr)
    assert any(line.startswith("docs/other.md:1: the check of its diagrams failed here (KeyError: 'a fault of ours')") for line in said)
    assert any(line.startswith("docs/index.md:10: the link `nowhere.md` leads nowhere") for line in said)


def test_a_plugin_that_changes_pages_before_they_are_read_is_told(project: Callable[..., Path]) -> None:
    root = project(index="Words.")
    (root / "other.py").write_text("def on_page_markdown(markdown, **kwargs):\n    return markdown + ' more'\n")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("hooks:\n", "hooks:\n  - other.py\n"))
    done = run_mkdocs("build", "--strict", cwd=root)
    assert done.returncode == 1
    assert "mkdocs.yml:1: a plugin changes docs/index.md before it is read; remove the plugin" in done.stderr


def test_a_directive_of_a_page_is_told_with_its_line_in_the_file(project: Callable[..., Path]) -> None:
    root = project(index="Words.\n\n<!-- algorithms: facts frist -->")
    done = run_mkdocs("build", cwd=root)
    assert done.returncode == 1
    assert "docs/index.md:12: there is no algorithm `frist`; did you mean `first`?" in done.stderr


def test_two_pages_with_one_title_are_told(project: Callable[..., Path]) -> None:
    root = project(index="Words.", other=PAGE.format(title="Index", body="Words."))
    done = run_mkdocs("build", cwd=root)
    assert "docs/other.md:2: the title `Index` is that of docs/index.md too; give each page a title of its own" in done.stderr


def test_the_site_builds_with_its_own_packages_only_and_without_a_warning(site: Path) -> None:
    assert (site / "index.html").is_file()


def test_the_site_knows_its_repository_from_the_environment(project: Callable[..., Path]) -> None:
    root = project(index=QUIZZES["choose one"]["markdown"])
    done = run_mkdocs(
        "build",
        "--strict",
        cwd=root,
        REPO_URL="https://example.com/team/guide",
        EDIT_URI="edit/main/docs/",
        SITE_URL="https://example.org/guide/",
    )
    assert done.returncode == 0, done.stderr
    page = (root / "site" / "index.html").read_text()
    assert "https://example.com/team/guide/edit/main/docs/index.md" in page
    assert '<link rel="canonical" href="https://example.org/guide/">' in page
    report = "https://example.com/team/guide/issues/new?title=Question+rcf-samples%3A+&amp;body=docs%2Findex.md%2C+line+10"
    assert f'href="{report}' in page


IN_THE_ROOT = {
    ".ci", ".gitattributes", ".github", ".gitignore", "CONTRIBUTING.md", "LICENSE", "LICENSE-CODE", "Makefile", "README.md", "docs", "hooks",
    "mkdocs.yml", "overrides", "pyproject.toml", "requirements-dev.in", "requirements-dev.txt", "requirements-sdk.in", "requirements-sdk.txt",
    "requirements.in", "requirements.txt", "screenshot.png", "tests",
}  # fmt: skip


def test_nothing_stands_in_the_root_that_does_not_belong_there() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no clone")
    assert {name.split("/")[0] for name in listed.stdout.splitlines()} == IN_THE_ROOT


def test_every_package_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert len(packages) > 20
        assert all("==" in line and line.endswith("\\") for line in packages)
        assert "http" not in text
