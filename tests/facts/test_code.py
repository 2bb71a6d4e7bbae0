"""The Python in the pages: it parses, and every name and parameter exists in AWS's own packages."""

from __future__ import annotations

import ast
import textwrap
from dataclasses import dataclass
from typing import Any

import pytest
from conftest import ROOT
from facts import proof, sdk
from source.page import Page


@dataclass(frozen=True)
class Snippet:
    """A Python fence of a page."""

    place: str
    code: str


def snippets() -> list[Snippet]:
    found = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for fence in Page(path.name, path.read_text()).fences:
            if fence.language in ("python", "py"):
                found.append(Snippet(f"{path.relative_to(ROOT)}:{fence.start}", textwrap.dedent(fence.text)))
    return found


SNIPPETS = snippets()


@pytest.fixture(scope="module")
def sdks() -> None:
    try:
        sdk.fetch()
    except sdk.Unreachable as error:
        pytest.skip(f"the SDKs could not be fetched, so the code was not held against them: {error}")


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda s: s.place)
def test_it_parses(snippet: Snippet) -> None:
    ast.parse(snippet.code)


# --- the SageMaker SDKs --------------------------------------------------------------------------


def sdk_faults(code: str) -> list[str]:
    """Return names and keyword arguments that the SDKs do not have."""
    faults: list[str] = []
    imported: dict[str, tuple[str, str]] = {}
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sagemaker":
            for alias in node.names:
                module = node.module or ""
                if module == "sagemaker" and alias.name in sdk.V3:
                    continue
                if sdk.find(module, alias.name) is None:
                    faults.append(f"`{module}` has no `{alias.name}`")
                imported[alias.asname or alias.name] = (module, alias.name)
        elif isinstance(node, ast.Import):
            faults += [
                f"there is no module `{a.name}`" for a in node.names if a.name.startswith("sagemaker.") and not sdk.has_module(a.name)
            ]
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in imported:
            known = sdk.signature(*imported[node.func.id])
            for keyword in node.keywords:
                if keyword.arg and not known.open and keyword.arg not in known.parameters:
                    faults.append(f"`{node.func.id}` takes no `{keyword.arg}`")
    return faults


@pytest.mark.parametrize("snippet", [s for s in SNIPPETS if "sagemaker" in s.code], ids=lambda s: s.place)
def test_the_sdks_have_its_names_and_parameters(snippet: Snippet, sdks: None) -> None:
    assert sdk_faults(snippet.code) == []


def test_a_wrong_name_or_parameter_would_be_found(sdks: None) -> None:
    assert sdk_faults("from sagemaker.train import ModelTrainr") == ["`sagemaker.train` has no `ModelTrainr`"]
    assert sdk_faults("from sagemaker.train import ModelTrainer\nModelTrainer(training_imag=x)") == [
        "`ModelTrainer` takes no `training_imag`"
    ]
    assert sdk_faults("from sagemaker.estimator import Estimator\nEstimator(image_uri=x, role=r, instance_count=1)") == []


# --- boto3 ---------------------------------------------------------------------------------------


def boto3_faults(code: str) -> list[str]:
    """Return calls, parameters and enumeration values that the API models do not have."""
    tree = ast.parse(code)
    clients: dict[str, str] = {}
    faults: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = _client(node.value)
            if name:
                clients[node.targets[0].id] = name
    for name in set(clients.values()):
        if not proof.exists(name):
            faults.append(f"boto3 has no client `{name}`")
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        service = clients.get(owner.id) if isinstance(owner, ast.Name) else _client(owner)
        if not service or not proof.exists(service):
            continue
        operation = _operation(service, node.func.attr)
        if operation is None:
            if node.func.attr not in (
                "get_waiter",
                "get_paginator",
                "generate_presigned_url",
                "upload_file",
                "download_file",
                "exceptions",
                "close",
            ):
                faults.append(f"`{service}` has no call `{node.func.attr}`")
            continue
        shapes = proof.service(service)["shapes"]
        shape = shapes.get(operation.get("input", {}).get("shape", ""), {"members": {}, "type": "structure"})
        for keyword in node.keywords:
            if keyword.arg is None:
                continue
            if keyword.arg not in shape["members"]:
                faults.append(f"`{node.func.attr}` takes no `{keyword.arg}`")
            else:
                faults += _value_faults(keyword.value, shape["members"][keyword.arg]["shape"], shapes, keyword.arg)
    return faults


def _client(node: ast.AST) -> str | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "client" and node.args:
        first = node.args[0]
        return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    return None


def _operation(service: str, method: str) -> dict[str, Any] | None:
    import botocore

    for name, operation in proof.service(service)["operations"].items():
        if botocore.xform_name(name) == method:
            return dict(operation)
    return None


def _value_faults(node: ast.AST, shape_name: str, shapes: dict[str, Any], path: str) -> list[str]:
    shape = shapes[shape_name]
    if shape["type"] == "structure" and isinstance(node, ast.Dict):
        if shape.get("document"):
            return []
        faults = []
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant):
                if key.value not in shape["members"]:
                    faults.append(f"`{path}` has no key `{key.value!s}`")
                else:
                    faults += _value_faults(value, shape["members"][key.value]["shape"], shapes, f"{path}.{key.value!s}")
        return faults
    if shape["type"] == "list" and isinstance(node, ast.List):
        return [fault for item in node.elts for fault in _value_faults(item, shape["member"]["shape"], shapes, f"{path}[]")]
    if shape["type"] == "map" and isinstance(node, ast.Dict):
        return [fault for item in node.values for fault in _value_faults(item, shape["value"]["shape"], shapes, f"{path}{{}}")]
    if "enum" in shape and isinstance(node, ast.Constant) and node.value not in shape["enum"]:
        return [f"`{path}` cannot be `{node.value!s}`"]
    return []


@pytest.mark.parametrize("snippet", [s for s in SNIPPETS if "boto3" in s.code], ids=lambda s: s.place)
def test_boto3_has_its_calls_parameters_and_values(snippet: Snippet) -> None:
    assert boto3_faults(snippet.code) == []


def test_a_wrong_call_parameter_or_value_would_be_found() -> None:
    code = 'import boto3\nsm = boto3.client("sagemaker")\n'
    assert boto3_faults(code + "sm.create_trainings()") == ["`sagemaker` has no call `create_trainings`"]
    assert boto3_faults(code + 'sm.create_model(Model="x")') == ["`create_model` takes no `Model`"]
    assert boto3_faults(code + 'sm.create_model(Containers=[{"Mode": "Single"}])') == ["`Containers[].Mode` cannot be `Single`"]
    assert boto3_faults('import boto3\nboto3.client("sagmaker").create_model()') == []


def test_there_is_code_to_check() -> None:
    assert len(SNIPPETS) >= 211
