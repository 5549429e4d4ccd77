"""Numbers, on which a patient's identity hangs, are not believed on one reading: a 0 with a dot in it is taken for a 6, an 8 for a 3."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.weighing import ALIKE, ODD, PLAIN, Weighed

# A page's own number, "Page 1 of 2", "2/3": short, and a single figure read wrongly makes another document of it. What is so sure is not
# read again.
_PAGE, _PLAINLY = frozenset({"page", "pg", "of", "0f"}), 0.97
_OF_PAGES, _SHORT = re.compile(r"\d{1,2}/\d{1,2}"), re.compile(r"\d{1,2}")
_AROUND = ".,:#"

_ZERO = "@"  # what a zero with a dot in it is read as
_FEWEST = 4  # figures: a year, a date, a number of a patient
_LEAST = 0.3  # confidence below which a word is in doubt anyway
_SURE_AT_ONCE, _SURE = 0.98, 0.95  # chance of a number's most doubtful figure, by three readings that are of one length, and by seven
_OF_ONE_LENGTH = 0.7  # share of seven readings that see as many characters


class Settled(NamedTuple):
    """What is to be believed of a number, and whether it stays in doubt."""

    text: str
    doubted: bool


def is_number(text: str, confidence: float) -> bool:
    """Whether a word is to be read again."""
    return confidence >= _LEAST and len(figures(text)) >= _FEWEST


def is_page_number(text: str, confidence: float, before: str, last: bool) -> bool:
    """Whether a word may be a page's number and is to be read again; `before`: the word before it, `last`: none stands behind it."""
    if confidence >= _PLAINLY:
        return False
    labelled = before.strip(_AROUND).lower() in _PAGE and _SHORT.fullmatch(text.strip(_AROUND)) is not None
    return labelled or (last and _OF_PAGES.fullmatch(text) is not None)


def plainly_alike(readings: Sequence[Sequence[Character]]) -> bool:
    """Whether all readings have the same letters and figures, and none is in doubt about one."""
    texts = {"".join(character.text for character in reading if character.text.isalnum()) for reading in readings}
    return len(texts) == 1 and not any(map(_doubts, readings))


def _doubts(reading: Sequence[Character]) -> bool:
    """Whether a reading has a sign that stands in no number, or is unsure of a figure, or of a letter like one and beside one."""
    text = f" {''.join(character.text[:1] for character in reading)} "
    return any(
        character.text in ODD
        or (
            character.confidence < PLAIN
            and (character.text.isdigit() or (character.text in ALIKE and (text[at].isdigit() or text[at + 2].isdigit())))
        )
        for at, character in enumerate(reading)
    )


def settled_at_once(first: str, told: Weighed | None) -> Settled | None:
    """What the first three readings settle; None where more must be asked."""
    if told is None or told.agreed < 1 or told.chance < _SURE_AT_ONCE or _loses(first, told.text):
        return None
    return Settled(told.text, doubted=False)


def settled(first: str, told: Weighed | None) -> Settled:
    """What all readings come to. The first reading stands, in doubt, where the others lose some of its figures or are of many lengths.

    So it does where nothing is settled, unless it holds what no number does or what is taken for a figure.
    """
    if told is None or told.agreed <= 0.5 or _loses(first, told.text):
        return Settled(first, doubted=True)
    if told.chance < _SURE and not any(character in ODD or character in ALIKE for character in first):
        return Settled(first, doubted=True)
    return Settled(told.text, doubted=told.chance < _SURE or told.agreed < _OF_ONE_LENGTH)


def _loses(first: str, text: str) -> bool:
    """Whether fewer figures are left; a capital in the place of one is none lost."""
    return sum(character.isdigit() or (character.isascii() and character.isupper()) for character in text) < len(figures(first))


def figures(text: str) -> str:
    """The figures of a text, in order; a zero with a dot in it is read as a sign."""
    return "".join(character for character in text.replace(_ZERO, "0") if character.isdigit())
