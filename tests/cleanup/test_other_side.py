"""Print that shines through from the other side of a sheet."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.cleanup.other_side import without_other_side
from tests.support.drawing import Pixels
from tests.support.shining import LINES, back, front


def ink(page: Pixels | None) -> float:
    assert page is not None
    return float((page[40:-40, 40:-40] < 215).mean())


@pytest.mark.parametrize("flip", [0, 1])
@pytest.mark.parametrize("lean", [0.0, -2.7])
def test_what_the_other_side_explains_becomes_paper(flip: int, lean: float) -> None:
    other = front(*LINES)
    page = back(other, lean, flip)
    assert ink(page) > 0.01
    assert ink(without_other_side(page, other)) < 0.0005


def test_print_of_the_pages_own_stays() -> None:
    other = front(*LINES)
    page = back(other)
    cv2.putText(page, "seen", (400, 640), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 60, 4)
    own = page[590:650, 390:540] < 120
    alone = without_other_side(page, other)
    assert alone is not None
    assert (alone[590:650, 390:540] < 120).sum() > 0.98 * own.sum()


def test_another_sheets_front_explains_nothing() -> None:
    assert without_other_side(back(front(*LINES)), front("Laboratory", "Sodium 139", "Potassium 4.1")) is None


def test_on_a_black_and_white_page_nothing_is_taken_off() -> None:
    other = front(*LINES)
    page = np.where(back(other) < 215, 0, 255).astype(np.uint8)
    assert without_other_side(page, other) is None
