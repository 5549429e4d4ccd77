"""Where a character's ink lies in a strip: its middle, and rows or columns of ink in stretches without a gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.decode import Character

Places = npt.NDArray[np.intp]  # rows or columns in pixels, ascending


def middle(character: Character, step: int) -> float:
    """The column in the middle of the steps at which the network saw it."""
    return (character.first + character.last + 1) / 2 * step


def nearest(places: Places, near: int) -> Places:
    """The stretch that lies nearest; of at least one place."""
    return min(_stretches(places), key=lambda stretch: int(np.abs(stretch - near).min()))


def longest(places: Places) -> Places:
    """The longest stretch; of at least one place."""
    return max(_stretches(places), key=len) if places[-1] - places[0] + 1 > len(places) else places


def _stretches(places: Places) -> Sequence[Places]:
    return np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)
