"""Rings that cups and drops leave: the outline of a circle seen nearly from above, or half of it or more, and nothing in it or beside it.

A hand draws no circle as true; a stamp's ring has words in it. They are asked for only where nothing that was read is believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.sketch import Sketch
from pipeline.raster.marks import marks_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

Points = npt.NDArray[np.float64]

_CELL = 4  # pixels of the sketch, a cell's side
_JOINED = (
    (4, 7),
    (1, 7),
    (1, 13),
)  # pixels of ink in a cell, more than dust leaves; cells within which a ring's crumbs hang together, 4.6 mm and 8.6
_ACROSS = (0.036, 0.36)  # of the page's longer side, 10 to 100 mm
_OVAL = 0.8  # of the longer axis, the shorter one: a sheet is never scanned as much aslant
_THICK, _TRUE = 0.006, 0.035  # of the longer side, 1.7 mm, and of the radius: so far from the outline lies a ring's ink, either way
_FITS, _TWICE = 0.15, 3  # of the radius: ink farther from the outline doesn't tell where it runs; times it is looked for
_ON_IT = 0.9  # share of what is near that lies there; another ring may cross it
_DIRECTIONS, _SEEN = 48, 0.45  # looked at from its middle; share of them that show ink
_STEADY = 0.95  # share of these in which the middle of the ink lies on the outline
_STEADILY, _OFF = 0.012, 2.0  # of the radius, and pixels besides, that it may be off there: a hand's outline is .05 off
_ALONE, _LEAST = 0.07, 6  # of the longer side, 20 mm, around it is no mark of so many pixels, and none in it
_MOST = 8  # rings on a sheet, or pieces of them
_POINTS = 4000  # as many tell the outline


class Ring(NamedTuple):
    """An ellipse in pixels of the sketch, and how far from it, as a share of its radius, its ink lies."""

    x: float
    y: float
    across: float
    down: float
    turn: float
    thick: float

    def far(self, x: npt.NDArray[np.floating], y: npt.NDArray[np.floating]) -> tuple[Points, Points]:
        """How far points lie from the middle, the outline being at 1, and in which direction in radians."""
        along, aside = x - self.x, y - self.y
        cos, sin = np.cos(np.radians(self.turn)), np.sin(np.radians(self.turn))
        across, down = (along * cos + aside * sin) / self.across, (aside * cos - along * sin) / self.down
        return np.hypot(across, down), np.arctan2(down, across)


def rings(page: Sketch) -> Pixels | None:
    """1 where the rings of a sketch are, and in them; None where there are none."""
    found: list[Ring] = []
    mask = np.zeros_like(page.ink)
    for least, joined in _JOINED:
        left = page.ink & (1 - mask)
        for part in _parts(left, least, joined):
            ring = _ring(part, _points(left), page.ink.shape)
            if ring:
                found.append(ring)
                _draw(mask, ring)
    others = marks_of(page.ink & (1 - mask)).boxes
    others = others[others[:, 2:4].max(axis=1) >= _LEAST]
    if not found or any(_is_near(others, ring, max(page.ink.shape)) for ring in found):
        return None
    for ring in found:
        _draw(mask, ring, filled=True)
    return mask


def _parts(ink: Pixels, least: int, joined: int) -> list[Points]:
    """The ink of each part large enough to be a ring, as x and y; none where there are too many."""
    inked = cv2.boxFilter(ink, -1, (_CELL, _CELL), anchor=(0, 0), normalize=False, borderType=cv2.BORDER_CONSTANT)[::_CELL, ::_CELL]
    cells = cv2.morphologyEx((inked >= least).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((joined, joined), np.uint8))
    _, part_of, boxes, _ = cv2.connectedComponentsWithStats(cells)
    smallest, largest = (share * max(ink.shape) / _CELL for share in _ACROSS)
    large = (boxes[:, 2:4].max(axis=1) >= smallest) & (boxes[:, 2:4].max(axis=1) <= 1.1 * largest)
    large[0] = False
    if np.count_nonzero(large) > _MOST:
        return []
    return [_ink_of(ink, np.asarray(part_of, np.int32), number, boxes[number].tolist()) for number in np.flatnonzero(large).tolist()]


def _ink_of(ink: Pixels, part_of: npt.NDArray[np.int32], number: int, box: list[int]) -> Points:
    left, top, across, down, _ = box
    own = (part_of[top : top + down, left : left + across] == number).repeat(_CELL, axis=0).repeat(_CELL, axis=1)
    part = ink[top * _CELL : (top + down) * _CELL, left * _CELL : (left + across) * _CELL]
    return np.asarray(_points(part & own[: part.shape[0], : part.shape[1]]) + np.array([[left], [top]]) * _CELL, np.float64)


def _points(ink: npt.NDArray[np.integer]) -> Points:
    ink = np.ascontiguousarray(ink, np.uint8)
    if not cv2.countNonZero(ink):
        return np.zeros((2, 0))
    points = np.asarray(cv2.findNonZero(ink)).reshape(-1, 2)  # a tenth of nonzero's time
    return points[:: max(1, -(-len(points) // _POINTS))].T.astype(np.float64)


def _ring(part: Points, whole: Points, shape: tuple[int, int]) -> Ring | None:
    """The ring that a part of the ink is, or is a piece of."""
    ring, on_it = _outline(part, max(shape)) or _circle(part, max(shape)), part
    for _ in range(_TWICE):
        if ring is None:
            return None
        on_it = whole[:, np.abs(ring.far(*whole)[0] - 1) <= max(_FITS, ring.thick)]
        ring = _outline(on_it, max(shape))
    return ring if ring and _is_ring(on_it, ring) else None


def _circle(points: Points, longer: int) -> Ring | None:
    """The circle that fits an arc best: (x - a)^2 + (y - b)^2 = r^2, solved for a, b and r^2 - a^2 - b^2."""
    x, y = points
    (a, b, rest), *_ = np.linalg.lstsq(np.stack([2 * x, 2 * y, np.ones_like(x)], 1), x * x + y * y)
    radius = float(np.sqrt(max(0.0, rest + a * a + b * b)))
    return _sized(float(a), float(b), radius, radius, 0.0, longer)


def _outline(points: Points, longer: int) -> Ring | None:
    if points.shape[1] < _DIRECTIONS:
        return None
    (x, y), (across, down), turn = cv2.fitEllipseDirect(points.T.astype(np.float32))
    return _sized(x, y, across / 2, down / 2, turn, longer)


def _sized(x: float, y: float, across: float, down: float, turn: float, longer: int) -> Ring | None:
    """The ring, where it is as large and as round as rings are."""
    short, long = sorted((across, down))
    if not (short >= _OVAL * long and _ACROSS[0] * longer <= 2 * long <= _ACROSS[1] * longer):
        return None
    return Ring(x, y, across, down, turn, _TRUE + _THICK * longer / short)


def _is_ring(points: Points, ring: Ring) -> bool:
    far, way = ring.far(*points)
    if (np.abs(far - 1) <= ring.thick).mean() < _ON_IT:
        return False
    direction = ((way + np.pi) / (2 * np.pi) * _DIRECTIONS).astype(int) % _DIRECTIONS
    seen = np.unique(direction)
    off = _STEADILY + _OFF / min(ring.across, ring.down)
    steady = [abs(float(np.median(far[direction == one])) - 1) <= off for one in seen.tolist()]
    return len(seen) >= _SEEN * _DIRECTIONS and sum(steady) >= _STEADY * len(seen)


def _draw(mask: Pixels, ring: Ring, filled: bool = False) -> None:
    reach = round(max(ring.across, ring.down) * (1 + ring.thick)) + 1
    top, left = max(0, round(ring.y) - reach), max(0, round(ring.x) - reach)
    part = mask[top : round(ring.y) + reach + 1, left : round(ring.x) + reach + 1]
    y, x = np.mgrid[top : top + part.shape[0], left : left + part.shape[1]]
    far = ring.far(x, y)[0]
    part[(far <= 1 + ring.thick) & (filled | (far >= 1 - ring.thick))] = 1


def _is_near(left: npt.NDArray[np.int32], ring: Ring, longer: int) -> bool:
    """Whether one of the marks that are left without the rings stands in it or beside it, though it may hang together with it."""
    far, _ = ring.far(left[:, 0] + left[:, 2] / 2, left[:, 1] + left[:, 3] / 2)
    return bool((far <= 1 + _ALONE * longer / min(ring.across, ring.down)).any())
