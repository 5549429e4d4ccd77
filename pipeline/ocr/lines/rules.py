"""Ruled lines, frames and grids taken off the page; the strokes of letters that cross them stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import Marks
from pipeline.raster.marks import marks_of
from pipeline.raster.runs import Ints, Runs, runs_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LENGTH = (3.5, 3.0)  # of a letter's height, at least: along, and down the page
_SHORTEST = 40  # pixels
_THICK = 0.4  # of a letter's height; thicker is a bar or a picture
_CELL = (1.5, 4.0)  # of a letter's height: sides of boxes for one letter each, some too short to be a rule by themselves
_FEWEST_SIDES, _MOST_SIDES = 4, 2000  # of boxes in a row; strokes that are looked at
_LEVEL = 3  # pixels by which the sides of one row begin and end higher or lower
_TOUCH = 4  # pixels between a side's end and the rule over or under it


def has_rules(marks: Marks, across: Runs, size: float) -> bool:
    """Whether anything is so long that a rule may be in it; where words touch it, a run of ink tells. `across`: the ink's runs."""
    width, height = marks[:, 2], marks[:, 3]
    down = (height > 3 * size) & ((width < 0.5 * height) | (width > 3 * size))
    return bool((across.length >= _least(size, _LENGTH[0])).any() or down.any())


def rules_of(ink: Pixels, across: Runs, size: float) -> Pixels | None:
    """Where rules are, 255, without what crosses them; None where there are none. `across`: the ink's runs."""
    thick = max(4, int(_THICK * size))
    turned = np.asarray(cv2.transpose(ink), np.uint8)
    down = runs_of(turned)
    lying = _along(ink, across, _least(size, _LENGTH[0]), thick)
    boxes = None if lying is None else _boxes(down, lying.lines, size, thick)
    standing = _along(turned, down, _least(size, _LENGTH[1]), thick)
    found = [part for part in (None if standing is None else standing.bare, boxes) if part is not None]
    upright = [np.asarray(cv2.transpose(part), np.uint8) for part in found]
    parts = upright if lying is None else [lying.bare, *upright]
    whole: Pixels | None = None
    for part in parts:
        whole = part if whole is None else np.asarray(cv2.bitwise_or(whole, part), np.uint8)
    return whole


def _least(size: float, letters: float) -> int:
    return max(_SHORTEST, int(letters * size))


class _Rules(NamedTuple):
    """Rules along a picture's rows, and what of them and the pixels around them nothing crosses."""

    lines: Pixels
    bare: Pixels


def _along(ink: Pixels, runs: Runs, length: int, thick: int) -> _Rules | None:
    """The rules of at least that length along the rows, None where there are none. For uprights the picture is turned, which is cheaper."""
    reach = thick + 3
    rules, rows = _thin(runs.where(runs.length >= length), ink.shape, thick, reach + 2)
    if rules is None:
        return None
    wide = np.asarray(cv2.dilate(rules, np.ones((3, 3), np.uint8)), np.uint8)
    rest = np.asarray(cv2.subtract(ink[rows], wide), np.uint8)
    lines, bare = np.zeros_like(ink), np.zeros_like(ink)
    lines[rows], bare[rows] = rules, cv2.subtract(wide, _on_both_sides(rest, reach))
    return _Rules(lines, bare)


def _boxes(down: Runs, lying: Pixels, size: float, thick: int) -> Pixels | None:
    """The sides of boxes that hold one letter each: uprights that stand on a rule or hang from one, several in a row.

    `down` are the runs down the page; what is found lies turned as they do.
    """
    long = down.where(down.length >= max(8, int(_CELL[0] * size)))
    if len(long.y) < _FEWEST_SIDES:
        return None
    upright, columns = _thin(long, (lying.shape[1], lying.shape[0]), thick, 1)
    if upright is None:
        return None
    marks = marks_of(upright)
    top, left, height, width = marks.boxes[:, :4].T
    left = columns[left]
    if not _FEWEST_SIDES <= len(left) <= _MOST_SIDES:
        return None
    near = np.asarray(cv2.dilate(lying, np.ones((2 * _TOUCH + 1, 1), np.uint8)), np.uint8)
    middle, bottom = left + width // 2, top + height - 1
    touching = ((near[top, middle] > 0) | (near[bottom, middle] > 0)) & (height <= _CELL[1] * size)
    level = (np.abs(top[:, None] - top) <= _LEVEL) & (np.abs(bottom[:, None] - bottom) <= _LEVEL)
    rows = touching & (level[:, touching].sum(axis=1) >= _FEWEST_SIDES)
    for one in np.flatnonzero(rows):
        rows[one] = _is_regular(left[level[one] & touching], size)
    if not rows.any():
        return None
    kept = level[:, rows].any(axis=1)  # also those of a box that stands alone beside them
    sides = marks.runs.where(kept[marks.of_run])
    drawn = Runs(columns[sides.y], sides.x, sides.length).drawn((lying.shape[1], lying.shape[0]))
    return np.asarray(cv2.dilate(drawn, np.ones((3, 3), np.uint8)), np.uint8)


def _is_regular(left: npt.NDArray[np.int32], size: float) -> bool:
    """Whether strokes stand at one distance, as the sides of boxes do and the stems of letters don't."""
    ordered = np.sort(left).astype(np.float64)
    steps = ordered[1:] - ordered[:-1]
    steps = steps[steps > 0.5 * size]
    if len(steps) < _FEWEST_SIDES - 1:
        return False
    times = steps / float(np.median(steps))
    return bool((np.abs(times - np.round(times)) < 0.15).mean() >= 0.7)


def _thin(long: Runs, shape: tuple[int, ...], thick: int, margin: int) -> tuple[Pixels | None, Ints]:
    """The runs without those that lie on one another thicker than a rule is, None where nothing is left: a picture of only some rows.

    Those are the ones, in order, that have a run or are at most `margin` from one that has.
    """
    near = np.zeros((shape[0], 1), np.uint8)
    near[long.y] = 1
    near = np.asarray(cv2.dilate(near, np.ones((2 * margin + 1, 1), np.uint8)), np.uint8)[:, 0]
    rows = np.flatnonzero(near).astype(np.int32)
    if not len(rows):
        return None, rows
    places: Ints = np.cumsum(near, dtype=np.int32) - np.int32(1)
    drawn = Runs(places[long.y], long.x, long.length).drawn((len(rows), shape[1]))
    broad = cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((thick + 1, 1), np.uint8))
    rules = np.asarray(cv2.subtract(drawn, broad), np.uint8)
    return (rules if cv2.countNonZero(rules) else None), rows


def _on_both_sides(rest: Pixels, reach: int) -> Pixels:
    """Where other ink stands above and below within reach, as a letter's stroke does that a rule runs through."""
    bar = np.ones((reach, 1), np.uint8)
    return np.asarray(cv2.bitwise_and(cv2.dilate(rest, bar, anchor=(0, 0)), cv2.dilate(rest, bar, anchor=(0, reach - 1))), np.uint8)
