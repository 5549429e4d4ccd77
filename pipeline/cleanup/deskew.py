"""How much the lines of text lean: the angle at which the projection of the print is sharpest.

W. Postl's criterion (1986): among candidate angles the one with the largest sum of squared differences between neighbouring rows
of the projection. The feet of the letters find the neighbourhood, all their ink the angle; where letters are few, all ink of the page.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.cleanup.print import Print
from pipeline.cleanup.sketch import FEW_LETTERS

Points = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]
_COARSE, _MIDDLE, _FINE = 0.2, 0.08, 0.02  # degrees between candidates
_WIDE = 1.2  # degrees around what the feet of few letters say
_COARSE_ROW, _FINE_ROW = 3.0, 1.0  # pixels of the sketch that are one row of the projection
_MOST_LETTERS = 700  # more say nothing new
_LEAST_LETTERS = 12  # fewer have no line to lean


def skew_of(printed: Print, letters: npt.NDArray[np.int32], most: float) -> float:
    """Degrees clockwise that the lines of text lean, within +-`most`; 0 where there are too few letters to tell."""
    if len(letters) < _LEAST_LETTERS:
        return 0.0
    some = _some(letters)
    feet = (some[:, 0] + some[:, 2] / 2).astype(np.float32), (some[:, 1] + some[:, 3]).astype(np.float32)
    near, _ = _sharpest(feet, np.arange(-most, most + _COARSE / 2, _COARSE), _COARSE_ROW)
    points = printed.x.astype(np.float32), printed.y.astype(np.float32)
    reach = 2 * _COARSE if len(letters) >= FEW_LETTERS else _WIDE
    nearer, _ = _sharpest(points, np.arange(near - reach, near + reach + _MIDDLE / 2, _MIDDLE), _FINE_ROW)
    best, _ = _sharpest(points, np.arange(nearer - _MIDDLE, nearer + 1.01 * _MIDDLE, _FINE), _FINE_ROW)
    return best


def sharpness(letters: npt.NDArray[np.int32], most: float, sideways: bool) -> float:
    """How sharply the letters' middles line up along (or, `sideways`, across) the page at the best angle within +-`most`."""
    if len(letters) < _LEAST_LETTERS:
        return 0.0
    letters = _some(letters)
    x, y = (letters[:, 0] + letters[:, 2] / 2).astype(np.float32), (letters[:, 1] + letters[:, 3] / 2).astype(np.float32)
    return _sharpest((y, x) if sideways else (x, y), np.arange(-most, most + _COARSE / 2, _COARSE), _COARSE_ROW)[1]


def _some(letters: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    return letters[:: -(-len(letters) // _MOST_LETTERS)]


def _sharpest(points: Points, angles: npt.NDArray[np.float64], row: float) -> tuple[float, float]:
    """The best of the angles (degrees), and the sum of squares there, for each point."""
    x, y = points
    radians = np.radians(angles).astype(np.float32)[:, None]
    projected = (y * np.cos(radians) - x * np.sin(radians)) / np.float32(row)
    projected -= projected.min(axis=1, keepdims=True) - 1
    rows = projected.astype(np.intp)  # what bincount counts without a copy
    many = int(rows.max()) + 2  # an empty one before and behind each projection
    rows += np.arange(0, many * len(angles), many)[:, None]
    bins = np.bincount(rows.ravel(), minlength=many * len(angles)).reshape(len(angles), many)
    scores = (np.diff(bins, axis=1) ** 2).sum(axis=1)
    best = int(np.argmax(scores))
    return float(angles[best]), float(scores[best]) / len(x)
