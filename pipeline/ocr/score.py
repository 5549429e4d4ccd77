"""How well a page was read: as well as its worst part, so that a bad stripe is not hidden by the good rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.model.geometry import Box

_PARTS = 8  # the page is looked at in bands an eighth of its height, each half over the next
_FEWEST = 15  # characters that make a part worth judging


class Judged(NamedTuple):
    """A word of a line that is print for sure: the height of its middle on the page, its confidence and its number of characters."""

    level: float
    confidence: float
    characters: int


def page_confidence(words: Iterable[Judged], height: float, unread: Sequence[Box] = ()) -> float:
    """Mean confidence of a page's characters in its worst part, from 0 to 1; 1 where there are none. `height` as the levels'.

    A stripe of print of which no word was read is a part of its own: where there is one, it is 0.
    """
    if unread:
        return 0.0
    sums = [[0.0, 0] for _ in range(2 * _PARTS - 1)]
    total = [0.0, 0]
    for word in words:
        place = word.level / max(height, 1.0) * 2 * _PARTS
        for part in {min(max(int(place), 0), 2 * _PARTS - 2), min(max(int(place) - 1, 0), 2 * _PARTS - 2)}:
            _add(sums[part], word)
        _add(total, word)
    judged = [surely / count for surely, count in sums if count >= _FEWEST]
    return min(judged) if judged else total[0] / total[1] if total[1] else 1.0


def _add(total: list[float], word: Judged) -> None:
    total[0] += word.confidence * word.characters
    total[1] += word.characters
