"""Look a number up in AWS's own API models, as `botocore` ships them."""

from __future__ import annotations

import functools
import re
from typing import Any

import botocore.exceptions
import botocore.loaders
from data.numbers import Botocore


@functools.cache
def service(name: str) -> dict[str, Any]:
    """Return the newest API model of a service; raises UnknownServiceError when there is none."""
    model: dict[str, Any] = botocore.loaders.Loader().load_service_model(name, "service-2")
    return model


def exists(name: str) -> bool:
    """Return whether botocore still has the service at all."""
    try:
        service(name)
    except botocore.exceptions.DataNotFoundError:
        return False
    return True


def _words(documentation: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", documentation)).replace("&#39;", "'")


def look_up(place: Botocore) -> Any:
    """Return the value at a place: a list for enumerations, a number for limits, else True.

    Returns False where a statement does not hold. Raises KeyError when the place is gone.
    """
    if place.kind == "service_present":
        return not exists(place.service)  # these statements say that a service is gone
    model = service(place.service)
    shapes = model["shapes"]
    shape = shapes[place.shape] if place.shape else {}
    member = shape["members"][place.member] if place.member and place.kind != "members" else None
    target = shapes[member["shape"]] if member else shape
    if place.kind == "enum":
        return target["enum"]
    if place.kind in ("max", "min"):
        return target[place.kind]
    if place.kind == "members":
        return sorted(shape["members"])
    if place.kind == "member_present":
        return member is not None
    if place.kind == "operation_deprecated":
        return bool(model["operations"][place.operation].get("deprecated"))
    documents = {
        "member_doc_contains": (member or {}).get("documentation", "") + target.get("documentation", ""),
        "shape_doc_contains": shape.get("documentation", ""),
        "operation_doc_contains": model["operations"].get(place.operation or "", {}).get("documentation", ""),
        "service_doc_contains": model.get("documentation", ""),
    }
    return _words(place.text or "") in _words(documents[place.kind])
