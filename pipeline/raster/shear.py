"""A small lean taken out by two shears instead of a turn: whole rows move at once, at a fifth of a turn's cost.

A. Paeth, "A Fast Algorithm for General Raster Rotation", Graphics Interface 1986; his third shear, which would mend the proportions, is
left out: at three degrees they are off by a three-hundredth.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.model.geometry import Affine

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

MOST = 3.5  # degrees; beyond, rows would move one by one, and a turn costs less
_APART = 0.2  # pixels between neighbouring rows that move together and the next ones
_PAPER = 255


def levelled(page: Pixels, degrees: float) -> tuple[Pixels, Affine]:
    """A grey page whose lines lean clockwise by so many degrees, at most `MOST`, with level lines and upright stems.

    Of the same size, white beyond its edges; and what carries the page's points to it.
    """
    height, width = page.shape
    angle = math.radians(degrees)
    down, across = math.tan(angle), math.sin(angle) * math.cos(angle)
    columns = _moved(np.asarray(cv2.transpose(page), np.uint8), down)
    straight = _moved(np.asarray(cv2.transpose(columns), np.uint8), -across)
    to_level = Affine(d=-down, f=down * width / 2)
    return straight, to_level.then(Affine(b=across, c=-across * height / 2))


def _moved(rows: Pixels, slope: float) -> Pixels:
    """Each row taken from farther right by `slope` times its way below the middle row; between two pixels, both by their share."""
    count, length = rows.shape
    moved = np.empty_like(rows)
    together = max(1, int(_APART / abs(slope))) if slope else count
    for first in range(0, count, together):
        last = min(count, first + together)
        way = slope * (first + last - count) / 2
        whole = math.floor(way)
        left, right = max(0, -whole), min(length, length - 1 - whole)
        if left >= right:
            moved[first:last] = _PAPER
            continue
        moved[first:last, :left] = moved[first:last, right:] = _PAPER
        near, far = rows[first:last, left + whole : right + whole], rows[first:last, left + whole + 1 : right + whole + 1]
        cv2.addWeighted(near, 1 - way + whole, far, way - whole, 0, dst=moved[first:last, left:right])
    return moved
