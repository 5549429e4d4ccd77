"""What a page looks like, in 256 bits: two scans of one sheet differ in few of them (a difference hash of the part that holds ink)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.raster.level import level
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_WIDE = 256  # pixels of the small copy on which the ink is found
_SIDE = 16  # cells across and down
_INK = 0.85  # of the paper's grey


def picture_of(page: Pixels) -> str:
    """64 hexadecimal digits; each bit says whether a cell is darker than its right neighbour. Empty where there is no ink.

    `page`: upright, straight, grey uint8 (height, width).
    """
    high = max(_SIDE, round(page.shape[0] * _WIDE / max(1, page.shape[1])))
    while page.shape[1] >= 2 * _WIDE:
        page = halved(page)
    small = np.asarray(cv2.resize(page, (_WIDE, high), interpolation=cv2.INTER_AREA), np.uint8)
    ink = small < _INK * level(small, 0.5)
    rows, columns = np.flatnonzero(ink.sum(axis=1) >= 2), np.flatnonzero(ink.sum(axis=0) >= 2)
    if len(rows) < _SIDE or len(columns) < _SIDE:
        return ""
    part = small[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    cells = cv2.resize(cv2.GaussianBlur(part, (0, 0), 2), (_SIDE + 1, _SIDE), interpolation=cv2.INTER_AREA).astype(np.int16)
    return np.packbits(cells[:, :-1] < cells[:, 1:]).tobytes().hex()
