"""Ruled lines, frames and grids taken off the page; the strokes of letters that cross them stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.ocr.lines.line import Marks

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_LENGTH = (3.5, 3.0)  # of a letter's height, at least: along, and down the page
_SHORTEST = 40  # pixels
_THICK = 0.4  # of a letter's height; thicker is a bar or a picture


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
    return found


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
