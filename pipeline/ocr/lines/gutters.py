"""Gutters: narrow strips of paper between columns of print, told from wide blanks between words by standing one below the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import TextLine

Numbers = npt.NDArray[np.float64]

_NARROWEST, _WIDEST = 1.5, 8.0  # heights of an x
_LEVEL = 0.5  # of an x's height; baselines nearer than this are of one row
_REACH = 12.0  # heights of an x up and down in which a gutter must show itself
_FEWEST, _CROSSED = 5, 0.2  # blanks one below the other; and runs across them, as a share of those


class Gutters:
    """Made of all runs of a page; then asked whether the blank between two of them is part of a gutter."""

    def __init__(self, runs: list[TextLine]) -> None:
        self._left = np.array([run.x0 for run in runs], float)
        self._right = np.array([run.x1 for run in runs], float)
        self._base = np.array([run.base for run in runs], float)
        self._height = np.array([run.x_height for run in runs], float)
        self._blanks = self._between()

    def parts(self, left: TextLine, right: TextLine) -> bool:
        """Whether a gutter runs between two runs that are neighbours on one baseline."""
        blank = right.x0 - left.x1
        if blank < _NARROWEST * left.x_height:
            return False
        middle, base, reach = (left.x1 + right.x0) / 2, (left.base + right.base) / 2, _REACH * left.x_height
        starts, ends, levels = self._blanks
        same = (starts < middle) & (ends > middle) & (np.abs(levels - base) < reach)
        across = (self._left < middle) & (self._right > middle) & (np.abs(self._base - base) < reach)
        return int(same.sum()) >= _FEWEST and int(across.sum()) <= _CROSSED * int(same.sum())

    def _between(self) -> tuple[Numbers, Numbers, Numbers]:
        """Start, end and level of the blank right of each run that has a neighbour."""
        blanks = []
        for place in range(len(self._left)):
            height = self._height[place]
            gap = self._left - self._right[place]
            near = (gap > 0) & (gap < _WIDEST * height) & (np.abs(self._base - self._base[place]) < _LEVEL * height)
            if near.any() and (found := float(gap[near].min())) >= _NARROWEST * height:
                blanks.append((self._right[place], self._right[place] + found, self._base[place]))
        columns = np.array(blanks, float).reshape(-1, 3)
        return columns[:, 0], columns[:, 1], columns[:, 2]
