"""Every number that rests on an API model is looked up there."""

from __future__ import annotations

import pytest
from conftest import real
from data.numbers import Number, Numbers
from facts.proof import look_up

PROVED = [n for n in real(Numbers).numbers if n.proof.botocore]


def name(n: Number) -> str:
    place = n.proof.botocore
    assert place is not None
    return f"{n.id}: {place.service}.{place.shape or place.operation or ''}{'.' + place.member if place.member else ''}"


@pytest.mark.parametrize("entry", PROVED, ids=name)
def test_the_number_is_that_of_the_api_model(entry: Number) -> None:
    place = entry.proof.botocore
    assert place is not None
    found = look_up(place)
    if place.kind in ("enum", "members"):
        assert sorted(found) == sorted(entry.value)  # type: ignore[arg-type]
    elif place.kind in ("max", "min"):
        assert found == entry.value
    else:
        assert found is True


def test_as_many_are_proved_as_promised() -> None:
    assert len(PROVED) >= 125


def test_a_wrong_value_would_be_found() -> None:
    entry = next(n for n in PROVED if n.proof.botocore and n.proof.botocore.kind == "max")
    assert entry.proof.botocore is not None
    assert look_up(entry.proof.botocore) != (entry.value or 0) + 1  # type: ignore[operator]
