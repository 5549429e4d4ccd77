"""The lines of a page, from its connected marks.

Letters whose middles stand side by side within a gap of three quarters of their height make a run; runs that stand on one baseline near
each other make a line, with the full stops and hyphens between them. Wide gaps (columns, tables, labels and their values) part lines.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.model.geometry import Box
from pipeline.ocr.lines.gutters import Gutters
from pipeline.ocr.lines.ink import ink_of, letter_size
from pipeline.ocr.lines.inverse import dark_bars, exchanged
from pipeline.ocr.lines.line import Marks, TextLine, line_of
from pipeline.ocr.lines.rules import has_rules, rules_of
from pipeline.ocr.lines.sizes import by_size
from pipeline.raster.marks import marks_of
from pipeline.raster.runs import runs_of
from pipeline.raster.shrink import shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_FIND_AT = 13.0  # height of letters in pixels that is enough to find lines; more costs time and finds nothing more
_GAP = 0.75  # of a letter's height, to each side
_LINE_GAP = 1.1  # of an x's height, to each side of a run
_LEAST, _MOST, _LARGEST = 0.34, 2.4, 6.0  # of the page's letter height: print (a "gul" that touches is 2), and headings beyond
_FEW_SPACED, _FOOT = 4, 0.4  # letters that stand as far apart by chance; of an x's height, above the baseline

_BAND = 2  # pixels of the page, across and down, for one of the picture on which letters are told to touch
_NEARLY = 0.9  # a scale this near to 1 is not worth the resampling

Run = tuple[Marks, TextLine]


class Ink(NamedTuple):
    """All marks but rules, on the copy of the page on which lines are found; `across` and `down` carry its pixels to the page's."""

    marks: Marks
    shape: tuple[int, int]
    size: float  # height of letters
    across: float = 1.0
    down: float = 1.0

    def reaches(self, place: Box, outside: Box) -> bool:
        """Whether a mark larger than a speck reaches into this place of the page that has its middle outside the other one."""
        x0, y0 = self.marks[:, 0] * self.across, self.marks[:, 1] * self.down
        x1, y1 = x0 + self.marks[:, 2] * self.across, y0 + self.marks[:, 3] * self.down
        large = np.maximum(self.marks[:, 2], self.marks[:, 3]) >= _LEAST * self.size
        there = large & (x0 < place.x1) & (x1 > place.x0) & (y0 < place.y1) & (y1 > place.y0)
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        return bool((there & ~((x >= outside.x0) & (x <= outside.x1) & (y >= outside.y0) & (y <= outside.y1))).any())


class Found(NamedTuple):
    """The lines, in no order, the page without rules and with dark bars inverted (grey uint8, of the same shape), and its ink."""

    lines: list[TextLine]
    clean: Pixels
    ink: Ink


def find_lines(page: Pixels, letter_height: float) -> Found:
    """What stands on a page that is upright; `letter_height` in pixels, 0 where it is not known."""
    scale = _FIND_AT / letter_height if letter_height > _FIND_AT else 1.0
    height, width = page.shape
    small = page if scale > _NEARLY else shrunk(page, max(1, round(width * scale)), max(1, round(height * scale)))
    ink, changes = _seen(small)
    ink = ink._replace(across=width / small.shape[1], down=height / small.shape[0])
    lines = lines_of(ink.marks, ink.shape, ink.size) if ink.size else []
    if small is not page:
        lines = [line.scaled(ink.across, ink.down) for line in lines]
    return Found(lines, _changed(page, changes), ink)


class _Changes(NamedTuple):
    """What makes a page readable: where its light and dark are exchanged, where its rules are (255, of any one size), and its paper."""

    bars: Pixels | None
    rules: Pixels | None
    paper: Pixels


def _changed(page: Pixels, changes: _Changes) -> Pixels:
    if changes.bars is None and changes.rules is None:
        return page
    size = (page.shape[1], page.shape[0])
    clean = page.copy()
    if changes.bars is not None:
        cv2.bitwise_not(page, dst=clean, mask=cv2.resize(changes.bars, size, interpolation=cv2.INTER_NEAREST))
    if changes.rules is not None:
        where = cv2.resize(changes.rules, size, interpolation=cv2.INTER_NEAREST)
        cv2.copyTo(cv2.resize(changes.paper, size, interpolation=cv2.INTER_LINEAR), where, clean)
    return clean


