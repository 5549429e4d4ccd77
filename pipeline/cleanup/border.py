"""Dark borders that a scanner leaves beside the paper, painted white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.raster.marks import marks_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LEAST_SHARE = 0.004  # of the page's area; less is a letter at the edge
_EVERYWHERE = 0.6  # of it; more is a page black all over
_LONG = 0.3  # share of a side that a border runs along
_RIM = 15  # pixels of the sketch, a tenth of an inch: the ragged rim beside a border goes with it


def border_mask(ink: Pixels) -> Pixels | None:
    """1 where ink belongs to a border: a large dark area on the page's edge. None where there is no border."""
    if not (ink[0].any() or ink[-1].any() or ink[:, 0].any() or ink[:, -1].any()):
        return None
    # a quarter of the pixels is enough: what is solid is five pixels wide
    ink, shape = np.ascontiguousarray(ink[::2, ::2]), ink.shape
    solid = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
    solid[0], solid[-1], solid[:, 0], solid[:, -1] = ink[0], ink[-1], ink[:, 0], ink[:, -1]
    least = _LEAST_SHARE * ink.size
    if cv2.countNonZero(solid) < least:
        return None
    marks = marks_of(solid)
    wanted = np.array([_is_border(mark, solid.shape) for mark in marks.boxes.tolist()], np.bool_)
    if not wanted.any():
        return None
    mask = marks.runs.where(wanted[marks.of_run]).drawn((solid.shape[0], solid.shape[1])) & np.uint8(1)
    rim = cv2.dilate(mask, np.ones((_RIM // 2 + 1, _RIM // 2 + 1), np.uint8))
    return np.asarray(cv2.resize(rim, (shape[1], shape[0]), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)


def _is_border(mark: list[int], shape: tuple[int, ...]) -> bool:
    (x, y, wide, high, area), (height, width) = mark, shape
    on_edge = x == 0 or y == 0 or x + wide >= width - 1 or y + high >= height - 1
    long = wide >= _LONG * width or high >= _LONG * height
    everywhere = x == 0 and y == 0 and area > _EVERYWHERE * width * height
    return on_edge and long and area >= _LEAST_SHARE * width * height and not everywhere
