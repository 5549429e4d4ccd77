"""Numbers, on which a patient's identity hangs, are not believed on one reading: a 0 with a dot in it is taken for a 6, an 8 for a 3."""

from __future__ import annotations

_FEWEST = 4  # figures: a year, a date, a number of a patient
_LEAST = 0.3  # confidence below which a word is in doubt anyway


def is_number(text: str, confidence: float) -> bool:
    """Whether a word is to be read again."""
    return confidence >= _LEAST and len(figures(text)) >= _FEWEST


def settled(first: str, near: str, far: str) -> tuple[str, bool]:
    """The text to believe, and whether the readings' figures differ: the first unless the two others agree on as many other figures."""
    agreed = figures(first)
    if figures(near) == figures(far) == agreed:
        return first, False
    outvoted = near == far and len(figures(near)) == len(agreed) and " " not in near
    return (near if outvoted else first), True


def figures(text: str) -> str:
    """The figures of a text, in order."""
    return "".join(character for character in text if character.isdigit())
