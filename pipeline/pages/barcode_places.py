"""Where on a page a barcode might stand: the cheap question that spares ordinary pages the expensive reading.

Bars and modules stand closer than lines of print do: with their gaps closed they are solid patches, which print isn't.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.model.geometry import Affine, Box
from pipeline.pages.sketch import Sketch

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_INK = 0.8  # of the paper's brightness about it: darker is ink
_BLACK, _BLACK_PATCH = 0.2, 0.2  # black all over, over so many inches: a dark edge, a heading on black; not bars
_GAP = 0.055  # inches that are closed between bars; the lines of print stand further apart
_SOLID = 0.15  # inches: the least height and breadth of a patch
_JOIN = 0.3  # inches between patches of one code: wide spaces part them
_LARGE_CELL, _LARGE_SOLID, _LARGE_INK = 0.3, 0.45, 0.36  # inches, inches, share of ink: codes whose single modules are wide
_LEAST_AREA = 0.04  # square inches of a patch
_LEAST_FILL = 0.35  # of its rectangle: a frame around the page has less
_MARGIN, _MORE, _MOST_MARGIN = 0.18, 0.5, 0.6  # inches, share of its shorter side, inches: about a patch, whose ends the opening took off
_MOST_PLACES = 12  # a page of photographs has more patches than codes; the largest are looked at
_LEAST_LEAN = 2.0  # degrees that are straightened


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A piece cut from the page and straightened, grey uint8, at `dpi`; `back` carries its points to the page's pixels."""

    pixels: Pixels
    dpi: float
    back: Affine


@dataclass(frozen=True, slots=True)
class _Patch:
    """A rectangle in inches of the page; `lean` in degrees, -45 to 45."""

    x: float
    y: float
    wide: float
    high: float
    lean: float


def cuts(sketch: Sketch, parts: Iterable[Box]) -> list[Cut]:
    """The pieces of a page that might hold a barcode, the largest first, straight and with square pixels; usually none.

    `parts`: what of the sketch is looked at.
    """
    found = sorted((patch for part in parts for patch in _within(sketch, part)), key=lambda one: one.wide * one.high, reverse=True)
    return [_cut(sketch, patch) for patch in found[:_MOST_PLACES]]


def _within(sketch: Sketch, part: Box) -> list[_Patch]:
    """The patches in a part of the sketch."""
    small, paper = (picture[part.y0 : part.y1, part.x0 : part.x1] for picture in (sketch.small, sketch.paper))
    across, down = part.x0 / sketch.dpi_x, part.y0 / sketch.dpi_y
    found = _patches(replace(sketch, small=small, paper=paper))
    return [replace(patch, x=patch.x + across, y=patch.y + down) for patch in found]


def _patches(sketch: Sketch) -> list[_Patch]:
    ink = _ink(sketch)
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, sketch.square(_GAP))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, sketch.square(_SOLID))
    half = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    cell = sketch.square(_LARGE_CELL / 2)
    dense = np.asarray(cv2.blur(half, (cell.shape[1], cell.shape[0])) > 255 * _LARGE_INK, np.uint8) * 255
    if dense.any():
        large = cv2.morphologyEx(dense, cv2.MORPH_OPEN, sketch.square(_LARGE_SOLID / 2))
        solid = cv2.max(solid, cv2.resize(large, (ink.shape[1], ink.shape[0]), interpolation=cv2.INTER_NEAREST))
    if not solid.any():
        return []
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, sketch.square(_JOIN))
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    patches = [_patch(contour, solid, sketch) for contour in contours]
    return [patch for patch in patches if patch is not None]


def _ink(sketch: Sketch) -> Pixels:
    """255 where the sketch is darker than the paper around it, but 0 where it is black all over."""
    paper = sketch.paper
    ink = cv2.compare(sketch.small, cv2.convertScaleAbs(paper, alpha=_INK), cv2.CMP_LT)
    darkest = float(sketch.small.min())
    level = cv2.convertScaleAbs(paper, alpha=_BLACK, beta=(1 - _BLACK) * darkest)
    black = cv2.morphologyEx(cv2.compare(sketch.small, level, cv2.CMP_LE), cv2.MORPH_OPEN, sketch.square(_BLACK_PATCH))
    ink[cv2.dilate(black, np.ones((5, 5), np.uint8)) > 0] = 0
    return np.asarray(ink, np.uint8)


def _patch(contour: cv2.typing.MatLike, solid: cv2.typing.MatLike, sketch: Sketch) -> _Patch | None:
    """The rectangle about a patch; None where it is too small or hollow."""
    left, top, width, height = cv2.boundingRect(contour)
    filled = cv2.countNonZero(solid[top : top + height, left : left + width]) / (sketch.dpi_x * sketch.dpi_y)
    if filled < _LEAST_AREA:
        return None
    inches = (contour.reshape(-1, 2) / (sketch.dpi_x, sketch.dpi_y)).astype(np.float32)
    (x, y), (wide, high), lean = cv2.minAreaRect(inches)
    if filled < _LEAST_FILL * wide * high:
        return None
    if lean > 45:  # the same rectangle, leaning less
        wide, high, lean = high, wide, lean - 90
    if abs(lean) < _LEAST_LEAN:  # the upright rectangle around it
        return _Patch(
            (left + width / 2) / sketch.dpi_x, (top + height / 2) / sketch.dpi_y, width / sketch.dpi_x, height / sketch.dpi_y, 0.0
        )
    return _Patch(float(x), float(y), float(wide), float(high), float(lean))


def _cut(sketch: Sketch, patch: _Patch) -> Cut:
    """The rectangle with its margin, from the page itself."""
    dpi_x, dpi_y = sketch.dpi_x * sketch.across, sketch.dpi_y * sketch.down
    dpi = max(dpi_x, dpi_y)
    margin = min(max(_MARGIN, _MORE * min(patch.wide, patch.high)), _MOST_MARGIN)
    wide, high = patch.wide + 2 * margin, patch.high + 2 * margin
    if patch.lean == 0.0 and dpi_x == dpi_y:
        left, top = max(round((patch.x - wide / 2) * dpi), 0), max(round((patch.y - high / 2) * dpi), 0)
        right, bottom = round((patch.x + wide / 2) * dpi), round((patch.y + high / 2) * dpi)
        return Cut(np.ascontiguousarray(sketch.page[top:bottom, left:right]), dpi, Affine(1, 0, left, 0, 1, top))
    size = max(round(wide * dpi), 1), max(round(high * dpi), 1)
    cos, sin = math.cos(math.radians(patch.lean)) / dpi, math.sin(math.radians(patch.lean)) / dpi  # inches for a pixel of the cut
    middle_x, middle_y = size[0] / 2, size[1] / 2
    back = Affine(
        cos * dpi_x,
        -sin * dpi_x,
        (patch.x - cos * middle_x + sin * middle_y) * dpi_x,
        sin * dpi_y,
        cos * dpi_y,
        (patch.y - sin * middle_x - cos * middle_y) * dpi_y,
    )
    matrix = np.array([[back.a, back.b, back.c], [back.d, back.e, back.f]])
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    pixels = cv2.warpAffine(sketch.page, matrix, size, flags=flags, borderMode=cv2.BORDER_CONSTANT, borderValue=(255,))
    return Cut(np.asarray(pixels, np.uint8), dpi, back)
