"""Figures about a classifier on labelled pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.types.corpus import Page
from pipeline.classify.classifier import Classifier
from pipeline.classify.linear import OTHER
from pipeline.classify.training import expected_calibration_error

MERGED = {"11488-4": "34117-2"}  # a consultation and an admission note differ in who asked, not in what stands there


@dataclass(frozen=True, slots=True)
class Answer:
    """One page's truth and the classifier's answer; `best` is the best known code even where the answer was none."""

    truth: str
    said: str
    best: str
    confidence: float  # of the best known code


def answers(classifier: Classifier, pages: Iterable[Page]) -> list[Answer]:
    """The classifier's answers, in order."""
    found = []
    for page in pages:
        guess = classifier(page.page).type
        best, confidence = guess.scores[0]
        said = guess.code or OTHER
        found.append(Answer(said if said in page.also else page.label, said, best, confidence))
    return found


def merged(found: Sequence[Answer]) -> list[Answer]:
    """The answers with consultation counted as history and physical."""
    return [Answer(MERGED.get(a.truth, a.truth), MERGED.get(a.said, a.said), MERGED.get(a.best, a.best), a.confidence) for a in found]


def accuracy(found: Sequence[Answer]) -> float:
    """Share of answers that are the truth."""
    return sum(a.said == a.truth for a in found) / len(found) if found else 0.0


def wrong(found: Sequence[Answer]) -> float:
    """Share of pages that were given a type that is not theirs; an honest "none of these" is not among them."""
    return sum(OTHER not in (a.said,) and a.said != a.truth for a in found) / len(found) if found else 0.0


def macro_f1(found: Sequence[Answer]) -> float:
    """Mean over the classes that are there of the harmonic mean of precision and recall."""
    true, said = Counter(a.truth for a in found), Counter(a.said for a in found)
    both = Counter(a.truth for a in found if a.truth == a.said)
    return sum(2 * both[code] / (true[code] + said[code]) for code in true) / len(true) if true else 0.0


def calibration(found: Sequence[Answer]) -> float:
    """Expected calibration error of the best known code's probability, over pages that have a type."""
    typed = [a for a in found if a.truth != OTHER]
    return expected_calibration_error((a.confidence for a in typed), (a.best == a.truth for a in typed))


def confusions(found: Sequence[Answer], most: int = 8) -> list[tuple[str, str, int]]:
    """The commonest mistakes: truth, answer, how often."""
    pairs = Counter((a.truth, a.said) for a in found if a.truth != a.said)
    return [(truth, said, many) for (truth, said), many in pairs.most_common(most)]


def line(name: str, found: Sequence[Answer]) -> str:
    """One row of the table."""
    return (
        f"{name:34} {len(found):6} {accuracy(found):9.3f} {accuracy(merged(found)):11.3f} {macro_f1(found):9.3f}"
        f" {macro_f1(merged(found)):11.3f} {wrong(found):7.3f} {calibration(found):6.3f}"
    )


HEADER = f"{'pages':34} {'count':>6} {'accuracy':>9} {'acc merged':>11} {'macro-F1':>9} {'F1 merged':>11} {'wrong':>7} {'ECE':>6}"
