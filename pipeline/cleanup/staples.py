"""Staples: short, straight, and in a corner of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LONG = (0.017, 0.06)  # of the page's longer side: 5 to 17 mm
_FROM_CORNER = 0.13  # of it, 36 mm, from either edge
_ALONE, _LEAST = 0.036, 0.008  # of it, 10 mm, around a staple is nothing as large as 2.2 mm: strokes of a hand stand nearer
_OFF, _STEEP = 1.3, 0.03  # pixels of the sketch that ink lies off its line (standard deviation), and share of its length
_INKED = 20  # pixels of ink at least: a border that was painted over takes a mark's ink and leaves its box


def staples(marks: npt.NDArray[np.int32], ink: Pixels) -> npt.NDArray[np.bool_]:
    """Which of a sketch's marks are staples, or scratches as short."""
    x, y, width, height = marks[:, :4].T
    high, wide = ink.shape
    longer = max(high, wide)
    long = np.hypot(width, height)
    across = np.minimum(x + width // 2, wide - x - width // 2)
    down = np.minimum(y + height // 2, high - y - height // 2)
    maybe = (long >= _LONG[0] * longer) & (long <= _LONG[1] * longer) & (np.maximum(across, down) <= _FROM_CORNER * longer)
    for number in np.flatnonzero(maybe).tolist():
        left, top, broad, tall = marks[number, :4].tolist()
        mark = ink[top : top + tall, left : left + broad]
        maybe[number] = _alone(marks, number, longer) and _straight(mark, float(long[number]))
    return np.asarray(maybe, np.bool_)


def _alone(marks: npt.NDArray[np.int32], number: int, longer: int) -> bool:
    """Whether no other mark of any size stands near."""
    x, y, width, height = marks[:, :4].T
    left, top, broad, tall = marks[number, :4].tolist()
    aside = np.maximum(np.maximum(x - left - broad, left - x - width), np.maximum(y - top - tall, top - y - height))
    near = (aside < _ALONE * longer) & (np.maximum(width, height) >= _LEAST * longer)
    return int(np.count_nonzero(near)) == 1


def _straight(mark: Pixels, long: float) -> bool:
    """Whether the ink lies along one line."""
    points = np.stack(np.nonzero(mark)).astype(np.float64)
    if points.shape[1] < _INKED:
        return False
    off = float(np.sqrt(max(0.0, np.linalg.eigvalsh(np.cov(points))[0])))
    return off <= max(_OFF, _STEEP * long)
