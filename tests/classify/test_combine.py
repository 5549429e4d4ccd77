from __future__ import annotations

import pytest

from pipeline.classify.combine import combine
from pipeline.classify.settings import ClassifySettings
from pipeline.model.types import TypeGuess

SETTINGS = ClassifySettings()


def guess(a: float, b: float, least: float = 0.5) -> TypeGuess:
    scores = tuple(sorted((("a", a), ("b", b)), key=lambda pair: -pair[1]))
    best, share = scores[0]
    return TypeGuess(best if share >= least else None, share, scores, (f"because {best}",))


BLANK = TypeGuess(None, 1.0, (("a", 0.0), ("b", 0.0)))
UNKNOWN = TypeGuess(None, 0.9, (("a", 0.06), ("b", 0.04)))


def test_one_page_speaks_for_itself() -> None:
    found = combine([guess(0.9, 0.05)], SETTINGS)
    assert found.code == "a"
    assert found.confidence == pytest.approx(0.9, abs=0.01)
    assert found.evidence == ("because a",)


def test_the_first_page_outweighs_a_second() -> None:
    assert combine([guess(0.9, 0.05), guess(0.05, 0.9)], SETTINGS).code == "a"


def test_many_sure_pages_outweigh_an_unsure_first() -> None:
    assert combine([guess(0.55, 0.4), *[guess(0.01, 0.98)] * 4], SETTINGS).code == "b"


def test_a_cover_sheet_and_blank_pages_do_not_take_the_type_away() -> None:
    assert combine([UNKNOWN, guess(0.95, 0.02), guess(0.9, 0.02), BLANK], SETTINGS).code == "a"
    assert combine([BLANK, guess(0.95, 0.02)], SETTINGS).code == "a"


def test_one_odd_page_does_not_type_a_whole_book() -> None:
    assert combine([UNKNOWN] * 9 + [guess(0.9, 0.05)], SETTINGS).code is None


def test_nothing_fits() -> None:
    assert combine([UNKNOWN, UNKNOWN], SETTINGS).code is None
    assert combine([BLANK, BLANK], SETTINGS).code is None
    assert combine([], SETTINGS) == TypeGuess(None, 1.0)


def test_pages_that_disagree_have_no_type() -> None:
    assert combine([guess(0.6, 0.35), *[guess(0.2, 0.79)] * 2], ClassifySettings(min_confidence=0.7)).code is None


def test_scores_are_probabilities_best_first() -> None:
    scores = combine([guess(0.9, 0.05), guess(0.5, 0.45)], SETTINGS).scores
    assert [code for code, _ in scores] == ["a", "b"]
    assert sum(share for _, share in scores) <= 1.0
