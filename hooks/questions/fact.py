"""The cell of a data file that a question repeats: `fact: algorithms.xgboost.defaults.eta`.

Known cells: `algorithms.ID.` with `required_hyperparameters`, `defaults.NAME`, `ranges.NAME`,
`metrics`, `channels`, `learning`, `problems`, `domain`, `training_types`, `inference_types` or
`families`; and `numbers.ID`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from common.directive import Unusable
from common.problems import Problem, did_you_mean
from data.algorithms import Algorithm, Algorithms, listed
from data.numbers import Numbers

from questions.question import Question

_CELLS: dict[str, Callable[[Algorithm], list[str]]] = {
    "required_hyperparameters": lambda a: [h.name for h in a.hyperparameters if h.required is True],
    "metrics": lambda a: [m.name for m in listed(a.metrics)],
    "channels": lambda a: [c.name for c in a.channels],
    "learning": lambda a: list(a.learning),
    "problems": lambda a: list(a.problems),
    "domain": lambda a: list(a.domain),
    "training_types": lambda a: listed(a.content_types.training),
    "inference_types": lambda a: listed(a.content_types.inference),
    "families": lambda a: listed(a.compute.training.families),
}
_OF_ONE = {
    "defaults": lambda h: h.default,
    "ranges": lambda h: h.range,
}


def lookup(path: str, algorithms: Algorithms, numbers: Numbers) -> list[str]:
    """Return the words that are in a cell; raises Unusable when there is no such cell or it is empty."""
    file, _, rest = path.partition(".")
    if file == "numbers":
        if rest not in numbers.by_id:
            raise Unusable(f"there is no number `{rest}`", did_you_mean(rest, numbers.by_id))
        value = numbers.by_id[rest].value
        words = value if isinstance(value, list) else [str(value)] if value is not None else []
    elif file == "algorithms":
        id, _, cell = rest.partition(".")
        if id not in algorithms.ids:
            raise Unusable(f"there is no algorithm `{id}`", did_you_mean(id, algorithms.ids))
        words = _cell(algorithms[id], cell)
    else:
        raise Unusable(f"there is no data file `{file}`", "write `algorithms.ID.CELL` or `numbers.ID`")
    if not words:
        raise Unusable(f"the cell `{path}` holds no words to compare", "name another cell, or leave `fact:` out")
    return words


def _cell(entry: Algorithm, cell: str) -> list[str]:
    group, _, name = cell.partition(".")
    if group in _OF_ONE:
        found = {h.name: _OF_ONE[group](h) for h in entry.hyperparameters}
        if name not in found:
            raise Unusable(f"`{entry.id}` has no hyperparameter `{name}`", did_you_mean(name, found))
        return [found[name]] if found[name] else []
    if cell not in _CELLS:
        raise Unusable(f"there is no cell `{cell}`", did_you_mean(cell, [*_CELLS, *_OF_ONE]))
    return _CELLS[cell](entry)


def _holds(text: str, words: str) -> bool:
    """Say whether `words` are in `text`, not as part of a longer word or number."""
    plain = text.replace(",", "").replace("`", "").casefold()
    return re.search(rf"(?<![\w.-]){re.escape(words.replace(',', '').casefold())}(?![\w-]|\.\d)", plain) is not None


def _number(words: str) -> float | None:
    try:
        return float(words.replace(",", ""))
    except ValueError:
        return None


def disagreement(question: Question, words: list[str]) -> str:
    """Return how the answer of a question and the words of its cell differ, "" where they agree."""
    right = " ".join([*question.right, question.reason if question.kind == "fill" else ""])
    if question.kind == "numeric":
        answer, value = _number(question.answers[0]), _number(words[0])
        return "" if value is not None and answer is not None and abs(answer - value) <= question.tolerance + 1e-9 else words[0]
    missing = [word for word in words if not _holds(right, word)]
    if missing:
        return ", ".join(missing)
    also = next((option for option in question.wrong if all(_holds(option, word) for word in words)), "")
    return f"{', '.join(words)}, as the wrong option `{also}` does too" if also else ""


def check(path: str, questions: list[Question], algorithms: Algorithms, numbers: Numbers) -> list[Problem]:
    """Return the questions of a page that contradict the cell they name."""
    found = []
    for question in (q for q in questions if q.fact):
        line = question.lines.get("fact", question.line)
        try:
            differs = disagreement(question, lookup(question.fact, algorithms, numbers))
        except Unusable as fault:
            found.append(Problem(path, line, fault.what, fault.mend))
            continue
        if differs:
            what = f"the right answer and `{question.fact}` differ: the data says {differs}"
            found.append(Problem(path, line, what, "correct the question or the data, whichever its source proves wrong"))
    return found
