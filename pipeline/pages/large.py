"""A page that bears a code as large as itself, whose single bars and modules look like patches of black: looked at as if from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.pages.dark_parts import COARSE, DarkParts
from pipeline.pages.sketch import Sketch, sketch_of
from pipeline.raster.level import level
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_AFAR = 4  # times smaller
_EDGE = 0.5  # inches along the sides that are not asked: dark edges lie there
_BLACK = 0.35  # of the paper's brightness
_MUCH, _MOST = 0.004, 0.65  # share of the page; share of all that is dark: .7 to 1 of large codes, half of print under black headings


def from_afar(sketch: Sketch, dark: DarkParts) -> Sketch | None:
    """The sketch of the page as if it were so much smaller; None where it has little that is black and broader than print, or much print,
    as nearly all pages have.
    """
    edge = round(_EDGE * sketch.dpi_x / COARSE)
    if not _is_mostly_broad(np.ascontiguousarray(dark.small[edge:-edge, edge:-edge])):
        return None
    page, across, down = sketch.small, sketch.across, sketch.down
    while max(across, down) < _AFAR:
        page, across, down = halved(page), 2 * across, 2 * down
    return sketch_of(page, sketch.dpi_x * sketch.across, sketch.dpi_y * sketch.down)


def _is_mostly_broad(squares: Pixels) -> bool:
    """Of a page in squares of .05 inch: whether enough of them are black nearly all over, and most of the ink is in those."""
    if not squares.size:
        return False
    paper = max(level(squares, 0.75), 1)
    broad = np.count_nonzero(squares < _BLACK * paper) / squares.size
    return bool(broad >= _MUCH and broad >= _MOST * (1 - np.minimum(squares, paper).mean() / paper))
