"""Write numbers into pages from docs/reference/numbers.yml, so that none is typed twice.

up to <!-- number: variants-max --> variants        the value, with its unit
<!-- numbers: table -->                             all of them by topic, with their proof
"""

from __future__ import annotations

from common import number as model
from common import report
from common.cells import code, table, text
from common.directive import Unusable, problems, replace, understand, words_wanted
from common.number import Number, Numbers
from common.page import fresh, link_from, offset, shown_as
from common.problems import did_you_mean
from common.source import Directive
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

KINDS: dict[str, list[str]] = {"table": []}


def proof(number: Number) -> str:
    """Return what a number rests on, in a few words."""
    place = number.proof.botocore
    if place is None:
        return f"[AWS's page]({number.proof.docs}), read {number.proof.read}"
    spot = ".".join(part for part in (place.shape or place.operation, place.member) if part)
    return f"API model: {code(place.service + (' ' + spot if spot else ''))}"


def by_topic(data: Numbers, page: str) -> str:
    """Return one table per topic, under a heading each."""
    parts: list[str] = []
    for topic in model.Topic.__args__:  # type: ignore[attr-defined]
        numbers = [n for n in data.numbers if n.topic == topic]
        if not numbers:
            continue
        rows = [
            [
                f"[{text(n.statement)}]({link_from(page, n.page)})" if n.page else text(n.statement),
                ", ".join(code(v) for v in n.value) if isinstance(n.value, list) else text(n.shown) or "as stated",
                proof(n),
            ]
            for n in numbers
        ]
        parts += [f"## {topic}", table(topic, ["What", "Value", "Proof"], rows)]
    return "\n\n".join(parts)


def value(directive: Directive, data: Numbers) -> str:
    """Return the value of a `number:` directive; raises Unusable for an unknown id."""
    id = directive.words.strip()
    if id not in data.by_id:
        raise Unusable(f"there is no number `{id}`", did_you_mean(id, data.by_id))
    if not data.by_id[id].shown:
        raise Unusable(f"the number `{id}` is a statement without a value", "write the statement in your own words")
    return data.by_id[id].shown


def whole(directive: Directive, data: Numbers, page: str) -> str:
    """Return what takes the place of a `numbers:` directive; raises Unusable."""
    words_wanted(understand(directive, KINDS), 0, "")
    return by_topic(data, page)


def expand(markdown: str, data: Numbers, page: str) -> tuple[str, list[tuple[int, Unusable]]]:
    """Replace every `number:` and `numbers:` directive of `markdown`."""
    markdown, faults = replace(markdown, "number", lambda directive: value(directive, data))
    markdown, more = replace(markdown, "numbers", lambda directive: whole(directive, data, page))
    return markdown, faults + more


_data: Numbers | None = None


def on_config(config: MkDocsConfig) -> None:
    global _data
    _data = fresh(config, model.DATA, model.load)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
    if _data is None:
        return None
    markdown, faults = expand(markdown, _data, page.file.src_uri)
    report.add(problems(faults, shown_as(page.file), offset(page)))
    return markdown
