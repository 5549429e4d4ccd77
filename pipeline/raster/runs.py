"""Ink as runs: the stretches of neighbouring ink pixels in each row. A page of print has a hundred times fewer of them than pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

Ints = npt.NDArray[np.int32]
_SHORT = 12  # pixels of a run on average; shorter ones are drawn faster pixel by pixel


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """From the top row to the bottom one, from left to right: row, first column, number of columns."""

    y: Ints
    x: Ints
    length: Ints

    def where(self, wanted: npt.NDArray[np.bool_]) -> Runs:
        """Those that are wanted."""
        return Runs(self.y[wanted], self.x[wanted], self.length[wanted])

    @property
    def total(self) -> int:
        """Pixels of them all."""
        return int(self.length.sum())

    def pixels(self, places: npt.NDArray[np.int64] | None = None) -> tuple[Ints, Ints]:
        """x and y of every pixel, run after run; or of those alone that stand at these places of that order, which ascend."""
        ends = np.cumsum(self.length, dtype=np.int32)
        if places is not None:
            run = np.searchsorted(ends, places, side="right")
            return (self.x[run] + places - (ends - self.length)[run]).astype(np.int32), self.y[run]
        x = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32) + np.repeat(self.x - ends + self.length, self.length)
        return x, np.repeat(self.y, self.length)

    def drawn(self, shape: tuple[int, int]) -> Pixels:
        """A picture of them: 255, 0 elsewhere."""
        picture = np.zeros(shape, np.uint8)
        if self.total < _SHORT * len(self.length):
            x, y = self.pixels()
            picture[y, x] = 255
            return picture
        starts = self.y * np.int32(shape[1]) + self.x
        flat = picture.ravel()
        for start, end in zip(starts.tolist(), (starts + self.length).tolist(), strict=True):
            flat[start:end] = 255
        return picture


def runs_of(ink: Pixels) -> Runs:
    """The runs of a picture (height, width) that is 0 where there is paper, and of one other value where there is ink."""
    height, width = ink.shape
    # a column of paper behind each row ends its last run, a pixel of paper before all begins the first
    row = width + 1
    padded = np.zeros(height * row + 1, ink.dtype)
    padded[1:].reshape(height, row)[:, :width] = ink
    edges = np.flatnonzero(padded[1:] != padded[:-1]).astype(np.int32)
    first = edges[0::2]
    y = first // np.int32(row)
    return Runs(y, first - y * np.int32(row), edges[1::2] - first)
