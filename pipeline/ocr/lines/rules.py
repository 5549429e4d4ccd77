"""Ruled lines, frames and grids taken off the page; the strokes of letters that cross them stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import Marks

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LENGTH = (3.5, 3.0)  # of a letter's height, at least: along, and down the page
_SHORTEST = 40  # pixels
_THICK = 0.4  # of a letter's height; thicker is a bar or a picture
_CELL = (1.5, 4.0)  # of a letter's height: sides of boxes for one letter each, some too short to be a rule by themselves
_FEWEST_SIDES, _MOST_SIDES = 4, 2000  # of boxes in a row; strokes that are looked at
_LEVEL = 3  # pixels by which the sides of one row begin and end higher or lower
_TOUCH = 4  # pixels between a side's end and the rule over or under it


def has_rules(marks: Marks, size: float) -> bool:
    """Whether any mark is so long that a rule may be in it."""
    width, height = marks[:, 2], marks[:, 3]
    along = (width > 4 * size) & ((height > 3 * size) | (width > 10 * height))
    down = (height > 3 * size) & ((width < 0.5 * height) | (width > 3 * size))
    return bool((along | down).any())


def rules_of(ink: Pixels, size: float) -> Pixels | None:
    """Where rules are, 255, without what crosses them; None where there are none."""
    thick = max(4, int(_THICK * size))
    found: Pixels | None = None
    for down in (False, True):
        length = max(_SHORTEST, int(_LENGTH[down] * size))
        rules = _thin(np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(length, down)), np.uint8), thick, down)
        if not cv2.countNonZero(rules):
            continue
        wide = cv2.dilate(rules, np.ones((3, 3), np.uint8))
        rest = np.asarray(cv2.bitwise_and(ink, cv2.bitwise_not(wide)), np.uint8)
        crossed = _on_both_sides(rest, thick + 3, down)
        bare = np.asarray(cv2.bitwise_and(wide, cv2.bitwise_not(crossed)), np.uint8)
        found = bare if found is None else np.asarray(cv2.bitwise_or(found, bare), np.uint8)
        boxes = None if down else _boxes(ink, rules, size, thick)
        found = found if boxes is None else np.asarray(cv2.bitwise_or(found, boxes), np.uint8)
    return found


def _boxes(ink: Pixels, along: Pixels, size: float, thick: int) -> Pixels | None:
    """The sides of boxes that hold one letter each: uprights that stand on a rule or hang from one, several in a row."""
    upright = _thin(np.asarray(cv2.morphologyEx(ink, cv2.MORPH_OPEN, _bar(max(8, int(_CELL[0] * size)), True)), np.uint8), thick, True)
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(upright, 8, cv2.CV_32S, cv2.CCL_BBDT)
    left, top, width, height = stats[1:, :4].T
    if not _FEWEST_SIDES <= len(left) <= _MOST_SIDES:
        return None
    near = np.asarray(cv2.dilate(along, _bar(2 * _TOUCH + 1, True)), np.uint8)
    middle, bottom = left + width // 2, top + height - 1
    sides = ((near[top, middle] > 0) | (near[bottom, middle] > 0)) & (height <= _CELL[1] * size)
    level = (np.abs(top[:, None] - top) <= _LEVEL) & (np.abs(bottom[:, None] - bottom) <= _LEVEL)
    rows = sides & (level[:, sides].sum(axis=1) >= _FEWEST_SIDES)
    for one in np.flatnonzero(rows):
        rows[one] = _is_regular(left[level[one] & sides], size)
    kept = np.concatenate([[False], level[:, rows].any(axis=1)])  # also those of a box that stands alone beside them
    if not rows.any():
        return None
    return np.asarray(cv2.dilate(np.where(kept[labels], 255, 0).astype(np.uint8), np.ones((3, 3), np.uint8)), np.uint8)


def _is_regular(left: npt.NDArray[np.int32], size: float) -> bool:
    """Whether strokes stand at one distance, as the sides of boxes do and the stems of letters don't."""
    ordered = np.sort(left).astype(np.float64)
    steps = ordered[1:] - ordered[:-1]
    steps = steps[steps > 0.5 * size]
    if len(steps) < _FEWEST_SIDES - 1:
        return False
    times = steps / float(np.median(steps))
    return bool((np.abs(times - np.round(times)) < 0.15).mean() >= 0.7)


def _bar(length: int, down: bool) -> Pixels:
    return np.ones((length, 1) if down else (1, length), np.uint8)


def _thin(rules: Pixels, thick: int, down: bool) -> Pixels:
    broad = cv2.morphologyEx(rules, cv2.MORPH_OPEN, _bar(thick + 1, not down))
    return np.asarray(cv2.bitwise_and(rules, cv2.bitwise_not(broad)), np.uint8) if cv2.countNonZero(broad) else rules


def _on_both_sides(rest: Pixels, reach: int, down: bool) -> Pixels:
    """Where other ink stands on both sides within reach, as a letter's stroke does that a rule runs through."""
    bar = _bar(reach, not down)
    end = (reach - 1, 0) if down else (0, reach - 1)
    return np.asarray(cv2.bitwise_and(cv2.dilate(rest, bar, anchor=(0, 0)), cv2.dilate(rest, bar, anchor=end)), np.uint8)
