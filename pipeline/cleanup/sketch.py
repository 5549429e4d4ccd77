"""A small black-and-white picture of the page, on which everything is estimated: cheap, and enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.background import level
from pipeline.cleanup.print import Print, sampled
from pipeline.cleanup.shrink import halved, shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LONGER_SIDE = 1700  # pixels: letters of a 300 dpi page are still 10 high, those of a 100 dpi page are not shrunk
_HALVED, _NEARLY = 1.8, 0.9  # times that from which a page is halved first; a scale that is not worth the resampling
_PAPER_KERNEL = 31  # pixels: wider than any stroke, narrower than a shadow
INK = 0.72  # a pixel darker than this share of the paper around it is ink
_TRACE = 0.88  # and one darker than this may be faint ink, or the edge of a stroke
_BLACK = 0.3  # so is one darker than this share of the page's lightest paper, however wide the dark is: a border, a photograph
_LEAST_LETTER, _MOST_LETTER = 5, 60  # pixels of height in the sketch


@dataclass(frozen=True, slots=True)
class Sketch:
    """`ink`: (height, width) uint8, 1 where there is ink; `print`: a sample of the letters' ink, without pictures, lines and borders.

    `paper`: the paper's grey. `scale`: sketch pixels a page pixel. `letters`: rows of x, y, width, height, area. `dots`: x and y of
    each speck of at most two by two pixels. `marks`: every connected mark of ink that is larger than a speck, in rows as the letters are.
    `faintness`: how many times more pixels than ink are somewhat darker than the paper; about 1.3 on black print.
    """

    ink: Pixels
    print: Print
    paper: Pixels
    scale: float
    letters: npt.NDArray[np.int32]
    dots: npt.NDArray[np.int32]
    marks: npt.NDArray[np.int32]
    faintness: float = 1.0

    @property
    def letter_height(self) -> float:
        """Median height of letters in pixels of the page; 0 where there are none."""
        return float(np.median(self.letters[:, 3])) / self.scale if len(self.letters) else 0.0


def sketch(page: Pixels) -> Sketch:
    """Sketch a grey page."""
    small = reduced(page)
    scale = small.shape[0] / page.shape[0]
    paper = paper_of(small)
    black = _BLACK * level(paper, 0.9)
    ink = ((small < cv2.convertScaleAbs(paper, alpha=INK)) | (small < black)).astype(np.uint8)
    printed, letters, dots, marks = _letters(ink)
    trace = cv2.countNonZero(cv2.compare(small, cv2.convertScaleAbs(paper, alpha=_TRACE), cv2.CMP_LT))
    return Sketch(ink, printed, paper, scale, letters, dots, marks, trace / max(1, cv2.countNonZero(ink)))


def reduced(page: Pixels) -> Pixels:
    """About `_LONGER_SIDE` long, and where that is near, half the page."""
    while max(page.shape) >= _HALVED * _LONGER_SIDE:
        page = halved(page)
    scale = _LONGER_SIDE / max(page.shape)
    return page if scale > _NEARLY else shrunk(page, max(1, round(page.shape[1] * scale)), max(1, round(page.shape[0] * scale)))


def paper_of(small: Pixels) -> Pixels:
    """What the paper would look like without ink: closed over strokes, then smoothed, at a quarter of the size."""
    height, width = small.shape
    tiny = halved(halved(small))
    side = _PAPER_KERNEL // 4 * 2 + 1
    closed = cv2.morphologyEx(tiny, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8), borderType=cv2.BORDER_REPLICATE)
    smooth = cv2.blur(closed, (side, side), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _letters(ink: Pixels) -> tuple[Print, npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    # OpenCV's own choice (Spaghetti) numbers the marks the same and takes a fifth longer, and up to twice as long
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    found = np.asarray(stats[1:], dtype=np.int32)  # the first is the paper
    width, height, area = found[:, 2], found[:, 3], found[:, 4]
    fits = (height >= _LEAST_LETTER) & (height <= _MOST_LETTER) & (width <= 3 * height) & (area >= 0.15 * width * height) & (width >= 2)
    dots = found[(width <= 2) & (height <= 2)][:, :2]
    printed = sampled(np.asarray(labels, np.int32), np.concatenate([[False], fits]), int(area[fits].sum()))
    return printed, found[fits], dots, found[(width > 2) | (height > 2)]
