"""Shaded grounds that a scanner, a fax or a printer broke into dots (a halftone screen, dithering), made plain paper again.

In black and white a grey heading bar or table row is a field of dots, which hang together with the letters on it. Blurred by about a
stroke's width the dots melt into an even grey and the letters, which are solid, stay; then the grey is made white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.raster.level import level
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_WHITE = 0.985  # of the paper's light: a cell that is darker holds a dot
_HIGH, _WIDE = 5, 13  # cells, 3 and 8 mm: a field is at least so large, and holds no cell without a dot
_LEAST = 150  # cells of a field, 60 mm2: small bold print looks like a smaller one
_DARKEST, _LIGHTEST = 0.3, 0.93  # of the paper's light: what a field's ground may be
_EVEN, _NEAR = 0.38, 0.05  # share of a field's cells that are as near one level: print alone has no level
_PURE = 250  # grey of the paper of a page in black and white; on a grey one a screen is soft, and shadows are no screens
_COARSE = 1400  # pixels of a page's longer side: on a coarser one letters are too thin to be blurred, and bold ones look like dots
_DOTTED = 12  # grey levels between neighbours in a row: an even grey has 4, dots 20 to 100
_BLUR = 0.93  # pixels of the sketch
_GROUND = 0.88  # of a field's own grey, from which it is paper


def screened(cells: Pixels, page: Pixels) -> Pixels | None:
    """Which of a page's cells lie in fields of dots, 255 within; None where there are no fields. `cells`: the page's grey, 40 dpi."""
    white = level(cells, 0.5, 2)
    if max(page.shape) < _COARSE or white < _PURE:
        return None
    dotted = np.asarray(cv2.compare(cells, np.full_like(cells, round(_WHITE * white)), cv2.CMP_LT), np.uint8)
    dotted = np.asarray(cv2.morphologyEx(dotted, cv2.MORPH_OPEN, np.ones((_HIGH, _WIDE), np.uint8)), np.uint8)
    if not cv2.countNonZero(dotted):
        return None
    count, field_of, boxes, _ = cv2.connectedComponentsWithStats(dotted)
    found = np.zeros(count, np.uint8)
    for field in range(1, count):
        x, y, width, height, area = boxes[field].tolist()
        if area < _LEAST:
            continue
        part = np.s_[y : y + height, x : x + width]
        within = np.asarray(cv2.compare(field_of[part], np.full((height, width), field, np.int32), cv2.CMP_EQ), np.uint8)
        if _is_even(cells[part], within, white) and _steps(_under(page, cells, part), within) > _DOTTED:
            found[field] = 255
    return found[field_of] if found.any() else None


def unscreened(page: Pixels, cells: Pixels, fields: Pixels, scale: float) -> Pixels:
    """The page with white under what stands on its fields of dots; `scale`: the sketch's pixels a pixel of the page."""
    size = (page.shape[1], page.shape[0])
    blurred = cv2.GaussianBlur(page, (0, 0), _BLUR / scale)
    lightest = cv2.dilate(cv2.bitwise_and(cv2.blur(cells, (3, 3)), fields), np.ones((7, 7), np.uint8))  # beside the letters
    ground = cv2.resize(cv2.blur(lightest, (3, 3)), size, interpolation=cv2.INTER_LINEAR)
    white = cv2.divide(blurred, np.maximum(cv2.convertScaleAbs(ground, alpha=_GROUND), 1), scale=255.0)
    mask = cv2.resize(cv2.dilate(fields, np.ones((3, 3), np.uint8)), size, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.copyTo(white, mask, page.copy()), np.uint8)


def _is_even(cells: Pixels, within: Pixels, white: int) -> bool:
    """Whether so many of the cells are about as light as each other, and darker than paper."""
    counts = np.cumsum(cv2.calcHist([cells], [0], within, [256], [0, 256]))
    near = round(_NEAR * white)
    levels = np.arange(round(_DARKEST * white), round(_LIGHTEST * white))
    alike = counts[np.minimum(levels + near, 255)] - counts[np.maximum(levels - near - 1, 0)]
    return bool(len(levels) and alike.max() > _EVEN * counts[-1])


def _under(page: Pixels, cells: Pixels, part: tuple[slice, slice]) -> Pixels:
    """The page's pixels in a part of its cells."""
    down, across = (side / of for side, of in zip(page.shape, cells.shape, strict=True))
    return page[int(part[0].start * down) : int(part[0].stop * down), int(part[1].start * across) : int(part[1].stop * across)]


def _steps(page: Pixels, within: Pixels) -> int:
    """The grey levels by which neighbours in a row differ, in the quarter of the masked part that is smoothest."""
    steps = halved(halved(np.asarray(cv2.absdiff(page[:, 1:], page[:, :-1]), np.uint8)))
    mask = cv2.resize(within, (steps.shape[1], steps.shape[0]), interpolation=cv2.INTER_NEAREST)
    counts = np.cumsum(cv2.calcHist([cv2.blur(steps, (5, 5))], [0], mask, [256], [0, 256]))
    return int(np.searchsorted(counts, 0.25 * counts[-1]))
