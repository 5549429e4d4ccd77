"""Ink and paper of a page, and how large its letters are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.ocr.lines.line import Marks
from pipeline.raster.level import level
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_INK = 0.72  # a pixel darker than this share of the paper around it is ink
_PALEST, _DEPTH = 0.8, 0.45  # the same of pale print: so much of its depth below the paper
_DARKEST_SHARE = 0.005  # of a page's pixels that are ink
_DARKEST_PAPER = 0.42  # of the page's lightest: what is darker is ink, however wide it is


def ink_of(page: Pixels) -> tuple[Pixels, Pixels]:
    """Ink, 255 where there is some, and the paper's grey at an eighth of the size."""
    tiny = halved(halved(halved(page)))
    around = np.asarray(cv2.blur(cv2.dilate(tiny, np.ones((7, 7), np.uint8)), (9, 9)), np.uint8)
    paper = np.asarray(np.maximum(around, int(_DARKEST_PAPER * level(around, 0.9))), np.uint8)
    darkest = level(np.ascontiguousarray(page[::4, ::4]), _DARKEST_SHARE) / max(1, level(paper, 0.5))
    share = min(_PALEST, max(_INK, 1 - _DEPTH * (1 - darkest)))
    darker = cv2.resize(cv2.convertScaleAbs(paper, alpha=share), (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.compare(page, darker, cv2.CMP_LT), np.uint8), paper


def letter_size(marks: Marks) -> float:
    """Median height of what may be a letter, in pixels; 0 where nothing may."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    may = (height >= 5) & (height <= 80) & (width <= 6 * height) & (width >= 2) & (area >= 0.12 * width * height)
    return float(np.median(height[may])) if may.any() else 0.0
