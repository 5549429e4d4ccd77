"""The ink of a page's letters as points: what is asked of it is how it lies along lines, and a fair sample answers that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

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


def sampled(labels: npt.NDArray[np.int32], wanted: npt.NDArray[np.bool_], pixels: int) -> Print:
    """The pixels (`pixels` in number) of the connected marks that are wanted; `labels` as OpenCV numbers them, 0 for paper."""
    every = max(1, round(pixels / _MOST_POINTS))
    # one of every so many, at random among them: at even steps the points would lie in lines of their own
    places = np.arange(0, labels.size - every + 1, every)
    if every > 1:
        places += np.random.default_rng(0).integers(0, every, len(places))
    places = places[wanted.take(labels.ravel().take(places))]
    y, x = np.divmod(places.astype(np.int32), np.int32(labels.shape[1]))
    return Print(x, y, every)
