"""Read a YAML data file against its pydantic model; every error carries its line."""

from __future__ import annotations

import datetime
import re
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from common.problems import Problem, did_you_mean
from pydantic import BaseModel, ConfigDict, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]


_PLAIN = {
    "tag:yaml.org,2002:bool": re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"),
    "tag:yaml.org,2002:int": re.compile(r"^[-+]?(?:0|[1-9][0-9_]*)$"),
    "tag:yaml.org,2002:float": re.compile(r"^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9]+|\.(?:inf|nan))$"),
}


# libyaml reads the algorithms' file ten times faster; the pure Python loader gives the same nodes.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as it is, but for a date that is none: it stays text, so that the model tells it with its line."""


# What YAML 1.1 makes of `yes`, `010` and `1:30` nobody means: these stay text.
_Loader.yaml_implicit_resolvers = {
    first: [(tag, _PLAIN.get(tag, pattern)) for tag, pattern in resolvers] for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def _date_or_text(loader: Any, node: yaml.ScalarNode) -> object:
    try:
        return yaml.SafeLoader.construct_yaml_timestamp(loader, node)
    except ValueError:
        return node.value


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_text)


class Strict(BaseModel):
    """Base of every model of a data file: an unknown key is an error, a value is not converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, strict=True)


class Source:
    """The text of a YAML file as nodes, so that a place in the data leads back to its line."""

    def __init__(self, root: yaml.Node | None, offset: int = 0, path: str = "", data: object = None) -> None:
        self._root, self._offset = root, offset
        self.path = path
        """The file as a contributor knows it."""
        self.data = data
        """What YAML made of the text, before any model."""

    def line(self, location: Location, *, key: bool = False) -> int:
        """Return the line (from 1) of the deepest part of `location` that is in the file.

        Parts that pydantic adds by itself (the tag of a union) are passed over. With `key`, the
        line of the key rather than of its value is meant.
        """
        node, line = self._root, 1
        for part in location:
            if isinstance(node, yaml.MappingNode):
                for name, value in node.value:
                    if name.value == str(part):
                        line = name.start_mark.line + 1
                        node = value
                        break
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line + 1
        if node is not None and not key and isinstance(node, yaml.ScalarNode):
            line = node.start_mark.line + 1
        return line + self._offset


def read(path: Path, model: type[Model], *, shown_as: str) -> tuple[Model | None, Source, list[Problem]]:
    """Read the file `path` and check it against `model`; see `check` for what comes back."""
    try:
        return check(path.read_text(encoding="utf-8-sig"), model, shown_as=shown_as)
    except OSError:
        return None, Source(None), [Problem(shown_as, 1, "the file is missing", "restore it")]
    except UnicodeDecodeError:
        return None, Source(None), [Problem(shown_as, 1, "the file is not UTF-8 text", "save it as UTF-8")]


def check(text: str, model: type[Model], *, shown_as: str, offset: int = 0) -> tuple[Model | None, Source, list[Problem]]:
    """Check YAML text against `model`.

    `shown_as` is the path to print in problems; `offset` is how many lines come before the text
    in that file. Returns the data (None when it does not fit the model), the source for further
    look-ups of lines, and every problem found. Raises nothing for bad input.
    """
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 + offset if mark else 1 + offset
        what = f"this is not valid YAML ({error.problem or error.context})"
        return None, Source(None), [Problem(shown_as, line, what, "check indents, colons and quotes here and just above")]
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        what = f"this is not valid YAML ({str(error).splitlines()[0]})"
        return None, Source(None), [Problem(shown_as, 1 + offset, what, "remove what YAML cannot hold")]
    source = Source(root, offset, shown_as, data)
    problems = _duplicate_keys(root, shown_as, offset)
    try:
        return model.model_validate(data), source, problems
    except ValidationError as error:
        problems += [_explain(item, data, model, source, shown_as) for item in error.errors()]
        return None, source, problems


def _duplicate_keys(root: yaml.Node | None, shown_as: str, offset: int) -> list[Problem]:
    """YAML keeps the last of two equal keys without a word; a contributor must hear of it."""
    problems: list[Problem] = []
    seen: set[int] = set()
    open_nodes = [root] if root is not None else []
    while open_nodes:
        node = open_nodes.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            open_nodes += node.value
        elif isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for name, value in node.value:
                open_nodes.append(value)
                line = name.start_mark.line + 1 + offset
                if not isinstance(name, yaml.ScalarNode):
                    continue
                if name.value in first:
                    what = f"the key `{name.value}` appears here a second time (first on line {first[name.value]})"
                    problems.append(Problem(shown_as, line, what, "keep one of the two"))
                first.setdefault(name.value, line)
    return problems


_KINDS = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "list_type": "a list (lines that begin with `- `)",
    "dict_type": "keys with values",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "date_type": "a date such as 2026-11-21",
    "date_parsing": "a date such as 2026-11-21",
    "date_from_datetime_parsing": "a date such as 2026-11-21",
    "date_from_datetime_inexact": "a date such as 2026-11-21",
}


def _explain(item: Any, data: Any, model: type[BaseModel], source: Source, shown_as: str) -> Problem:
    """Turn one pydantic error into a sentence a contributor can act on."""
    location: Location = item["loc"]
    kind: str = item["type"]
    name = location[-1] if location else "the file"
    key = _key(tuple(part for part in location if part != "[key]")[: -1 if "[key]" in location else None], data)
    where = _where(location, data)
    value = item.get("input")
    line = source.line(location)
    if kind == "missing":
        return Problem(shown_as, line, f"`{name}` is missing{where}", f"add a line `{name}:` with its value")
    if kind == "extra_forbidden":
        keys = _keys_at(model, location[:-1])
        return Problem(shown_as, source.line(location, key=True), f"unknown key `{name}`{where}", did_you_mean(name, keys))
    if kind in ("literal_error", "enum"):
        known = [word.strip("'") for word in item["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return Problem(shown_as, line, f"`{value}` is not a value of `{key}`{where}", did_you_mean(value, known))
    if value is None and kind in _KINDS:
        return Problem(shown_as, line, f"`{key}` is empty{where}", "fill it, or remove the line")
    if kind == "invalid_key":
        return Problem(shown_as, line, f"the key `{name}` is not text{where}", "write it in quotation marks")
    if kind in _KINDS:
        bare = kind == "string_type" and isinstance(value, (int, float, datetime.date))
        mend = f'write it in quotation marks: "{_short(value)}"' if bare else "write it so"
        return Problem(shown_as, line, f"`{key}` must be {_KINDS[kind]}{where}, not `{_short(value)}`", mend)
    if kind in ("too_short", "string_too_short"):
        return Problem(shown_as, line, f"`{key}` is empty{where}", "fill it, or write `none: the reason why there is nothing`")
    if kind == "string_too_long":
        what = f"`{key}` has {len(value)} characters{where}, more than {item['ctx']['max_length']}"
        return Problem(shown_as, line, what, "shorten it")
    message = item["msg"].removeprefix("Value error, ")
    what, _, mend = message.partition("; ")
    return Problem(shown_as, line, f"`{key}`{where}: {what}", mend or "correct the value")


def _within(location: Location, data: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the parts of a location that are in the data, each with what stands there; union tags are not."""
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            continue
        yield part, data


def _key(location: Location, data: Any) -> str:
    """The innermost key of a location that is in the data: positions mean nothing to a reader."""
    return next((part for part, _ in reversed(list(_within(location, data))) if isinstance(part, str)), "the file")


def _short(value: object) -> str:
    text = str(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:37] + "..."


def _where(location: Location, data: Any) -> str:
    """Return " in `xgboost`": the id of the innermost entry with one, or ""."""
    found = ""
    for _, entry in _within(location, data):
        if isinstance(entry, dict) and isinstance(entry.get("id") or entry.get("name"), str):
            found = str(entry.get("id") or entry.get("name")) if not found or "id" in entry else found
    return f" in `{found}`" if found else ""


def _keys_at(model: Any, location: Location) -> list[str]:
    """Return the keys that the model knows at a place in the data."""
    candidates = _models(model)
    for part in location:
        if isinstance(part, int):
            continue
        stepped = [m for c in candidates if part in c.model_fields for m in _models(c.model_fields[part].annotation)]
        candidates = stepped or candidates
    return sorted({name for c in candidates for name in c.model_fields})


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return every model named in a type annotation: X of list[X], X | None, Annotated[X, ...]."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in typing.get_args(annotation) for model in _models(part)]
