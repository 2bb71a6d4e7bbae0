"""Spellings and instance families in the data, held against AWS's API models in `botocore`."""

from __future__ import annotations

import botocore.loaders
import pytest
from conftest import real
from data.algorithms import Algorithm, Algorithms, listed

SHAPES = botocore.loaders.Loader().load_service_model("sagemaker", "service-2")["shapes"]
DATA = real(Algorithms)


def families(shape: str) -> set[str]:
    return {name.rsplit(".", 1)[0] for name in SHAPES[shape]["enum"]}


@pytest.mark.parametrize("entry", DATA.algorithms, ids=lambda a: a.id)
def test_recommended_families_can_be_started_today(entry: Algorithm) -> None:
    assert set(listed(entry.compute.training.families)) <= families("TrainingInstanceType")
    assert set(listed(entry.compute.inference.families)) <= families("ProductionVariantInstanceType")


def test_input_modes_are_those_of_the_api() -> None:
    assert set(SHAPES["TrainingInputMode"]["enum"]) == {"File", "Pipe", "FastFile"}


def test_distributions_are_those_of_the_api() -> None:
    used = {d for a in DATA.algorithms for c in a.channels for d in listed(c.distribution)}
    assert used <= set(SHAPES["S3DataDistribution"]["enum"])


def test_a_job_can_take_all_channels_and_hyperparameters_of_any_algorithm() -> None:
    request = SHAPES["CreateTrainingJobRequest"]["members"]
    channels, parameters = (SHAPES[request[name]["shape"]]["max"] for name in ("InputDataConfig", "HyperParameters"))
    assert max(len(a.channels) for a in DATA.algorithms) <= channels
    assert max(len(a.hyperparameters) for a in DATA.algorithms) <= parameters


@pytest.mark.parametrize(("id", "spelt"), [
    ("xgboost", "num_round"), ("linear-learner", "num_classes"), ("lda", "alpha0"), ("object2vec", "enc0_network"),
    ("object2vec", "enc0_max_seq_len"), ("k-means", "extra_center_factor"), ("random-cut-forest", "num_samples_per_tree"),
    ("deepar", "context_length"), ("ip-insights", "num_entity_vectors"), ("factorization-machines", "num_factors"),
])  # fmt: skip
def test_names_that_notes_get_wrong_are_spelt_right(id: str, spelt: str) -> None:
    assert spelt in {h.name for h in DATA[id].hyperparameters}
