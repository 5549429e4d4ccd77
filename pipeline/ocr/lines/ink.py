"""Ink and paper of a page, and the connected marks of ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.ocr.lines.line import Marks
from pipeline.ocr.lines.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_INK = 0.72  # a pixel darker than this share of the paper around it is ink
_PALEST, _DEPTH, _DARKEST_SHARE = (
    0.8,
    0.45,
    0.5,
)  # the same of pale print: so much of its depth below the paper; per cent of pixels that are ink
_DARKEST_PAPER = 0.42  # of the page's lightest: what is darker is ink, however wide it is


def ink_of(page: Pixels) -> tuple[Pixels, Pixels]:
    """Ink (255 where there is some) and the paper's grey, both as large as the page."""
    height, width = page.shape
    tiny = halved(halved(halved(page)))
    around = cv2.blur(cv2.dilate(tiny, np.ones((7, 7), np.uint8)), (9, 9))
    around = np.maximum(around, int(_DARKEST_PAPER * float(np.percentile(around, 90))))
    paper = cv2.resize(np.asarray(around, dtype=np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    darkest = float(np.percentile(page[::4, ::4], _DARKEST_SHARE)) / max(1.0, float(np.median(around)))
    share = min(_PALEST, max(_INK, 1 - _DEPTH * (1 - darkest)))
    return cv2.compare(page, cv2.convertScaleAbs(paper, alpha=share), cv2.CMP_LT).astype(np.uint8, copy=False), np.asarray(paper, np.uint8)


def marks_of(ink: Pixels) -> tuple[Marks, Marks]:
    """The connected marks, and the map that tells each pixel's mark: row + 1, 0 for paper."""
    # OpenCV's own choice (Spaghetti) numbers the marks the same and takes a fifth longer, and up to twice as long
    _, which, found, _ = cv2.connectedComponentsWithStatsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    return np.asarray(found[1:], dtype=np.int32), np.asarray(which, dtype=np.int32)


def letter_size(marks: Marks) -> float:
    """Median height of what may be a letter, in pixels; 0 where nothing may."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    may = (height >= 5) & (height <= 80) & (width <= 6 * height) & (width >= 2) & (area >= 0.12 * width * height)
    return float(np.median(height[may])) if may.any() else 0.0
