"""Stop the build when a hook found problems, and tell them all at once.

It comes last in `hooks:`. Nothing has been written when it speaks: MkDocs copies and renders
after `on_env`, so bad input never leaves a half-written site.
"""

from __future__ import annotations

import logging
from typing import Literal

from common import report
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

log = logging.getLogger("mkdocs.hooks.problems")
_serving = False


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    if _serving:
        log.info("Edits to pages, data files and front matter show at once; after an edit in hooks/, stop and start again.")


@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    report.clear()


@event_priority(-100)
def on_env(env: object, config: MkDocsConfig, files: object) -> None:
    """While writing (`serve`) a problem is a warning; in a build it is the end."""
    problems = report.found()
    for problem in problems:
        log.warning(str(problem)) if _serving else log.error(str(problem))
    if problems and not _serving:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise PluginError(f"{count} in the source, listed above; nothing was written.")
