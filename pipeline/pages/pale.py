"""The codes of a page on which hardly anything is black: a separator sheet that a worn printer or a scanner faded.

A code is looked for by how dark it is beside the paper, and read by how its bars stand out: both are asked again of such a page, with the
darkest of what is pale on it made black.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.pages.barcode_places import Cut, cuts
from pipeline.pages.dark_parts import DarkParts
from pipeline.pages.sketch import Sketch, paper_about
from pipeline.pages.two_tones import in_two_tones
from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_EDGE, _EVERY = 0.5, 4  # inches along the sides that are not asked: dark edges lie there; one row of so many is
_BLACK, _MOST_BLACK = 0.6, 0.01  # of the paper's brightness; share of the page that may be darker: holes, a line by hand
_INK = 0.003  # share of the page that is ink at least: a small code
_LEAST = 0.025  # of the paper's brightness that ink takes away at least: less is the paper's own grain
_MOST_PIECES = 4  # the largest; rough paper and print that shines through have many
_ENDS = 0.01, 0.9  # shares of a piece that are ink, and not paper
_GRAIN = 250.0  # pixels an inch, of which one is blurred: the grain stands out as much as pale bars do


def pale_cuts(sketch: Sketch) -> Iterator[Cut]:
    """The pieces that might hold a pale code, black on white; none of a page that has black enough, as nearly all have."""
    pale = _made_black(sketch)
    if pale is None:
        return
    for cut in cuts(pale, DarkParts(pale).parts())[:_MOST_PIECES]:
        smooth = np.asarray(cv2.GaussianBlur(cut.pixels, (0, 0), max(0.8, cut.dpi / _GRAIN)), np.uint8)
        pixels = _stretched(smooth, *(level(smooth, share) for share in _ENDS))
        if in_two_tones(pixels):
            yield replace(cut, pixels=pixels)


def _made_black(sketch: Sketch) -> Sketch | None:
    """The sketch with the darkest of what is pale on it black; None where enough is black already, or nothing stands out."""
    across, down = round(_EDGE * sketch.dpi_x), round(_EDGE * sketch.dpi_y)
    some = slice(down, -down, _EVERY), slice(across, -across)
    inside = _evened(np.ascontiguousarray(sketch.small[some]), np.ascontiguousarray(sketch.paper[some]))
    if not inside.size:
        return None
    counts = np.cumsum(cv2.calcHist([inside], [0], None, [256], [0, 256]))
    black = float(counts[round(255 * _BLACK)])
    ink = int(np.searchsorted(counts, black + _INK * inside.size))
    if black > _MOST_BLACK * inside.size or ink > 255 * (1 - _LEAST):
        return None
    small = _stretched(_evened(sketch.small, sketch.paper), ink, 255)
    return replace(sketch, small=small, paper=paper_about(small))


def _evened(small: Pixels, paper: Pixels) -> Pixels:
    return np.asarray(cv2.divide(small, np.maximum(paper, 1), scale=255.0), np.uint8)


def _stretched(picture: Pixels, black: int, white: int) -> Pixels:
    table = np.clip((np.arange(256) - black) * 255 / max(white - black, 1), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table), np.uint8)
