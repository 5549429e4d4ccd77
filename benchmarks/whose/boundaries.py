"""python -m benchmarks.whose.boundaries --kept DIR        the weights of filing/boundary.py, from files that benchmarks.whose kept

Fits a logistic regression to every page that follows another within a file (page numbers decide nothing here), and reports how well it
tells a half of the files that it was not fitted to.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.whose.files import File
from pipeline.filing.boundary import own_signs, signs
from pipeline.filing.page_facts import FactFinder
from pipeline.model.types import PageResult
from pipeline.settings import Settings

Example = tuple[int, dict[str, float], bool]


def examples(file: File, results: list[PageResult]) -> Iterator[tuple[dict[str, float], bool]]:
    """Signs and truth of each page that follows another; a misfiled page begins nothing."""
    find = FactFinder(Settings().filing)
    facts = [find(result) for result in results]
    of = {page: at for at, truth in enumerate(file.documents) for page in truth.pages} | file.strays
    run: list[int] = []
    for page in range(1, len(facts) + 1):
        fact = facts[page - 1]
        if page in file.backs or fact.blank or fact.failed:
            continue
        new = not run or of[page] != of[run[-1]]
        if run and run[-1] not in file.strays:
            yield signs([facts[at - 1] for at in run], fact), new
        run = [page] if new else [*run, page]


def own_examples(file: File, results: list[PageResult]) -> Iterator[tuple[dict[str, float], bool]]:
    """Signs of each page by itself, and whether it is the first of a document."""
    find = FactFinder(Settings().filing)
    first = {truth.pages[0] for truth in file.documents}
    for number, result in enumerate(results, 1):
        fact = find(result)
        if not (number in file.backs or number in file.strays or fact.blank or fact.failed):
            yield own_signs(fact), number in first


def main() -> None:
    """Fit, report, print the weights."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whose.boundaries", description=__doc__)
    parser.add_argument("--kept", type=Path, required=True, help="what `python -m benchmarks.whose --keep` kept, of tuning seeds")
    parser.add_argument("--most", type=float, default=3.0, help="inverse strength of the regularisation")
    given = parser.parse_args()
    after: list[Example] = []
    own: list[Example] = []
    for path in sorted(given.kept.glob("*.pickle")):
        file, results = pickle.loads(path.read_bytes())  # our own
        seed = int(file.name.split("-")[0])
        after += [(seed, *one) for one in examples(file, results)]
        own += [(seed, *one) for one in own_examples(file, results)]
    for title, found in (("WEIGHTS", after), ("FIRST", own)):
        print(title)
        _fit(found, given.most)


def _fit(found: list[Example], most: float) -> None:
    names = list(found[0][1])
    x = np.array([[one[1][name] for name in names] for one in found])
    y = np.array([one[2] for one in found])
    learn = np.array([one[0] % 2 == 0 for one in found])
    for title, fit, told in (("half", learn, ~learn), ("other half", ~learn, learn)):
        model = LogisticRegression(C=most, max_iter=2000, fit_intercept=False).fit(x[fit], y[fit])
        p = model.predict_proba(x[told])[:, 1]
        sure = (p < 0.1) | (p > 0.9)
        right = (p > 0.5) == y[told]
        print(f"# {title}: {right.mean():.4f} of {told.sum()} right; of the {sure.mean():.0%} that are sure {right[sure].mean():.4f}")
    model = LogisticRegression(C=most, max_iter=2000, fit_intercept=False).fit(x, y)
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
