"""Stripes of print that could not be read: lines that are blurred, pale or smeared, beside or between lines that were read.

They leave no word that could speak against the page. A stripe counts only where it fits in with what was read, so that pictures, grids,
signatures and the other side of the sheet don't: whole lines that begin where the lines read above or below begin, at the same distance
from each other; or pieces missing at one place from the middle of lines below each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from pipeline.model.geometry import Box
from pipeline.raster.shrink import shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LETTER = 4.0  # height of letters in pixels on the small copy of the page on which stripes are looked for; all sizes below are of this copy
_PALEST, _OF_DARKEST = 5, 0.45  # grey levels darker than the paper around, once blurred to a letter; of the darkest within two lines
_PAPER, _AROUND = 31, 15  # sides of the squares in which the paper is, and the darkest print is looked for
_SHORTEST, _LONGEST_PIECE, _LINE = 10, 120, 40  # widths of a piece, and of a line
_LOWEST, _HIGHEST, _FILLED = 2, 9, 0.4  # heights of both; share of the frame that is dark
_THICK, _UNEVEN = 2, 0.12  # rows across which print is dark, a rule's one; spread of darkness along it, over its mean: letters and blanks
_FEWEST_LINES, _FEWEST_PIECES = 3, 5
_NEXT, _FARTHEST = 4.5, 26.0  # distances of lines below each other
_REGULAR = 0.25  # how far the distances may be from their median, or its double
_BESIDE, _ABOVE = 5, 2.2  # pixels between a piece and what was read beside it; usual distances to the line that was read above or below
_COVERED, _MUCH_WIDER = 0.6, 2.5  # of the narrower piece, by the other one; widths
_MOST = 250  # pieces; a page with more of them is noise, and its words say so


class Stretch(NamedTuple):
    """Print, in pixels of the small copy: a line or a piece of one."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.y0 + self.y1) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x1 - self.x0


def unread_stripes(page: Pixels, letter_height: float, words: Iterable[Box], lines: Iterable[Box]) -> list[Box]:
    """Where on a clean page without rules print stands that nobody read. Believed words' boxes, and those of lines, each around its words.

    `letter_height` and boxes in the page's pixels.
    """
    if not letter_height:
        return []
    scale = min(_LETTER / letter_height, 1.0)
    read = [_small(box, scale) for box in words]
    height, width = (max(1, round(side * scale)) for side in page.shape)
    pieces = _dark_pieces(shrunk(page, width, height), read)
    if len(pieces) > _MOST:
        return []
    near = _Read([*read, *(_small(box, scale) for box in lines)])
    found = [*_lines(pieces, near), *_pieces(pieces, near)]
    return [_large(stripe, scale) for stripe in found]


class _Read:
    """The stretches that were read."""

    def __init__(self, stretches: list[Stretch]) -> None:
        self._x0, self._y0, self._x1, self._y1 = np.array(stretches, np.float64).reshape(-1, 4).T

    def is_around(self, piece: Stretch) -> bool:
        """Whether something was read before the piece and behind it."""
        level = (self._y0 - 2 <= piece.middle) & (piece.middle <= self._y1 + 2)
        before, behind = np.abs(self._x1 - piece.x0) <= _BESIDE, np.abs(self._x0 - piece.x1) <= _BESIDE
        return bool((level & before).any() and (level & behind).any())

    def goes_on(self, lines: list[Stretch], step: float) -> bool:
        """Whether a line that was read stands over the first of these or under the last, beginning where they do."""
        left = np.abs(self._x0 - median(line.x0 for line in lines)) <= _BESIDE
        above, below = lines[0].y0 - self._y1 + 2, self._y0 - lines[-1].y1 + 2
        next_to = ((above > 0) & (above <= _ABOVE * step)) | ((below > 0) & (below <= _ABOVE * step))
        return bool((left & (self._x1 - self._x0 >= _LINE) & next_to).any())


def _lines(pieces: list[Stretch], read: _Read) -> Iterator[list[Stretch]]:
    for run in _runs([piece for piece in pieces if piece.width >= _LINE], lambda one, below: abs(one.x0 - below.x0) <= _BESIDE):
        step = _step(run) if len(run) >= _FEWEST_LINES else 0.0
        if step and read.goes_on(run, step):
            yield run


