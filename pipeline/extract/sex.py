"""The patient's sex behind its label: a word, a letter, or a marked box of two."""

from __future__ import annotations

import re

from pipeline.extract.dates import dates_in
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View, spanned, text_of

SEXES = {
    "M": "M", "MALE": "M", "MAN": "M", "BOY": "M", "GENTLEMAN": "M",
    "F": "F", "FEMALE": "F", "WOMAN": "F", "GIRL": "F", "LADY": "F",
    "X": "X", "NONBINARY": "X", "NON-BINARY": "X",
    "U": "U", "UNK": "U", "UNKNOWN": "U",
}  # fmt: skip
_VALUE = re.compile(r"(?<![A-Za-z])(non-?binary|female|male|woman|man|girl|boy|unknown|unk|[MFXU])(?![A-Za-z'’])", re.IGNORECASE)
# What may stand before the value: signs and, behind joint labels ("Age/Sex", "DOB/Sex", "Race/Sex"), an age, a date or a race.
_LEAD = re.compile(
    r"(?:(?:[WBHAOC]|White|Black|Hispanic|Asian|Caucasian|Other) ?/ ?)?"
    r"[\W\d]*(?:(?:years?|yrs?|yo|y/o|y|mos?|months?|days?|wks?|old)\b[\W\d]*)*",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\[ ?[xX✓✔*] ?\]|\( ?[xX✓✔*] ?\)|[☒☑✓✔⊠■]")
_EMPTY = re.compile(r"\[ ?[_ ]?\]|\( ?\)|[☐□◻]")
NEAR = 12  # characters behind a value in which another makes both a choice
ONE_OF_TWO = 0.85  # trust in a marked box


def read_sex(tokens: Row, view: View) -> Reading | None:
    """The sex that the tokens begin with, or the marked one of two boxes."""
    text = text_of(tokens[:10])[:60]
    ticked = boxed(text)
    if ticked is not None:
        return Reading(ticked, tokens[:10], ONE_OF_TWO) if ticked else None
    date_end = _date_end(text, view)
    found = _VALUE.search(text, date_end)
    if found is None or not _LEAD.fullmatch(text[date_end : found.start()]):
        return None
    near = (another for another in _VALUE.finditer(text, found.end()) if another.end() <= found.end() + NEAR)
    behind = [SEXES[another[1].upper()] for another in near]
    if behind[:1] == ["X"] or any(value in ("M", "F") and value != SEXES[found[1].upper()] for value in behind):
        return None  # "M / F", "M X": a printed choice, and perhaps a tick, but no answer in words
    return Reading(SEXES[found[1].upper()], spanned(tokens, found.start(), found.end()))


def _date_end(text: str, view: View) -> int:
    """Where a date ends that the text begins with, as "October 9, 1960 / F" behind "DOB/Sex"; 0 where it begins with none."""
    found = next(dates_in(text, view.sheet.settings.day_first), None)
    return found.end if found is not None and not any(map(str.isalnum, text[: found.start])) else 0


def boxed(text: str) -> str | None:
    """The marked box's value; "" where boxes don't tell; None where there are no boxes."""
    if not re.search(r"[\[\]☐☒☑□◻✓✔⊠■]|\( ?[xX✓✔*]? ?\)", text):
        return None
    plain = _EMPTY.sub(" o ", _MARKED.sub(" ✓ ", text))
    parts = re.findall(r"✓|\bo\b|\b(?:female|male|[MF])\b", plain, re.IGNORECASE)
    values = [SEXES.get(part.upper(), part) for part in parts]
    if values.count("✓") != 1 or len({value for value in values if value in ("M", "F")}) != 2:
        return ""
    marks_first = values[0] in ("✓", "o")
    at = values.index("✓") + (1 if marks_first else -1)
    return values[at] if 0 <= at < len(values) and values[at] in ("M", "F") else ""
