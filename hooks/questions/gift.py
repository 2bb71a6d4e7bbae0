"""The questions in Moodle's GIFT format, https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

from questions.bank import Bank
from questions.escapes import gift as escaped
from questions.kinds import KINDS


def gift(bank: Bank, themes: dict[str, str]) -> str:
    """Return the whole bank, a category per theme; `themes` are their names."""
    parts: list[str] = []
    theme = None
    for q in bank.questions:
        if q.theme != theme:
            theme = q.theme
            parts.append(f"$CATEGORY: AWS machine learning study guide/{themes[theme]}")
        case = f"<p>{q.case.stem}</p>" if q.case else ""
        reasons = "" if q.kind not in ("match", "order") else " ".join(f"<p>{o.text}: {o.reason}</p>" for o in q.options)
        general = [f"####{escaped(reasons)}"] if reasons else []
        body = "\n".join("\t" + line for line in [*KINDS[q.kind].gift(q), *general])
        parts.append(f"::{escaped(q.id)}::[html]{escaped(f'{case}{q.stem}<p>{q.title}</p>')} {{\n{body}\n}}")
    return "\n\n".join(parts) + "\n"
