"""Where a filed document's words name its patient though no label, header or sticker could be read: the whole name in one piece.

Only what cannot be another's, or less than what is printed, counts: an initial or suffix beside it must be the patient's, and no sign may
stand where one was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.filing.names import fold, spelled
from pipeline.model.types import PersonName, Word

MIN_GIVEN = 2  # letters of a given name; an initial names nobody
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*\.?,?")
_SUFFIXES = frozenset({"JR", "SR", "II", "III", "IV"})
_SEXES = frozenset({"M", "F"})
_BEFORE = frozenset({"PATIENT", "NAME", "MR", "MRS", "MS", "MISS", "PT", "RE"})  # words right before a name that are no part of it
_STROKES = re.compile(r"\W+|[Il1t!|]{1,3},?")  # what an initial or a suffix may have been


class Named(NamedTuple):
    """The name as the page prints it, spelled as an identifier is, and its words."""

    value: str
    words: tuple[Word, ...]


def named_in(line: Sequence[Word], own: PersonName) -> Iterator[Named]:
    """Each place in the line that names the person with family and given name."""
    family, given = _parts(own.family), _parts(own.given)
    if not family or not given or len(given[0]) < MIN_GIVEN:
        return
    words = [_plain(word.text) if _NAME.fullmatch(word.text) else "" for word in line]
    for start in range(len(line)):
        if _goes_before(line, words, start):
            continue
        for read in (_western, _family_first):
            found = read(line, words, start, own)
            if found is not None:
                yield found


def _plain(word: str) -> str:
    return fold(word).replace(" ", "")


def _parts(name: str) -> list[str]:
    return [_plain(part) for part in name.split()]


def _goes_before(line: Sequence[Word], words: Sequence[str], start: int) -> bool:
    """Whether the word before may be the first of a longer name: "Mary Jane Doe" is not Jane Doe."""
    if not start:
        return False
    before = line[start - 1].text
    return bool(words[start - 1]) and before[0].isupper() and not before.endswith((",", ".")) and words[start - 1] not in _BEFORE


def _western(line: Sequence[Word], words: Sequence[str], start: int, own: PersonName) -> Named | None:
    family, given = _parts(own.family), _parts(own.given)
    at = start + len(given)
    if list(words[start:at]) != given or line[at - 1].text.endswith(","):
        return None
    middle = _middle(words, at, own)
    at += bool(middle)
    if list(words[at : at + len(family)]) != family:
        return None
    return _with_suffix(line, words, (start, at + len(family)), middle, own)


def _family_first(line: Sequence[Word], words: Sequence[str], start: int, own: PersonName) -> Named | None:
    family, given = _parts(own.family), _parts(own.given)
    at = start + len(family)
    if list(words[start:at]) != family or not line[at - 1].text.endswith(",") or list(words[at : at + len(given)]) != given:
        return None
    at += len(given)
    middle = _middle(words, at, own)
    strange = not middle and at < len(words) and len(words[at]) == 1 and words[at] not in _SEXES
    return None if strange else _with_suffix(line, words, (start, at + bool(middle)), middle, own)


def _middle(words: Sequence[str], at: int, own: PersonName) -> str:
    """The patient's middle name or its initial, if one of them stands there."""
    middle = fold(own.middle)
    return words[at] if middle and at < len(words) and words[at] in (middle, middle[0]) else ""


def _with_suffix(line: Sequence[Word], words: Sequence[str], span: tuple[int, int], middle: str, own: PersonName) -> Named | None:
    start, end = span
    suffix = ""
    if end < len(line):
        if words[end] in _SUFFIXES:
            suffix = words[end]
            if suffix != fold(own.suffix):
                return None
        elif _STROKES.fullmatch(line[end].text):
            return None
    return Named(spelled(PersonName(own.family, own.given, middle, suffix)), tuple(line[start : end + bool(suffix)]))
