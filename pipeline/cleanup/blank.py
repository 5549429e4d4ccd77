"""Blank pages: specks, punch holes, shadows and print that shines through are not text."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.cleanup.sketch import Sketch

_MARGIN = 0.06  # share of the page at each edge where punch holes and shadows live
_ROW = 1.5  # letters within so many letter heights of each other's middle stand in one row
_IN_A_ROW = 3  # letters that make a word; specks stand alone


def is_blank(page: Sketch, least_letters: int) -> bool:
    """Whether fewer than `least_letters` marks of a letter's size stand together as text does."""
    height, width = page.ink.shape
    x, y, w, h = (page.letters[:, column] for column in range(4))
    inside = (x > _MARGIN * width) & (x + w < (1 - _MARGIN) * width) & (y > _MARGIN * height) & (y + h < (1 - _MARGIN) * height)
    letters = page.letters[inside]
    if len(letters) < least_letters:
        return len(page.letters) < 2 * least_letters
    return _in_rows(letters) < least_letters


def _in_rows(letters: npt.NDArray[np.int32]) -> int:
    """How many letters have neighbours to the left or right, as the letters of a word have."""
    order = letters[np.lexsort((letters[:, 0], (letters[:, 1] + letters[:, 3] // 2) // 12))]
    middle = order[:, 1] + order[:, 3] / 2
    near = (np.abs(np.diff(middle)) < 0.7 * order[:-1, 3]) & (np.diff(order[:, 0]) < 3 * _ROW * order[:-1, 3]) & (np.diff(order[:, 0]) > 0)
    return int(np.count_nonzero(near)) if len(near) >= _IN_A_ROW else 0
