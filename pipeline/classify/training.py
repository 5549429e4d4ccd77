"""Trains the model from labelled pages. scikit-learn is imported only inside: the program itself runs without it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.classify.features import COUNTED
from pipeline.classify.linear import OTHER, UNKNOWN, LinearModel, softmax

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """How a model is trained; the shipped model was trained with these."""

    # A name is kept when it stands in at least this many different source texts (copies of one text count once).
    min_sources: int = 4
    # Most names kept of each kind, the most frequent first.
    most_names: tuple[tuple[str, int], ...] = (("w", 14000), ("h", 3000), ("t", 2500), ("c", 4000), ("p", 100), ("l", 20))
    # The length each counted kind's values are scaled to.
    blocks: tuple[tuple[str, float], ...] = (("w", 1.0), ("h", 1.0), ("t", 0.3), ("c", 0.2))
    # Inverse strength of the L2 regularisation.
    inverse_regularisation: float = 30.0
    # Most steps of the solver.
    iterations: int = 300
    # Words that are never names: patients', doctors' and places' names.
    stop_words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled page: its features, its class (a code or "other"), and which source text it was cut from."""

    features: Mapping[str, float]
    label: str
    source: str
    weight: float = 1.0


def train(examples: Sequence[Example], validation: Sequence[Example], settings: TrainingSettings) -> LinearModel:
    """The model with its temperature fitted on `validation`. The same examples in the same order give the same model."""
    classes = tuple(sorted({example.label for example in examples} | {OTHER}))
    names = _names(examples, settings)
    scale = _rarity(examples, names)
    blank = LinearModel(
        classes=classes,
        names=names,
        scale=scale,
        weights=np.zeros((len(classes), len(names)), np.int8),
        step=np.ones(len(classes), np.float32),
        bias=np.zeros(len(classes), np.float32),
        blocks=dict(settings.blocks),
        temperature=1.0,
    )
    fitted = _quantised(blank, *_fit(blank, examples, settings))
    return _with_temperature(fitted, validation)


def _names(examples: Sequence[Example], settings: TrainingSettings) -> tuple[str, ...]:
    sources: dict[str, set[str]] = {}
    for example in examples:
        for name in example.features:
            sources.setdefault(name, set()).add(example.source)
    kept: list[str] = []
    for kind, most in settings.most_names:
        own = [(len(where), name) for name, where in sources.items() if name[0] == kind and _wanted(name, len(where), settings)]
        kept += [name for _, name in sorted(own, key=lambda pair: (-pair[0], pair[1]))[:most]]
    return tuple(sorted({*kept, UNKNOWN}))


def _wanted(name: str, where: int, settings: TrainingSettings) -> bool:
    if name[0] not in COUNTED:
        return True
    return where >= settings.min_sources and (name[0] == "c" or settings.stop_words.isdisjoint(name[2:].split()))


def _rarity(examples: Sequence[Example], names: Sequence[str]) -> npt.NDArray[np.float32]:
    """log((1 + pages) / (1 + pages with the name)) + 1 for counted kinds, 1 for the others."""
    pages = Counter(name for example in examples for name in example.features)
    return np.array(
        [math.log((1 + len(examples)) / (1 + pages[name])) + 1 if name[0] in COUNTED else 1.0 for name in names], dtype=np.float32
    )


def _fit(model: LinearModel, examples: Sequence[Example], settings: TrainingSettings) -> tuple[Matrix, Matrix]:
    from scipy.sparse import csr_matrix  # noqa: PLC0415  # the training extra: absent where the program only runs
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # as above

    vectors = [model.vector(example.features) for example in examples]
    ends = np.cumsum([0, *(len(columns) for columns, _ in vectors)])
    columns = np.concatenate([columns for columns, _ in vectors])
    values = np.concatenate([values for _, values in vectors]).astype(np.float64)
    table = csr_matrix((values, columns, ends), shape=(len(examples), len(model.names)))
    labels = np.array([model.classes.index(example.label) for example in examples])
    solver = LogisticRegression(C=settings.inverse_regularisation, max_iter=settings.iterations, tol=1e-4)
    solver.fit(table, labels, sample_weight=_balanced(examples))
    weights, bias = np.zeros((len(model.classes), len(model.names))), np.full(len(model.classes), -20.0)
    found = solver.classes_
    if len(found) == 2:  # scikit-learn keeps one row for two classes
        weights[found[1]], bias[found] = solver.coef_[0], (0.0, float(solver.intercept_[0]))
    else:
        weights[found], bias[found] = solver.coef_, solver.intercept_
    return weights, bias


def _balanced(examples: Sequence[Example]) -> Matrix:
    """Each example's weight times (mean count / its class's count) to the half: rare classes speak up, without shouting."""
    counts = Counter(example.label for example in examples)
    mean = len(examples) / len(counts)
    return np.array([example.weight * math.sqrt(mean / counts[example.label]) for example in examples])


def _quantised(model: LinearModel, weights: Matrix, bias: Matrix) -> LinearModel:
    """Weights in 255 steps a class: a quarter of the size, and no measurable loss."""
    step = np.maximum(np.abs(weights).max(axis=1) / 127.0, 1e-12)
    small = np.rint(weights / step[:, None]).astype(np.int8)
    return LinearModel(model.classes, model.names, model.scale, small, step.astype(np.float32), bias.astype(np.float32), model.blocks, 1.0)


def _with_temperature(model: LinearModel, validation: Sequence[Example]) -> LinearModel:
    """The temperature of least cross-entropy on the validation pages, from a fixed grid."""
    kept = [example for example in validation if example.label in model.classes]
    if not kept:
        return model
    logits = np.stack([model.logits(*model.vector(example.features)) for example in kept])
    labels = np.array([model.classes.index(example.label) for example in kept])
    weights = _balanced(kept)
    grid = [round(float(value), 3) for value in np.geomspace(0.25, 8.0, 61)]
    best = min(grid, key=lambda temperature: _loss(logits / temperature, labels, weights))
    return LinearModel(model.classes, model.names, model.scale, model.weights, model.step, model.bias, model.blocks, best)


def _loss(logits: Matrix, labels: npt.NDArray[np.int64], weights: Matrix) -> float:
    chosen = softmax(logits)[np.arange(len(labels)), labels]
    return float(-(weights * np.log(np.maximum(chosen, 1e-12))).sum() / weights.sum())


def expected_calibration_error(confidences: Iterable[float], right: Iterable[bool], bins: int = 10) -> float:
    """Mean distance (0 to 1) between how sure the answers were and how often they were right, over equal-width bins."""
    sure, true = np.array(list(confidences), dtype=np.float64), np.array(list(right), dtype=np.float64)
    if not len(sure):
        return 0.0
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [(bin_of == at).sum() * abs(sure[bin_of == at].mean() - true[bin_of == at].mean()) for at in set(bin_of.tolist())]
    return float(sum(gaps) / len(sure))
