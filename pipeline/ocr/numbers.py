"""Numbers, on which a patient's identity hangs, are not believed on one reading: a 0 with a dot in it is taken for a 6, an 8 for a 3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_FEWEST = 4  # figures: a year, a date, a number of a patient
_LEAST = 0.3  # confidence below which a word is in doubt anyway
_ZERO, _ODD = "@", frozenset("@&§©®")  # what a zero with a dot in it is read as; signs that stand in no number
_DISSENT = 1  # readings of many that may differ from all the others


def is_number(text: str, confidence: float) -> bool:
    """Whether a word is to be read again."""
    return confidence >= _LEAST and len(figures(text)) >= _FEWEST


def settled(first: str, near: str, far: str) -> tuple[str, bool]:
    """The text to believe, and whether the readings' figures differ: the first unless the two others agree on as many other figures."""
    agreed = figures(first)
    if figures(near) == figures(far) == agreed:
        return _plainest([first, near, far], agreed), False
    outvoted = figures(near) == figures(far) and len(figures(near)) == len(agreed) and " " not in near
    return (_plainest([near, far], figures(near)) if outvoted else first), True


def settled_by_all(readings: Sequence[str], text: str) -> tuple[str, bool]:
    """What is to be believed of a disputed number that was read several times more, and whether it stays in doubt.

    `text` is what the dispute left; it stands unless all readings but one say otherwise.
    """
    agreed, votes = Counter(map(figures, readings)).most_common(1)[0]
    if len(readings) - votes > _DISSENT:
        return text, True
    return _plainest([text, *readings], agreed), False


def _plainest(readings: Sequence[str], agreed: str) -> str:
    """The first of the readings with these figures, rather one in which no figure was taken for a sign."""
    fitting = [reading for reading in readings if figures(reading) == agreed]
    return next((reading for reading in fitting if _ODD.isdisjoint(reading) and " " not in reading), fitting[0])


def figures(text: str) -> str:
    """The figures of a text, in order; a zero with a dot in it is read as a sign."""
    return "".join(character for character in text.replace(_ZERO, "0") if character.isdigit())
