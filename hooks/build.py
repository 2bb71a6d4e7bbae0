"""The one hook of mkdocs.yml: which step of pipeline.py runs at which event of MkDocs.

on_config       the settings get the extensions of Python-Markdown and the files to watch
on_files        all files are known: pages and data files are read, the files of the questions and the search announced
on_page_*       a page is written: its Markdown made, its diagrams linked
on_env          all pages are rendered and nothing is written: they are checked together, the problems are told,
                and only then the questions and the search are published
on_post_*       a page is whole and gets its policy; the scripts, which MkDocs has written by now
"""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import Any, Literal

import diagrams
import exam_tasks
import exports
import mermaid2
import offline
import policy
from bare_links import BareLinksExtension
from code_blocks import CodeBlocksExtension
from common.guide import Guide
from common.kept import Kept, version
from common.problems import Problem
from data.exams import Exams
from data.files import FILES
from data.glossary import Glossary
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as RenderedPage
from mkdocs.utils import get_build_timestamp
from pipeline import Pipeline, Rendered
from plain_texts import PlainTextsExtension
from questions import layout
from search import published as search
from source.page import Page
from tables import TablesExtension
from tooltips import TooltipExtension

log = logging.getLogger("mkdocs.hooks.build")

_serving = False
"""Whether this process serves: the one thing that outlives a build, and the same in all of them."""


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    global _serving
    _serving = command == "serve"
    if not _serving:
        gc.disable()  # a build keeps nearly all it makes until it ends: to look through that again and again costs a tenth of its time
    else:
        gc.set_threshold(50_000, 50, 100)
        log.info("Edits to pages, data files and front matter show at once; after an edit in hooks/, stop and start again.")


def on_config(config: MkDocsConfig) -> None:
    """Every build has settings of its own, under `serve` too: what this build knows is kept with them."""
    root = Path(config.config_file_path or "").parent
    config.watch += [str(root / file.path) for file in FILES if str(root / file.path) not in config.watch]
    tooltips = TooltipExtension()
    questions = layout.QuestionsExtension(lambda key: _pipeline(config).shown[key])
    added = [TablesExtension(), CodeBlocksExtension(), BareLinksExtension(), PlainTextsExtension(), tooltips, questions]
    config.markdown_extensions += added  # type: ignore[arg-type]
    kept = Kept(root / ".cache" / "kept.json", version())
    fence: dict[str, Any] = {"name": "mermaid", "class": "mermaid", "format": diagrams.fence(kept)}
    if diagrams.renderer() is None:
        _leave_to_mermaid2(config, fence)
    superfences = config.mdx_configs.setdefault("pymdownx.superfences", {})
    others = [other for other in superfences.get("custom_fences", []) if other.get("name") != "mermaid"]
    superfences["custom_fences"] = [*others, fence]
    config.extra["tooltips"] = tooltips
    config.extra["kept"] = kept


