"""The patient's sex without a label: with an age on a sticker, in a line of the patient's numbers, in marked boxes beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.dates import OLDEST
from pipeline.extract.kin import KIN
from pipeline.extract.layout import Row, cells
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, own_values, spanned, text_of
from pipeline.extract.sex import ONE_OF_TWO, SEXES, boxed
from pipeline.extract.sex_sentence import LONGEST

STICKER, HEADER, BOXED = 0.78, 0.78, 0.9  # strength
_UNIT = r"(?:years?|yrs?\.?|y/?[o0]\.?|y\.[o0]\.|y)(?:[ -]?old)?"
_AGE = rf"\d{{1,3}}[ -]?{_UNIT}"
_DATE = r"(?:,? \d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d{2}))?"
STICKER_PATTERN = re.compile(
    r"(?<![A-Za-z])(?:([MF])[ /,]{1,3}\d{1,3} ?(?:Y|YR|YRS|YO|Y/O)(?![A-Za-z])|\d{1,3} ?(?:Y|YR|YRS|YO|Y/O)[ /,]{1,3}([MF])(?![A-Za-z]))"
)
DATED_AGE = re.compile(r"\d{2}\W{1,3}\d{1,3} ?(?:years?|yrs?|yo|y/o|y)(?![a-z])", re.IGNORECASE)  # "14-MAR-1957 (61 yr)"
_SEX_AGE = re.compile(rf"(female|male)(?:,| [|•·-])? \(?{_AGE}\)?{_DATE}|{_AGE},? (female|male){_DATE}", re.IGNORECASE)
MOST_SAID, NEAR_LINES, NEAR_ROWS = 6, 4.0, 3  # words of such a cell; line heights, and rows, to the label beside it
_ALONE = re.compile(r"(?:female|male)", re.IGNORECASE)
_AGE_BESIDE = re.compile(r"\(?\d{1,3}(?:y|yo|yrs?|y/o)?\)?,?", re.IGNORECASE)
OWN = frozenset({"mrn", "birth_date"})  # labels of a line that is the patient's
SEPARATE = 0.7  # blank, in line heights, before a letter that is no initial
# In such a line: an age with its unit, one behind "Age", one in brackets, a letter in brackets behind the name.
_TOLD = re.compile(
    rf"(?<![\w/.-])\d{{1,3}}[ -]?{_UNIT}(?:[ ,/-]{{1,3}}\(?)?(?P<a>female|male|[mf])(?![a-z'’/-]|\.[a-z])"
    rf"|(?<![a-z])(?P<b>female|male|[mf])[ ,/-]{{0,3}}\(?\d{{1,3}} ?{_UNIT}(?![a-z])"
    r"|\bage\W{1,2}\d{1,3}[ ,/-]{1,3}(?P<c>female|male|[mf])(?![\w'’/-])"
    r"|\(\d{1,3}[ ,/-]{0,2}(?P<d>[mf])\)|\((?P<e>[mf])[ ,/-]{0,2}\d{1,3}\)|(?<=[a-z0-9.,] )\((?P<f>[mf]|female|male)\)",
    re.IGNORECASE,
)
_OTHER_TOO = re.compile(r"\W{0,4}(?:or )?(?:female|male|[mf])\b", re.IGNORECASE)  # "M / F": a choice
_COMPACT = re.compile(
    r"\(?(?:(\d{1,3})(?:YO?)?[/-]?([MF])(?:/[A-Z])?|([MF])(?:/[A-Z]/|[/-])?(\d{1,3})Y?)\)?[,;]?"
)  # "74M", "M/74"; only at the patient's age
_RACES = frozenset({"CAUCASIAN", "WHITE", "BLACK", "HISPANIC", "ASIAN", "AFRICAN", "AMERICAN", "OTHER", "UNKNOWN"})
_CHILD = re.compile(r"\b(?:baby|infant|newborn|child|subscriber|insured|member|policy)", re.IGNORECASE)
_CHOICE = re.compile(r"\bmale\b.*\bfemale\b|\bfemale\b.*\bmale\b", re.IGNORECASE)


def unlabelled_sex(view: View) -> Iterator[Candidate]:
    """The sexes that no label names."""
    rows = view.sheet.rows
    for number, row in enumerate(rows):
        text = view.sheet.texts[number]
        match = STICKER_PATTERN.search(text)
        if match is not None and not view.context.in_other_section(number, row[0].x0):
            tokens = spanned(row, match.start(), match.end())
            yield Candidate("sex", Reading((match[1] or match[2]).upper(), tokens), STICKER, "age_sex")
        yield from _beside_own(view, number)
        if _is_own(view, number) or _is_named(view, number):
            yield from _in_header(view, number, text)
        elif DATED_AGE.search(text):
            yield from _with_dated_age(view, number)
        elif len(row) == 1 or row[1].gap >= view.sheet.settings.cell_gap or row[1].text.upper() in _RACES:
            yield from _under_dated_age(view, number)
        if _CHOICE.search(text[:LONGEST]):
            yield from _in_boxes(view, number)


def _beside_own(view: View, number: int) -> Iterator[Candidate]:
    """ "Female 87 years", "Male, 74 yrs, 01/02/1950" that fills a cell right under or over a label of the patient's, flush with it."""
    rows, sheet = view.sheet.rows, view.sheet
    if "male" not in sheet.texts[number].lower():
        return
    for start, end in cells(rows[number], sheet.settings.cell_gap):
        said = _SEX_AGE.fullmatch(text_of(rows[number][start:end])) if end - start <= MOST_SAID else None
        if said is None:
            continue
        first = rows[number][start]
        near = (at for at in range(max(0, number - 2), min(len(rows), number + 3)) if at != number and _is_own(view, at))
        edges = (rows[at][label.start] for at in near for label in sheet.labels[at])
        if any(
            abs(edge.x0 - first.x0) < sheet.layout.height and abs(edge.y0 - first.y0) < NEAR_LINES * sheet.layout.height for edge in edges
        ):
            yield Candidate("sex", Reading(SEXES[(said[1] or said[2]).upper()], rows[number][start:end]), HEADER, "sticker")


