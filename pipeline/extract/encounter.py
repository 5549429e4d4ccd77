"""Encounter and account numbers: no site's format is known, so any number long enough behind the label."""

from __future__ import annotations

import re

from pipeline.extract.folding import digits_repaired, letter_of_sign
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View

SIGN, REPAIRED = 0.95, 0.75  # trust: a sign of money read for a letter; letters put right
_NUMBER = re.compile(r"[A-Z]{0,4}-?\d{1,15}(?:-\d{1,10}){0,3}[A-Z]?")
_DATE = re.compile(r"(?:0?[1-9]|1[0-2]|[A-Z]{3})-(?:0?[1-9]|[12]\d|3[01])-(?:(?:19|20)?\d\d)")  # "VISIT: 09-21-19", "MAR-09-2022"
_EDGES = ".,;:()[]{}*'\"`_=~#-"
_LEADING = frozenset({"", "NO", "NUMBER", "NUM", "NBR", "ID", "-"})
MIN_DIGITS, MAX_LENGTH = 5, 24


def read_number(tokens: Row, view: View) -> Reading | None:
    """The number that the tokens begin with, in capitals and as printed otherwise."""
    del view  # the same on every page
    start = next((i for i, token in enumerate(tokens[:3]) if token.text.strip(_EDGES).upper() not in _LEADING), None)
    if start is None:
        return None
    text = tokens[start].text.strip(_EDGES)
    for candidate, trust in ((text.upper(), 1.0), (letter_of_sign(text), SIGN), (digits_repaired(text).upper(), REPAIRED)):
        if _is_number(candidate):
            return Reading(candidate, tokens[start : start + 1], trust)
    return None


def _is_number(text: str) -> bool:
    if len(text) > MAX_LENGTH or not _NUMBER.fullmatch(text) or _DATE.fullmatch(text):
        return False
    return sum(char.isdigit() for char in text) >= MIN_DIGITS