@event_priority(-100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    root = Path(config.config_file_path or "").parent
    pages = {file.src_uri: Page(file.src_uri, _text(file)) for file in files.documentation_pages()}
    pipeline = Pipeline(Guide(root, pages, navigation=config.nav, repository=config.repo_url or ""), config.extra["kept"])
    config.extra["pipeline"] = pipeline
    glossary = pipeline.guide.data(Glossary)
    if glossary is not None:
        config.extra["tooltips"].explain(glossary)
    pipeline.read()
    for name in (*search.names(pipeline.guide), *exports.names(pipeline.guide)):
        files.append(File.generated(config, name, content=b""))
    return files


@event_priority(-100)
def on_page_markdown(markdown: str, page: RenderedPage, config: MkDocsConfig, files: Files) -> str:
    pipeline = _pipeline(config)
    guide, source = pipeline.guide, pipeline.guide.pages[page.file.src_uri]
    if source.front.meta is not None and markdown.strip() != source.body.strip():
        what = f"a plugin changes {source.path} before it is read"
        guide.problems.add([Problem("mkdocs.yml", 1, what, "remove the plugin: pages are checked as they are written")])
    config.extra["tooltips"].silent = source.uri.startswith("reference/glossary")
    exams = guide.data(Exams)
    page.meta["exam_tasks"] = exam_tasks.strip(source, exams) if exams is not None else []
    return pipeline.write(source)


def on_page_content(html: str, page: RenderedPage, config: MkDocsConfig, files: Files) -> str | None:
    if '<figure class="diagram"' not in html:
        return None

    def address(uri: str) -> str | None:
        file = files.get_file_from_path(uri)
        return file.url_relative_to(page.file) if file else None

    return diagrams.resolve_links(html, page.file.src_uri, address)


@event_priority(-100)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """The last moment before MkDocs writes: bad input never leaves a half-written site."""
    pipeline = _pipeline(config)
    excluded = {f"docs/{file.src_uri}" for file in files if file.inclusion.value <= InclusionLevel.DRAFT.value}
    known = {_url(file) for file in files if file.inclusion.value > InclusionLevel.DRAFT.value}
    rendered = [
        Rendered(file.src_uri, _url(file), file.page.content)
        for file in files.documentation_pages()
        if file.page is not None and file.page.content is not None
    ]
    pipeline.check(rendered, known, excluded)
    pipeline.kept.write()
    problems = list(pipeline.guide.problems)
    for problem in problems:
        log.warning(str(problem)) if _serving else log.error(str(problem))
    if problems and not _serving:
        count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
        raise PluginError(f"{count} in the source, listed above; nothing was written.")
    public = config.site_url if config.site_url and "127.0.0.1" not in config.site_url else ""
    pages = {one.uri: (one.url, pipeline.parsed[one.uri]) for one in rendered if one.uri in pipeline.parsed}
    # The exports use the parsed pages up.
    made = search.contents(pipeline.guide, pages) | exports.contents(pipeline.guide, pages, env, config, public, get_build_timestamp())
    for path, content in made.items():
        file = files.get_file_from_path(path)
        assert file is not None  # announced in on_files
        file.content_bytes = content if isinstance(content, bytes) else content.encode()


@event_priority(-100)
def on_post_page(output: str, page: RenderedPage, config: MkDocsConfig) -> str:
    return _with_policy(output, config)


@event_priority(-100)
def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    return _with_policy(output_content, config) if template_name.endswith(".html") else output_content


def _with_policy(html: str, config: MkDocsConfig) -> str:
    """Under `serve` a page has a script more, which shows it anew after an edit."""
    if _serving:
        return html
    config.extra.setdefault("scripts", {}).update(dict.fromkeys(policy.hashes(html)))
    return policy.with_policy(html)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    site = Path(config.site_dir)
    offline.publish(site, Path(config.docs_dir) / "assets" / "javascripts")
    if not _serving:
        (site / policy.HEADERS).write_text(policy.headers(sorted(config.extra.get("scripts", {}))), encoding="utf-8")


def _pipeline(config: MkDocsConfig) -> Pipeline:
    pipeline = config.extra["pipeline"]
    assert isinstance(pipeline, Pipeline)
    return pipeline


def _text(file: File) -> str | None:
    """Return the text of a page, None where it is no UTF-8; MkDocs, which reads it again, then gets a page without words."""
    try:
        return file.content_string
    except UnicodeDecodeError:
        file.content_string = ""
        return None


def _leave_to_mermaid2(config: MkDocsConfig, fence: dict[str, Any]) -> None:
    """Where diagrams cannot be drawn at build, let mermaid2 draw them in the browser, if its script is there."""
    log.warning(
        "Diagrams are not drawn: this platform has no wheel for `mermaid-render` or `quickjs-ng`. `make mermaid` lets your browser draw them."
    )
    if (Path(config.docs_dir) / diagrams.FALLBACK_SCRIPT).is_file():
        fence["format"] = mermaid2.fence_mermaid


def _url(file: File) -> str:
    return "" if file.url in ("./", ".") else file.url
