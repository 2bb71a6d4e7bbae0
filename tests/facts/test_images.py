"""Image repositories and versions, held against AWS's own package `sagemaker-core`."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path

import pytest
from conftest import real
from data.algorithms import Algorithm, Algorithms, listed

# Only the package's data files are read: importing it takes two seconds.
CONFIGS = Path(str(distribution("sagemaker-core").locate_file("sagemaker/core/image_uri_config")))
DATA = real(Algorithms)

FILES = {
    "autogluon-tabular": "autogluon",
    "image-classification-mxnet": "image-classification",
    "object-detection-mxnet": "object-detection",
    "random-cut-forest": "randomcutforest",
    "k-means": "kmeans",
    "k-nn": "knn",
    "ip-insights": "ipinsights",
    "deepar": "forecasting-deepar",
}
"""The package's file of an algorithm, where it is not the id."""


def recorded(entry: Algorithm) -> dict[str, set[str]]:
    """Return repository -> versions that the package knows for the training image."""
    name = FILES.get(entry.id, entry.id)
    config = json.loads((CONFIGS / f"{name}.json").read_text())
    config = config.get("training", config)
    found: dict[str, set[str]] = {}
    for version, details in config["versions"].items():
        found.setdefault(details["repository"], set()).add(version)
    return found


@pytest.mark.parametrize("entry", [a for a in DATA.algorithms if a.image.repository], ids=lambda a: a.id)
def test_repository_and_versions_are_those_of_the_package(entry: Algorithm) -> None:
    known = recorded(entry)
    assert entry.image.repository in known
    assert set(listed(entry.image.versions)) == {version for versions in known.values() for version in versions}


@pytest.mark.parametrize("entry", [a for a in DATA.algorithms if not a.image.repository], ids=lambda a: a.id)
def test_an_algorithm_without_repository_has_no_file_in_the_package(entry: Algorithm) -> None:
    assert not (CONFIGS / f"{FILES.get(entry.id, entry.id)}.json").exists()
