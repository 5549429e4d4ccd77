"""What somebody drew though nothing can be read of it: a signature of one stroke, a figure, the bars of a label; what a pen recorded."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.cleanup.folds import folds
from pipeline.cleanup.sketch import Sketch
from pipeline.raster.marks import marks_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_ACROSS, _MOST = 0.043, 0.6  # of the page's longer side, 12 mm: a fibre is shorter; of a side: folds and rules are longer
_WINDING, _CURLED, _BENT = 1.4, 0.03, 0.05  # times its box's diagonal that a stroke is long, its ink so far off a line; or farther
_LEAST = 20  # pixels of ink
_SLIM = 0.5  # share of its box that a stroke covers at most
_STRAIGHT, _GAP = 0.6, 2  # of a mark's diagonal that a line runs straight: a fold, or a rule; pixels that it may be broken by
_INKED = 0.8  # share of the line that is ink: a scribble is looser
_LINES = 4  # at most
_THICK, _CROSSED = 5, 9  # pixels that are taken off with it; and of a stroke that it crosses, which stays whole
_FIGURE, _FIGURES = (0.0066, 0.0165), 2  # of the longer side, 1.8 to 4.6 mm; a longer number is told by its row
_BROAD = (0.43, 0.95)  # of its height; a fibre's bow is narrower
_STROKES = (0.31, 0.72)  # share of its box that its strokes cover, more than a fibre's, less than a blot's
_OUTER, _RIM = 0.12, 0.008  # of the longer side: where page numbers stand; and where the picture's edge leaves crumbs
_BAR, _BARS = (20, 12), 12  # pixels high at least, and wide at most; so many side by side, as high as each other
_LEVEL, _NEXT = 4, 40  # pixels that they differ by, and that they stand apart
# of the longer side, 70 and 2.8 mm: how long a trace is at least and how high; from the edge, 9 mm, where dark edges fray; pixels off a bow
_TRACE, _HIGH, _AWAY, _WAVE = 0.25, 0.01, 0.032, 2.5
_OFTEN, _SELDOM = 8, 3  # times that it comes back to its bow; of slow waves, which lie off it nearly everywhere
_FOLDED = 0.97  # share of a mark's ink that lies on straight lines where it is nothing else
_CROSSED_BY = 0.12  # share of its columns that show more than one stroke: folds that cross each other


def drawn(page: Sketch) -> bool:
    """Whether the sketch shows a long winding stroke, a row of bars, or a figure where page numbers stand."""
    return (
        _barred(page.marks)
        or _numbered(page.marks, page.ink.shape)
        or any(_winds(page.ink, mark) for mark in _large(page.marks, page.ink).tolist())
        or recorded(page)
    )


def recorded(page: Sketch) -> bool:
    """Whether the sketch shows a long line that goes up and down, as machines draw beats, breath and labour."""
    return any(_records(page.ink, mark) for mark in _long(page.marks, page.ink.shape).tolist())


def _numbered(marks: npt.NDArray[np.int32], shape: tuple[int, ...]) -> bool:
    """Whether one or two marks at the head or the foot have the size and the strokes of a figure of print."""
    x, y, width, height, area = marks.T
    longer = max(shape)
    low, high = (share * longer for share in _FIGURE)
    like = (height >= low) & (height <= high) & (width >= _BROAD[0] * height) & (width <= _BROAD[1] * height)
    like &= (area >= _STROKES[0] * width * height) & (area <= _STROKES[1] * width * height)
    clear = (x > _RIM * longer) & (x + width < shape[1] - _RIM * longer)
    clear &= (y > _RIM * longer) & (y + height < shape[0] - _RIM * longer)
    outer = (y < _OUTER * longer) | (y + height > shape[0] - _OUTER * longer)
    return 1 <= int(np.count_nonzero(like & clear & outer)) <= _FIGURES


def _large(marks: npt.NDArray[np.int32], ink: Pixels) -> npt.NDArray[np.int32]:
    high, wide = ink.shape
    x, y, width, height, area = marks.T
    inside = (x > 2) & (y > 2) & (x + width < wide - 2) & (y + height < high - 2)
    fits = (np.hypot(width, height) >= _ACROSS * max(high, wide)) & (width <= _MOST * wide) & (height <= _MOST * high)
    return np.asarray(marks[inside & fits & (area <= _SLIM * width * height) & (np.minimum(width, height) > _THICK)], np.int32)


def _long(marks: npt.NDArray[np.int32], shape: tuple[int, ...]) -> npt.NDArray[np.int32]:
    """The marks as long as a trace, in either direction, and clear of the sides that they run along."""
    longer = max(shape)
    x, y, width, height, area = marks.T
    lying = width > height
    aside = np.where(lying, np.minimum(y, shape[0] - y - height), np.minimum(x, shape[1] - x - width))
    fits = (np.maximum(width, height) >= _TRACE * longer) & (np.minimum(width, height) >= _HIGH * longer) & (aside > _AWAY * longer)
    return np.asarray(marks[fits & (area <= _SLIM * width * height)], np.int32)


def _records(ink: Pixels, mark: list[int]) -> bool:
    """Whether the mark, without straight lines that cross it, goes up and down about a gentle bow: beats, breath, labour."""
    x, y, width, height, _ = mark
    part = np.ascontiguousarray(ink[y : y + height, x : x + width])
    left = _without_lines(part, round(_STRAIGHT * float(np.hypot(width, height))))
    pieces = marks_of(part if left is None else left)
    for place in np.flatnonzero(pieces.boxes[:, 2:4].max(axis=1) >= _TRACE * max(ink.shape)).tolist():
        own = pieces.runs.where(pieces.of_run == place).drawn((height, width)) > 0
        across, down = pieces.boxes[place, 2:4].tolist()
        if _goes_up_and_down(own if across > down else own.T):
            return not _is_folded(part, max(ink.shape))
    return False


def _is_folded(part: Pixels, longer: int) -> bool:
    """Whether the ink is nothing but straight lines, that cross each other: folds, be they broken."""
    straight = folds(part, longer)
    return straight is not None and cv2.countNonZero(part & straight) >= _FOLDED * cv2.countNonZero(part)


def _goes_up_and_down(stroke: npt.NDArray[np.bool_]) -> bool:
    """Of a stroke that lies: by its middle in each column."""
    along = np.flatnonzero(stroke.any(axis=0))
    starts = np.count_nonzero(np.diff(stroke[:, along].astype(np.int8), axis=0, prepend=0) == 1, axis=0)
    if (starts > 1).mean() > _CROSSED_BY:
        return False
    rows = np.arange(stroke.shape[0])[:, None]
    middle = (stroke * rows).sum(axis=0)[along] / stroke.sum(axis=0)[along]
    off = middle - np.polyval(np.polyfit(along, middle, 2), along)
    times = np.count_nonzero(np.diff(np.sign(off[np.abs(off) > _WAVE / 2])))
    slow = times >= _SELDOM and float(np.median(np.abs(off))) > _WAVE
    return bool(slow or (times >= _OFTEN and np.std(off) > _WAVE))


def _winds(ink: Pixels, mark: list[int]) -> bool:
    """Whether the mark is bent or longer than its box, without the folds and lines that cross it."""
    x, y, width, height, _ = mark
    part = np.ascontiguousarray(ink[y : y + height, x : x + width])
    left = _without_lines(part, round(_STRAIGHT * float(np.hypot(width, height))))
    if left is None:
        return _is_bent(part)
    pieces = marks_of(left).boxes
    large = np.hypot(pieces[:, 2], pieces[:, 3]) >= _ACROSS * max(ink.shape)
    return any(_is_bent(left[down : down + high, at : at + wide]) for at, down, wide, high, _ in pieces[large].tolist())


def _without_lines(part: Pixels, long: int) -> Pixels | None:
    """The ink without straight lines so long, and with what crosses them; None where there are none."""
    left = part.copy()
    for _ in range(_LINES):
        lines = cv2.HoughLinesP(left, 1, np.pi / 360, round(_INKED * long), minLineLength=long, maxLineGap=_GAP)
        if lines is None:
            break
        x0, y0, x1, y1 = max(lines.reshape(-1, 4).astype(int).tolist(), key=lambda line: math.dist(line[:2], line[2:]))
        cv2.line(left, (x0, y0), (x1, y1), 0, _THICK)
    if np.array_equal(left, part):
        return None
    whole = np.asarray(cv2.morphologyEx(left, cv2.MORPH_CLOSE, np.ones((_CROSSED, _CROSSED), np.uint8)), np.uint8)
    return part & whole


def _is_bent(part: Pixels) -> bool:
    points = np.stack(np.nonzero(part)).astype(np.float64)
    if points.shape[1] < _LEAST:
        return False
    off = float(np.sqrt(max(0.0, np.linalg.eigvalsh(np.cov(points))[0])))
    long = float(np.hypot(*part.shape))
    return off >= _BENT * long or (off >= _CURLED * long and _winding(part) >= _WINDING)


def _winding(part: Pixels) -> float:
    """How many times its diagonal the ink of a box is long: half of its outline."""
    outlines, _ = cv2.findContours(np.ascontiguousarray(part), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    return sum(cv2.arcLength(outline, True) for outline in outlines) / 2 / float(np.hypot(*part.shape))


def _barred(marks: npt.NDArray[np.int32]) -> bool:
    """Whether many upright bars of one height stand side by side."""
    bars = marks[(marks[:, 3] >= _BAR[0]) & (marks[:, 2] <= _BAR[1]) & (marks[:, 3] > 3 * marks[:, 2])]
    if len(bars) < _BARS:
        return False
    bars = bars[np.argsort(bars[:, 0])]
    near = abs(bars[:, None, 1] - bars[None, :, 1]) <= _LEVEL
    near &= (abs(bars[:, None, 3] - bars[None, :, 3]) <= _LEVEL) & (abs(bars[:, None, 0] - bars[None, :, 0]) <= _NEXT * _BARS // 2)
    return bool(near.sum(axis=1).max() > _BARS)
