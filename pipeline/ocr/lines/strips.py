"""A line as the network wants it: straight, 36 pixels high, ink -1 and paper 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import TextLine

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


class Framing(NamedTuple):
    """What of the page goes into a strip, in heights of an x: all of it, and what is above the baseline; and how much wider than true."""

    height: float
    above: float
    wider: float


USUAL = Framing(2.8, 1.92, 1.1)  # docs/reading.md has the table
TIGHT, LOOSE = Framing(2.5, 1.75, 1.1), Framing(3.1, 2.05, 1.1)  # for a second and a third reading
# for four more of what these dispute: nearer and farther by half as much, narrower and wider
SETTLING = tuple(Framing(*frame, wider) for frame in ((2.65, 1.85), (2.95, 1.98)) for wider in (1.0, 1.25))
_SQUEEZED = 0.6  # of their width is left to lines of letters that stand far apart: the network reads blanks among figures as signs
_MARGIN = 1  # pixels of the page left and right of the line; more makes the network see letters twice
_LEAST_FALL = 1.5  # pixels that a line must sink over its length before it is straightened


@dataclass(frozen=True, slots=True)
class Strip:
    """`pixels`: (height, width) grey uint8. A column u of the strip is x0 + u / across of the page, a row v is top + v / down."""

    line: TextLine
    pixels: Pixels
    x0: float
    top: float
    across: float
    down: float

    def normalised(self) -> npt.NDArray[np.float32]:
        """(height, width) from -1 to 1 between the ink's and the paper's grey, seen along the middle row (as networkio.cpp does)."""
        row = self.pixels[len(self.pixels) // 2].astype(np.int16)
        before, here, after = row[:-2], row[1:-1], row[2:]
        valleys = here[((here < before) & (here <= after)) | ((here <= before) & (here < after))]
        peaks = here[((here > before) & (here >= after)) | ((here >= before) & (here > after))]
        black = float(np.sort(valleys)[len(valleys) // 4]) if len(valleys) else 0.0
        white = float(np.sort(peaks)[len(peaks) * 3 // 4]) if len(peaks) else 255.0
        half = max((white - black) / 2, 1.0) if white > black else 1.0
        table = np.clip((np.arange(256, dtype=np.float32) - black) / half - 1, -1, 1).astype(np.float32)
        return np.asarray(table[self.pixels])


def strip_of(page: Pixels, line: TextLine, height: int, framing: Framing = USUAL) -> Strip:
    """Cut a line out of the page, straightened, `height` pixels high."""
    down = height / (framing.height * line.x_height)
    across = down * framing.wider * (_SQUEEZED if line.spaced else 1.0)
    left, right = max(0, line.x0 - _MARGIN), min(page.shape[1], line.x1 + _MARGIN)
    width = max(6, round((right - left) * across))
    top = line.base - framing.above * line.x_height
    if abs(line.slope) * (right - left) >= _LEAST_FALL:
        lean = line.slope / across
        start = top + line.slope * (left - line.middle)
        matrix = np.array([[1 / across, 0, left], [lean, 1 / down, start]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        pixels = cv2.warpAffine(page, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    else:
        pixels = cv2.resize(_rows(page[:, left:right], round(top), round(top + height / down)), (width, height), interpolation=_way(down))
    return Strip(line, np.asarray(pixels, np.uint8), left, top, across, down)


def _rows(page: Pixels, first: int, last: int) -> Pixels:
    """Rows first to last; beyond the page its edge is repeated."""
    last = max(last, first + 1)
    inside = page[max(0, min(first, len(page) - 1)) : max(min(last, len(page)), min(max(first, 0), len(page) - 1) + 1)]
    above, below = max(0, -first), max(0, last - len(page))
    return np.asarray(cv2.copyMakeBorder(inside, above, below, 0, 0, cv2.BORDER_REPLICATE), np.uint8) if above or below else inside


def _way(scale: float) -> int:
    return cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
