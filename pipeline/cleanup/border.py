"""Dark borders that a scanner leaves beside the paper, painted white."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LEAST_SHARE = 0.004  # of the page's area; less is a letter at the edge
_LONG = 0.3  # share of a side that a border runs along
_RIM = 15  # pixels of the sketch, a tenth of an inch: the ragged rim beside a border goes with it


def border_mask(ink: Pixels) -> Pixels | None:
    """1 where ink belongs to a border: a large dark area on the page's edge. None where there is no border."""
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    solid[0], solid[-1], solid[:, 0], solid[:, -1] = ink[0], ink[-1], ink[:, 0], ink[:, -1]
    least = _LEAST_SHARE * ink.size
    touched = solid[0].any() or solid[-1].any() or solid[:, 0].any() or solid[:, -1].any()
    if not touched or cv2.countNonZero(solid) < least:
        return None  # as on most pages, and known at a tenth of the cost
    # a quarter of the pixels is enough: what is solid is five pixels wide
    solid = np.ascontiguousarray(solid[::2, ::2])
    height, width = solid.shape
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    mask = np.zeros_like(solid)
    for label, (x, y, w, h, area) in enumerate(stats[1:], 1):
        on_edge = x == 0 or y == 0 or x + w >= width - 1 or y + h >= height - 1
        long = w >= _LONG * width or h >= _LONG * height
        if on_edge and long and 4 * area >= least and not (x == 0 and y == 0 and area > 0.6 * solid.size):
            mask[labels == label] = 1
    if not mask.any():
        return None
    rim = cv2.dilate(mask, np.ones((_RIM // 2 + 1, _RIM // 2 + 1), np.uint8))
    return np.asarray(cv2.resize(rim, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)
