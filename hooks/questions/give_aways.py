"""What the form of a bank of questions gives away: a report for authors, no check."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations

from questions.question import Question

_WORD = re.compile(r"[a-z][a-z-]{4,}")
_COMMON = frozenset(
    [
        "about",
        "after",
        "again",
        "before",
        "below",
        "between",
        "could",
        "every",
        "first",
        "should",
        "their",
        "there",
        "these",
        "thing",
        "three",
        "under",
        "until",
        "where",
        "which",
        "while",
        "would",
        "model",
        "models",
        "training",
        "amazon",
        "sagemaker",
    ]
)


def form(questions: list[Question]) -> dict[str, dict[str, float]]:
    """Return how far the form of a bank gives its answers away, as shares from 0 to 1.

    `position`: the place of the right option of a choose-one question (a, b, c, d, e).
    `longest`: how often it is the longest of its options, beside what chance would give.
    """
    single = [q for q in questions if q.kind == "choose" and sum(o.correct for o in q.options) == 1]
    if not single:
        return {"position": {}, "longest": {}}
    places = [next(i for i, o in enumerate(q.options) if o.correct) for q in single]
    longest = sum(max(q.options, key=lambda o: len(o.text)).correct for q in single)
    chance = sum(1 / len(q.options) for q in single)
    return {
        "position": {letter: places.count(i) / len(single) for i, letter in enumerate("abcde") if i in places},
        "longest": {"found": longest / len(single), "chance": chance / len(single)},
    }


def _words(text: str) -> set[str]:
    """Return the longer words of a text, plural and singular alike."""
    return {word.rstrip("s") for word in _WORD.findall(text.casefold())} - _COMMON


def echoes(questions: list[Question]) -> dict[str, list[str]]:
    """Return questions whose right option alone repeats words of the stem: id -> those words."""
    found = {}
    for q in questions:
        if q.kind == "choose" and len(q.right) == 1:
            shared = (_words(f"{q.title} {q.stem}") & _words(q.right[0])) - _words(" ".join(q.wrong))
            if shared:
                found[q.id] = sorted(shared)
    return found


def twins(questions: list[Question], share: float = 0.4) -> list[tuple[str, str, float]]:
    """Return pairs of questions whose texts share much: ids and the share of common runs of four words.

    `share` (0 to 1) is where a pair begins to count. Only questions with a run in common are compared,
    so the time grows with the number of questions, not with its square.
    """
    runs: dict[str, set[tuple[str, ...]]] = {}
    for q in questions:
        words = re.findall(r"\w+", f"{q.title} {q.stem}".casefold())
        runs[q.id] = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id, own in runs.items():
        for run in own:
            holders[run].append(id)
    common = Counter(pair for ids in holders.values() if len(ids) < 20 for pair in combinations(sorted(ids), 2))
    found = [(a, b, count / min(len(runs[a]), len(runs[b]))) for (a, b), count in common.items()]
    return sorted((pair for pair in found if pair[2] >= share), key=lambda pair: -pair[2])