def _seen(page: Pixels) -> tuple[Ink, _Changes]:
    ink, paper = ink_of(page)
    seen = marks_of(ink)
    marks = seen.boxes
    size = letter_size(marks)
    shape = page.shape[0], page.shape[1]
    if not size:
        return Ink(marks, shape, size), _Changes(None, None, paper)
    dark = dark_bars(seen, size, page.size)
    bars = None
    if dark:
        bars, ink = exchanged(page, ink, dark)
    across = seen.runs if bars is None else runs_of(ink)
    rules = rules_of(ink, across, size) if has_rules(marks, across, size) else None
    if rules is not None:
        ink = np.asarray(cv2.subtract(ink, rules), np.uint8)
    if bars is not None or rules is not None:
        marks = marks_of(ink).boxes
    return Ink(marks, shape, size), _Changes(bars, rules, paper)


def lines_of(marks: Marks, shape: tuple[int, int], size: float) -> list[TextLine]:
    """The lines that these marks make on a page of this shape whose letters are of this height."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    dense = area >= 0.1 * width * height
    print_ = marks[(height >= _LEAST * size) & (height <= _MOST * size) & (width <= 14 * size) & (width >= 2) & dense]
    runs = _runs(print_, shape, size)
    large = marks[(height > _MOST * size) & (height <= _LARGEST * size) & (width <= 6 * height) & dense]
    runs += _runs(_beside(large, runs, shape), shape, size)
    dots = marks[(height < _LEAST * size) & (width <= 1.5 * size) & (area >= 3)]
    return _joined(runs, dots, shape, size)


def _runs(marks: Marks, shape: tuple[int, int], size: float) -> list[Run]:
    """Letters side by side: their middles, widened by the gap, touch."""
    if not len(marks):
        return []
    x, y, width, height = marks[:, :4].T
    middle = y + height / 2
    bands = _bands(shape)
    _stamp(bands, x - _GAP * height, x + width + _GAP * height, middle - 0.2 * height, middle + 0.2 * height)
    groups = _labels_at(bands, x + width / 2, middle)
    order = np.argsort(groups, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(groups[order])) + 1)
    return [(marks[part], line_of(marks[part], size)) for part in parts]


def _bands(shape: tuple[int, int]) -> Pixels:
    """An empty picture in which what belongs together is drawn so that it touches."""
    return np.zeros((shape[0] // _BAND + 1, shape[1] // _BAND + 1), np.uint8)


def _stamp(bands: Pixels, *sides: npt.NDArray[np.float64]) -> None:
    left, right, top, bottom = (np.maximum(side / _BAND, 0).astype(int).tolist() for side in sides)
    for x0, x1, y0, y1 in zip(left, right, top, bottom, strict=True):
        bands[y0 : y1 + 1, x0 : x1 + 1] = 1


def _labels_at(bands: Pixels, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    _, labels = cv2.connectedComponentsWithAlgorithm(bands, 8, cv2.CV_32S, cv2.CCL_BBDT)
    rows, columns = (np.clip((at / _BAND).astype(int), 0, most - 1) for at, most in zip((y, x), bands.shape, strict=True))
    found: npt.NDArray[np.int32] = labels[rows, columns]
    return found


def _beside(large: Marks, runs: list[Run], shape: tuple[int, int]) -> Marks:
    """The large marks that don't lie over print: letters that touch across two lines, frames."""
    if not len(large):
        return large
    covered = np.zeros(shape, np.uint8)
    for marks, line in runs:
        covered[marks[:, 1].min() : (marks[:, 1] + marks[:, 3]).max(), line.x0 : line.x1] = 1
    sums = cv2.integral(covered)
    x, y, width, height = large[:, :4].T
    under = sums[y + height, x + width] - sums[y, x + width] - sums[y + height, x] + sums[y, x]
    free: Marks = large[under < 0.25 * width * height]
    return free


