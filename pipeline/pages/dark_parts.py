"""Where a page is as dark as bars and modules make it: asked of every page, so coarsely that it costs next to nothing.

Half of a barcode is black. A block of print is whiter; headings on black, shadows and photographs are as dark, and are looked at more
closely.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from pipeline.model.geometry import Box
from pipeline.pages.sketch import Sketch
from pipeline.raster.level import level
from pipeline.raster.shrink import halved

COARSE = 4  # pixels of the sketch, each way, for one that is looked at
_OVER, _DARK = 0.15, 0.30  # inches; how dark they must be on average, as a share of the way from paper to the blackest nearby
_NEARBY = 1.0  # inches
_NOT_PAPER = 0.9  # of the paper's brightness: the least that counts as dark
_AROUND = 0.5  # inches about a dark place that belong to the part
_PATCH, _PATCH_DARK = (0.6, 1.0), 0.27  # inches across and along four bars; how much darker than paper they are there, even pale ones


class DarkParts:
    """The sketch at a quarter of its size."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self.small = halved(halved(sketch.small))
        height, width = self.small.shape
        self.paper = np.ascontiguousarray(sketch.paper[::COARSE, ::COARSE][:height, :width])

    def _square(self, inches: float) -> tuple[int, int]:
        """Pixels across and down."""
        return max(1, round(inches * self._sketch.dpi_x / COARSE)), max(1, round(inches * self._sketch.dpi_y / COARSE))

    def parts(self) -> list[Box]:
        """What of the sketch may hold a code, in its pixels."""
        height, width = self.small.shape
        blackest = cv2.erode(self._sketch.small, np.ones((COARSE, COARSE), np.uint8))[::COARSE, ::COARSE]
        across, down = self._square(_NEARBY)
        blackest = cv2.erode(np.ascontiguousarray(blackest[:height, :width]), np.ones((down, across), np.uint8))
        limit = cv2.min(cv2.addWeighted(self.paper, 1 - _DARK, blackest, _DARK, 0), cv2.convertScaleAbs(self.paper, alpha=_NOT_PAPER))
        dark = cv2.compare(cv2.blur(self.small, self._square(_OVER)), limit, cv2.CMP_LE)
        across, down = self._square(2 * _AROUND)
        around = cv2.dilate(dark, np.ones((down, across), np.uint8))
        contours, _ = cv2.findContours(around, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        boxes = [cv2.boundingRect(contour) for contour in contours]
        return _apart(Box(COARSE * x, COARSE * y, COARSE * (x + wide), COARSE * (y + high)) for x, y, wide, high in boxes)

    def may_hold_patch(self) -> bool:
        """Whether anywhere the page is as dark as four wide or narrow bars are."""
        paper = np.maximum(self.paper, np.uint8(level(self.small, 0.75) * 0.75))
        limit = cv2.convertScaleAbs(paper, alpha=1 - _PATCH_DARK)
        (short, lower), (long, higher) = map(self._square, _PATCH)
        means = (cv2.blur(self.small, size) for size in ((short, higher), (long, lower)))
        return any(cv2.countNonZero(cv2.compare(mean, limit, cv2.CMP_LE)) for mean in means)


def _apart(boxes: Iterable[Box]) -> list[Box]:
    """The boxes, those that overlap joined."""
    apart: list[Box] = []
    for box in boxes:
        whole = box
        while (other := next((one for one in apart if _overlap(one, whole)), None)) is not None:
            apart.remove(other)
            whole = Box.around((other, whole))
        apart.append(whole)
    return apart


def _overlap(one: Box, other: Box) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1
