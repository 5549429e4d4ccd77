"""Ink that is the paper's tone and no stroke on it: shadows, the dark beside a sheet, a corner that is folded in, and their ragged rims.

Seen on cells of half a millimetre to a millimetre: closed over everything as thin as a stroke, tone stays dark and strokes are gone.
Photographs are tone too, and are told before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.cleanup.sketch import Sketch
from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_THIN = 5  # cells, 3 mm: strokes are thinner, even a broad pen's
_SHADED = 0.85  # of the paper's usual grey: shade begins there
_LIGHTEST, _DARK = (
    0.9,
    0.4,
)  # share of the cells that is darker than the sheet, be it small; of its light: a lid, or a shadow after a threshold
_STROKE, _PALE, _AROUND = (
    0.06,
    0.03,
    3,
)  # of it, by which strokes are darker than what is around them; pale ones; cells around them that stay
_SOLID, _RAGGED = 2, 7  # cells across: what is dark is no stroke; as far around it does its rim fray
_STREWN, _CRUMB = 41, 8  # cells across: as far lie crumbs of it; pixels of the sketch that they have at most


def shades(page: Sketch, cells: Pixels) -> Pixels | None:
    """1 where a sketch has tone and no strokes; None where it is evenly lit.

    `cells`: the page's grey, much reduced; a sketch that has others is of the page with pale print made darker.
    """
    usual, light = (max(1, level(cells, share)) for share in (0.5, _LIGHTEST))
    closed = cv2.morphologyEx(cells, cv2.MORPH_CLOSE, _square(_THIN), borderType=cv2.BORDER_REPLICATE)
    shaded = (closed < _SHADED * usual).astype(np.uint8)
    dark = _beside(cv2.morphologyEx((cells < _DARK * light).astype(np.uint8), cv2.MORPH_OPEN, _square(_SOLID)))
    if not (shaded.any() or dark.any()):
        return None
    tone = (shaded & (1 - _strokes(cells, (_STROKE if page.cells is cells else _PALE) * usual))) | np.asarray(
        cv2.dilate(dark, _square(_RAGGED)), np.uint8
    )
    mask, near = (_as_large_as(page.ink, picture) for picture in (tone, cv2.dilate(dark, _square(_STREWN))))
    return _with_crumbs(page, mask, near)


def _strokes(cells: Pixels, least: float) -> Pixels:
    """Where something thin is so much darker than what is around it."""
    closed = np.asarray(cv2.morphologyEx(cells, cv2.MORPH_CLOSE, _square(_THIN), borderType=cv2.BORDER_REPLICATE))
    return np.asarray(cv2.dilate((closed - cells > least).astype(np.uint8), _square(_AROUND)), np.uint8)


def _beside(dark: cv2.typing.MatLike) -> Pixels:
    """The parts of it that touch the sides of the picture."""
    _, part_of, boxes, _ = cv2.connectedComponentsWithStats(dark)
    high, wide = dark.shape
    x, y, width, height, _ = boxes.T
    touches = (x == 0) | (y == 0) | (x + width == wide) | (y + height == high)
    touches[0] = False
    return np.asarray(touches[part_of], np.uint8)


def _with_crumbs(page: Sketch, mask: Pixels, near: Pixels) -> Pixels:
    """The mask with the small marks and specks that lie `near`; writing there is larger."""
    x, y = page.dots.T
    mask[y, x] |= near[y, x]
    x, y, width, height, _ = page.marks.T
    small = (np.maximum(width, height) <= _CRUMB) & (near[y, x] > 0)
    for left, top, across, down, _ in page.marks[small].tolist():
        mask[top : top + down, left : left + across] = 1
    return mask


def _as_large_as(ink: Pixels, picture: cv2.typing.MatLike) -> Pixels:
    return np.asarray(cv2.resize(picture, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST), np.uint8)


def _square(side: int) -> Pixels:
    return np.ones((side, side), np.uint8)
