"""A site's corrected pages teach the shipped model: multinomial logistic regression that stays near the shipped weights.

Minimised is the mean cross-entropy over the site's pages and a replay of shipped ones, plus STAY / 2 times the squared distance from the
shipped weights (a Gaussian prior around them), by Nesterov's accelerated gradient. Of a replayed page the model is to say what it said (Li
and Hoiem, Learning without Forgetting, 2016): without a site's pages nothing moves. The same pages give the same model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.classify.linear import OTHER, Floats, LinearModel, softmax
from pipeline.model.errors import ConfigError

STAY = 2e-4  # how strongly weights stay where they were
STEPS = 400
NEW_BIAS = -2.0  # of a type that the model did not know: rare until its words are seen
SITE_WEIGHT = 3.0  # of a site's page beside a replayed one

Columns = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A page as the model sees it: columns and values of its features, and its class (a code or "other")."""

    columns: Columns
    values: Floats
    label: str


@dataclass(frozen=True, slots=True)
class Shares:
    """How a model does on pages it was not taught on: accuracy from 0 to 1, and (meant, answered) counts."""

    right: int
    total: int
    confusion: tuple[tuple[str, str, int], ...]

    @property
    def accuracy(self) -> float:
        """1 where there is nothing to judge by."""
        return self.right / self.total if self.total else 1.0


def adapted(model: LinearModel, site: Sequence[Labelled], replay: Sequence[Labelled]) -> LinearModel:
    """The model, taught; classes that it did not know are added."""
    classes = tuple(sorted({*model.classes, *(page.label for page in site)}))
    pages = [*site, *replay]
    used = np.unique(np.concatenate([page.columns for page in pages]))
    table = _table(pages, used)
    shares = np.array([SITE_WEIGHT] * len(site) + [1.0] * len(replay))
    weights, bias = _laid_out(model, classes)
    start = np.concatenate([weights[:, used], bias[:, None]], axis=1)
    table = np.concatenate([table, np.ones((len(pages), 1))], axis=1)
    meant = softmax(table @ start.T / model.temperature)
    meant[: len(site)] = np.eye(len(classes))[[classes.index(page.label) for page in site]]
    moved = _descended(start, table, meant, shares / shares.sum(), model.temperature)
    weights[:, used] = moved[:, :-1]
    step = np.maximum(np.abs(weights).max(axis=1) / 127.0, 1e-12)
    small = np.rint(weights / step[:, None]).astype(np.int8)
    return replace(model, classes=classes, weights=small, step=step.astype(np.float32), bias=moved[:, -1].astype(np.float32))


def judged(model: LinearModel, pages: Sequence[Labelled]) -> Shares:
    """How many pages get their class; a class that the model doesn't know is never right."""
    counts: dict[tuple[str, str], int] = {}
    for page in pages:
        answer = model.classes[int(np.argmax(model.logits(page.columns, page.values)))]
        counts[page.label, answer] = counts.get((page.label, answer), 0) + 1
    right = sum(count for (meant, answer), count in counts.items() if meant == answer)
    return Shares(right, len(pages), tuple((meant, answer, count) for (meant, answer), count in sorted(counts.items())))


def _table(pages: Sequence[Labelled], used: Columns) -> npt.NDArray[np.float64]:
    table = np.zeros((len(pages), len(used)))
    for row, page in enumerate(pages):
        table[row, np.searchsorted(used, page.columns)] = page.values
    return table


def _laid_out(model: LinearModel, classes: tuple[str, ...]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    weights, bias = np.zeros((len(classes), len(model.names))), np.full(len(classes), NEW_BIAS)
    for at, name in enumerate(model.classes):
        row = classes.index(name)
        weights[row] = model.weights[at].astype(np.float64) * model.step[at]
        bias[row] = model.bias[at]
    return weights, bias


def _descended(
    start: npt.NDArray[np.float64],
    table: npt.NDArray[np.float64],
    meant: npt.NDArray[np.float64],
    shares: npt.NDArray[np.float64],
    temperature: float,
) -> npt.NDArray[np.float64]:
    """`start`: (classes, features and bias); `table`: (pages, features and 1); `meant`: (pages, classes), the chances to come near to."""
    steepest = 0.5 * float((shares * (table**2).sum(axis=1)).sum()) / temperature**2 + STAY
    here = before = start
    for step in range(1, STEPS + 1):
        ahead = here + (step - 1) / (step + 2) * (here - before)
        off = (softmax(table @ ahead.T / temperature) - meant) * shares[:, None] / temperature
        before, here = here, ahead - (off.T @ table + STAY * (ahead - start)) / steepest
    return here


def save_pages(pages: Sequence[Labelled], path: Path) -> None:
    """Labelled pages in a file that can run no code; the same pages always give the same bytes."""
    labels = sorted({page.label for page in pages})
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            classes=np.array(labels),
            labels=np.array([labels.index(page.label) for page in pages], np.int16),
            ends=np.cumsum([len(page.columns) for page in pages], dtype=np.int64),
            columns=np.concatenate([page.columns for page in pages]).astype(np.int32),
            values=np.concatenate([page.values for page in pages]).astype(np.float16),
        )


def load_pages(path: Path) -> list[Labelled]:
    """What `save_pages` wrote. ConfigError when it can't be read."""
    try:
        with np.load(path, allow_pickle=False) as file:
            classes, labels, ends = file["classes"], file["labels"], file["ends"]
            columns, values = np.split(file["columns"], ends[:-1]), np.split(file["values"], ends[:-1])
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ConfigError(f"{path.name}: {type(error).__name__}", "Take the file from the program's own copy again.") from None
    return [
        Labelled(own.astype(np.int64), value.astype(np.float32), str(classes[label]))
        for own, value, label in zip(columns, values, labels, strict=True)
    ]


def label_of(code: str) -> str:
    """The class of a type code; "none" is that of no type."""
    return OTHER if code.lower() in ("none", OTHER) else code
