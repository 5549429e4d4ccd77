"""Boxes and the affine transforms that carry them between the scanned page and the cleaned one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels: x0 and y0 are inside, x1 and y1 one past the last pixel; y grows downwards."""

    x0: int
    y0: int
    x1: int
    y1: int

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.x1 - self.x0

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.y1 - self.y0

    def clipped(self, width: int, height: int) -> Box:
        """The part of the box that lies on a page of this size in pixels."""
        if 0 <= self.x0 <= width and 0 <= self.x1 <= width and 0 <= self.y0 <= height and 0 <= self.y1 <= height:
            return self  # nearly every word of every page
        return Box(
            min(max(self.x0, 0), width),
            min(max(self.y0, 0), height),
            min(max(self.x1, 0), width),
            min(max(self.y1, 0), height),
        )

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds them all; ValueError when there are none."""
        all_boxes = list(boxes)
        return Box(
            min(b.x0 for b in all_boxes),
            min(b.y0 for b in all_boxes),
            max(b.x1 for b in all_boxes),
            max(b.y1 for b in all_boxes),
        )


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a*x + b*y + c, y' = d*x + e*y + f; the same numbers, row by row, as OpenCV's 2x3 matrix."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0

    def then(self, after: Affine) -> Affine:
        """This transform first, `after` second."""
        return Affine(
            after.a * self.a + after.b * self.d,
            after.a * self.b + after.b * self.e,
            after.a * self.c + after.b * self.f + after.c,
            after.d * self.a + after.e * self.d,
            after.d * self.b + after.e * self.e,
            after.d * self.c + after.e * self.f + after.f,
        )

    def inverse(self) -> Affine:
        """The way back; ValueError when the transform flattens the plane."""
        det = self.a * self.e - self.b * self.d
        if abs(det) < 1e-12:
            raise ValueError("a transform without an inverse")
        a, b, d, e = self.e / det, -self.b / det, -self.d / det, self.a / det
        return Affine(a, b, -(a * self.c + b * self.f), d, e, -(d * self.c + e * self.f))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point lands."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f

    def box(self, box: Box) -> Box:
        """The upright rectangle around the box's four corners, where they land, rounded to whole pixels."""
        # this runs for every word of every page, for most of them for nothing
        if self is IDENTITY or (self.a == 1.0 and self == IDENTITY):
            return box
        x0, y0, x1, y1 = self.bounds(box)
        return Box(math.floor(x0 + 0.5), math.floor(y0 + 0.5), math.floor(x1 + 0.5), math.floor(y1 + 0.5))

    def rows(self, boxes: Sequence[Box]) -> list[tuple[int, int]]:
        """The first row of each such rectangle, and the one past its last: `y0` and `y1` of `box`."""
        if self is IDENTITY or (self.a == 1.0 and self == IDENTITY):
            return [(box.y0, box.y1) for box in boxes]
        d, e, f, floor = self.d, self.e, self.f, math.floor
        found = []
        for box in boxes:
            left, right, top, bottom = d * box.x0, d * box.x1, e * box.y0, e * box.y1
            if left > right:
                left, right = right, left
            if top > bottom:
                top, bottom = bottom, top
            found.append((floor(left + top + f + 0.5), floor(right + bottom + f + 0.5)))
        return found

    def bounds(self, box: Box) -> tuple[float, float, float, float]:
        """The same rectangle before it is rounded: left, top, right, bottom."""
        # what x and what y add is least and most for itself
        ax0, ax1, by0, by1 = self.a * box.x0, self.a * box.x1, self.b * box.y0, self.b * box.y1
        dx0, dx1, ey0, ey1 = self.d * box.x0, self.d * box.x1, self.e * box.y0, self.e * box.y1
        if ax0 > ax1:
            ax0, ax1 = ax1, ax0
        if by0 > by1:
            by0, by1 = by1, by0
        if dx0 > dx1:
            dx0, dx1 = dx1, dx0
        if ey0 > ey1:
            ey0, ey1 = ey1, ey0
        return ax0 + by0 + self.c, dx0 + ey0 + self.f, ax1 + by1 + self.c, dx1 + ey1 + self.f


IDENTITY = Affine()


def quarter_turn(turn: Literal[0, 90, 180, 270], width: float = 0, height: float = 0) -> Affine:
    """A turn clockwise by so many degrees; a page of this size in pixels has its corner at the origin again."""
    turns = {
        0: IDENTITY,
        90: Affine(0, -1, height, 1, 0, 0),
        180: Affine(-1, 0, width, 0, -1, height),
        270: Affine(0, 1, 0, -1, 0, width),
    }
    return turns[turn]
