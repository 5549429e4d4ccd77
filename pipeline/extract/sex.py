"""The patient's sex: a word or letter behind its label, a marked box, or an age with a letter ("F 61Y", "61-year-old woman")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.dates import dates_in
from pipeline.extract.layout import Row, cells
from pipeline.extract.reading import Candidate, Reading, View, spanned, text_of

_WORDS = {
    "M": "M", "MALE": "M", "MAN": "M", "BOY": "M", "GENTLEMAN": "M",
    "F": "F", "FEMALE": "F", "WOMAN": "F", "GIRL": "F", "LADY": "F",
    "X": "X", "NONBINARY": "X", "NON-BINARY": "X",
    "U": "U", "UNK": "U", "UNKNOWN": "U",
}  # fmt: skip
_VALUE = re.compile(r"(?<![A-Za-z])(non-?binary|female|male|unknown|unk|[MFXU])(?![A-Za-z'’])", re.IGNORECASE)
# What may stand before the value: signs and, behind joint labels ("Age/Sex", "DOB/Sex"), an age or a date.
_LEAD = re.compile(r"[\W\d]*(?:(?:years?|yrs?|yo|y/o|y|mos?|months?|days?|wks?|old)\b[\W\d]*)*", re.IGNORECASE)
_MARKED = re.compile(r"\[ ?[xX✓✔*] ?\]|\( ?[xX✓✔*] ?\)|[☒☑✓✔⊠■]")
_EMPTY = re.compile(r"\[ ?[_ ]?\]|\( ?\)|[☐□◻]")
STICKER_PATTERN = re.compile(
    r"(?<![A-Za-z])(?:([MF])[ /,]{1,3}\d{1,3} ?(?:Y|YR|YRS|YO|Y/O)(?![A-Za-z])|\d{1,3} ?(?:Y|YR|YRS|YO|Y/O)[ /,]{1,3}([MF])(?![A-Za-z]))"
)
_INLINE = re.compile(
    r"(?<!\d)\d{1,3}[ -]{0,2}(?:year|yr|month|week|day)s?[ -]{0,2}old (?:(?!and|with|who)[a-z-]{1,16} ){0,3}"
    r"(male|female|woman|man|girl|boy|gentleman|lady)\b|(?<!\d)\d{1,3} ?(?:yo|y/o|y\.o\.) ?([MF]|male|female|woman|man)\b",
    re.IGNORECASE,
)
# Whom the sentence is about: "The patient is a 61-year-old", "This pleasant 61-year-old".
_SUBJECT = re.compile(r"(?:\b(?:patient|pt|client|resident|veteran)\W{1,3}(?:is|was) an?|^\W*this)(?: [a-z-]{3,12}){0,2} $", re.IGNORECASE)
STICKER, INLINE, SUBJECT, HEADER = 0.78, 0.6, 0.76, 0.78  # strength without a label
DATED_AGE = re.compile(r"\d{2}\W{1,3}\d{1,3} ?(?:years?|yrs?|yo|y/o|y)(?![a-z])", re.IGNORECASE)  # "14-MAR-1957 (61 yr)"
_SEX_AGE = re.compile(
    r"(female|male),? \d{1,3} ?(?:years?|yrs?|yo|y/o|y\.o\.|y)(?: old)?|\d{1,3} ?(?:years?|yrs?|yo|y/o|y\.o\.|y)(?: old)?,? (female|male)",
    re.IGNORECASE,
)
MOST_SAID, NEAR_LINES = 5, 4.0  # words of such a cell; line heights to the label beside it
_ALONE = re.compile(r"(?:female|male)", re.IGNORECASE)
_AGE_BESIDE = re.compile(r"\(?\d{1,3}(?:y|yo|yrs?|y/o)?\)?,?", re.IGNORECASE)
OWN = frozenset({"mrn", "birth_date"})  # labels of a line that is the patient's
SEPARATE = 0.7  # blank, in line heights, before a letter that is no initial
NEAR = 12  # characters behind a value in which another makes both a choice
ONE_OF_TWO = 0.85  # trust in a marked box


def read_sex(tokens: Row, view: View) -> Reading | None:
    """The sex that the tokens begin with, or the marked one of two boxes."""
    text = text_of(tokens[:10])[:60]
    boxed = _boxed(text)
    if boxed is not None:
        return Reading(boxed, tokens[:10], ONE_OF_TWO) if boxed else None
    date_end = _date_end(text, view)
    found = _VALUE.search(text, date_end)
    if found is None or not _LEAD.fullmatch(text[date_end : found.start()]):
        return None
    near = (another for another in _VALUE.finditer(text, found.end()) if another.end() <= found.end() + NEAR)
    behind = [_WORDS[another[1].upper()] for another in near]
    if behind[:1] == ["X"] or any(value in ("M", "F") and value != _WORDS[found[1].upper()] for value in behind):
        return None  # "M / F", "M X": a printed choice, and perhaps a tick, but no answer in words
    return Reading(_WORDS[found[1].upper()], spanned(tokens, found.start(), found.end()))


def _date_end(text: str, view: View) -> int:
    """Where a date ends that the text begins with, as "October 9, 1960 / F" behind "DOB/Sex"; 0 where it begins with none."""
    found = next(dates_in(text, view.sheet.settings.day_first), None)
    return found.end if found is not None and not any(map(str.isalnum, text[: found.start])) else 0


def _boxed(text: str) -> str | None:
    """The marked box's value; "" where boxes don't tell; None where there are no boxes."""
    if not re.search(r"[\[\]☐☒☑□◻✓✔⊠■]|\( ?[xX✓✔*]? ?\)", text):
        return None
    plain = _EMPTY.sub(" o ", _MARKED.sub(" ✓ ", text))
    parts = re.findall(r"✓|\bo\b|\b(?:female|male|[MF])\b", plain, re.IGNORECASE)
    values = [_WORDS.get(part.upper(), part) for part in parts]
    if values.count("✓") != 1 or len({value for value in values if value in ("M", "F")}) != 2:
        return ""
    marks_first = values[0] in ("✓", "o")
    at = values.index("✓") + (1 if marks_first else -1)
    return values[at] if 0 <= at < len(values) and values[at] in ("M", "F") else ""


def unlabelled_sex(view: View) -> Iterator[Candidate]:
    """Ages with a sex: on stickers and in the first sentence of a note."""
    rows = view.sheet.rows
    for number, row in enumerate(rows):
        text = text_of(row)
        for pattern, strength, rule in ((STICKER_PATTERN, STICKER, "age_sex"), (_INLINE, INLINE, "inline")):
            match = pattern.search(text)
            if match is None or view.context.in_other_section(number, row[0].x0):
                continue
            said = (match[1] or match[2]).upper()
            tokens = spanned(row, match.start(), match.end())
            own = rule == "inline" and match[2] and _is_own(view, number)
            about = rule == "inline" and _SUBJECT.search(text[: match.start()])
            yield Candidate("sex", Reading(_WORDS[said], tokens), STICKER if own else SUBJECT if about else strength, rule)
        yield from _beside_own(view, number)
        if _is_own(view, number):
            yield from _in_header(view, number)
        elif len(row) == 1 or row[1].gap >= view.sheet.settings.cell_gap:
            yield from _under_dated_age(view, number)


def _beside_own(view: View, number: int) -> Iterator[Candidate]:
    """ "Female 87 years" that fills a cell right under or over one of the patient's labels, at the same left edge."""
    rows, sheet = view.sheet.rows, view.sheet
    for start, end in cells(rows[number], sheet.settings.cell_gap):
        said = _SEX_AGE.fullmatch(text_of(rows[number][start:end])) if end - start <= MOST_SAID else None
        first = rows[number][start]
        near = (at for at in range(max(0, number - 2), min(len(rows), number + 3)) if at != number and _is_own(view, at))
        edges = (rows[at][label.start] for at in near for label in sheet.labels[at])
        if said and any(
            abs(edge.x0 - first.x0) < sheet.layout.height and abs(edge.y0 - first.y0) < NEAR_LINES * sheet.layout.height for edge in edges
        ):
            value = _WORDS[(said[1] or said[2]).upper()]
            yield Candidate("sex", Reading(value, rows[number][start:end]), HEADER, "sticker")


