"""The ink of a page's letters as points: what is asked of it is how it lies along lines, and a fair sample answers that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pipeline.raster.marks import Marks, sampled

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_MOST_POINTS = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """`x` and `y` in pixels of the sketch; each point stands for `every` pixels of ink, drawn at random."""

    x: npt.NDArray[np.int32]
    y: npt.NDArray[np.int32]
    every: int

    def turned(self, height: int) -> Print:
        """A quarter turn clockwise; `height` of the sketch before."""
        return Print(height - 1 - self.y, self.x, self.every)

    def outside(self, mask: Pixels) -> Print:
        """Where the mask is 0."""
        kept = mask[self.y, self.x] == 0
        return Print(self.x[kept], self.y[kept], self.every)


def print_of(marks: Marks, letters: npt.NDArray[np.bool_]) -> Print:
    """The ink of the marks that are letters."""
    return Print(*sampled(marks, letters, _MOST_POINTS))
