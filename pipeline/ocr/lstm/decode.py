"""From the network's chances to characters and words (connectionist temporal classification, A. Graves 2006, best path)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Character:
    """A character, how sure the network was at its best step, and its first and last step."""

    text: str
    confidence: float
    first: int
    last: int


def characters(best: npt.NDArray[np.intp], sure: npt.NDArray[np.float32], meaning: tuple[str, ...], blank: int) -> list[Character]:
    """The best path's characters: equal outputs in a row are one, blanks part and vanish. `best` and `sure` are (steps,)."""
    if not len(best):
        return []
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    peaks = np.maximum.reduceat(sure, starts)
    return [
        Character(meaning[output], peak, start, end - 1)
        for output, peak, start, end in zip(best[starts].tolist(), peaks.tolist(), starts.tolist(), ends.tolist(), strict=True)
        if output != blank
    ]


def words(found: list[Character]) -> list[list[Character]]:
    """The characters between blanks."""
    groups: list[list[Character]] = [[]]
    for character in found:
        if character.text == " ":
            groups.append([])
        elif character.text:
            groups[-1].append(character)
    return [group for group in groups if group]
