"""Dates as US hospitals print them, as ISO 8601. No clock: two-digit years are read against the page's latest year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.extract.folding import digits_repaired

OLDEST = 120  # years
FIRST_YEAR = 1890  # older dates are not on charts
REPAIRED, LOOSE, SHORT_YEAR, GLUED = 0.8, 0.8, 0.97, 0.95  # trust: letters put right; "06 12 65" in boxes; a year of two digits; a lost gap
MAX_TEXT = 120  # characters behind a label that are looked at

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WHOLE = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NAMED = re.compile(r"((?:\d{1,2}[\-./])?)([A-Za-z]{3,10})((?:[.,]|[\-./]\d{2,4}\W?)?)")  # a month as a word, with what is tied to it
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(\d{4}|'?\d{2})(?!\d)"
_NUMERIC = re.compile(r"(?<![\w/.\-])(\d{1,2}) ?([/.\-]) ?(\d{1,2}) ?\2 ?" + _YEAR + r"(?! ?[/\-]\d)")
_ISO = re.compile(r"(?<![\w/.\-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<![\w/.\-])(\d{1,2})(?:st|nd|rd|th)?[ \-./]{0,3}" + _MONTH + r"[ \-.,/]{0,3}" + _YEAR, re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(?<![a-z])" + _MONTH + r"[ .\-]{0,3}(\d{1,2})(?:st|nd|rd|th)?[ ,.\-]{1,3}" + _YEAR, re.IGNORECASE)
_GLUED = re.compile(r"(?<![a-z])" + _MONTH + r"[ .\-]{1,3}(\d{1,2})((?:19|20)\d{2})(?![\d/\-])", re.IGNORECASE)  # "Jun 181958": a lost gap
# "JUL 15, 2023@1858", as VistA prints when a note was begun, with whatever its @ was read as
_TIMED = re.compile(
    r"(?<![a-z])" + _MONTH + r"[ .\-]{1,3}(\d{1,2}),? ?((?:19|20)\d{2})[@©®&¢€0689](?:[01]\d|2[0-3]):?[0-5]\d(?!\d)", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(?<![\w/.\-])(\d{4})([ \-./])" + _MONTH + r"\2(\d{1,2})(?!\d)", re.IGNORECASE)  # "2019-MAR-12", as in Canada
_BOXES = re.compile(r"(?<![\w/.\-])(\d{1,2})[ |;:,]{1,3}(\d{1,2})[ |;:,]{1,3}" + _YEAR)
_RUN = re.compile(r"(?<![\w/.\-])(\d{2})(\d{2})(\d{4})(?!\d)")
_ISO_RUN = re.compile(r"(?<![\w/.\-])((?:19|20)\d{2})(0[1-9]|1[0-2])([0-3]\d)(?!\d)")  # as messages write it: "19570314"
# A word that can hardly be anything but a date's part, though letters stand in it: "O3/14/l957"
_NEARLY = re.compile(r"[\dOoQlI|SsBZ]{1,4}([/\-.][\dOoQlI|SsBZ]{1,4}){2}")
_NEARLY_WORDED = re.compile(r"([\dOoQlI|SsBZ]{1,2})([\-./][A-Za-z]{3,9}[\-./])([\dOoQlI|SsBZ]{2,4})")  # "O3-Aug-l937"
_AGE = re.compile(
    r"\b(\d{1,3})[ -]{0,2}(?:years?[ -]{0,2}old|y/?o\b|y\.o\.|yrs?\b|years? of age)"
    r"|\( ?(\d{1,3}) ?Y ?\)|\bAge[:;]? {1,2}(\d{1,3})\b(?![/.-])|\b[MF] (\d{1,3}) ?Y\b",
    re.IGNORECASE,
)
_YEAR_OF_DATE = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# What shows that four figures that may be a time of day, as in the column of a nurse's sheet, are a year.
_LAST_HOUR, _LAST_MINUTE, LOOK_BACK = 23, 59, 24
_BEFORE_YEAR = re.compile(
    r"(?:(?<![\d:])\d{1,2}[/.-]|\b(?:in|of|since|from|until|year|by|early|late) "
    rf"|{_MONTH}[ .,-]{{0,3}}(?:\d{{1,2}}(?:st|nd|rd|th)?[ ,.-]{{1,3}})?)$",
    re.IGNORECASE,
)
_BEHIND_YEAR = re.compile(r"[/.-](?:\d{1,2}|[A-Za-z]{3,9})[/.-]")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its parts as read, where it stands, how much to trust it; a two-digit year stays as it is."""

    year: int
    month: int
    day: int
    start: int
    end: int
    short_year: bool
    trust: float


