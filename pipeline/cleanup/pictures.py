"""Photographs, prints of x-rays, traces: what no word is read on and a person must see all the same.

Tone is asked for on cells of half a millimetre to a millimetre from which strokes are taken. The paper's grey is what most of a row and of
a column has at its lightest, so that shadows along a side are none. Lids, folded corners and shadows are as dark, but lie along the sides
of the picture and are even, or change one way only; a photograph changes every way.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SHEET = 280.0  # mm: the longer side of a letter or an A4 sheet
_STROKE, _SOLID = 4.5, 5.0  # mm: what is thinner is no tone; and as wide is it everywhere
_LIGHTEST = 0.9  # share of a row's and a column's cells that is darker than its paper
# of the paper's grey: darker is tone; mm2 of a spot of it, where a stain is never as dark; mm2 of tone that changes every way
_TONES = ((0.86, math.inf, 600.0), (0.72, 120.0, 400.0), (0.55, 120.0, 400.0), (0.4, 120.0, 400.0))
_WHOLE = (0.72, 120.0)  # the same of the page's lightest: a photograph nearly as large as the sheet leaves no paper in its rows and columns
_NO_PAPER = 0.3  # of the page's lightest: a row that is darker all along holds no paper
_SPINE, _AS_WIDE = 20.0, 0.3  # mm; how far the width of a spine's shadow differs from its mean, as a share of it
_EDGE = 4.0  # mm: what comes as near to the picture's edge may be the lid
_RIM = 12.0  # mm: as deep do dark edges fray
_LIGHTER, _AROUND = 0.05, 0.85  # of the page's light, more than a spot has; share of what is around it that has so much
_INSIDE, _BLUR = 3.0, 2.0  # mm: so far around its outline is a spot's paper looked for; so far inside is tone looked at, and blurred
_CHANGES = 0.006  # share of the page's light a mm, by which it changes at least across the way in which it changes most


def toned(cells: Pixels) -> bool:
    """Whether a page, grey and much reduced, shows a photograph: a spot of tone on the paper, or tone that changes every way."""
    mm = max(cells.shape) / _SHEET
    cells = _without_spines(cells, mm)
    plain = np.asarray(cv2.morphologyEx(cells, cv2.MORPH_CLOSE, _square(_STROKE * mm), borderType=cv2.BORDER_REPLICATE), np.uint8)
    lightest = max(1, level(plain, _LIGHTEST))
    paper = np.minimum(np.quantile(plain, _LIGHTEST, axis=1)[:, None], np.quantile(plain, _LIGHTEST, axis=0)[None, :])
    of_paper, light = plain / np.maximum(paper, _NO_PAPER * lightest), (plain / lightest).astype(np.float32)
    if any(_shown(of_paper < darkest, light, mm, spot, every_way) for darkest, spot, every_way in _TONES):
        return True
    return _shown(light < _WHOLE[0], light, mm, _WHOLE[1], math.inf)


def _square(side: float) -> Pixels:
    return np.ones((max(1, round(side)), max(1, round(side))), np.uint8)


def _shown(dark: npt.NDArray[np.bool_], light: npt.NDArray[np.float32], mm: float, spot: float, every_way: float) -> bool:
    solid = np.asarray(cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, _square(_SOLID * mm)), np.uint8)
    count, part_of, boxes, _ = cv2.connectedComponentsWithStats(solid)
    for part in range(1, count):
        area = int(boxes[part, 4]) / (mm * mm)
        if area < min(spot, every_way):
            continue
        own = part_of == part
        if (area >= spot and _is_spot(light, own, mm)) or _changes(light, own, mm, every_way):
            return True
    return False


def _without_spines(cells: Pixels, mm: float) -> Pixels:
    """Without what is dark from one side of the picture to the other, narrow and as wide everywhere: a book's shadow, or a lid's."""
    lightest = level(cells, _LIGHTEST)
    dark = (cells < _WHOLE[0] * lightest).astype(np.uint8)
    if not (dark[[0, -1]].any(axis=1).all() or dark[:, [0, -1]].any(axis=0).all()):
        return cells
    _, part_of = cv2.connectedComponents(dark)
    across = np.intersect1d(part_of[0], part_of[-1]), np.intersect1d(part_of[:, 0], part_of[:, -1])
    for part in np.union1d(*across).tolist():
        own = part_of == part
        if part and any(_is_spine(along.sum(axis=1), mm) for along in (own, own.T)):
            cells = np.where(cv2.dilate(own.astype(np.uint8), _square(_SOLID * mm)) > 0, np.uint8(lightest), cells)
    return cells


def _is_spine(wide: npt.NDArray[np.int_], mm: float) -> bool:
    return bool(wide.all() and wide.max() <= _SPINE * mm and wide.std() <= _AS_WIDE * wide.mean())


def _is_spot(light: npt.NDArray[np.float32], own: npt.NDArray[np.bool_], mm: float) -> bool:
    """Whether a part lies clear of the picture's edges, and what is around it is lighter, as it is not beside a lid."""
    edge = max(1, round(_EDGE * mm))
    if np.count_nonzero(own) > np.count_nonzero(own[edge:-edge, edge:-edge]):
        return False
    around = (cv2.dilate(own.astype(np.uint8), _square(2 * _INSIDE * mm + 1)) > 0) & ~own
    return bool((light[around] > light[own].mean() + _LIGHTER).mean() > _AROUND)


def _changes(light: npt.NDArray[np.float32], own: npt.NDArray[np.bool_], mm: float, least: float) -> bool:
    """Whether so many square millimetres, clear of where dark edges fray, change every way."""
    rim = round(_RIM * mm)
    inner = np.zeros_like(own)
    inner[rim:-rim, rim:-rim] = own[rim:-rim, rim:-rim]
    if np.count_nonzero(inner) < least * mm * mm:
        return False
    within = cv2.erode(own.astype(np.uint8), _square(2 * _INSIDE * mm + 1), borderType=cv2.BORDER_CONSTANT, borderValue=1) > 0
    one = own.astype(np.float32)
    soft, share = (cv2.GaussianBlur(picture, (0, 0), _BLUR * mm) for picture in (light * one, one))
    alone = np.asarray(soft / np.maximum(share, 1e-6), np.float32)  # without what surrounds it: its outline is no change
    return bool((within & inner).any()) and _least_change(alone, within & inner, mm) >= _CHANGES


def _least_change(light: npt.NDArray[np.float32], part: npt.NDArray[np.bool_], mm: float) -> float:
    """By how much of the light a mm a part changes across the way in which it changes most; the root of the mean square."""
    down, across = (np.asarray(step)[part] * mm for step in np.gradient(light))
    both = np.array([[np.mean(down * down), np.mean(down * across)], [np.mean(down * across), np.mean(across * across)]])
    return float(np.sqrt(max(0.0, np.linalg.eigvalsh(both)[0])))
