"""Tell names of files that the site cannot serve."""

from __future__ import annotations

from common.guide import Guide
from common.problems import Problem


def check(guide: Guide) -> list[Problem]:
    """Return the pages that want the address of another one."""
    docs = guide.root / "docs"
    return [
        Problem(
            path.relative_to(guide.root).as_posix(),
            1,
            "`README.md` and `index.md` both want to be the page of this folder",
            "keep `index.md`, and move what is in this file there",
        )
        for path in sorted(docs.rglob("README.md"))
        if (path.parent / "index.md").is_file()
    ]
