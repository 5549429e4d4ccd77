"""White print on dark bars made dark on white, so that it is found and read like any other; black print on shaded bars is let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.raster.marks import Marks as ConnectedMarks

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SOLID = 0.45  # share of its box that a bar fills, its letters cut out
_GROUND = 0.6  # share of a bar that its lighter part exceeds where that is the ground and not the print
_EDGE, _ALONG = 0.15, 0.75  # of a bar's height, at its top; share of its width that its fullest row is dark there
_HALF = 0.5  # share of the page that a bar can't exceed


def dark_bars(seen: ConnectedMarks, size: float, pixels: int) -> npt.NDArray[np.intp]:
    """Which marks are bars that may carry white print; words that touch the rule under them are none."""
    width, height, area = seen.boxes[:, 2], seen.boxes[:, 3], seen.boxes[:, 4]
    solid = (area >= _SOLID * width * height) & (area > 8 * size * size) & (width * height <= _HALF * pixels)
    bars = np.flatnonzero(solid & (height >= 1.3 * size) & (width >= 2.5 * size))
    return bars[[_has_edge(seen, bar) for bar in bars.tolist()]] if len(bars) else bars


def _has_edge(seen: ConnectedMarks, bar: int) -> bool:
    """Whether a mark is as solid along its top as a bar is, that is higher than what is printed on it."""
    _, y, width, height, _ = seen.boxes[bar]
    rows = max(2, round(_EDGE * height))
    top = seen.runs.where((seen.of_run == bar) & (seen.runs.y < y + rows))
    return bool(np.bincount(top.y - y, top.length).max() >= _ALONG * width)


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
