"""Generate facts cards and comparison tables of the algorithms from docs/algorithms/algorithms.yml.

A page asks for them with directives, which are invisible on GitHub:

    <!-- algorithms: facts xgboost -->                          the card of one algorithm
    <!-- algorithms: hyperparameters xgboost names=eta,alpha --> its hyperparameters, all or some
    <!-- algorithms: compare columns=learning,problems where=domain:text -->
    <!-- algorithms: content-types -->                          each content type with its algorithms
    <!-- algorithms: chooser -->                                the overview that can be filtered

What they make is Markdown, so any generator of sites can show it.
"""

from __future__ import annotations

from collections.abc import Callable

from common.cells import code, folded, link_from, table, text
from common.directive import Kind, Kinds, Request, Unusable
from common.problems import did_you_mean

from data.algorithms import Algorithm, Algorithms, Answer, Hyperparameter, Nothing, listed

Cell = Callable[[Algorithm], str]


# --- cells -----------------------------------------------------------------------------------


def said(answer: Answer) -> str:
    """Return "yes", "no", "partly" or "not stated", with the note behind it."""
    word = {True: "yes", False: "no"}.get(answer.value, answer.value)
    return f"{word} ({text(answer.note)})" if answer.note else str(word)


def several(value: object, show: Callable[[str], str] = text) -> str:
    """Return a list in one cell, or the reason why there is none."""
    if isinstance(value, Nothing):
        return f"none: {text(value.none)}"
    return ", ".join(show(str(item)) for item in value)  # type: ignore[attr-defined]


def _channels(a: Algorithm) -> str:
    return ", ".join(code(c.name) + ("" if c.required else " (optional)") for c in a.channels)


def _distribution(a: Algorithm) -> str:
    by_rule: dict[str, list[str]] = {}
    for channel in a.channels:
        rule = " or ".join(code(d) for d in listed(channel.distribution)) or "not stated"
        by_rule.setdefault(rule, []).append(code(channel.name))
    return "; ".join(f"{', '.join(names)}: {rule}" for rule, names in by_rule.items())


def _required(a: Algorithm) -> str:
    if not a.required:
        return f"none: {text(a.required_note or '')}"
    return ", ".join(code(h.name) + (f" ({text(h.required)})" if isinstance(h.required, str) else "") for h in a.required)


def _metrics(a: Algorithm) -> str:
    if isinstance(a.metrics, Nothing):
        return f"none: {text(a.metrics.none)}"
    groups: dict[str, list[str]] = {}
    for metric in a.metrics:
        groups.setdefault(metric.direction, []).append(code(metric.name))
    return "; ".join(f"{direction} {', '.join(names)}" for direction, names in groups.items())


def _versions(a: Algorithm) -> str:
    if isinstance(a.image.versions, Nothing):
        return f"none: {text(a.image.versions.none)}"
    versions = several(a.image.versions, code)
    where = f"{code(a.image.repository)}: {versions}" if a.image.repository else versions
    return f"{where} ({text(a.image.note)})" if a.image.note else where


def _state(a: Algorithm) -> str:
    return f"{a.state.status}: {text(a.state.note)}" if a.state.note else a.state.status


def _hardware(a: Algorithm) -> str:
    """The words a learner filters by; details are in the compute columns."""
    training = a.compute.training
    words = [
        w
        for w, answer in (
            ("CPU", training.cpu),
            ("GPU", training.gpu),
            ("several GPUs", training.multi_gpu),
            ("several instances", training.multi_instance),
        )
        if answer.value in (True, "partly")
    ]
    return ", ".join(words)


def _inputs(a: Algorithm) -> str:
    return several(a.content_types.training, code)


