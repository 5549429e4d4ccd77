"""Where on the page the words of a strip stand: the network tells the order, the ink tells the place."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from pipeline.model.geometry import Box
from pipeline.ocr.lines import Strip
from pipeline.ocr.lstm.decode import Character

_TOP, _BOTTOM = 1.6, 0.45  # heights of an x above and below the baseline where a line's own ink is
_INK = 0.0  # of a normalised strip: nearer to ink than to paper


def boxes(strip: Strip, grey: npt.NDArray[np.float32], words: list[list[Character]], step: int) -> list[Box]:
    """A box for each word, in pixels of the page; `grey` is the strip normalised, `step` its columns to a step of the network."""
    if not words:
        return []
    x_rows = strip.line.x_height * strip.down
    base = (strip.line.base - strip.top) * strip.down
    first, last = max(0, int(base - _TOP * x_rows)), min(grey.shape[0], int(np.ceil(base + _BOTTOM * x_rows)))
    ink = grey[first:last] < _INK
    columns = np.asarray(ink.any(axis=0))
    edges = [0, *(_between(columns, a[-1].last * step, b[0].first * step + step) for a, b in pairwise(words)), grey.shape[1]]
    return [_box(strip, ink[:, left:right], left, first) for left, right in pairwise(edges)]


def _between(columns: npt.NDArray[np.bool_], first: int, last: int) -> int:
    """The middle of the widest blank between two columns."""
    empty = np.flatnonzero(~columns[first:last])
    if not len(empty):
        return (first + last) // 2
    runs = np.split(empty, np.flatnonzero(np.diff(empty) > 1) + 1)
    widest = max(runs, key=len)
    return first + int(widest[len(widest) // 2])


def _box(strip: Strip, ink: npt.NDArray[np.bool_], left: int, first: int) -> Box:
    across, down = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    u0, u1 = (int(across[0]), int(across[-1]) + 1) if len(across) else (0, max(1, ink.shape[1]))
    v0, v1 = (int(down[0]), int(down[-1]) + 1) if len(down) else (0, ink.shape[0])
    x0, x1 = strip.x0 + (left + u0) / strip.across, strip.x0 + (left + u1) / strip.across
    sunk = strip.line.slope * ((x0 + x1) / 2 - strip.line.middle)
    y0, y1 = (strip.top + (first + v) / strip.down + sunk for v in (v0, v1))
    return Box(int(x0), int(y0), max(int(np.ceil(x1)), int(x0) + 1), max(int(np.ceil(y1)), int(y0) + 1))