def _pieces(pieces: list[Stretch], read: _Read) -> Iterator[list[Stretch]]:
    missing = [piece for piece in pieces if piece.width <= _LONGEST_PIECE and read.is_around(piece)]
    for run in _runs(missing, _lies_over):
        if len(run) >= _FEWEST_PIECES and _step(run):
            yield run


def _lies_over(one: Stretch, below: Stretch) -> bool:
    narrow, wide = sorted((one.width, below.width))
    return min(one.x1, below.x1) - max(one.x0, below.x0) >= _COVERED * narrow and wide <= _MUCH_WIDER * narrow


def _runs(pieces: list[Stretch], follows: Callable[[Stretch, Stretch], bool]) -> Iterator[list[Stretch]]:
    """Pieces below each other, each in one run at most."""
    left = sorted(pieces, key=lambda piece: piece.y0)
    while left:
        run, rest = [left[0]], []
        for piece in left[1:]:
            if _NEXT <= piece.middle - run[-1].middle <= _FARTHEST and follows(run[-1], piece):
                run.append(piece)
            else:
                rest.append(piece)
        yield run
        left = rest


def _step(run: list[Stretch]) -> float:
    """The usual distance of lines; 0 where they stand at no regular ones."""
    steps = [below.middle - above.middle for above, below in pairwise(run)]
    usual = median(steps)
    return usual if all(min(abs(step - usual), abs(step - 2 * usual)) <= _REGULAR * usual + 1 for step in steps) else 0.0


def _dark_pieces(page: Pixels, read: list[Stretch]) -> list[Stretch]:
    """What is dark and looks like print, outside of what was read."""
    blurred = cv2.blur(page, (3, 3))
    paper = cv2.morphologyEx(blurred, cv2.MORPH_CLOSE, np.ones((_PAPER, _PAPER), np.uint8))
    dark = np.asarray(cv2.subtract(paper, blurred), np.uint8)
    _clear(dark, read, below=2)
    dark = np.asarray(cv2.blur(dark, (9, 1)), np.uint8)
    darkest = cv2.dilate(dark, np.ones((_AROUND, _AROUND), np.uint8))
    least = np.maximum(cv2.convertScaleAbs(darkest, alpha=_OF_DARKEST), _PALEST)
    there = np.asarray(cv2.compare(dark, least, cv2.CMP_GT), np.uint8)
    there = np.asarray(cv2.morphologyEx(there, cv2.MORPH_CLOSE, np.ones((1, 7), np.uint8)), np.uint8)
    _clear(there, read, below=1)
    _, _, found, _ = cv2.connectedComponentsWithStats(there, connectivity=4)
    x, y, width, height, area = found[1:].T
    alike = (width >= _SHORTEST) & (height >= _LOWEST) & (height <= _HIGHEST) & (area >= _FILLED * width * height)
    ink = np.asarray(cv2.subtract(paper, page), np.uint8)
    kept = [Stretch(*map(float, sides)) for sides in zip(*(side[alike] for side in (x, y, x + width, y + height)), strict=True)]
    return [piece for piece in kept if _is_print(ink, piece)]


def _clear(pixels: Pixels, read: list[Stretch], below: int) -> None:
    for x0, y0, x1, y1 in read:
        pixels[max(0, int(y0) - 1) : int(np.ceil(y1)) + below, max(0, int(x0) - 1) : int(np.ceil(x1)) + below] = 0


def _is_print(ink: Pixels, piece: Stretch) -> bool:
    part = ink[max(0, int(piece.y0) - 1) : int(piece.y1) + 1, int(piece.x0) : int(piece.x1)].astype(np.float64)
    down, along = part.sum(1), part.sum(0)
    return int((down >= 0.5 * down.max()).sum()) >= _THICK and float(along.std()) >= _UNEVEN * max(float(along.mean()), 1e-6)


def _small(box: Box, scale: float) -> Stretch:
    return Stretch(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)


def _large(run: list[Stretch], scale: float) -> Box:
    left, top = min(piece.x0 for piece in run), min(piece.y0 for piece in run)
    right, bottom = max(piece.x1 for piece in run), max(piece.y1 for piece in run)
    return Box(round(left / scale), round(top / scale), round(right / scale), round(bottom / scale))
