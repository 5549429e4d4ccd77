"""A page upright, straight and of the size that reads best, and what carries its points there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.model.geometry import Affine, quarter_turn
from pipeline.model.types import Rotation
from pipeline.raster import shear
from pipeline.raster.shrink import halved, shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_TURNS: dict[Rotation, int] = {0: 0, 90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_SKIPS = 0.5  # a scale at which a pixel between its four neighbours would leave out the ones beyond
_SHEARED = 1.3  # a page enlarged more is turned with cubics in one go: the letters are small, and shears blur them
_COARSE = 4  # pixels of the page for one of a smooth picture that is laid over it


def placed(page: Pixels, turn: Rotation, skew: float, scale: float) -> tuple[Pixels, Affine]:
    """Turned upright, straightened and scaled, in one resampling; without a lean, turning alone moves pixels exactly."""
    transform = quarter_turn(turn, page.shape[1], page.shape[0])
    if turn:
        page = np.asarray(cv2.rotate(page, _TURNS[turn]))
    if not skew and scale == 1.0:
        return np.ascontiguousarray(page), transform
    height, width = page.shape
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    if not skew:
        across, down = target[0] / width, target[1] / height
        return _resized(page, target), transform.then(Affine(a=across, e=down))
    if scale <= _SHEARED and abs(skew) <= shear.MOST:
        straight, levelled = shear.levelled(_resized(page, target), skew)
        return straight, transform.then(Affine(a=target[0] / width, e=target[1] / height)).then(levelled)
    if scale <= _SKIPS:
        page = halved(page)
        transform = transform.then(Affine(a=0.5, e=0.5))
        scale, (height, width) = 2 * scale, page.shape
    lean = lean_of(skew, width, height, scale, target)
    matrix = np.array([[lean.a, lean.b, lean.c], [lean.d, lean.e, lean.f]])
    way = cv2.INTER_LINEAR if scale < 1 else cv2.INTER_CUBIC
    warped = cv2.warpAffine(page, matrix, target, flags=way, borderMode=cv2.BORDER_CONSTANT, borderValue=255)
    return np.asarray(warped, dtype=np.uint8), transform.then(lean)


def _resized(page: Pixels, target: tuple[int, int]) -> Pixels:
    if target[0] <= page.shape[1]:
        return shrunk(page, *target)
    return np.asarray(cv2.resize(page, target, interpolation=cv2.INTER_CUBIC), np.uint8)


def lean_of(skew: float, width: int, height: int, scale: float, target: tuple[int, int]) -> Affine:
    """Straighten a clockwise lean about the page's middle, and scale."""
    angle = math.radians(skew)
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    x, y = width / 2, height / 2
    return Affine(cos, sin, target[0] / 2 - cos * x - sin * y, -sin, cos, target[1] / 2 + sin * x - cos * y)


def carried(picture: Pixels, place: Affine, page: Pixels, way: int) -> Pixels:
    """A coarse picture laid over the page, to which `place` carries its pixels; beyond its edges they are repeated."""
    width, height = -(-page.shape[1] // _COARSE), -(-page.shape[0] // _COARSE)
    across, down = width / page.shape[1], height / page.shape[0]
    matrix = np.array([[across * place.a, across * place.b, across * place.c], [down * place.d, down * place.e, down * place.f]])
    small = cv2.warpAffine(picture, matrix, (width, height), flags=way, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(small, (page.shape[1], page.shape[0]), interpolation=way), np.uint8)
