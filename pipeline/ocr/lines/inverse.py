"""White print on dark bars made dark on white, so that it is found and read like any other; black print on shaded bars is let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import Marks
from pipeline.raster.marks import Marks as ConnectedMarks

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SOLID = 0.45  # share of its box that a bar fills, its letters cut out
_GROUND = 0.6  # share of a bar that its lighter part exceeds where that is the ground and not the print
_HALF = 0.5  # share of the page that a bar can't exceed


def dark_bars(marks: Marks, size: float, pixels: int) -> npt.NDArray[np.intp]:
    """Which marks are bars that may carry white print."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    solid = (area >= _SOLID * width * height) & (area > 8 * size * size) & (width * height <= _HALF * pixels)
    return np.flatnonzero(solid & (height >= 1.3 * size) & (width >= 2.5 * size))


def exchanged(page: Pixels, ink: Pixels, seen: ConnectedMarks, bars: npt.NDArray[np.intp], size: float) -> tuple[Pixels, Pixels]:
    """Where bars with white print are, 255 each with what is printed on it, and the ink with that print, or a bar's black one, instead of
    them.
    """
    where, ink = np.zeros_like(ink), ink.copy()
    side = int(1.5 * size) | 1
    for bar in bars:
        x, y, width, height = seen.boxes[bar, :4]
        place = slice(y, y + height), slice(x, x + width)
        mine = np.asarray(seen.labels[place] == bar + 1, np.uint8) * np.uint8(255)
        whole = cv2.morphologyEx(mine, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
        level, _ = cv2.threshold(page[place], 0, 255, cv2.THRESH_OTSU)
        _, light = cv2.threshold(page[place], level, 255, cv2.THRESH_BINARY)
        shaded = cv2.countNonZero(cv2.bitwise_and(light, whole)) > _GROUND * cv2.countNonZero(whole)
        cv2.copyTo(cv2.bitwise_not(light) if shaded else light, whole, ink[place])
        if not shaded:
            where[place] |= np.asarray(whole, np.uint8)
    return where, ink
