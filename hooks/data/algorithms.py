"""The model of docs/algorithms/algorithms.yml: what is known of each built-in algorithm.

`make schema` writes it as docs/algorithms/algorithms.schema.json, which editors use to complete
and check the file.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from common.problems import Problem, did_you_mean
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema

from data.types import Plain as Text
from data.types import Slug, Url, is_page
from data.yaml_file import Location, Source, Strict

Learning = Literal["supervised", "unsupervised"]
Problem_ = Literal[
    "binary classification",
    "multiclass classification",
    "regression",
    "ranking",
    "forecasting",
    "anomaly detection",
    "clustering",
    "dimensionality reduction",
    "topic modeling",
    "embeddings",
    "recommendation",
    "text classification",
    "sequence to sequence",
    "image classification",
    "object detection",
    "semantic segmentation",
]
Domain = Literal["tabular", "text", "image", "time series", "pairs"]
Group = Literal["overview", "data", "compute", "hyperparameters", "tuning", "image"]


class Nothing(Strict):
    """What is in place of a list that has nothing in it: the reason why."""

    none: Text = Field(description="Why there is nothing to list, in one sentence.")


def _listed_or_nothing(value: Any) -> str:
    return "nothing" if isinstance(value, (dict, Nothing)) else "listed"


def _some(item: Any) -> Any:
    """A list with at least one entry, or the reason why there is none."""
    listed = Annotated[list[item], Field(min_length=1), Tag("listed")]
    return Annotated[listed | Annotated[Nothing, Tag("nothing")], Discriminator(_listed_or_nothing)]


def _answer_value(value: Any) -> Any:
    if value not in (True, False, "partly", "not stated") or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        raise ValueError(f"`{value}` is not an answer; write true, false, partly or not stated")
    return value


class Answer(Strict):
    """Yes, no, in part or not said, with a note where the word alone would mislead."""

    value: Annotated[Any, AfterValidator(_answer_value), WithJsonSchema({"enum": [True, False, "partly", "not stated"]})]
    note: Text | None = None


def _answer(value: Any) -> Any:
    return value if isinstance(value, (dict, Answer)) else {"value": value}


Said = Annotated[
    Answer,
    BeforeValidator(_answer, json_schema_input_type=bool | Literal["partly", "not stated"] | Answer),
]


class State(Strict):
    """Whether the algorithm can still be used as it is."""

    status: Literal["open", "deprecated", "replaced"]
    replaced_by: Slug | None = Field(None, description="The id of the algorithm to use instead.")
    note: Text | None = None


class NotFor(Strict):
    """A case in which another way is better."""

    when: Text
    instead: Slug | None = Field(None, description="The id of the algorithm that fits.")
    use: Text | None = Field(None, description="What fits, where it is no built-in algorithm.")


class Confusion(Strict):
    """Another algorithm that learners take this one for."""

    id: Slug
    word: Text = Field(description="The word or fact in a question that decides between the two.")


class Needs(Strict):
    """What the data must be like before training."""

    normalize: Said
    shuffle: Said
    tokenize: Said
    sparse: Said = Field(description="Does it take sparse data?")
    label: Text = Field(description="Where the label is.")
    header: Text = Field(description="Whether a CSV file may have a header.")


class Channel(Strict):
    """An input channel of the training job."""

    name: Text
    required: bool
    distribution: _some(Literal["FullyReplicated", "ShardedByS3Key"])  # type: ignore[valid-type]
    note: Text | None = None


class ContentTypes(Strict):
    """Content types as they are spelt in a request, training and inference apart."""

    training: _some(Text)  # type: ignore[valid-type]
    inference: _some(Text)  # type: ignore[valid-type]
    response: _some(Text)  # type: ignore[valid-type]
    files: Text = Field(description="What the training files are, in words.")


class InputModes(Strict):
    """How the data of S3 reaches the training container."""

    file: Said
    pipe: Said
    fastfile: Said
    augmented_manifest: Said


class TrainingCompute(Strict):
    """What a training job can use."""

    cpu: Said
    gpu: Said
    multi_gpu: Said = Field(description="Several GPUs of one instance.")
    multi_instance: Said
    families: _some(Text)  # type: ignore[valid-type]
    advice: Text


class InferenceCompute(Strict):
    """What an endpoint or a batch transform job can use."""

    cpu: Said
    gpu: Said
    families: _some(Text)  # type: ignore[valid-type]
    advice: Text


class Compute(Strict):
    training: TrainingCompute
    inference: InferenceCompute
    older: Text | None = Field(None, description="What AWS's page still names that can no longer be started, and what to use.")


class Hyperparameter(Strict):
    """One hyperparameter, spelt as in the request."""

    name: Text
    type: Literal["integer", "float", "string", "boolean", "list"]
    required: bool | Text = Field(False, description='true, false, or the condition: "when objective is multi:softmax".')
    range: Text = Field(description="The valid values.")
    default: Text | None = Field(None, description="Needed unless the hyperparameter is required.")
    effect: Text
    tune: Text | None = Field(None, description="The range AWS recommends for automatic model tuning.")


class Metric(Strict):
    """A metric that training writes and tuning can optimize."""

    name: Text
    direction: Literal["minimize", "maximize", "report only"]
    meaning: Text


class Image(Strict):
    """The container image, as the SageMaker Python SDK resolves it."""

    repository: Text | None = None
    versions: _some(Text)  # type: ignore[valid-type]
    note: Text | None = None


class Algorithm(Strict):
    """A built-in algorithm of Amazon SageMaker AI."""

    id: Slug
    name: Text
    aliases: _some(Text) = Field(description="Other names and abbreviations; no two algorithms share one.")  # type: ignore[valid-type]
    page: Text = Field(description="Its page, relative to docs/algorithms/.")
    state: State
    purpose: Text = Field(description="What it is for, in one line.")
    learning: Annotated[list[Learning], Field(min_length=1)]
    problems: Annotated[list[Problem_], Field(min_length=1)]
    domain: Annotated[list[Domain], Field(min_length=1)]
    method: Text = Field(description="How it works, in a few words.")
    reach_for: Annotated[list[Text], Field(min_length=1)]
    not_for: Annotated[list[NotFor], Field(min_length=1)]
    confused_with: _some(Confusion)  # type: ignore[valid-type]
    needs: Needs
    channels: Annotated[list[Channel], Field(min_length=1)]
    content_types: ContentTypes
    input_modes: InputModes
    compute: Compute
    parallelizable: Said
    incremental: Said
    hyperparameters: Annotated[list[Hyperparameter], Field(min_length=1)]
    required_note: Text | None = Field(None, description="Needed when no hyperparameter is required.")
    tuning_note: Text | None = Field(None, description="Needed when no hyperparameter has a tuning range.")
    metrics: _some(Metric)  # type: ignore[valid-type]
    output: Text = Field(description="What comes out of a prediction.")
    image: Image
    sources: dict[Group, Url]
    checked: datetime.date

    @property
    def required(self) -> list[Hyperparameter]:
        """The hyperparameters that are required always or on a condition."""
        return [h for h in self.hyperparameters if h.required is not False]


class Algorithms(Strict):
    """The whole file."""

    algorithms: Annotated[list[Algorithm], Field(min_length=1)]

    def __getitem__(self, id: str) -> Algorithm:
        """Return the algorithm with this id; raises KeyError when there is none."""
        for algorithm in self.algorithms:
            if algorithm.id == id:
                return algorithm
        raise KeyError(id)

    @property
    def ids(self) -> list[str]:
        return [algorithm.id for algorithm in self.algorithms]


def faults(data: Algorithms, source: Source, root: Path) -> list[Problem]:
    """Return what one field cannot know of another: names used twice, references to nothing, gaps."""
    problems: list[Problem] = []

    def add(location: tuple[str | int, ...], what: str, mend: str) -> None:
        problems.append(Problem(source.path, source.line(("algorithms", *location)), what, mend))

    owner: dict[str, str] = {}
    for i, a in enumerate(data.algorithms):
        names: list[tuple[Location, str, str]] = [((i, "id"), a.id, "id"), ((i, "name"), a.name, "name")]
        names += [((i, "aliases", j), alias, "alias") for j, alias in enumerate(listed(a.aliases))]
        for location, name, kind in names:
            key = name.casefold()
            if kind == "alias" and owner.get(key) == a.id:
                add(location, f"the alias `{name}` of `{a.id}` is there already", "remove it")
            elif owner.get(key, a.id) != a.id or (kind == "id" and key in owner):
                add(location, f"the {kind} `{name}` is used by `{owner[key]}` too", "give each algorithm names of its own")
            owner.setdefault(key, a.id)
    for i, a in enumerate(data.algorithms):
        refs: list[tuple[Location, str]] = [((i, "confused_with", j, "id"), c.id) for j, c in enumerate(listed(a.confused_with))]
        refs += [((i, "not_for", j, "instead"), n.instead) for j, n in enumerate(a.not_for) if n.instead]
        refs += [((i, "state", "replaced_by"), a.state.replaced_by)] if a.state.replaced_by else []
        for location, ref in refs:
            if ref not in data.ids:
                add(location, f"there is no algorithm `{ref}`", did_you_mean(ref, data.ids))
            elif ref == a.id:
                add(location, f"`{a.id}` points to itself", "name another algorithm")
        folder = root / "docs" / "algorithms"
        if not is_page(root, f"algorithms/{a.page}"):
            add(
                (i, "page"), f"there is no page `{a.page}` in docs/algorithms/", did_you_mean(a.page, [p.name for p in folder.glob("*.md")])
            )
        names_seen: set[str] = set()
        for j, h in enumerate(a.hyperparameters):
            at = (i, "hyperparameters", j)
            if h.required is False and h.default is None:
                add(at, f"`{h.name}` of `{a.id}` has no default and is not required", "add `default:` or `required: true`")
            if h.name in names_seen:
                add((*at, "name"), f"`{h.name}` of `{a.id}` is listed twice", "keep one of the two")
            names_seen.add(h.name)
        if not a.required and not a.required_note:
            add((i, "hyperparameters"), f"`{a.id}` has no required hyperparameter", "mark one, or add `required_note:` with the reason")
        if not any(h.tune for h in a.hyperparameters) and not a.tuning_note:
            add((i, "hyperparameters"), f"`{a.id}` has no tuning range", "add `tune:` to one, or `tuning_note:` with the reason")
        for j, n in enumerate(a.not_for):
            if not n.instead and not n.use:
                add((i, "not_for", j), f"a `not_for` of `{a.id}` does not say what fits", "add `instead:` (an id) or `use:` (words)")
        for group in get_args(Group):
            if group not in a.sources and not (group == "tuning" and a.tuning_note):
                add((i, "sources"), f"`{a.id}` has no source for `{group}`", f"add `{group}:` with the page of AWS that says it")
    return problems


def listed(value: Any) -> list[Any]:
    """Return the entries of a list that may be a reason for having none."""
    return [] if isinstance(value, Nothing) else value
