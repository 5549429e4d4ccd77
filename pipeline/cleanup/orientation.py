"""Which way up a page is: lines of text run across it, and more letters reach above their line than below."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from pipeline.cleanup.deskew import sharpness
from pipeline.cleanup.print import Print


def runs_sideways(letters: npt.NDArray[np.int32], most_skew: float) -> bool:
    """Whether the lines of text run up or down the page."""
    return sharpness(letters, most_skew, sideways=True) > sharpness(letters, most_skew, sideways=False)


def upside_down(printed: Print, skew: float = 0.0) -> float:
    """From -1 (upright for sure) to 1 (upside down for sure); near 0 it can't be told (capitals, digits). `skew`: degrees that lines lean.

    In a line of Latin text ascenders, capitals and digits outweigh descenders by about four to one.
    """
    above = below = 0.0
    rows = _profile(printed, math.radians(skew))
    for top, bottom in _lines(rows):
        profile = rows[top:bottom]
        dense = np.flatnonzero(profile > 0.5 * profile.max())
        above += profile[: dense[0]].sum()
        below += profile[dense[-1] + 1 :].sum()
    total = above + below
    return 0.0 if total < 200 else float((below - above) / total)


def _profile(printed: Print, lean: float) -> npt.NDArray[np.float64]:
    """Pixels of ink in each row, once the lines are level."""
    level = printed.y * math.cos(lean) - printed.x * math.sin(lean)
    return printed.every * np.bincount(np.rint(level - level.min(initial=0.0)).astype(np.int32)).astype(np.float64)


def _lines(rows: npt.NDArray[np.float64]) -> list[tuple[int, int]]:
    """Top and bottom rows of the lines: runs of rows with ink. `rows`: pixels of ink in each."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], (rows > 2).astype(np.int8), [0]])))
    return [(int(top), int(bottom)) for top, bottom in zip(edges[::2], edges[1::2], strict=True) if 8 <= bottom - top <= 60]
