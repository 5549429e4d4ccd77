"""Punched holes: round, dark, as large as a punch makes them and near an edge of the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_ACROSS = (0.015, 0.034)  # of the page's longer side: 4 to 10 mm
_FROM_EDGE = 0.07  # of it: 20 mm
_OVAL = 0.15  # share by which width and height may differ
_FILLED = (0.5, 0.9)  # share of its box: a disc fills .79, the ring that a local threshold leaves of it .6, a bold O hardly .5
_RING = (0.6, 1.12)  # of half its width: how far from its middle the ink of a broken ring lies
_ON_RING, _CLOSED, _DIRECTIONS = 0.95, 0.7, 24  # share of the ink there, and of so many directions in which there is some
_BESIDE, _CRUMB = 4, 0.3  # pixels of the sketch around a hole in which its crumbs lie, and how large they are at most, of its width
_DISC = 0.7  # share of its box from which it is no ring, and everything in it is a part of it
_ALIKE = 0.8  # of what a hole and its mirror picture cover, what both cover


def holes(marks: npt.NDArray[np.int32], ink: Pixels) -> npt.NDArray[np.bool_]:
    """Which of a sketch's marks are punched holes."""
    x, y, width, height, area = marks.T
    high, wide = ink.shape
    longer = max(high, wide)
    larger = np.maximum(width, height)
    edge = np.minimum(np.minimum(x, y), np.minimum(wide - x - width, high - y - height))
    maybe = (larger >= _ACROSS[0] * longer) & (larger <= _ACROSS[1] * longer) & (abs(width - height) <= _OVAL * larger)
    maybe &= (edge <= _FROM_EDGE * longer) & (area <= _FILLED[1] * width * height)
    for number in np.flatnonzero(maybe).tolist():
        left, top, across, down, black = marks[number].tolist()
        mark = ink[top : top + down, left : left + across].astype(bool)
        maybe[number] = _round(mark) if black >= _FILLED[0] * across * down else _ring(mark)
    return np.asarray(maybe, np.bool_)


def inside(boxes: npt.NDArray[np.int32], punched: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which boxes, or points, are punched holes or crumbs of their rims; a figure in a circle is larger."""
    if not len(punched):
        return np.zeros(len(boxes), np.bool_)
    x, y = boxes[:, :2].T
    width, height = boxes[:, 2:4].T if boxes.shape[1] > 2 else (0, 0)
    left, top = (punched[:, side, None] - _BESIDE for side in (0, 1))
    right, foot = (punched[:, side, None] + punched[:, 2 + side, None] + _BESIDE for side in (0, 1))
    small = np.maximum(width, height) <= _CRUMB * punched[:, 2, None]
    disc = punched[:, 4, None] >= _DISC * punched[:, 2, None] * punched[:, 3, None]
    same = (x == punched[:, 0, None]) & (y == punched[:, 1, None])
    within = (x >= left) & (y >= top) & (x + width <= right) & (y + height <= foot)
    return np.asarray((within & (small | same | disc)).any(axis=0), np.bool_)


def _ring(mark: npt.NDArray[np.bool_]) -> bool:
    """Whether it is the thin ring that a local threshold leaves of a hole, and nothing stands in it."""
    y, x = np.nonzero(mark)
    down, across = y - (mark.shape[0] - 1) / 2, x - (mark.shape[1] - 1) / 2
    from_middle = np.hypot(down, across) / (max(mark.shape) / 2)
    on_ring = (from_middle >= _RING[0]) & (from_middle <= _RING[1])
    directions = np.unique(((np.arctan2(down, across) + np.pi) / (2 * np.pi) * _DIRECTIONS).astype(int)[on_ring] % _DIRECTIONS)
    return bool(on_ring.mean() >= _ON_RING and len(directions) >= _CLOSED * _DIRECTIONS)


def _round(mark: npt.NDArray[np.bool_]) -> bool:
    """Whether it looks the same in the mirror, either way, and leaves its corners free as a disc does."""
    corner = max(1, min(mark.shape) // 8)
    if any(part[:corner, :corner].any() for part in (mark, mark[::-1], mark[:, ::-1], mark[::-1, ::-1])):
        return False
    return all(np.count_nonzero(mark & other) >= _ALIKE * np.count_nonzero(mark | other) for other in (mark[::-1], mark[:, ::-1]))
