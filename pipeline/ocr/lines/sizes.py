"""Print of two sizes side by side on one baseline, as in a patient's banner: each must be read at its own size."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.line import Marks, TextLine, median

_BLANK = 0.3  # of a letter's height: at least, between words
_FEWEST = 5  # marks of a part
_FEWEST_SMALL = 2  # small letters
_SMALLER = 0.8  # the tallest word of the smaller print, against the usual word of the larger
_TWO_HEIGHTS = 1.2  # capitals over small letters: only where both stand there is it sure how large the print is
_LARGE = 8.0  # pixels above the baseline; below, half a pixel more or less would be another size


def by_size(marks: Marks, line: TextLine) -> Iterator[Marks]:
    """The line's marks from left to right, parted where smaller or larger print begins."""
    if len(marks) < 2 * _FEWEST or line.x_height < _LARGE:
        yield marks
        return
    marks = marks[np.argsort(marks[:, 0])]
    above = line.base + line.slope * (marks[:, 0] + marks[:, 2] / 2 - line.middle) - marks[:, 1]
    at = _parting(marks, np.asarray(above, np.float64))
    if not at:
        yield marks
        return
    yield marks[:at]
    yield from by_size(marks[at:], line)


def _parting(marks: Marks, above: npt.NDArray[np.float64]) -> int:
    """Index of the first mark of the second part; 0 where all is of one size."""
    ends = np.maximum.accumulate(marks[:, 0] + marks[:, 2])
    gaps = marks[1:, 0] - ends[:-1]
    starts = np.flatnonzero(gaps > _BLANK * median(marks[:, 3])) + 1
    if not len(starts):
        return 0
    edges = [0, *starts.tolist(), len(marks)]
    tallest = np.maximum.reduceat(above, edges[:-1])
    for word in _steps(tallest):
        at = edges[word]
        if min(at, len(marks) - at) < _FEWEST:
            continue
        left, right = tallest[:word], tallest[word:]
        for large, small, letters in ((left, right, above[at:]), (right, left, above[:at])):
            if small.max() < _SMALLER * median(large) and small.max() < large.min() and _is_mixed(letters):
                return at
    return 0


def _steps(tallest: npt.NDArray[np.float64]) -> list[int]:
    """Where all words before are taller than all from there on, or smaller."""
    before, behind = tallest[:-1], tallest[:0:-1]
    falls = np.minimum.accumulate(before) > np.maximum.accumulate(behind)[::-1]
    rises = np.maximum.accumulate(before) < np.minimum.accumulate(behind)[::-1]
    found: list[int] = (np.flatnonzero(falls | rises) + 1).tolist()
    return found


def _is_mixed(above: npt.NDArray[np.float64]) -> bool:
    """Whether capitals, figures or ascenders stand beside small letters."""
    tall = float(np.quantile(above, 0.9))
    small = (above > 0.5 * tall) & (above < tall / _TWO_HEIGHTS)
    return int(small.sum()) >= _FEWEST_SMALL
