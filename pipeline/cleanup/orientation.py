"""Which way up a page is: lines of text run across it, and more letters reach above their line than below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from pipeline.cleanup.deskew import sharpness

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def runs_sideways(letters: npt.NDArray[np.int32], most_skew: float) -> bool:
    """Whether the lines of text run up or down the page."""
    return sharpness(letters, most_skew, sideways=True) > sharpness(letters, most_skew, sideways=False)


def upside_down(ink: Pixels) -> float:
    """From -1 (upright for sure) to 1 (upside down for sure) for straightened ink; near 0 it can't be told (capitals, digits).

    In a line of Latin text ascenders, capitals and digits outweigh descenders by about four to one.
    """
    above = below = 0.0
    for top, bottom in _lines(ink):
        profile = ink[top:bottom].sum(axis=1).astype(np.float64)
        dense = np.flatnonzero(profile > 0.5 * profile.max())
        above += profile[: dense[0]].sum()
        below += profile[dense[-1] + 1 :].sum()
    total = above + below
    return 0.0 if total < 200 else float((below - above) / total)


def _lines(ink: Pixels) -> list[tuple[int, int]]:
    """Top and bottom rows of the lines: runs of rows with ink."""
    rows = np.concatenate([[0], (ink.sum(axis=1) > 2).astype(np.int8), [0]])
    edges = np.flatnonzero(np.diff(rows))
    return [(int(top), int(bottom)) for top, bottom in zip(edges[::2], edges[1::2], strict=True) if 8 <= bottom - top <= 60]
