"""A blank between a figure and a letter that the network did not see: "25mm", "1gIV", "6.7H". The paper between them tells.

Within 12,000 words of drawn charts in all type faces a figure and a letter of one word stand at most .47 of an x's height apart, those
of two words .78 and more.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines import Strip
from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.stretches import middle

_APART = 0.65  # of an x's height
_SEEN = 0.5  # chance of both: ink that is no print turns often
_ABOVE, _BELOW = 1.6, 0.45  # heights of an x above and below the baseline where a line's own ink is


def with_blanks(strip: Strip, grey: npt.NDArray[np.float32], line: list[Character], step: int) -> list[Character]:
    """The line with a blank where a figure and a letter, or a letter and a figure, stand clearly apart; `grey` is its strip normalised."""
    turns = [place for place in range(1, len(line)) if _turns(line[place - 1], line[place])]
    if not turns or strip.line.spaced:
        return line
    empty = ~_columns(strip, grey)
    least = _APART * strip.line.x_height * strip.down
    parted = list(line)
    for place in reversed(turns):
        before, behind = line[place - 1], line[place]
        if _widest(empty[max(0, int(middle(before, step))) : int(middle(behind, step))]) >= least:
            parted.insert(place, Character(" ", before.confidence, before.last, before.last))
    return parted


def _turns(left: Character, right: Character) -> bool:
    one, other = left.text, right.text
    turns = (one.isdigit() and other.isalpha()) or (one.isalpha() and other.isdigit())
    return turns and min(left.confidence, right.confidence) >= _SEEN


def _columns(strip: Strip, grey: npt.NDArray[np.float32]) -> npt.NDArray[np.bool_]:
    """Which columns have ink of the line's own letters."""
    x_rows = strip.line.x_height * strip.down
    base = (strip.line.base - strip.top) * strip.down
    first, last = max(0, int(base - _ABOVE * x_rows)), int(np.ceil(base + _BELOW * x_rows))
    return np.asarray((grey[first:last] < 0).any(axis=0))


def _widest(empty: npt.NDArray[np.bool_]) -> int:
    ends = np.flatnonzero(np.diff(np.concatenate([[False], empty, [False]]).astype(np.int8)))
    return int((ends[1::2] - ends[::2]).max(initial=0))
