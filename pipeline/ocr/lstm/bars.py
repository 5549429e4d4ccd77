"""A capital I that the network read as a bar: it knows their shapes but not where the line's capitals end; the ink does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines import Strip
from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.stretches import nearest

_ABOVE, _BELOW = 1.75, 0.2  # heights of an x; a bar reaches further than a capital, up or down
_ASTRAY, _LEAST = 2, 1.1  # steps from a bar to where the network saw it at most; heights of an x that a capital found so has at least


def told_apart(strip: Strip, grey: npt.NDArray[np.float32], line: list[Character], step: int) -> list[Character]:
    """The line with a capital I, and a blank behind it, where a bar alone or before a small letter is no taller than a capital."""
    if not any(character.text == "|" for character in line):
        return line
    told: list[Character] = []
    for place, character in enumerate(line):
        behind = line[place + 1].text if place + 1 < len(line) else " "
        alone = (not told or told[-1].text == " ") and (behind == " " or behind.islower())
        if character.text != "|" or not alone or not _is_capital(strip, grey, character, step, len(line) > 1):
            told.append(character)
            continue
        told.append(replace(character, text="I"))
        if behind != " ":
            told.append(Character(" ", character.confidence, character.last, character.last))
    return told


def _is_capital(strip: Strip, grey: npt.NDArray[np.float32], character: Character, step: int, astray: bool) -> bool:
    """By its ink's rows; `astray`: it may stand beside the steps at which the network saw it."""
    x_rows = strip.line.x_height * strip.down
    base = (strip.line.base - strip.top) * strip.down
    first, last = character.first * step, character.last * step + step
    rows, least = _inked(grey[:, first:last]), 0.0
    if not len(rows) and astray:
        rows, least = _inked(_nearest(grey[:, max(0, first - _ASTRAY * step) : last + _ASTRAY * step])), _LEAST
    if not len(rows):
        return False
    return bool(base - _ABOVE * x_rows <= rows[0] <= base - least * x_rows) and bool(rows[-1] <= base + _BELOW * x_rows)


def _nearest(part: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """The columns with ink, and no gap between them, that lie nearest to its middle."""
    columns = np.flatnonzero((part < 0).any(axis=0))
    near = nearest(columns, part.shape[1] // 2) if len(columns) else columns
    return part[:, near]


def _inked(part: npt.NDArray[np.float32]) -> npt.NDArray[np.intp]:
    return np.flatnonzero((part < 0).any(axis=1))