def _is_own(view: View, number: int) -> bool:
    kinds = {meaning.kind for label in view.sheet.labels[number] for meaning in label.meanings}
    return bool(kinds & OWN) and not view.context.in_other_section(number, view.sheet.rows[number][0].x0)


def _in_header(view: View, number: int) -> Iterator[Candidate]:
    """A sex without a label in a line of the patient's numbers: the word, or a letter with an age before or behind it."""
    row = view.sheet.rows[number]
    found = [at for at, token in enumerate(row) if view.sheet.label_at(number, at) is None and _says_sex(row, at)]
    if len({row[at].text.strip("(),;|/").upper()[0] for at in found}) == 1:
        value = _WORDS[row[found[0]].text.strip("(),;|/").upper()]
        yield Candidate("sex", Reading(value, row[found[0] : found[0] + 1]), HEADER, "header")


def _under_dated_age(view: View, number: int) -> Iterator[Candidate]:
    """The word alone in its cell under a birth date with an age, as electrocardiographs print it."""
    rows = view.sheet.rows
    token = rows[number][0]
    if not number or _ALONE.fullmatch(token.text) is None or abs(rows[number - 1][0].x0 - token.x0) > view.sheet.layout.height:
        return
    if DATED_AGE.search(text_of(rows[number - 1][:5])):
        yield Candidate("sex", Reading(_WORDS[token.text.upper()], (token,)), HEADER, "sticker")


def _says_sex(row: Row, at: int) -> bool:
    text = row[at].text.strip("(),;|/")
    if _ALONE.fullmatch(text):
        return True
    age_follows = at + 1 < len(row) and _AGE_BESIDE.fullmatch(row[at + 1].text) is not None
    return text in ("F", "M") and at > 0 and age_follows and row[at].gap >= SEPARATE