def _joined(runs: list[Run], dots: Marks, shape: tuple[int, int], size: float) -> list[TextLine]:
    """Lines of the runs that stand near each other on one baseline, and the dots and commas beside them."""
    whole = [run for run in runs if len(run[0]) > 1 or run[0][0, 3] > 0.75 * size]
    dots = np.concatenate([dots, *(run[0] for run in runs if not (len(run[0]) > 1 or run[0][0, 3] > 0.75 * size))])
    dots = dots[np.argsort(dots[:, 0], kind="stable")]
    bands = _bands(shape)
    for _, line in whole:
        _draw(bands, line)
    x, y, width, height = dots[:, :4].T
    _stamp(bands, x - 0.3 * size, x + width + 0.3 * size, y + height / 2 - 0.33 * size, y + height / 2 + 0.33 * size)
    middles = np.array([(line.middle, line.base - 0.5 * line.x_height) for _, line in whole]).reshape(-1, 2)
    groups = _labels_at(bands, np.concatenate([middles[:, 0], x + width / 2]), np.concatenate([middles[:, 1], y + height / 2]))
    together: dict[int, list[Run]] = defaultdict(list)
    for run, group in zip(whole, groups.tolist(), strict=False):
        together[group].append(run)
    beside = groups[len(whole) :]
    order = np.argsort(beside, kind="stable")  # within a group still from left to right
    dots, beside = dots[order], beside[order]
    gutters = Gutters([line for _, line in whole])
    lines = []
    for group, near in together.items():
        first, end = np.searchsorted(beside, [group, group + 1])
        lines += [_with_dots(line, dots[first:end]) for line in _chained(near, size, gutters)]
    return lines


def _draw(bands: Pixels, line: TextLine) -> None:
    x_height, half = line.x_height, (line.x1 - line.x0) / 2
    left, right = int((line.x0 - _LINE_GAP * x_height) / _BAND), int((line.x1 + _LINE_GAP * x_height) / _BAND)
    level, fall = line.base - 0.5 * x_height, line.slope * half
    ends = (left, int((level - fall) / _BAND)), (right, int((level + fall) / _BAND))
    cv2.line(bands, *ends, 1, max(1, round(0.4 * x_height / _BAND)))


def _chained(runs: list[Run], size: float, gutters: Gutters) -> list[TextLine]:
    """Neighbours of like size on one baseline are one line, where no gutter runs between them."""
    runs.sort(key=lambda run: run[1].x0)
    chains = [[runs[0]]]
    for run in runs[1:]:
        before, line = chains[-1][-1][1], run[1]
        alike = 0.6 < before.x_height / line.x_height < 1.67 or _within(run, before) or _within(chains[-1][-1], line)
        level = 0.6 * max(before.x_height, line.x_height) + abs(before.slope) * (line.x1 - before.x0)
        if alike and abs(before.base - line.base) < level and not gutters.parts(before, line):
            chains[-1].append(run)
        else:
            chains.append([run])
    return [line for chain in chains for line in _sized(chain, size)]


def _sized(chain: list[Run], size: float) -> list[TextLine]:
    """The line, or its parts where print of another size begins."""
    marks = chain[0][0] if len(chain) == 1 else np.concatenate([run[0] for run in chain])
    line = chain[0][1] if len(chain) == 1 else line_of(marks, size)
    parts = list(by_size(marks, line))
    return [line] if len(parts) == 1 else [line_of(part, size) for part in parts]


def _within(run: Run, line: TextLine) -> bool:
    """Whether a run of one or two letters, from which no height of an x can be told, fits between the line's ascenders and descenders."""
    marks = run[0]
    top, bottom = marks[:, 1].min(), (marks[:, 1] + marks[:, 3]).max()
    return len(marks) < 3 and top > line.base - 1.9 * line.x_height and bottom < line.base + 0.8 * line.x_height


def _with_dots(line: TextLine, dots: Marks) -> TextLine:
    """The line and the dots beside it; `dots` from left to right."""
    if not len(dots):
        return line
    reach = 1.6 * line.x_height
    # a page of noise has ten thousands: only those between the line's ends are compared
    widest = int(dots[:, 2].max())
    first, end = np.searchsorted(dots[:, 0], [line.x0 - reach - widest, line.x1 + reach])
    dots = dots[first:end]
    x, y, width, height = dots[:, :4].T
    level = (y + height / 2 > line.base - 1.2 * line.x_height) & (y < line.base + 0.6 * line.x_height)
    near = dots[level & (x < line.x1 + reach) & (x + width > line.x0 - reach)]
    if not len(near):
        return line
    if line.spaced and line.marks <= _FEW_SPACED and _between_letters(line, near):
        line = replace(line, spaced=False)  # "6.7 H" in a typewriter's letters
    return line.stretched(near)


def _between_letters(line: TextLine, dots: Marks) -> bool:
    """Whether a full stop stands inside the line: letters in boxes of their own have none."""
    x, y, width, height = dots[:, :4].T
    return bool(((x > line.x0) & (x + width < line.x1) & (y + height / 2 > line.base - _FOOT * line.x_height)).any())
