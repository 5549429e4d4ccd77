"""Initials behind a name, which engines doubt most: "Washington, Natalie $" is read again together with the word before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from string import ascii_uppercase

_DOUBTED, _BELIEVED = 0.6, 0.8  # confidence below which a single character is read again, and of the word before it at least
_DISSENT = 1  # readings that may differ
SETTLED = 0.75  # confidence of an initial that the others agree on
_AROUND = ".,"
_SIGNS = {"$": "S", "£": "E", "€": "E", "}": "J", "¥": "Y"}  # what engines take initials for


def may_be_initial(text: str, confidence: float, before: str, sure: float) -> bool:
    """Whether a doubtful single character stands behind a word that begins with a capital, and may be an initial of that name."""
    name = before.strip(_AROUND)
    single = len(text.strip(_AROUND)) == 1 and not text[0].isdigit() and confidence < _DOUBTED
    return single and sure >= _BELIEVED and len(name) > 1 and name.isalpha() and name[0].isupper()


def settled_initial(readings: Sequence[str], given: bool) -> str | None:
    """The capital letter that readings of both words end in, with its full stop; None where more than one of them differ.

    `given`: the word before is the given name of "Washington, Natalie $", so that a sign is a letter that looks like it.
    """
    ends = [reading.split(" ")[-1] if " " in reading.strip() else "" for reading in readings]
    if given:
        ends = [_SIGNS.get(end[:1], end[:1]) + end[1:] for end in ends]
    letter, votes = Counter(end.strip(_AROUND) for end in ends).most_common(1)[0]
    if len(letter) != 1 or letter not in ascii_uppercase or len(readings) - votes > _DISSENT:
        return None
    return letter + ("." if sum(end.endswith(".") for end in ends) > len(ends) / 2 else "")
