"""Characters that are read for one another: 0 and O, 1, l and I, 5 and S, 8 and B, rn and m; in long names fi and ñ, LI and U."""

from __future__ import annotations

_PAIRS = (("RN", "M"), ("CL", "D"), ("VV", "W"), ("II", "U"))
_LONG_PAIRS, _LONG = (("FI", "N"), ("LI", "U")), 8  # of words with so many letters: LIPTON and UPTON are two names, SOFIA and SONA
_SHAPES = str.maketrans({"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "T": "1", "7": "1", "Z": "2", "S": "5", "B": "8", "G": "6"})


def looks_like(one: str, other: str) -> bool:
    """Whether two strings of capitals and digits look alike: equal once characters of one shape are taken for the same."""
    return shape_of(one) == shape_of(other) or (min(len(one), len(other)) >= _LONG and _shape_of_long(one) == _shape_of_long(other))


def _shape_of_long(text: str) -> str:
    for pair, single in _LONG_PAIRS:
        text = text.replace(pair, single)
    return shape_of(text)


def shape_of(text: str) -> str:
    """The string with every character as the first of those of its shape."""
    for pair, single in _PAIRS:
        text = text.replace(pair, single)
    return text.translate(_SHAPES)