def dates_in(text: str, day_first: bool = False, loose: bool = False) -> Iterator[FoundDate]:
    """The dates in the text's first characters; with `loose` also parts in separate boxes and eight digits in a run."""
    text = text[:MAX_TEXT]
    found = False
    for date_ in _plain(text, day_first):
        found = True
        yield date_
    if found:
        return
    mended = _mended(text)
    if mended != text:
        yield from (_less(date_, REPAIRED) for date_ in _plain(mended, day_first))
    if loose:
        for match in _ISO_RUN.finditer(text):
            yield from _valid(match, match[1], match[2], match[3], LOOSE)
        for pattern in (_BOXES, _RUN):
            for match in pattern.finditer(text):
                yield from _valid(match, match[3], *_ordered(match[1], match[2], day_first), LOOSE)


def resolved(found: FoundDate, latest_year: int) -> int:
    """The date's year in four digits: for two digits the last such year that is not after `latest_year`."""
    if not found.short_year:
        return found.year
    year = latest_year - latest_year % 100 + found.year
    return year if year <= latest_year else year - 100


def iso(year: int, month: int, day: int) -> str | None:
    """ISO 8601, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def ages_in(text: str) -> frozenset[int]:
    """Ages in years that a text states: "61-year-old", "35 yo", "(61 Y)", "Age: 61", "M 61Y"."""
    ages = (int(match[1] or match[2] or match[3] or match[4]) for match in _AGE.finditer(text))
    return frozenset(age for age in ages if age <= OLDEST)


def latest_year_in(text: str, reference_year: int) -> int | None:
    """The latest year in four figures that the text names and that is not after the reference."""
    years = [int(match[0]) for match in _YEAR_OF_DATE.finditer(text) if not _may_be_time(text, match)]
    return max((year for year in years if year <= reference_year), default=None)


def _may_be_time(text: str, figures: re.Match[str]) -> bool:
    """Whether the figures are a time of day as likely as a year: 1930, 2015, with no date and no word before them that brings a year."""
    if int(figures[0][:2]) > _LAST_HOUR or int(figures[0][2:]) > _LAST_MINUTE or _BEHIND_YEAR.match(text, figures.end()):
        return False
    return _BEFORE_YEAR.search(text[max(0, figures.start() - LOOK_BACK) : figures.start()]) is None


def _plain(text: str, day_first: bool) -> Iterator[FoundDate]:
    for match in _ISO.finditer(text):
        yield from _valid(match, match[1], match[3], match[4], 1.0)
    for match in _NUMERIC.finditer(text):
        yield from _valid(match, match[4], *_ordered(match[1], match[3], day_first), 1.0)
    for match in _DAY_FIRST.finditer(text):
        yield from _valid(match, match[3], _month(match[2]), match[1], 1.0)
    for match in _MONTH_FIRST.finditer(text):
        yield from _valid(match, match[3], _month(match[1]), match[2], 1.0)
    for match in _GLUED.finditer(text):
        yield from _valid(match, match[3], _month(match[1]), match[2], GLUED)
    for match in _TIMED.finditer(text):
        yield from _valid(match, match[3], _month(match[1]), match[2], GLUED)
    for match in _YEAR_FIRST.finditer(text):
        yield from _valid(match, match[1], _month(match[3]), match[4], 1.0)


def _ordered(first: str, second: str, day_first: bool) -> tuple[str, str]:
    return (second, first) if day_first else (first, second)


def _month(name: str) -> str:
    return str(MONTHS.index(name[:3].lower()) + 1)


def _valid(match: re.Match[str], year: str, month: str, day: str, trust: float) -> Iterator[FoundDate]:
    digits = year.lstrip("'")
    short = len(digits) == 2
    # 2000 was a leap year, so any day that can be is let through while the century is open
    if iso(2000 if short else int(digits), int(month), int(day)) is None or (not short and int(digits) < FIRST_YEAR):
        return
    trust = trust * SHORT_YEAR if short else trust
    yield FoundDate(int(digits), int(month), int(day), match.start(), match.end(), short, trust)


@lru_cache(maxsize=1024)
def _month_meant(word: str) -> str:
    """The one month that the word is but a letter away from: "Jume", "Jjan"; nothing for a month itself, or where two may be meant."""
    if word[:3] in MONTHS and word in (word[:3], *_WHOLE):
        return ""
    near = [month for month in (*MONTHS, *_WHOLE) if OSA.distance(word, month, score_cutoff=1) <= 1]
    return near[0] if len({month[:3] for month in near}) == 1 else ""


def _less(found: FoundDate, factor: float) -> FoundDate:
    return FoundDate(found.year, found.month, found.day, found.start, found.end, found.short_year, found.trust * factor)


def _mended(text: str) -> str:
    return " ".join(map(_mended_word, text.split(" ")))


def _mended_word(word: str) -> str:
    named = _NAMED.fullmatch(word)
    if named and (month := _month_meant(named[2].lower())):
        return named[1] + month + named[3]
    if "/" not in word and "-" not in word and "." not in word:
        return word
    if _NEARLY.fullmatch(word.strip(",;:()")):
        return digits_repaired(word)
    worded = _NEARLY_WORDED.fullmatch(word)
    return digits_repaired(worded[1]) + worded[2] + digits_repaired(worded[3]) if worded else word
