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
    assert len(PROVED) >= 171


@pytest.mark.parametrize(("kind", "wrong"), [
    ("max", {"value": 12_345_678}), ("min", {"value": 12_345_678}), ("enum", {"value": ["No such value"]}), ("members", {"value": ["NoSuchMember"]}),
    ("operation_doc_contains", {"text": "words that nobody wrote"}), ("member_doc_contains", {"text": "words that nobody wrote"}),
    ("shape_doc_contains", {"text": "words that nobody wrote"}), ("service_doc_contains", {"text": "words that nobody wrote"}),
    ("service_present", {"service": "sagemaker"}), ("operation_deprecated", {"service": "sagemaker", "operation": "CreateModel"}),
])  # fmt: skip
def test_a_wrong_value_would_be_found(kind: str, wrong: dict[str, object]) -> None:
    entry = next(n for n in PROVED if n.proof.botocore and n.proof.botocore.kind == kind)
    assert entry.proof.botocore is not None
    proof = entry.proof.model_copy(update={"botocore": entry.proof.botocore.model_copy(update=wrong)})
    with pytest.raises(AssertionError):
        test_the_number_is_that_of_the_api_model(entry.model_copy(update={**wrong, "proof": proof}))
