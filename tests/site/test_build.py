"""The build as a contributor meets it: what it prints, when it stops, what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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


def test_every_package_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        packages = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert len(packages) > 20
        assert all("==" in line and line.endswith("\\") for line in packages)
        assert "http" not in text
