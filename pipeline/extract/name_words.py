"""The words of a name as they were recognized, put right where only one reading is likely: "Danie!", "TaylorD", "JOHNSON Il,"."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.names import is_credential, is_name_word, key
from pipeline.extract.vocabulary import ENDS, NO_PERSON, SUFFIXES, given_names

# Trust: a letter put right that may have been another; one by which the word becomes a common given name; a sign for a single letter;
# a name whose last letter may have been read as a bracket: "JANE]" is JANE J.
REPAIRED, BECAME_GIVEN, SIGN, SHORN = 0.75, 0.95, 0.85, 0.7
_SIGNS = {"$": "S", "}": "J", "8": "B"}  # initials as they are misread
_DIGITS_IN_LETTERS = str.maketrans({"0": "O", "1": "I", "5": "S", "8": "B"})
_STROKE = re.compile(r"(?<=[a-z])[!1|](?![^\W\d_]*[A-Z])")  # a small l: "Danie!", "Wi1liam"
_SECOND = frozenset({"Il", "lI", "ll"})  # II
_THIRD = re.compile(r"[Il]{2}[\]|!]")  # III
_SMALL_BEHIND = re.compile(r"([A-Z]{4,})[a-z]{1,2}")  # "CHRISTOPHERp", the beginning of "Patient No"
_SPLIT = re.compile(r"[^,]+,?|,")
_INITIAL_BEHIND = re.compile(r"([A-Z][a-z]{2,})([A-Z]\.?,?)")  # "TaylorD"
_INITIAL_BEFORE = re.compile(r"([A-Z]\.)([A-Z][\w'’-]{2,},?)")  # "B.Smith"
_SUFFIX_BEHIND = re.compile(r"([A-Za-z][\w'’-]{2,})\.([JS][Rr]\.?,?|II{1,2},?)")  # "HARRIS.SR,"
_LABEL_BEHIND = re.compile(r"([A-Z]{3,}|[A-Z][a-z]{2,})([A-Z][a-z]{2,})\W*")  # "SMITHProcedure"


class Pieces(NamedTuple):
    """The words that a token gives, a comma at the end of the one before it; how far they can be trusted; whether the name ends there."""

    words: tuple[str, ...]
    trust: float = 1.0
    last: bool = False


def pieces_of(text: str, before: tuple[str, ...], behind: str) -> Pieces:
    """The words of a name that a token gives after those `before`; `behind`: the next token of its cell, empty where there is none."""
    initial = _initial_of(text, before, behind)
    if initial:
        return Pieces((initial,), SIGN)
    printed = text
    shorn = SHORN if text.endswith("]") and "[" not in text else 1.0
    text = text.strip('*"“”_|=~()[]{}<>').lstrip("'‘`").rstrip(";-")
    if not before:
        text = text.lstrip(":;.,-'`‘’")
    elif text.rstrip(",") in _SECOND and _stands_for_second(text, before):
        return Pieces(("II" + text[2:],))
    elif _THIRD.fullmatch(printed):
        return Pieces(("III",), SIGN)
    head, last = _without_label(text)
    mended, trust = _letters(head)
    words = [word for part in _SPLIT.findall(_comma_for_stop(mended, not before, behind)) for word in _unglued(part)]
    return Pieces(tuple(words), min(trust, shorn), last)


def _initial_of(text: str, before: tuple[str, ...], behind: str) -> str:
    """The initial that a sign stands for, "JANE $ DOE", or the last letter of a name that was read as a small one; otherwise nothing."""
    sign = _SIGNS.get(text.rstrip(".,"), "")
    inside = is_name_word(behind.rstrip(",")) and key(behind) not in ENDS
    if sign and before and (inside or len(text) > 1 or text == "$"):
        return sign
    last = len(before) > 1 and not behind and len(text) == 1 and text.islower()
    return text.replace("l", "i").upper() if last else ""


def _stands_for_second(text: str, before: tuple[str, ...]) -> bool:
    """Whether "Il" is the suffix of a family name, "JOHNSON Il, DAVID", or stands among capitals: "DAVID JOHNSON Il"."""
    return (text.endswith(",") and len(before) == 1 and not before[0].endswith(",")) or (len(before) > 1 and "".join(before).isupper())


def _without_label(text: str) -> tuple[str, bool]:
    """Without the word of a form that ran into it, and whether there was one."""
    small = _SMALL_BEHIND.fullmatch(text)
    if small is not None and small[1] in given_names() and text.upper() not in given_names():
        return small[1], True
    glued = _LABEL_BEHIND.fullmatch(text)
    ran = glued is not None and key(glued[2]) in ENDS | NO_PERSON and text.upper() not in given_names()
    return (glued[1], True) if glued is not None and ran else (text, False)


def _letters(text: str) -> tuple[str, float]:
    """With letters for the figures and signs that were read in their place."""
    mended = _STROKE.sub("l", text)
    letters = sum(char.isalpha() for char in mended)
    figures = any(char.isdigit() for char in mended) and key(mended) not in SUFFIXES
    if figures and letters >= 3 and letters >= 3 * (len(mended) - letters):
        mended = mended.translate(_DIGITS_IN_LETTERS)
    if mended == text:
        return text, 1.0
    return mended, BECAME_GIVEN if key(mended) in given_names() else REPAIRED


def _comma_for_stop(text: str, first: bool, behind: str) -> str:
    """A full stop behind a long family name is a comma that lost its tail: "DOE.", a first "Blackwood." but not "Jr." or "M.".

    A first word of four letters too, where a common given name follows: "Cook. Michelle J".
    """
    bare = text[:-1]
    called = len(bare) == 4 and key(behind) in given_names() and key(bare) not in given_names()
    whole = (len(bare) >= 3 and bare.isupper()) or (first and (len(bare) >= 5 or called))
    long = whole and bare.isalpha() and not is_credential(text) and key(bare) not in SUFFIXES
    return bare + "," if text.endswith(".") and long else text


def _unglued(word: str) -> tuple[str, ...]:
    """Two words where no blank was read between them."""
    behind, before, suffix = _INITIAL_BEHIND.fullmatch(word), _INITIAL_BEFORE.fullmatch(word), _SUFFIX_BEHIND.fullmatch(word)
    if behind is not None and behind[1].upper() in given_names() and key(word) not in given_names():
        return behind[1], behind[2]
    if before is not None:
        return before[1], before[2]
    return (suffix[1], suffix[2]) if suffix is not None else (word,)
