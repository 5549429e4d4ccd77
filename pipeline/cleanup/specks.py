"""Dust and toner specks: dark dots much smaller than a full stop, painted white where a page is strewn with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.cleanup.sketch import INK, Sketch, sketch
from pipeline.raster.marks import marks_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SPECK = 0.14  # of the letters' height; a full stop is 0.2 or more
_CELLS = 20  # the page is looked at in so many cells across and down
_IN_A_CELL = 2
_CLUMP = 7  # pixels of the sketch: specks that touch are hardly higher; print of 6 points is 8


def strewn(seen: Sketch) -> float:
    """Share of the page's cells that hold specks: dust lies everywhere, full stops and print that fell to dots only where text is."""
    height, width = seen.ink.shape
    cells = (seen.dots[:, 1] * _CELLS // height) * _CELLS + seen.dots[:, 0] * _CELLS // width
    return float(np.count_nonzero(np.bincount(cells, minlength=_CELLS**2) >= _IN_A_CELL)) / _CELLS**2


def swamped(seen: Sketch, strewn_from: float) -> bool:
    """Whether specks lie so thick that clumps of them outnumber the letters, and the letters' height can't be told: a fax line's noise."""
    if not len(seen.letters) or len(seen.dots) < len(seen.letters) or np.median(seen.letters[:, 3]) > _CLUMP:
        return False
    return strewn(seen) > strewn_from


def unswamped(page: Pixels) -> Pixels:
    """The page without what is thinner than two pixels (a median of three by three), and then without marks half as high as letters.

    Letters are told by where most of the ink is: specks are many, but small. Full stops go too; the words can be read then.
    """
    page = np.asarray(cv2.medianBlur(page, 3), np.uint8)
    seen = sketch(page)
    if not len(seen.letters):
        return page
    order = np.argsort(seen.letters[:, 3])
    ink = np.cumsum(seen.letters[order, 4])
    height = seen.letters[order[np.searchsorted(ink, ink[-1] / 2)], 3] / seen.scale
    return _without(page, seen, round(height / 2))


def despecked(page: Pixels, seen: Sketch) -> Pixels:
    """The page without specks; letters keep every pixel."""
    size = round(_SPECK * seen.letter_height)
    if size < 1:
        return page
    return _without(page, seen, size)


def _without(page: Pixels, seen: Sketch, size: int) -> Pixels:
    """The page without marks up to `size` pixels high and wide."""
    paper = cv2.resize(seen.paper, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    ink = np.asarray(cv2.compare(page, cv2.convertScaleAbs(paper, alpha=INK), cv2.CMP_LT), np.uint8)
    marks = marks_of(ink)
    small = (marks.boxes[:, 2] <= size) & (marks.boxes[:, 3] <= size)
    drawn = marks.runs.where(small[marks.of_run]).drawn((page.shape[0], page.shape[1]))
    spots = cv2.dilate(drawn, np.ones((3, 3), np.uint8))
    return np.asarray(cv2.copyTo(np.maximum(page, paper), spots, page.copy()), np.uint8)