COLUMNS: dict[str, tuple[str, Cell]] = {
    "purpose": ("What it is for", lambda a: text(a.purpose)),
    "learning": ("Learning", lambda a: several(a.learning)),
    "problems": ("Problem", lambda a: several(a.problems)),
    "domain": ("Data", lambda a: several(a.domain)),
    "method": ("How it works", lambda a: text(a.method)),
    "reach_for": ("Reach for it when", lambda a: "; ".join(text(r) for r in a.reach_for)),
    "output": ("What comes out", lambda a: text(a.output)),
    "files": ("Training files", lambda a: text(a.content_types.files)),
    "training_types": ("Training input", _inputs),
    "inference_types": ("Content types, inference", lambda a: several(a.content_types.inference, code)),
    "response_types": ("Content types, response", lambda a: several(a.content_types.response, code)),
    "file": ("File", lambda a: said(a.input_modes.file)),
    "pipe": ("Pipe", lambda a: said(a.input_modes.pipe)),
    "fastfile": ("FastFile", lambda a: said(a.input_modes.fastfile)),
    "augmented_manifest": ("Augmented manifest", lambda a: said(a.input_modes.augmented_manifest)),
    "channels": ("Channels", _channels),
    "distribution": ("S3 distribution", _distribution),
    "hardware": ("Trains on", _hardware),
    "train_cpu": ("CPU", lambda a: said(a.compute.training.cpu)),
    "train_gpu": ("GPU", lambda a: said(a.compute.training.gpu)),
    "train_multi_gpu": ("Several GPUs", lambda a: said(a.compute.training.multi_gpu)),
    "train_multi_instance": ("Several instances", lambda a: said(a.compute.training.multi_instance)),
    "train_families": ("Families for training", lambda a: several(a.compute.training.families, code)),
    "train_advice": ("Advice for training", lambda a: text(a.compute.training.advice)),
    "infer_cpu": ("CPU", lambda a: said(a.compute.inference.cpu)),
    "infer_gpu": ("GPU", lambda a: said(a.compute.inference.gpu)),
    "infer_families": ("Families for inference", lambda a: several(a.compute.inference.families, code)),
    "infer_advice": ("Advice for inference", lambda a: text(a.compute.inference.advice)),
    "older": ("Older names on AWS's page", lambda a: text(a.compute.older) if a.compute.older else "none"),
    "parallelizable": ("Distributed training", lambda a: said(a.parallelizable)),
    "incremental": ("Incremental training", lambda a: said(a.incremental)),
    "required": ("Required hyperparameters", _required),
    "metrics": ("Objective metrics", _metrics),
    "normalize": ("Normalize", lambda a: said(a.needs.normalize)),
    "shuffle": ("Shuffle", lambda a: said(a.needs.shuffle)),
    "tokenize": ("Tokenize", lambda a: said(a.needs.tokenize)),
    "sparse": ("Takes sparse data", lambda a: said(a.needs.sparse)),
    "label": ("Label", lambda a: text(a.needs.label)),
    "header": ("CSV header", lambda a: text(a.needs.header)),
    "versions": ("Image", _versions),
    "state": ("State", _state),
}
"""Every column of a comparison: its name in a directive, its heading, its cell."""

GROUPS = {
    "input_modes": ["file", "pipe", "fastfile", "augmented_manifest"],
    "needs": ["normalize", "shuffle", "tokenize", "sparse", "label", "header"],
}
"""Names that stand for several columns."""

FILTERS: dict[str, Callable[[Algorithm], list[str]]] = {
    "id": lambda a: [a.id],
    "learning": lambda a: list(a.learning),
    "problems": lambda a: list(a.problems),
    "domain": lambda a: list(a.domain),
    "incremental": lambda a: [said(Answer(value=a.incremental.value))],
}
"""What `where=` can select by."""


# --- tables ----------------------------------------------------------------------------------


def name_link(a: Algorithm, page: str) -> str:
    return f"[{text(a.name)}]({link_from(page, 'algorithms/' + a.page)})"


def compare(data: Algorithms, options: dict[str, str], page: str) -> str:
    """Return the comparison table that `columns=`, `where=` and `caption=` describe."""
    if "columns" not in options:
        raise Unusable("a comparison needs columns", "add `columns=` with one or more of: " + ", ".join([*GROUPS, *COLUMNS]))
    names: list[str] = []
    for name in options["columns"].split(","):
        if name not in COLUMNS and name not in GROUPS:
            raise Unusable(f"there is no column `{name}`", did_you_mean(name, [*COLUMNS, *GROUPS]))
        names += GROUPS.get(name, [name])
    chosen = _where(data, options.get("where", ""))
    headings = ["Algorithm", *(COLUMNS[name][0] for name in names)]
    rows = [[name_link(a, page), *(COLUMNS[name][1](a) for name in names)] for a in chosen]
    caption = options.get("caption") or "Algorithms: " + ", ".join(COLUMNS[n][0] for n in names)
    return table(caption, headings, rows)


def _where(data: Algorithms, condition: str) -> list[Algorithm]:
    chosen = sorted(data.algorithms, key=lambda a: a.name.casefold())
    if not condition:
        return chosen
    field, colon, wanted = condition.partition(":")
    if not colon or field not in FILTERS:
        raise Unusable(f"`where={condition}` cannot be followed", "write `where=FIELD:VALUE`; " + did_you_mean(field, FILTERS))
    values = wanted.split(",")
    known = {v for a in chosen for v in FILTERS[field](a)}
    for value in values:
        if value not in known:
            raise Unusable(f"no algorithm has `{value}` as {field}", did_you_mean(value, known))
    chosen = [a for a in chosen if set(values) & set(FILTERS[field](a))]
    if field == "id":
        chosen.sort(key=lambda a: values.index(a.id))
    return chosen