def _is_own(view: View, number: int) -> bool:
    kinds = {meaning.kind for label in view.sheet.labels[number] for meaning in label.meanings}
    return bool(kinds & OWN) and not view.context.in_other_section(number, view.sheet.rows[number][0].x0)


def _is_named(view: View, number: int) -> bool:
    """Whether the row has a label of the patient's name."""
    return any(meaning_of(label, "name") and view.context.worth(label, "name") == 1.0 for label in view.sheet.labels[number])


def _in_header(view: View, number: int, text: str) -> Iterator[Candidate]:
    """A sex without a label in a line of the patient's numbers: the word, or a letter with an age before or behind it."""
    row = view.sheet.rows[number]
    if text.lower().count("male") > 1:
        return  # a choice, whose boxes may have been read as letters: "SexO Female &Male"
    own = range(len(row)) if _is_own(view, number) else ()
    found = [((at, at + 1), SEXES[said]) for at in own if (said := _says_sex(view, number, at))]
    told = None if KIN.search(text) else _TOLD.search(text)
    if told is not None and not _OTHER_TOO.match(text, told.end()):
        tokens = spanned(row, told.start(), told.end())
        first = next(at for at, token in enumerate(row) if token is tokens[0])
        said = next(filter(None, told.groups())).upper()
        if len(said) > 1 or _stands_alone(view, number, first + len(tokens) - 1, bool(told["a"] or told["b"])):
            found.append(((first, first + len(tokens)), SEXES[said]))
    if len({value for _, value in found}) == 1:
        (start, end), value = found[0]
        yield Candidate("sex", Reading(value, row[start:end]), HEADER, "header")


def _stands_alone(view: View, number: int, last: int, united: bool) -> bool:
    """Whether the letter ends its cell, and is in the age's where no unit says what that is: "Age: 46   M Status" tells none."""
    row, gap = view.sheet.rows[number], view.sheet.settings.cell_gap
    if not united and row[last].gap >= gap:
        return False
    ends = last + 1 >= len(row) or row[last + 1].gap >= gap or view.sheet.label_at(number, last + 1) is not None
    return ends or not row[last + 1].text[:1].isalpha()


