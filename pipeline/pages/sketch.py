"""A page shrunk for a first look: what stands on it is sought there, and read from the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import PageImage, Pixels

_LEAST_DPI = 65.0  # of a sketch; it has less than twice as many
_PAPER_WIDTH = 8.5  # inches, where the file doesn't say
_BELIEVABLE = (4.0, 24.0)  # inches of a page's shorter side; where the claimed dpi give others, they are not believed


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """A page in grey, its shrunk picture, and how bright the paper is about each pixel of that; all uint8 (height, width).

    Shadows, stains and tinted paper are darker paper, not ink. One pixel of the sketch is `across` by `down` of the page's;
    dpi are of the sketch and may differ a little across and down.
    """

    page: Pixels
    small: Pixels
    paper: Pixels
    across: int
    down: int
    dpi_x: float
    dpi_y: float

    def square(self, inches: float) -> Pixels:
        """A kernel of that many inches on the sketch."""
        return np.ones((max(round(inches * self.dpi_y), 1), max(round(inches * self.dpi_x), 1)), np.uint8)


def sketched(image: PageImage) -> Sketch:
    """The page's sketch, shrunk by a power of two each way: by far the fastest way to shrink."""
    page = image.pixels if image.pixels.ndim == 2 else np.asarray(cv2.cvtColor(image.pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    return sketch_of(page, *_resolution(image))


def sketch_of(page: Pixels, dpi_x: float, dpi_y: float) -> Sketch:
    """The sketch of a grey page of this resolution."""
    across, down, small = 1, 1, page
    while True:
        half_x = 2 if dpi_x / across >= 2 * _LEAST_DPI and small.shape[1] > 1 else 1
        half_y = 2 if dpi_y / down >= 2 * _LEAST_DPI and small.shape[0] > 1 else 1
        if half_x == half_y == 1:
            return Sketch(page, small, paper_about(small), across, down, dpi_x / across, dpi_y / down)
        if half_x == half_y:
            small, across, down = halved(small), 2 * across, 2 * down
            continue
        height, width = small.shape[0] // half_y, small.shape[1] // half_x
        small = np.asarray(cv2.resize(small[: height * half_y, : width * half_x], (width, height), interpolation=cv2.INTER_AREA), np.uint8)
        across, down = across * half_x, down * half_y


def paper_about(small: Pixels) -> Pixels:
    """How bright the paper is about each pixel of a small picture."""
    coarse = halved(halved(halved(small)))
    around = cv2.blur(cv2.dilate(coarse, np.ones((7, 7), np.uint8)), (5, 5))
    return np.asarray(cv2.resize(around, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)


def _resolution(image: PageImage) -> tuple[float, float]:
    """Dots an inch across and down; a page that claims none worth believing is taken for one of letter size."""
    if image.dpi_x and image.dpi_y:
        shorter = min(image.width / image.dpi_x, image.height / image.dpi_y)
        if _BELIEVABLE[0] <= shorter <= _BELIEVABLE[1]:
            return image.dpi_x, image.dpi_y
    guess = min(image.width, image.height) / _PAPER_WIDTH
    return guess, guess
