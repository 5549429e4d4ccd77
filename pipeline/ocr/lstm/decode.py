"""From the network's chances to characters and words (connectionist temporal classification, A. Graves 2006, best path)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

Chances = npt.NDArray[np.float32]
_NEXT_BOX = 1.6  # of the usual way from one letter to the next: no box between was left empty


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


_NEXT_BOX = 1.6  # of the usual way from one letter to the next: no box between was left empty


def spaced_words(found: list[Character]) -> list[list[Character]]:
    """The characters of a line whose letters stand in boxes: blanks stand only where a box was left empty."""
    groups = words(found)
    middles = [(character.first + character.last) / 2 for group in groups for character in group]
    if len(middles) < 3:
        return groups
    usual = median(b - a for a, b in pairwise(middles))
    joined = groups[:1]
    for group in groups[1:]:
        before, after = joined[-1][-1], group[0]
        if after.first + after.last - before.first - before.last <= 2 * _NEXT_BOX * usual:
            joined[-1].extend(group)
        else:
            joined.append(group)
    return joined
