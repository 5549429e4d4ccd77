"""Fringes: what a threshold leaves of the edge of a sheet that lies within the picture, or of a shadow beside it.

They run along a side until it ends or they leave the picture, which they need not touch elsewhere. A line of writing may run so too, but
its letters stand in rows, or it is mostly joined strokes; fringes are asked for only where nothing that was read is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.blank import curved_strokes, handwritten, in_rows
from pipeline.cleanup.sketch import Sketch, with_ink

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_DEEP = 0.045  # of the page's longer side, 12 mm: as far from the edge of the picture are fringes looked for
_STEP, _GAP, _ALONG = 16, 2, 0.25  # pixels along the side that are looked at together; so many empty ones; share of the side that is full
_DENSER, _USUAL = 3.0, 0.75  # times as much ink in one step as in three quarters of those farther in: dust lies everywhere
_REACH = 0.95  # share of a step's ink that tells how deep the fringe is there
_AROUND = 13  # steps, 33 mm, whose median tells how deep it is: a page number is shorter
_CORNER = 6  # steps from the end of a side: borders were painted over there
_LAST, _OUT = 5, 5  # steps at either end of a fringe; pixels that its middle lies deep where it runs out
_OF_LETTERS, _ROW = 0.4, 6  # share of the ink that letters or strokes are in a line of writing, and as many letters in rows
_BESIDE = 15  # pixels that its crumbs lie beyond it


def fringes(page: Sketch) -> Pixels | None:
    """1 where fringes run along the sides of a sketch; None where there are none."""
    mask = np.zeros_like(page.ink)
    for side in range(4):  # each turned to the top
        ink = np.rot90(page.ink, side)
        depth = _depth(ink, round(_DEEP * max(ink.shape)))
        if depth is None:
            continue
        along = np.arange(ink.shape[0])[:, None] < depth[None, :]
        if not _written(with_ink(page, np.ascontiguousarray(ink & along))):
            np.rot90(mask, side)[...] |= along
    return mask if mask.any() else None


def _written(part: Sketch) -> bool:
    """Whether what runs along a side is a line of print, or of joined writing."""
    mostly = _OF_LETTERS * part.ink.sum()
    if part.letters[:, 4].sum() > mostly and in_rows(part.letters) >= _ROW:
        return True
    strokes = curved_strokes(part.marks, part.ink.shape)
    return bool(strokes[:, 4].sum() > mostly) and handwritten(strokes, part.ink.shape)


def _leaves(middle: npt.NDArray[np.intp], before: int) -> bool:
    """Whether a fringe whose middle lies so deep at its end runs out of the picture there, or ends with the side."""
    return before <= _CORNER or bool(middle.min() <= _OUT)


def _depth(ink: npt.NDArray[np.uint8], deep: int) -> npt.NDArray[np.int32] | None:
    """How many rows a fringe reaches down in each column from a page's upper edge; None where there is none."""
    many = ink.shape[1] // _STEP
    if not many:
        return None
    steps = ink[: 2 * deep, : many * _STEP].reshape(-1, many, _STEP).sum(axis=2, dtype=np.int32)
    outer, inner = steps[:deep], steps[deep:]
    total = outer.sum(axis=0)
    dense = total > _DENSER * np.quantile(inner.sum(axis=0), _USUAL)
    full = cv2.morphologyEx(dense.astype(np.uint8)[None], cv2.MORPH_CLOSE, np.ones((1, _GAP + 1), np.uint8))
    full = cv2.morphologyEx(full, cv2.MORPH_OPEN, np.ones((1, max(1, round(_ALONG * many))), np.uint8))[0] > 0
    reach, middle = (np.where(dense, np.argmax(np.cumsum(outer, axis=0) >= share * total, axis=0), deep) for share in (_REACH, 0.5))
    ends = np.flatnonzero(np.diff(np.pad(full, 1).astype(np.int8))).reshape(-1, 2).tolist()
    for start, end in ends:
        if not (_leaves(middle[start : start + _LAST], start) and _leaves(middle[max(0, end - _LAST) : end], many - end)):
            full[start:end] = False
    if not full.any():
        return None
    seen = np.flatnonzero(full & dense)
    around = np.array([np.median(reach[seen][np.abs(seen - step) <= _AROUND // 2]) if full[step] else 0 for step in range(many)])
    depth = np.where(full, around + _BESIDE, 0).astype(np.int32)
    return np.pad(np.repeat(depth, _STEP), (0, ink.shape[1] - many * _STEP), mode="edge")