def _says_sex(view: View, number: int, at: int) -> str:
    """The word or letter by which a token of such a line tells a sex; "" where it tells none."""
    row = view.sheet.rows[number]
    text = row[at].text.strip("(),;|/")
    if not text or text[0] not in "FMfm0123456789" or view.sheet.label_at(number, at) is not None:
        return ""
    if _ALONE.fullmatch(text):
        return text.upper()
    if text in ("F", "M"):
        age_follows = at + 1 < len(row) and _AGE_BESIDE.fullmatch(row[at + 1].text) is not None
        return text if at > 0 and age_follows and row[at].gap >= SEPARATE else ""
    joint = _COMPACT.fullmatch(row[at].text)
    return (joint[2] or joint[3]) if joint is not None and _is_the_age(view, int(joint[1] or joint[4])) else ""


def _is_the_age(view: View, age: int) -> bool:
    """Whether the patient, by the birth date behind its label, was so old in the page's own year."""
    births = [int(reading.value[:4]) for _, reading in own_values(view, "birth_date", read_birth_date)]
    return age <= OLDEST and bool(births) and all(0 <= view.latest_year - born - age <= 1 for born in births)


def _with_dated_age(view: View, number: int) -> Iterator[Candidate]:
    """The word in the line of a birth date with an age: "02-JAN-1950 (74 yr) Male Caucasian"."""
    row = view.sheet.rows[number]
    found = [token for token in row if _ALONE.fullmatch(token.text.strip(",;"))]
    if len(found) == 1 and read_birth_date(row, view) and not view.context.in_other_section(number, row[0].x0):
        yield Candidate("sex", Reading(SEXES[found[0].text.strip(",;").upper()], (found[0],)), HEADER, "sticker")


def _under_dated_age(view: View, number: int) -> Iterator[Candidate]:
    """The word alone in its cell under a birth date with an age, as electrocardiographs print it."""
    rows = view.sheet.rows
    token = rows[number][0]
    if not number or _ALONE.fullmatch(token.text) is None or abs(rows[number - 1][0].x0 - token.x0) > view.sheet.layout.height:
        return
    if DATED_AGE.search(text_of(rows[number - 1][:5])):
        yield Candidate("sex", Reading(SEXES[token.text.upper()], (token,)), HEADER, "sticker")


def _in_boxes(view: View, number: int) -> Iterator[Candidate]:
    """ "[X] Male  [ ] Female" that no label names, in a row of the patient's labels or right under one."""
    row, near = view.sheet.rows[number], range(max(0, number - NEAR_ROWS), min(len(view.sheet.rows), number + NEAR_ROWS + 1))
    labels = [label for label in view.sheet.labels[number] if any(meaning.kind == "sex" for meaning in label.meanings) or label.about]
    if labels or not any(_is_own(view, at) for at in near) or view.context.in_other_section(number, row[0].x0):
        return
    for start, end in _segments(view, number):
        value = boxed(text_of(row[start:end]))
        if value and not KIN.search(text_of(row)) and not _CHILD.search(text_of(row)):
            yield Candidate("sex", Reading(value, row[start:end], ONE_OF_TWO), BOXED * ONE_OF_TWO, "ticked")


def _segments(view: View, number: int) -> Iterator[tuple[int, int]]:
    """The row's stretches without a label, but for those that the two words and their boxes do not fill."""
    row = view.sheet.rows[number]
    at = 0
    while at < len(row):
        if view.sheet.label_at(number, at) is not None:
            at += 1
            continue
        end = at
        while end < len(row) and view.sheet.label_at(number, end) is None:
            end += 1
        marks = [place for place in range(at, end) if _marks(row, place)]
        if marks:
            yield marks[0], marks[-1] + 1
        at = end


def _marks(row: Row, at: int) -> bool:
    bare = row[at].text.strip("[](){}|.:;,")
    return _ALONE.fullmatch(bare) is not None or not bare or bare in ("X", "x", "✓", "✔", "☒", "☑", "☐", "□", "_")