def facts(a: Algorithm, page: str) -> str:
    """Return the card of one algorithm: what decides in sight, the rest folded below it."""
    training, inference = a.compute.training, a.compute.inference
    first = [
        ("For", text(a.purpose)),
        ("Learning", several(a.learning)),
        ("Problem", several(a.problems)),
        ("Training files", text(a.content_types.files)),
        ("Label", f"{text(a.needs.label)}; CSV header: {text(a.needs.header)}"),
        (
            "Trains on",
            _answers(
                ("CPU", training.cpu),
                ("GPU", training.gpu),
                ("several GPUs", training.multi_gpu),
                ("several instances", training.multi_instance),
            ),
        ),
        ("Required", _required(a)),
        ("What comes out", text(a.output)),
    ]
    rest = [
        ("Channels", _channels(a)),
        ("S3 distribution", _distribution(a)),
        ("Content types, training", _inputs(a)),
        ("Content types, inference", several(a.content_types.inference, code)),
        ("Content types, response", several(a.content_types.response, code)),
        (
            "Input modes",
            _answers(
                ("File", a.input_modes.file),
                ("Pipe", a.input_modes.pipe),
                ("FastFile", a.input_modes.fastfile),
                ("augmented manifest", a.input_modes.augmented_manifest),
            ),
        ),
        ("Instances for training", f"{several(training.families, code)}: {text(training.advice)}"),
        (
            "Instances for inference",
            f"{_answers(('CPU', inference.cpu), ('GPU', inference.gpu))}. {several(inference.families, code)}: {text(inference.advice)}",
        ),
        ("Older names on AWS's page", text(a.compute.older) if a.compute.older else "none"),
        ("Incremental training", said(a.incremental)),
        ("Objective metrics", _metrics(a)),
        ("Image", _versions(a)),
        ("State", _state(a)),
    ]
    card = table(f"{a.name} at a glance", ["Fact", a.name], [[label, value] for label, value in first])
    more = table(f"{a.name} in a job", ["Part of the job", a.name], [[label, value] for label, value in rest])
    return f'{card}\n\n??? info "Channels, content types, instances, metrics and image of {a.name}"\n\n{folded(more)}'


def _answers(*answers: tuple[str, Answer]) -> str:
    return ", ".join(f"{label}: {said(answer)}" for label, answer in answers)


def hyperparameters(a: Algorithm, options: dict[str, str]) -> str:
    """Return the hyperparameters of an algorithm, all or those in `names=`, in that order."""
    chosen: list[Hyperparameter] = list(a.hyperparameters)
    if "names" in options:
        by_name = {h.name: h for h in chosen}
        for name in options["names"].split(","):
            if name not in by_name:
                raise Unusable(f"`{a.id}` has no hyperparameter `{name}` in the data", did_you_mean(name, by_name))
        chosen = [by_name[name] for name in options["names"].split(",")]
    rows = [
        [code(h.name), _default(h), f"{h.type}, {text(h.range)}", text(h.effect), text(h.tune) if h.tune else "not listed"] for h in chosen
    ]
    return table(f"Hyperparameters of {a.name}", ["Name", "Default", "Valid values", "What it does", "Tuning range"], rows)


def _default(h: Hyperparameter) -> str:
    needed = "**required**" if h.required is True else f"**required** {text(h.required)}" if h.required else ""
    return ", ".join(part for part in (needed, text(h.default) if h.default else "") if part)


def content_types(data: Algorithms, page: str) -> str:
    """Return each content type with the algorithms that train on it and that predict from it."""
    uses: dict[str, tuple[list[str], list[str]]] = {}
    for a in sorted(data.algorithms, key=lambda a: a.name.casefold()):
        for i, types in enumerate((a.content_types.training, a.content_types.inference)):
            for content_type in listed(types):
                uses.setdefault(content_type, ([], []))[i].append(name_link(a, page))
    rows = [[code(t), ", ".join(train) or "none", ", ".join(infer) or "none"] for t, (train, infer) in sorted(uses.items())]
    return table("Algorithms by content type", ["Content type", "Trained on by", "Accepted for inference by"], rows)


FILTERED = ["problems", "learning", "domain", "training_types", "hardware"]
CHOOSER = ["problems", "learning", "domain", "training_types", "hardware", "purpose"]


def chooser(data: Algorithms, page: str) -> str:
    """Return the overview table; assets/javascripts/chooser.js adds the filters to it."""
    body = compare(data, {"columns": ",".join(CHOOSER), "caption": "All built-in algorithms"}, page)
    filters = ";".join(COLUMNS[name][0] for name in FILTERED)
    return f'<div class="chooser" data-script="chooser" data-filter="{filters}" data-counts="algorithms" markdown="1">\n\n{body}\n\n</div>'


# --- directives ------------------------------------------------------------------------------


def _algorithm(ask: Request) -> Algorithm:
    data = ask.data(Algorithms)
    if ask.words[0] not in data.ids:
        raise Unusable(f"there is no algorithm `{ask.words[0]}`", did_you_mean(ask.words[0], data.ids))
    return data[ask.words[0]]


DIRECTIVES: Kinds = {
    "facts": Kind(lambda ask: facts(_algorithm(ask), ask.page.uri), words=1, example="<!-- algorithms: facts xgboost -->"),
    "hyperparameters": Kind(
        lambda ask: hyperparameters(_algorithm(ask), ask.options),
        words=1,
        example="<!-- algorithms: hyperparameters xgboost -->",
        options=("names",),
    ),
    "compare": Kind(lambda ask: compare(ask.data(Algorithms), ask.options, ask.page.uri), options=("columns", "where", "caption")),
    "content-types": Kind(lambda ask: content_types(ask.data(Algorithms), ask.page.uri)),
    "chooser": Kind(lambda ask: chooser(ask.data(Algorithms), ask.page.uri)),
}
