"""A page is as good as its worst part."""

from __future__ import annotations

import pytest

from pipeline.model.geometry import Box
from pipeline.ocr.score import Judged, page_confidence


def rows(*confidences: float) -> list[Judged]:
    return [Judged(50.0 + 100 * place, confidence, 40) for place, confidence in enumerate(confidences)]


def test_an_even_page_is_its_mean() -> None:
    assert page_confidence(rows(*[0.9] * 10), 1000) == pytest.approx(0.9)


def test_a_bad_stripe_is_not_hidden() -> None:
    assert page_confidence(rows(0.99, 0.99, 0.99, 0.2, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99), 1000) < 0.65


def test_a_few_doubtful_characters_are_no_part() -> None:
    words = [*rows(*[0.98] * 10), Judged(975.0, 0.1, 4)]
    assert page_confidence(words, 1000) > 0.85


def test_very_little_text_is_judged_whole() -> None:
    assert page_confidence([Judged(10, 0.5, 4), Judged(900, 0.7, 4)], 1000) == pytest.approx(0.6)


def test_nothing_is_no_doubt() -> None:
    assert page_confidence([], 1000) == 1.0


def test_a_stripe_of_which_nothing_was_read_is_the_worst_part() -> None:
    assert page_confidence(rows(*[0.98] * 10), 1000, [Box(0, 400, 900, 550)]) == 0.0
