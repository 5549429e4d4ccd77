"""python -m benchmarks.confidence --data ../shared/data            how true the words' confidences are, on pages never tuned on
python -m benchmarks.confidence --data ../shared/data --fit      and first fit the weights on the tuning pages

A word is right when all its runs of letters and digits stand in the page's truth, each as often as it was read. Expected calibration
error is over ten bins of equal width (M. Naeini 2015), the diagram is written beside docs/reading.md.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import Counter
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from benchmarks.reading.__main__ import words
from benchmarks.reading.sets import SETS, Split
from pipeline.cleanup import Cleaner
from pipeline.ocr.lstm import confidence
from pipeline.ocr.lstm.confidence import Features
from pipeline.ocr.lstm_engine import LstmEngine
from pipeline.pages import open_scan
from pipeline.settings import Settings

Judged = tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]
_SETS = ("old books", "forms", "drawn clean", "drawn typical", "drawn harsh")
_BINS = 10


def judged(data: Path, split: Split, most: int, name: str) -> Judged:
    """The words of a set, their features, and whether they were read right."""
    settings = Settings()
    engine, cleaner = LstmEngine(settings.ocr), Cleaner(settings.cleanup)
    rows: list[Features] = []
    right: list[bool] = []
    with tempfile.TemporaryDirectory() as folder:
        for sample in SETS[name](data, Path(folder), split, most):
            with open_scan(sample.path, settings.pages) as scan:
                page = scan.page(1)
            there = Counter(words(sample.truth))
            for word in (word for row in engine.read(cleaner.clean(page)) for word in row):  # type: ignore[arg-type]  # pictures only
                runs = Counter(words(word.text))
                found = bool(runs) and all(there[run] >= count for run, count in runs.items())
                if found:
                    there -= runs
                if runs:
                    rows.append(word.features)
                    right.append(found)
    return np.array(rows), np.array(right)


def fitted(sets: dict[str, Judged]) -> tuple[npt.NDArray[np.float64], float]:
    """Weights and constant of a logistic regression in which every set weighs the same."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # for training only

    model = LogisticRegression(C=10.0, max_iter=1000)
    share = np.concatenate([np.full(len(right), 1 / len(right)) for _, right in sets.values()])
    model.fit(np.concatenate([x for x, _ in sets.values()]), np.concatenate([y for _, y in sets.values()]), share / share.mean())
    return model.coef_[0], float(model.intercept_[0])


def calibration_error(sure: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Mean distance between confidence and share of right words over the bins, weighted by their words."""
    return sum(abs(group_sure - group_right) * count for group_sure, group_right, count in diagram(sure, right)) / max(1, len(right))


def diagram(sure: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right words, and words of each bin that has any."""
    which = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    groups = [which == place for place in range(_BINS)]
    return [(float(sure[group].mean()), float(right[group].mean()), int(group.sum())) for group in groups if group.any()]


def main() -> None:
    """Fit where asked, then report."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.confidence", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--pages", type=int, default=40, help="at most so many of each set")
    parser.add_argument("--fit", action="store_true", help="fit the weights first, and report with them")
    parser.add_argument("--out", type=Path, help="write the reliability diagram here (PNG)")
    given = parser.parse_args()
    weights, constant = np.array(confidence.WEIGHTS), confidence.CONSTANT
    if given.fit:
        weights, constant = fitted({name: judged(given.data, "tune", given.pages, name) for name in _SETS})
        print(f"WEIGHTS = Features({', '.join(f'{weight:.3f}' for weight in weights)})\nCONSTANT = {constant:.3f}")
    found: dict[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]] = {}
    for name in _SETS:
        rows, right = judged(given.data, "report", given.pages, name)
        found[name] = 1 / (1 + np.exp(-constant - rows @ weights)), right
        print(f"{name:14} {len(right):6} words, {right.mean():.3f} right, expected calibration error {calibration_error(*found[name]):.4f}")
    sures, rights = zip(*found.values(), strict=True)
    together = np.concatenate(sures), np.concatenate(rights)
    print(f"all: {len(together[1])} words, {together[1].mean():.3f} right, expected calibration error {calibration_error(*together):.4f}")
    for sure, right_share, count in diagram(*together):
        print(f"  said {sure:.3f}  right {right_share:.3f}  {count:6} words")
    if given.out:
        draw(given.out, {"all pages": diagram(*together), **{name: diagram(*values) for name, values in found.items()}})


def draw(path: Path, diagrams: dict[str, list[tuple[float, float, int]]]) -> None:
    """The reliability diagram: what was said against what was right."""
    figure = Figure(figsize=(7, 5))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    for name, points in diagrams.items():
        axes.plot([p[0] for p in points], [p[1] for p in points], marker="o", linewidth=2 if name == "all pages" else 0.8, label=name)
    axes.set_xlabel("confidence of a word")
    axes.set_ylabel("share of such words that are right")
    axes.legend()
    figure.savefig(path, dpi=110, bbox_inches="tight")


if __name__ == "__main__":
    main()
