"""From page units (y upwards, before /Rotate) to pixels of the page as it is displayed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import pypdfium2 as pdfium

from pipeline.model.geometry import Box

_POINTS = 72.0  # page units an inch (PDF 1.7, 8.3.2.3)
_Units = TypeVar("_Units", float, "np.ndarray[Any, np.dtype[np.float64]]")


class Display:
    """A page displayed at `dpi`, its crop box and /Rotate obeyed."""

    def __init__(self, page: pdfium.PdfPage, dpi: float) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turns = page.get_rotation() // 90
        self._scale = dpi / _POINTS
        across, down = page.get_size()
        self.width, self.height = round(across * self._scale), round(down * self._scale)

    def box(self, points: Iterable[tuple[float, float]]) -> Box:
        """The smallest box around these points of the page."""
        shown = [self._point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        return Box(int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1)

    def boxes(self, sides: np.ndarray[Any, np.dtype[np.float64]], spans: Sequence[tuple[int, int]]) -> list[Box]:
        """For each span of rows, none empty, the smallest box around them; a row is a left, right, bottom, top of the page."""
        if not spans:
            return []
        left, right, bottom, top = np.concatenate((sides, sides[-1:])).T  # one row more: a span may end behind the last
        corners = tuple(zip(self._point(left, bottom), self._point(right, top), strict=True))  # both xs, both ys
        edges = [edge for span in spans for edge in span]
        lows = [np.minimum.reduceat(np.minimum(*both), edges)[::2].tolist() for both in corners]
        highs = [np.maximum.reduceat(np.maximum(*both), edges)[::2].tolist() for both in corners]
        return [Box(int(x0), int(y0), int(x1) + 1, int(y1) + 1) for x0, y0, x1, y1 in zip(*lows, *highs, strict=True)]

    def _point(self, x: _Units, y: _Units) -> tuple[_Units, _Units]:
        x, y = x - self._left, self._top - y
        width, height = self._right - self._left, self._top - self._bottom
        for _ in range(self._turns):  # a quarter clockwise each
            x, y, width, height = height - y, x, height, width
        return x * self._scale, y * self._scale
