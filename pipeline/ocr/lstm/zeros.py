"""A zero with a dot or a bar in it that the network read as a 6 or a 9: it looks the same from above and from below, and they do not.

Typewriters' and printers' type faces have such zeros; of plain zeros, sixes and eights measured on scanned charts the first alone are both
alike (0.84 to 0.99; sixes 0.52 to 0.62) and without a waist (eights 0.06 to 0.24 of their width).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.stretches import longest, middle, nearest

Grey = npt.NDArray[np.float32]  # -1 ink, 1 paper

_TAKEN_FOR = frozenset("69")  # what the network reads such zeros as
_SURE = 0.9995  # of the network: a 6 or a 9 in plain print is surer, and is not looked at
_ALIKE = 0.84  # correlation of a figure with itself upside down
_WAIST = 0.03  # of its width: how much narrower a figure is in its middle than above and below it
_ABOVE, _BELOW = 0.28, 0.72  # where it is widest, of its height
_HIGH, _WIDE = 10, 7  # pixels that a figure has at least, for its shape to tell anything
_EDGE = 14  # pixels from a line's first or last letter to where its strip is looked at


def with_zeros(grey: Grey, line: list[Character], step: int) -> list[Character]:
    """The line with a 0 for each 6 or 9 that is none; `grey` is its strip, `step` its columns to a step of the network."""
    doubtful = [place for place, character in enumerate(line) if character.text in _TAKEN_FOR and character.confidence < _SURE]
    if not doubtful:
        return line
    told = list(line)
    for place in doubtful:
        shape = _shape(grey, line, place, step)
        if shape is not None and _alike(shape) >= _ALIKE and _waist(shape) <= _WAIST:
            told[place] = replace(line[place], text="0")
    return told


def _shape(grey: Grey, line: list[Character], place: int, step: int) -> Grey | None:
    """The ink of one character: what hangs together in its columns, cut to its rows; None where it is too small."""
    own = middle(line[place], step)
    left = (middle(line[place - 1], step) + own) / 2 if place else own - _EDGE
    right = (middle(line[place + 1], step) + own) / 2 if place + 1 < len(line) else own + _EDGE
    first = max(0, int(left))
    part = grey[:, first : int(right) + 1]
    columns = np.flatnonzero((part < 0).any(axis=0))
    if not len(columns):
        return None
    across = nearest(columns, int(own) - first)
    rows = np.flatnonzero((part[:, across[0] : across[-1] + 1] < 0).any(axis=1))
    down = longest(rows)
    shape = part[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    return shape if shape.shape[0] >= _HIGH and shape.shape[1] >= _WIDE else None


def _alike(shape: Grey) -> float:
    """Correlation with itself upside down, a row up or down being let through."""
    turned = shape[::-1]
    return max(float(np.corrcoef(shape.ravel(), np.roll(turned, rows, axis=0).ravel())[0, 1]) for rows in (-1, 0, 1))


def _waist(shape: Grey) -> float:
    """How much further the ink reaches above and below than in the middle, of the figure's width."""
    height, width = shape.shape
    (left, right), *outer = (_reach(shape, round(height * at)) for at in (0.5, _ABOVE, _BELOW))
    return float((left - min(side for side, _ in outer) + max(side for _, side in outer) - right) / width)


def _reach(shape: Grey, row: int) -> tuple[float, float]:
    """Where the ink of three rows begins and ends."""
    ends = [columns[[0, -1]] for line in shape[row - 1 : row + 2] if len(columns := np.flatnonzero(line < 0))]
    left, right = np.mean(ends, axis=0) if ends else (0.0, shape.shape[1] - 1.0)
    return float(left), float(right)
