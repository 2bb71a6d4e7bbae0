"""The schedule of the review against the Python package `fsrs` by the authors of the algorithm, fuzzing off."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from node import SCRIPTS, node

START = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def histories(count: int) -> list[tuple[float, list[tuple[datetime, int]]]]:
    """Return random histories of reviews: the wanted retention, then moments and ratings."""
    rng = random.Random(7)
    made = []
    for _ in range(count):
        at, reviews = START, []
        for _ in range(rng.randrange(1, 25)):
            reviews.append((at, rng.choices([1, 2, 3, 4], [3, 2, 8, 2])[0]))
            wait = rng.choice(
                [timedelta(minutes=rng.randrange(1, 90)), timedelta(hours=rng.randrange(1, 40)), timedelta(days=rng.randrange(1, 400))]
            )
            at += wait + timedelta(seconds=rng.randrange(60))
        made.append((rng.choice([0.7, 0.8, 0.9, 0.95, 0.97]), reviews))
    return made


def test_the_schedule_is_that_of_the_authors_of_fsrs() -> None:
    cases = histories(1000)
    asked = [[retention, [[int(at.timestamp() * 1000), rating] for at, rating in reviews]] for retention, reviews in cases]
    script = f"""
        import {{ readFileSync }} from "node:fs";
        import {{ remember }} from "{(SCRIPTS / "scheduler.js").as_uri()}";
        const cases = JSON.parse(readFileSync(0, "utf8"));
        const states = cases.map(([retention, history]) => history.map((_, i) => remember(history.slice(0, i + 1), retention)));
        console.log(JSON.stringify(states));
    """
    ran = node("--input-type=module", "--eval", script, given=json.dumps(asked))
    assert ran.returncode == 0, ran.stderr
    for (retention, reviews), states in zip(cases, json.loads(ran.stdout), strict=True):
        scheduler, card = Scheduler(desired_retention=retention, enable_fuzzing=False), Card(due=START)
        for (at, rating), state in zip(reviews, states, strict=True):
            card, _ = scheduler.review_card(card, Rating(rating), at)
            assert state["state"] == card.state.name.lower()
            assert state["stability"] == pytest.approx(card.stability, rel=1e-9)
            assert state["difficulty"] == pytest.approx(card.difficulty, rel=1e-9)
            assert state["due"] == int(card.due.timestamp() * 1000)
