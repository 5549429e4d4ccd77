"""Blank pages: specks, punch holes, staples, shadows and print that shines through are not text.

What is certainly nothing is told here, and what is certainly something; between them only reading the page tells. A page that is
black all over is not blank.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from pipeline.cleanup.sketch import Sketch

Blankness = Literal["blank", "doubtful", "written"]

_DARK = 72  # of 255: paper as dark as that is none, the scanner saw nothing
_IN_A_ROW = 6  # letters with neighbours: a word or two; marks of paper and office stand alone
_STROKE = (8, 90)  # pixels of the sketch, 1.3 to 15 mm: how high joined writing is
_LONG = 14  # pixels: and how wide at least
_FULL = 0.52  # share of its box that a thin stroke fills at most
_STRAIGHT = 6.0  # times as long as high: a fold or a staple
_APART = 90  # pixels, 15 mm: words of one hand stand nearer


def blankness(page: Sketch, most_letters: int) -> Blankness:
    """Whether there is nothing to read, something, or so little that it must be tried; more than `most_letters` marks are something."""
    if np.median(page.paper[::8, ::8]) < _DARK:
        return "written"  # black all over: whatever stood there could not be seen
    if len(page.letters) > most_letters or _in_rows(page.letters) >= _IN_A_ROW or _handwritten(page.marks, page.ink.shape):
        return "written"
    return "doubtful" if len(page.letters) else "blank"


def _in_rows(letters: npt.NDArray[np.int32]) -> int:
    """How many letters have a neighbour to the right at their own height, as the letters of a word have."""
    if len(letters) < 2:
        return 0
    order = letters[np.lexsort((letters[:, 0], (letters[:, 1] + letters[:, 3] // 2) // 12))]
    middle = order[:, 1] + order[:, 3] / 2
    step, height = np.diff(order[:, 0]), order[:-1, 3]
    alike = (order[1:, 3] < 2 * height) & (height < 2 * order[1:, 3])
    near = (np.abs(np.diff(middle)) < 0.7 * height) & (step < 3 * height) & (step > 0) & alike
    return int(np.count_nonzero(near))


def _handwritten(marks: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether two or more curved strokes stand side by side, as the words of a hand do and fibres and folds don't."""
    x, y, width, height, area = marks.T
    inside = (x > 2) & (y > 2) & (x + width < shape[1] - 2) & (y + height < shape[0] - 2)
    curved = (
        (width < _STRAIGHT * height)
        & (height < _STRAIGHT * width)
        & (area < _FULL * width * height)
        & (area > 3 * np.maximum(width, height) // 2)
    )
    strokes = marks[inside & curved & (height >= _STROKE[0]) & (height <= _STROKE[1]) & (width >= _LONG)]
    for place, stroke in enumerate(strokes):
        others = np.delete(strokes, place, axis=0)
        gap = np.maximum(others[:, 0] - stroke[0] - stroke[2], stroke[0] - others[:, 0] - others[:, 2])
        level = np.abs(others[:, 1] + others[:, 3] / 2 - stroke[1] - stroke[3] / 2)
        if ((gap < _APART) & (gap > -5) & (level < 0.8 * np.maximum(others[:, 3], stroke[3]))).any():
            return True
    return False
