"""One piece of a line: a run of print without a wide gap."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Marks = npt.NDArray[np.int32]  # connected pieces of ink: rows of x, y, width, height, area in pixels

_CAPITALS = 1.4  # height of capitals and figures over that of an x, in most type faces
_TALL = 1.7  # ascenders over x at the very most
_FEW = 0.2  # share of a line's marks that must be of the height of an x before the line is believed to have any
_SPACED = 0.45  # of the letters' height: blanks between letters that stand in boxes of their own, or are spaced out; usual is 0.15
_REGULAR, _MOSTLY = 0.17, 0.8  # how far from the usual distance, or a multiple of it, the next letter may be; share of letters so placed
_STEEP = 0.05  # pixels a pixel; the page is straight, so a steeper line is a mistake


@dataclass(frozen=True, slots=True)
class TextLine:
    """In pixels of the page. `base` is the baseline in the middle of the line, `slope` how far it sinks in each.

    `spaced`: its letters stand far apart, as in a form's boxes.
    """

    x0: int
    x1: int
    base: float
    slope: float
    x_height: float
    marks: int
    spaced: bool = False

    @property
    def middle(self) -> float:
        """Between its ends."""
        return (self.x0 + self.x1) / 2

    def scaled(self, across: float, down: float) -> TextLine:
        """The same line on a page of another size."""
        return replace(
            self,
            x0=int(self.x0 * across),
            x1=int(np.ceil(self.x1 * across)),
            base=self.base * down,
            slope=self.slope * down / across,
            x_height=self.x_height * down,
        )

    def part(self, x0: int, x1: int) -> TextLine:
        """The piece of the line between two columns of the page."""
        return replace(self, x0=x0, x1=x1, base=self.base + self.slope * ((x0 + x1) / 2 - self.middle))

    def stretched(self, marks: Marks) -> TextLine:
        """Long enough to hold these marks too."""
        return replace(self, x0=min(self.x0, int(marks[:, 0].min())), x1=max(self.x1, int((marks[:, 0] + marks[:, 2]).max())))


def line_of(marks: Marks, size: float) -> TextLine:
    """The line on which these marks stand; `size` is the height of letters on the page."""
    x, top, width, height = marks[:, :4].T.astype(np.float64)
    feet, middles = top + height, x + width / 2
    ends = float(x.min()), float((x + width).max())
    typical = median(height)
    letters = height > 0.5 * typical
    base, slope = median(feet[letters]), 0.0
    standing = letters & (np.abs(feet - base) < 0.35 * typical)
    if standing.sum() >= 8 and np.ptp(middles[standing]) > 10 * size:
        base, slope = _fitted(middles[standing], feet[standing], (ends[0] + ends[1]) / 2, base)
    above = base + slope * (middles - (ends[0] + ends[1]) / 2)
    standing = letters & (np.abs(feet - above) < 0.25 * typical)
    heights = (above - top)[standing] if standing.any() else height[letters]
    spaced = _is_spaced(x[letters], width[letters], typical)
    return TextLine(int(ends[0]), int(ends[1]), base, slope, _x_height(heights), len(marks), spaced)


def _is_spaced(x: npt.NDArray[np.float64], width: npt.NDArray[np.float64], typical: float) -> bool:
    """Whether the letters stand far apart and, but for boxes left empty, at one distance."""
    if len(x) < 3:
        return False
    order = np.argsort(x)
    x, width = x[order], width[order]
    if median(x[1:] - (x + width)[:-1]) <= _SPACED * typical:
        return False
    steps = np.diff(x + width / 2)
    usual = median(steps)
    return bool((np.abs(steps / usual - np.round(steps / usual)) < _REGULAR).mean() >= _MOSTLY)


def _fitted(x: npt.NDArray[np.float64], feet: npt.NDArray[np.float64], middle: float, base: float) -> tuple[float, float]:
    """Baseline at the middle and slope; commas and descenders fall out after the first fit."""
    for _ in range(2):
        centre = x.mean()
        away = x - centre
        slope = float(away @ feet / max(away @ away, 1e-9))
        level = float(feet.mean()) - slope * centre
        off = np.abs(feet - level - slope * x)
        good = off <= max(1.5, 2 * median(off))
        x, feet = x[good], feet[good]
    return (level + slope * middle, slope) if abs(slope) < _STEEP else (base, 0.0)


def median(values: npt.NDArray[np.float64] | Marks) -> float:
    """As numpy's, which takes ten times as long on the few marks of a line."""
    ordered = np.sort(values)
    return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _x_height(heights: npt.NDArray[np.float64]) -> float:
    """From the heights of letters on the baseline: that of the lower ones, or a share of the capitals' where all are alike."""
    ordered = np.sort(heights)
    high = float(ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))])
    low = ordered[ordered < 0.84 * high]
    found = median(low) if len(low) >= _FEW * len(ordered) and len(ordered) >= 3 else high / _CAPITALS
    return min(max(found, high / _TALL), high)
