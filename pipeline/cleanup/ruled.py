"""Ruled and squared paper: thin lines across all of the sheet, or down all of it, whole or fallen to dashes and dots.

Each is a row of the ink's projection at the angle at which that is sharpest: full all along, and empty above and below. A line of
print is as full, but higher.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.sketch import Sketch, with_ink

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LONG = 0.4  # of the page's width or height: a mark as long has a rule in it
_LEAST_INK = 400  # pixels: less is no line across a page
_POINTS = 20_000  # as many tell the angle
_COARSE, _FINE = np.linspace(-0.06, 0.06, 61), np.linspace(-0.002, 0.002, 9)  # rise over run: what is ruled lies within 3.4 degrees
_PARTS = 16  # of the way across
_FULL, _FULL_PARTS = 0.15, 11  # share of a part that ink covers in three rows, and parts where it does
_ASIDE = (6, 7, 8)  # pixels: as far above and below a thin line is nothing; letters are higher
_CLEAR = 0.3  # of the line's own ink that may stand there, where other lines cross it
_THICK = 3  # pixels beside the middle of a line that belong to it
_RULED, _TRACE, _WAVE = 0.06, 150, 4.0  # share of the page that rules take, with their surroundings; pixels long; pixels off a bow
_EDGE = 0.03  # of the longer side
_CROSSED = 9  # pixels of a stroke that a line crosses, which stays whole


def has_rules(page: Sketch) -> bool:
    """Whether a mark is so long that it may be a rule, or hang on one."""
    high, wide = page.ink.shape
    return bool(((page.marks[:, 2] > _LONG * wide) | (page.marks[:, 3] > _LONG * high)).any())


def rules(ink: Pixels) -> Pixels | None:
    """1 where rules run, through what crosses them too; None where there are none."""
    across, down = _across(ink), _across(np.ascontiguousarray(ink.T))
    if down is None:
        return across
    upright = np.ascontiguousarray(down.T)
    return upright if across is None else np.asarray(cv2.bitwise_or(across, upright), np.uint8)


def unruled(page: Sketch, ruled: Pixels) -> Sketch:
    """The sketch without what lies on rules and nowhere else."""
    left = page.ink & (1 - ruled)
    down, across = (cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones(size, np.uint8)) for size in ((_CROSSED, 1), (1, _CROSSED)))
    return with_ink(page, np.asarray(cv2.bitwise_and(cv2.bitwise_or(down, across), page.ink), np.uint8))


def traced(bare: Sketch, ruled: Pixels) -> bool:
    """Whether a long line that is no straight one is left on paper ruled all over: a strip of a heart's beats, a curve in a chart."""
    if ruled.mean() < _RULED:
        return False
    high, wide = bare.ink.shape
    x, y, width, height = bare.marks[:, :4].T
    edge = np.where(width > height, np.minimum(y, high - y - height), np.minimum(x, wide - x - width))  # a dark edge runs along one
    long = (np.maximum(width, height) >= _TRACE) & (edge > _EDGE * max(high, wide))
    return any(_wavers(bare.ink, *mark[:4]) for mark in bare.marks[long].tolist())


def _wavers(ink: Pixels, x: int, y: int, width: int, height: int) -> bool:
    """Whether the ink of a mark's box lies off every gentle bow along its longer side."""
    off, along = np.nonzero(ink[y : y + height, x : x + width])
    if height > width:
        off, along = along, off
    return bool(np.std(off - np.polyval(np.polyfit(along, off, 2), along)) > _WAVE)


def _across(ink: Pixels) -> Pixels | None:
    y, x = np.nonzero(ink)
    if len(y) < _LEAST_INK:
        return None
    high, wide = ink.shape
    every = -(-len(y) // _POINTS)
    rise = _sharpest(y[::every], x[::every] - wide // 2)
    margin = round(0.04 * wide)  # rows that the lean leads out of the page
    rows = np.round(y - (x - wide // 2) * rise).astype(np.int64) + margin
    many = high + 2 * margin
    found = _thin_and_full(np.bincount(rows * _PARTS + x * _PARTS // wide, minlength=many * _PARTS).reshape(many, _PARTS), wide / _PARTS)
    if not found.any():
        return None
    thick = cv2.dilate(found.astype(np.uint8)[:, None], np.ones((2 * _THICK + 1, 1), np.uint8))[:, 0]
    lean = np.round((np.arange(wide) - wide // 2) * rise).astype(np.int64)
    return np.asarray(thick[np.arange(high)[:, None] - lean[None, :] + margin], np.uint8)


def _sharpest(y: npt.NDArray[np.intp], x: npt.NDArray[np.intp]) -> float:
    """The rise at which most of the ink stands in few rows."""

    def sharpness(rise: float) -> float:
        rows = np.round(y - x * rise).astype(np.int64)
        return float((np.bincount(rows - rows.min()).astype(np.float64) ** 2).sum())

    near: float = max(_COARSE.tolist(), key=sharpness)
    return max((near + float(finer) for finer in _FINE), key=sharpness)


def _thin_and_full(ink: npt.NDArray[np.intp], part: float) -> npt.NDArray[np.bool_]:
    """Which rows are rules; `ink` in each row and part of it, a part being `part` pixels wide."""
    three = np.asarray(cv2.boxFilter(ink.astype(np.float32), -1, (1, 3), normalize=False, borderType=cv2.BORDER_CONSTANT))
    total = three.sum(axis=1)
    padded = np.pad(total, max(_ASIDE))
    beside = [np.minimum(padded[max(_ASIDE) - off :][: len(total)], padded[max(_ASIDE) + off :][: len(total)]) for off in _ASIDE]
    full = np.count_nonzero(three >= _FULL * part, axis=1) >= _FULL_PARTS
    return np.asarray(full & (np.max(beside, axis=0) < _CLEAR * total), np.bool_)
