"""Strings made comparable: what a label is, whatever its case and punctuation, and what OCR makes of it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_KEPT = re.compile(r"[^A-Z0-9#]")
# Shapes that OCR takes for one another; both the label and what was read are folded the same way.
_SHAPES = str.maketrans({"0": "O", "Q": "O", "D": "O", "1": "I", "L": "I", "J": "I", "5": "S", "8": "B", "6": "G", "2": "Z", "V": "Y"})
_PAIRS = (("RN", "M"), ("VV", "W"), ("NN", "M"))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Capital letters, digits and # only: "D.O.B.:" becomes "DOB"."""
    plain = text if text.isascii() else unicodedata.normalize("NFKD", text)  # a speck over a letter: "Namé"
    return _NOT_KEPT.sub("", plain.upper())


@lru_cache(maxsize=8192)
def shape(folded: str) -> str:
    """A folded text with letters of one shape made one: "D0B" and "DOB" come out the same, "NARNE" and "NAME" too."""
    for pair, single in _PAIRS:
        folded = folded.replace(pair, single)
    return folded.translate(_SHAPES)


def digits_repaired(text: str) -> str:
    """Letters read in place of digits put right: "OO123" becomes "00123"."""
    return text.translate(_DIGITS)


def letter_of_sign(text: str) -> str:
    """A sign of money before figures, with or without the letter, is the letter E: of eleven that were read before a number all were."""
    return re.sub(r"^E?[£€](?=\d)", "E", text)


_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "!": "1", "S": "5", "s": "5", "B": "8", "Z": "2", "@": "0"}
)
