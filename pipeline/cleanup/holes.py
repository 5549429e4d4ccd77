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
_ALIKE = 0.8  # of what a hole and its mirror picture cover, what both cover


def holes(marks: npt.NDArray[np.int32], ink: Pixels) -> npt.NDArray[np.bool_]:
    """Which of a sketch's marks are punched holes."""
    x, y, width, height, area = marks.T
    high, wide = ink.shape
    longer = max(high, wide)
    larger = np.maximum(width, height)
    edge = np.minimum(np.minimum(x, y), np.minimum(wide - x - width, high - y - height))
    maybe = (larger >= _ACROSS[0] * longer) & (larger <= _ACROSS[1] * longer) & (abs(width - height) <= _OVAL * larger)
    maybe &= (edge <= _FROM_EDGE * longer) & (area >= _FILLED[0] * width * height) & (area <= _FILLED[1] * width * height)
    for number in np.flatnonzero(maybe).tolist():
        left, top, across, down = marks[number, :4].tolist()
        maybe[number] = _round(ink[top : top + down, left : left + across].astype(bool))
    return np.asarray(maybe, np.bool_)


def _round(mark: npt.NDArray[np.bool_]) -> bool:
    """Whether it looks the same in the mirror, either way, and leaves its corners free as a disc does."""
    corner = max(1, min(mark.shape) // 8)
    if any(part[:corner, :corner].any() for part in (mark, mark[::-1], mark[:, ::-1], mark[::-1, ::-1])):
        return False
    return all(np.count_nonzero(mark & other) >= _ALIKE * np.count_nonzero(mark | other) for other in (mark[::-1], mark[:, ::-1]))
