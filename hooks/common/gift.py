"""The questions in Moodle's GIFT format, https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re
from html import unescape

from common.bank import THEMES, Bank, BankQuestion

_SPECIAL = re.compile(r"([~=#{}:\\])")
_ENTITIES = str.maketrans({"{": "&lbrace;", "}": "&rbrace;", "=": "&equals;"})


def _escaped(html: str) -> str:
    """Return HTML on one line, with what GIFT reads as marks written as text.

    Attributes keep their `=`. Elsewhere it becomes an entity, as braces do: other readers of GIFT than
    Moodle stumble over those behind a backslash.
    """
    tags = re.split(r"(<[^>]*>)", " ".join(html.split()))
    return _SPECIAL.sub(r"\\\1", "".join(part if part.startswith("<") else part.translate(_ENTITIES) for part in tags))


def _plain(html: str) -> str:
    """Return the words of HTML: GIFT cannot mark up the right half of a pair."""
    words = re.sub(r"<[^>]+>", "", html)
    return _SPECIAL.sub(r"\\\1", " ".join(unescape(words).split()))


def _answers(q: BankQuestion) -> list[str]:
    if q.kind == "choose":
        right = sum(o.correct for o in q.options)
        if right == 1:
            return [f"{'=' if o.correct else '~'}{_escaped(o.text)}#{_escaped(o.reason)}" for o in q.options]
        share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
        return [f"~%{'' if o.correct else '-'}{share}%{_escaped(o.text)}#{_escaped(o.reason)}" for o in q.options]
    if q.kind == "match":
        return [f"={_escaped(o.text)} -> {_plain(o.answer)}" for o in q.options]
    if q.kind == "order":  # GIFT has no order: each step is matched with its number
        return [f"={_escaped(o.text)} -> {number}" for number, o in enumerate(q.options, 1)]
    if q.kind == "numeric":
        return [f"#{q.answers[0]}:{q.tolerance:g}#{_escaped(q.reason)}"]
    return [f"={_escaped(answer)}#{_escaped(q.reason)}" for answer in q.answers]


def gift(bank: Bank) -> str:
    """Return the whole bank, a category per theme; `order` becomes matching steps with numbers."""
    parts: list[str] = []
    theme = ""
    for q in bank.questions:
        if q.theme != theme:
            theme = q.theme
            parts.append(f"$CATEGORY: AWS machine learning study guide/{THEMES[theme]}")
        case = f"<p>{q.case.stem}</p>" if q.case else ""
        reasons = "" if q.kind not in ("match", "order") else " ".join(f"<p>{o.text}: {o.reason}</p>" for o in q.options)
        general = [f"####{_escaped(reasons)}"] if reasons else []
        body = "\n".join("\t" + line for line in [*_answers(q), *general])
        parts.append(f"::{_escaped(q.id)}::[html]{_escaped(f'{case}{q.stem}<p>{q.title}</p>')} {{\n{body}\n}}")
    return "\n\n".join(parts) + "\n"
