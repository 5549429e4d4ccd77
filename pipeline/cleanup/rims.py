"""What a dark edge of the page frays into: marks beside it that look like letters and are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.sketch import Sketch
from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_DEEPEST = 75  # pixels of the sketch, 12 mm: how far a dark edge reaches into the page
_OUTERMOST = 6  # pixels: the rows that tell whether an edge is dark
_A_PART = 0.25  # share of the edge that is dark there
_DIM, _BRIGHT = 0.6, 1.25  # of the paper's usual grey: the lid, a shadow; and a lid that is lighter, beside which the paper looks like ink
_GAP = 8  # pixels of light inside a ragged edge
_FRAYED = 15  # pixels that its crumbs lie beyond it
_NOTCH, _ALONG = 15, 30  # pixels of light along a ragged edge; and of dark at least: print cut off by the edge of the sheet is not as high
_WIDE = 25  # pixels along the edge that are looked at together


def without_rims(page: Sketch, border: Pixels | None) -> Sketch:
    """The sketch without letters, marks and specks that lie inside a dark edge or just beside it; `border` was painted over already."""
    usual = level(page.paper, 0.5)
    dim = ((page.paper < _DIM * usual) | (page.paper > _BRIGHT * usual)).astype(np.uint8)
    size = (page.ink.shape[1], page.ink.shape[0])
    dark = page.ink.astype(bool) | cv2.resize(dim, size, interpolation=cv2.INTER_NEAREST).astype(bool)
    if border is not None:
        dark |= border.astype(bool)
    letters, marks, dots = page.letters, page.marks, page.dots
    for side in range(4):  # each turned to the top
        depth = _depth(np.rot90(dark, side))
        if depth is None:
            continue
        letters = letters[~_beside(letters, depth, side, dark.shape)]
        marks = marks[~_beside(marks, depth, side, dark.shape)]
        boxes = np.column_stack([dots, np.full_like(dots, 2)])
        dots = dots[~_beside(boxes, depth, side, dark.shape)]
    return replace(page, letters=letters, marks=marks, dots=dots)


def _depth(dark: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32] | None:
    """How many rows the dark reaches down in each column from a page's upper edge; None where that edge is light."""
    if dark[:_OUTERMOST].any(axis=0).mean() < _A_PART:
        return None
    rim = cv2.morphologyEx(np.ascontiguousarray(dark[:_DEEPEST]).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((_GAP, 1), np.uint8))
    edge = cv2.morphologyEx(rim[:_GAP].max(axis=0, keepdims=True), cv2.MORPH_CLOSE, np.ones((1, _NOTCH), np.uint8))
    edge = cv2.morphologyEx(edge, cv2.MORPH_OPEN, np.ones((1, _ALONG), np.uint8))
    reached = np.minimum.accumulate(np.concatenate([edge, rim[_GAP:]]), axis=0)
    depth = reached.sum(axis=0) + _GAP * (reached[0] > 0) - reached[0]
    return np.asarray(cv2.dilate(depth.astype(np.float32)[None], np.ones((1, _WIDE), np.uint8))[0], np.int32)


def _beside(boxes: npt.NDArray[np.int32], depth: npt.NDArray[np.int32], side: int, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Which boxes end inside the dark or just below it."""
    x, y, width, height = boxes[:, :4].T
    across, end = (
        (x + width // 2, y + height),
        (y + height // 2, shape[1] - x),
        (shape[1] - 1 - x - width // 2, shape[0] - y),
        (shape[0] - 1 - y - height // 2, x + width),
    )[side]
    deep = depth[np.minimum(across, len(depth) - 1)]
    return np.asarray((deep > 0) & (end <= deep + _FRAYED), np.bool_)
