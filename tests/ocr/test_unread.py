"""Stripes of print of which no word was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from pipeline.model.geometry import Box
from pipeline.ocr.unread import unread_stripes

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

LETTER, STEP, LINES = 20, 50, 14
SENTENCE = "admitted with increasing shortness of breath and swelling of"


def page(letters: bool = True) -> Pixels:
    sheet = np.full((900, 1400), 255, np.uint8)
    for row in range(LINES):
        if letters:
            cv2.putText(sheet, SENTENCE, (100, 100 + STEP * row), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)
    return sheet


def line(row: int, x0: int = 100, x1: int = 1060) -> Box:
    return Box(x0, 78 + STEP * row, x1, 108 + STEP * row)


def blurred(sheet: Pixels, y: slice, x: slice) -> Pixels:
    sheet[y, x] = cv2.GaussianBlur(sheet[y, x], (0, 0), 6)
    return sheet


ACROSS = slice(5 * STEP + 65, 10 * STEP + 65), slice(0, 1400)
ROWS_READ = [line(row) for row in range(LINES) if not 5 <= row < 10]


def test_lines_that_were_all_read_leave_nothing() -> None:
    lines = [line(row) for row in range(LINES)]
    assert unread_stripes(page(), LETTER, lines, lines) == []


def test_blurred_lines_between_lines_that_were_read() -> None:
    (stripe,) = unread_stripes(blurred(page(), *ACROSS), LETTER, ROWS_READ, ROWS_READ)
    assert stripe.y0 == pytest.approx(5 * STEP + 78, abs=15)
    assert stripe.y1 == pytest.approx(9 * STEP + 108, abs=15)


def test_pale_lines_between_lines_that_were_read() -> None:
    sheet = page()
    sheet[ACROSS] = 255 - (255 - sheet[ACROSS]) // 10
    assert len(unread_stripes(sheet, LETTER, ROWS_READ, ROWS_READ)) == 1


def test_a_stripe_down_the_page() -> None:
    pieces = [piece for row in range(LINES) for piece in (line(row, x1=500), line(row, x0=640))]
    (stripe,) = unread_stripes(blurred(page(), slice(0, 900), slice(500, 640)), LETTER, pieces, pieces)
    assert (stripe.x0, stripe.x1) == pytest.approx((500, 640), abs=20)


def test_what_stands_apart_from_all_that_was_read_may_be_a_picture() -> None:
    far = [Box(700, 850, 1300, 880)]
    assert unread_stripes(blurred(page(), *ACROSS)[:870], LETTER, far, far) == []


def test_rules_are_no_print() -> None:
    sheet = page(letters=False)
    for row in range(5, 10):
        sheet[95 + STEP * row : 99 + STEP * row, 100:1060] = 60
    assert unread_stripes(sheet, LETTER, ROWS_READ, ROWS_READ) == []


def test_nothing_is_no_stripe() -> None:
    assert unread_stripes(page(), 0.0, [], []) == []
    assert unread_stripes(np.full((900, 1400), 255, np.uint8), LETTER, [], []) == []
