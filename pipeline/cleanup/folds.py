"""Folds, scratches and the seams of sheets laid over each other: long thin straight lines in any direction, whole or fallen to crumbs.

Ruled lines, which are many and lie with the sheet, are told by `ruled`; here each stands for itself. Strokes that cross a fold stay.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LONG, _GAP = 0.12, 14  # of the page's longer side, 34 mm: no pen draws a letter as long and straight; pixels that it may be broken by
_INKED = 0.35  # share of it that is ink at least
_ON, _OFF, _CLEAR = 7, 19, 0.25  # pixels across that hold its ink; across that hold its surroundings; share of its ink that may stand there
_FARTHER = 40  # pixels at either end, 7 mm: its last crumbs
_MOST, _MOST_INK = 8, 25_000  # folds; pixels of ink on a sheet that is nothing else
_CROSSED = 9  # pixels of a stroke that a fold crosses, which stays whole


def folds(ink: Pixels, longer: int = 0) -> Pixels | None:
    """1 where folds run in a sketch's ink; None where there are none. `longer`: the longer side of the sketch of which it is a part."""
    if cv2.countNonZero(ink) > _MOST_INK:
        return None
    long = round(_LONG * (longer or max(ink.shape)))
    left, mask = ink.copy(), np.zeros_like(ink)
    for _ in range(_MOST):
        lines = cv2.HoughLinesP(left, 1, math.pi / 720, round(_INKED * long), minLineLength=long, maxLineGap=_GAP)
        if lines is None:
            break
        ends = max(lines.reshape(-1, 4).astype(int).tolist(), key=lambda line: math.dist(line[:2], line[2:]))
        if _is_thin(ink, ends):
            _draw(mask, _farther(ends), _ON)
        _draw(left, ends, _ON, 0)
    if not mask.any():
        return None
    return mask & (1 - _crossing(ink, mask))


def _crossing(ink: Pixels, mask: Pixels) -> Pixels:
    """1 where ink under the mask joins what stands on both of its sides."""
    return np.asarray(cv2.morphologyEx(ink & (1 - mask), cv2.MORPH_CLOSE, np.ones((_CROSSED, _CROSSED), np.uint8)), np.uint8)


def _is_thin(ink: Pixels, ends: list[int]) -> bool:
    """Whether next to nothing stands beside it, as it does in a line of print."""
    on, around = np.zeros_like(ink), np.zeros_like(ink)
    _draw(on, ends, _ON)
    _draw(around, ends, _OFF)
    black = cv2.countNonZero(ink & on)
    return cv2.countNonZero(ink & around) - black <= _CLEAR * black


def _farther(ends: list[int]) -> list[int]:
    x0, y0, x1, y1 = ends
    share = _FARTHER / max(1.0, math.dist((x0, y0), (x1, y1)))
    across, down = round((x1 - x0) * share), round((y1 - y0) * share)
    return [x0 - across, y0 - down, x1 + across, y1 + down]


def _draw(picture: Pixels, ends: list[int], thick: int, colour: int = 1) -> None:
    cv2.line(picture, (ends[0], ends[1]), (ends[2], ends[3]), colour, thick)
