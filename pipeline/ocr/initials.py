"""Initials behind a name, which engines doubt most: "Washington, Natalie $" is read again together with the word before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from string import ascii_uppercase

_DOUBTED, _BELIEVED = 0.6, 0.8  # confidence below which a single character is read again, and of the word before it at least
_DISSENT = 1  # readings that may differ
_EXACT = 2  # readings that must show the letter itself where the others show a sign that it may be taken for
SETTLED = 0.75  # confidence of an initial that the others agree on
_AROUND = ".,"
_TAILS = "_-|~'‘’`"  # what is printed or seen beside an initial: "DOE, JANE R_ MRN"
# What engines take initials for, and what is nothing else; then what may be several letters.
_SIGNS = {"$": "S", "§": "S", "£": "E", "€": "E", "}": "J", "¥": "Y", "¢": "C", "©": "C"}
_SIGNS |= {letter: letter.upper() for letter in "ckopsuvwxz"}  # of one shape with their capitals
_MAY_BE = {"&": "EBRKS", "8": "BSR", "6": "GBC", "3": "JB", "0": "OQD", "5": "S", ")": "J", "]": "J", "1": "IJLT", "|": "IJLT", "l": "IJLT"}


def may_be_initial(text: str, confidence: float, before: str, sure: float, given: bool = False) -> bool:
    """Whether a doubtful single character stands behind a word that begins with a capital, and may be an initial of that name.

    `given`: that word is the given name of "Washington, Natalie $"; then a figure and a letter with a sign behind it may be one too, and a
    sign however surely it was read.
    """
    name = before.strip(_AROUND)
    if sure < _BELIEVED or len(name) < 2 or not (name.isalpha() and name[0].isupper()):
        return False
    core = text.strip(_AROUND)
    if not given:
        return len(core) == 1 and not text[0].isdigit() and confidence < _DOUBTED
    core = core.strip(_AROUND + _TAILS)
    if len(core) == 1:
        return confidence < _DOUBTED or not core.isalnum()
    return len(core) == 2 and core[0].isalpha() and not core[1].isalnum() and confidence < _DOUBTED


def settled_initial(readings: Sequence[str], given: bool) -> str | None:
    """The capital letter that readings of both words end in, with its full stop; None where more than one of them differ.

    `given`: as above, so that a sign is a letter that looks like it.
    """
    ends = [reading.split(" ")[-1] if " " in reading.strip() else "" for reading in readings]
    bare = [_letter(end) if given else end.strip(_AROUND) for end in ends]
    letter, votes = Counter(bare).most_common(1)[0]
    if given and (len(readings) - votes > _DISSENT or letter not in ascii_uppercase):
        letter = _only_letter(bare)
        votes = sum(_fits(end, letter) for end in bare) if letter else 0
    if len(letter) != 1 or letter not in ascii_uppercase or len(readings) - votes > _DISSENT:
        return None
    return letter + ("." if sum(end.endswith(".") for end in ends) > len(ends) / 2 else "")


def _letter(end: str) -> str:
    """The letter, or the sign for one, that a reading ends in; what else stands there where it is more than that."""
    core = end.strip(_AROUND + _TAILS)
    bare = core[:1] if len(core) == 2 and not core[1].isalnum() else core
    return _SIGNS.get(bare, bare)


def _only_letter(ends: Sequence[str]) -> str:
    """The one letter that readings show, where whatever else they show may be that letter; empty where there is none or more than one."""
    shown = [letter for letter, count in Counter(ends).items() if count >= _EXACT and len(letter) == 1 and letter in ascii_uppercase]
    return shown[0] if len(shown) == 1 else ""


def _fits(end: str, letter: str) -> bool:
    return end == letter or letter in _MAY_BE.get(end, "")
