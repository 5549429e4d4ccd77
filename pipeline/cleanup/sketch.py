"""A small black-and-white picture of the page, on which everything is estimated: cheap, and enough."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.print import Print, print_of
from pipeline.raster.level import level
from pipeline.raster.marks import marks_of
from pipeline.raster.shrink import halved, shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LONGER_SIDE = 1700  # pixels: letters of a 300 dpi page are still 10 high, those of a 100 dpi page are not shrunk
_HALVED, _NEARLY = 1.8, 0.9  # times that from which a page is halved first; a scale that is not worth the resampling
_PAPER_KERNEL = 31  # pixels: wider than any stroke, narrower than a shadow
INK = 0.72  # a pixel darker than this share of the paper around it is ink
_TRACE = 0.88  # and one darker than this may be faint ink, or the edge of a stroke
_BLACK = 0.3  # so is one darker than this share of the page's lightest paper, however wide the dark is: a border, a photograph
FEW_LETTERS = 250  # the lean of fewer is uncertain: rules, staves and the edges of pictures tell it better
_SUSPECT, _AREA = 1.5, 45  # so much fainter than black print; pixels across, 7 mm: what is as wide is ground, and no stroke
_FEWER = 4  # one row of so many tells how faint the print is
SPECK = 2.0  # pixels of a sketch that is no larger than the scan
LEAST_LETTER, _MOST_LETTER = 5, 60  # pixels of height in the sketch


@dataclass(frozen=True, slots=True)
class Sketch:
    """`ink`: (height, width) uint8, 1 where there is ink; `print`: a sample of the letters' ink, without pictures, lines and borders.

    `level`: a sample of what tells how the page leans, the same where there are many letters, or of all ink where there are few.
    `paper`: the paper's grey, at about a quarter of the size; `cells`: the page's, at the same. `scale`: sketch pixels a page pixel.
    `letters`: rows of x, y, width, height, area. `dots`: x and y of each speck, at most `speck` pixels across and down. `marks`: every
    connected mark of ink that is larger, in rows as the letters are.
    `faintness`: how many times more pixels than ink are somewhat darker than the paper; about 1.3 on black print. `blackness`: the share
    of the paper's light that its ink takes away on average; .3 where print shines through, .45 and more on black print.
    """

    ink: Pixels
    print: Print
    level: Print
    paper: Pixels
    cells: Pixels
    scale: float
    letters: npt.NDArray[np.int32]
    dots: npt.NDArray[np.int32]
    marks: npt.NDArray[np.int32]
    faintness: float = 1.0
    blackness: float = 1.0
    speck: float = SPECK

    @property
    def letter_height(self) -> float:
        """Median height of letters in pixels of the page; 0 where there are none."""
        return float(np.median(self.letters[:, 3])) / self.scale if len(self.letters) else 0.0


def sketch(page: Pixels, enlarged: float = 1.0) -> Sketch:
    """Sketch a grey page, which may be larger than it was scanned."""
    small = reduced(page)
    scale = small.shape[0] / page.shape[0]
    cells = halved(halved(small))
    paper = _coarse_paper(cells)
    black = math.ceil(_BLACK * level(paper, 0.9, 2))
    ink = _darker(small, np.maximum(cv2.convertScaleAbs(paper, alpha=INK), np.uint8(black)))
    found = marks_of(ink)
    letters = _letters(found.boxes)
    printed = print_of(found, letters)
    speck = SPECK * enlarged
    small_dots = (found.boxes[:, 2:4] <= speck).all(axis=1)
    some = np.ascontiguousarray(small[::_FEWER])
    trace = _darker(some, cv2.convertScaleAbs(paper, alpha=_TRACE))
    return Sketch(
        ink,
        printed,
        printed if np.count_nonzero(letters) >= FEW_LETTERS else print_of(found, np.ones_like(letters)),
        paper,
        cells,
        scale,
        found.boxes[letters],
        found.boxes[small_dots, :2],
        found.boxes[~small_dots],
        _faintness(trace, ink[::_FEWER]),
        1 - cv2.mean(some, ink[::_FEWER])[0] / max(1, level(paper, 0.5)),
        speck,
    )


def with_ink(page: Sketch, ink: Pixels) -> Sketch:
    """The sketch with less ink, and the marks of that; its print, its lean and its paper are those of before."""
    boxes = marks_of(ink).boxes
    small_dots = (boxes[:, 2:4] <= page.speck).all(axis=1)
    return replace(page, ink=ink, letters=boxes[_letters(boxes)], dots=boxes[small_dots, :2], marks=boxes[~small_dots])


def _faintness(trace: Pixels, ink: Pixels) -> float:
    """Pixels of trace a pixel of ink; shaded areas and long rules don't count, their ground is no print."""
    faint = cv2.countNonZero(trace) / max(1, cv2.countNonZero(ink))
    if faint < _SUSPECT:
        return faint
    shaded = cv2.morphologyEx(
        cv2.morphologyEx(trace, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8)), cv2.MORPH_OPEN, np.ones((1, _AREA), np.uint8)
    )
    lit = np.uint8(1) - np.asarray(cv2.dilate(shaded, np.ones((1, 7), np.uint8)), np.uint8)
    return cv2.countNonZero(trace & lit) / max(1, cv2.countNonZero(ink & lit))


def _darker(picture: Pixels, level: cv2.typing.MatLike) -> Pixels:
    """1 where the picture is darker than the level there, which is stretched to its size; 0 elsewhere."""
    whole = cv2.resize(level, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.compare(picture, whole, cv2.CMP_LT), np.uint8) & np.uint8(1)


def reduced(page: Pixels) -> Pixels:
    """About `_LONGER_SIDE` long, and where that is near, half the page."""
    while max(page.shape) >= _HALVED * _LONGER_SIDE:
        page = halved(page)
    scale = _LONGER_SIDE / max(page.shape)
    return page if scale > _NEARLY else shrunk(page, max(1, round(page.shape[1] * scale)), max(1, round(page.shape[0] * scale)))


def paper_of(small: Pixels) -> Pixels:
    """The paper's grey about each pixel of a small picture."""
    return np.asarray(
        cv2.resize(_coarse_paper(halved(halved(small))), (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8
    )


def _coarse_paper(cells: Pixels) -> Pixels:
    """What the paper would look like without ink: closed over strokes, then smoothed; of a picture at a quarter of the size."""
    side = _PAPER_KERNEL // 4 * 2 + 1
    closed = cv2.morphologyEx(cells, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.blur(closed, (side, side), borderType=cv2.BORDER_REPLICATE), np.uint8)


def _letters(marks: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which marks may be letters."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    fits: npt.NDArray[np.bool_] = (height >= LEAST_LETTER) & (height <= _MOST_LETTER) & (width <= 3 * height) & (width >= 2)
    return fits & (area >= 0.15 * width * height)
