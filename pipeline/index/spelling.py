"""Words that OCR or a speller changed a little, found by looking up keys.

Each word of four letters or more is entered under the forms it takes when characters that OCR confuses are folded together
and one character is left out (the symmetric deletion of W. Garbe's SymSpell). Two words one edit apart share such a form.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

SHORTEST, LONGEST = 4, 24  # characters of a word that is worth a second look
_FOLD = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "$": "s", "8": "b", "6": "b", "2": "z", "9": "g", "q": "g"}
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ll", "u"))  # after _FOLD, so that "ll" is also "li" and "ii"
_LONG = 9  # characters from which two edits are allowed


def folded(word: str) -> str:
    """The word as a poor scan might show it: characters that look alike are one."""
    word = word.translate(_FOLD)
    for pair, one in _PAIRS:
        word = word.replace(pair, one)
    return word


def keys(word: str) -> set[int]:
    """Under which numbers a word is entered and looked up; empty for words too short or too long."""
    if not SHORTEST <= len(word) <= LONGEST:
        return set()
    form = folded(word)
    return {zlib.crc32(variant.encode()) for variant in _without_one(form)}


def _without_one(form: str) -> Iterator[str]:
    yield form
    for at in range(len(form)):
        yield form[:at] + form[at + 1 :]


def alike(word: str, others: Iterable[str]) -> list[str]:
    """Those that may be the same word, nearest first."""
    form = folded(word)
    most = 2 if len(word) >= _LONG else 1
    near = [(OSA.distance(form, folded(other), score_cutoff=most), other) for other in others if other != word]
    return [other for distance, other in sorted(near) if distance <= most]


def misread_starts(word: str) -> list[str]:
    """The word with its first letters as a poor scan might show them, for those who only compare words with the same first letter."""
    pairs = (*_PAIRS, ("li", "u"), ("ii", "u"))
    swapped = [one + word[len(pair) :] for pair, one in pairs if word.startswith(pair)]
    return swapped + [pair + word[len(one) :] for pair, one in pairs if word.startswith(one)]


def sharing_a_key(word: str, others: Iterable[str]) -> list[str]:
    """Those that a look-up by keys would have given, for an index that has no keys."""
    wanted = keys(word)
    return [other for other in others if not other.isdigit() and wanted & keys(other)]
