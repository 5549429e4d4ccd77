"""Birth dates: a day that can be a living person's, and that fits the age the page states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.dates import FIRST_YEAR, OLDEST, FoundDate, dates_in, iso, resolved
from pipeline.extract.kin import KIN
from pipeline.extract.layout import Row
from pipeline.extract.reading import Candidate, Reading, View, spanned, text_of

BORN, AGED = 0.76, 0.82  # strength of a date in a sentence, of one right behind the age that it gives
EITHER_CENTURY = 0.62  # trust: 3/14/15 may be 1915 or 2015
YEARS_LATER = 4  # a page's latest year, often that of its printing, may lie so far behind the one in which the age was right
# Years: of two centuries the one that would make somebody older is not meant, by the page's latest year, often that of its printing; by the
# visit's, before which far fewer were so old than were children; how long ago a page that names no year may have been written.
SURELY_OLD, OLD_AT_VISIT, UNDATED = 112, 106, 20
# What may stand between label and date: signs, the sex or the age of a joint label ("DOB/Age/Sex: F 61Y 03/14/1957").
_LEAD = re.compile(r"\W*(?:(?:[MF]|male|female|\d{1,3} ?(?:y|yrs?|yo|y/o)?)\W{1,4}){0,2}", re.IGNORECASE)
_BORN = re.compile(r"^\W*I\W{1,2}[A-Z].{3,50}\W(?:born|date of birth|dob)(?: on)?\W{1,2}(?=[A-Z0-9])")
_AGE_BEFORE = re.compile(
    r"(?<![\d/.-])(\d{1,3})[ -]?(?:y\.?o\.?|y/o|yrs?|years?)(?:[ -]old)?(?:,? (?:female|male|[MF]))?(?:[,;]| ?[-–|•])? \(?(?=\d)",
    re.IGNORECASE,
)
# A date, and in brackets or behind a sign the age that was reached: "3/14/1957 (64 y.o. F)".
_DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4}|"
    r"\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4})"
)
_AGE_BEHIND = re.compile(
    rf"(?<![\w/.-]){_DAY}(?: ?[,;(|•–-] ?|\W{{1,3}}age\W{{1,2}}|\W{{1,3}}(?:female|male|[MF])\W{{1,2}})"
    r"(?P<age>\d{1,3})[ -]?(?:y\.?o\.?|y/o|yrs?|years?|Y)(?![a-z])",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:[a-z]{2,}|[:#]) ?\(?$")  # "seen on 5/1/2021"; a label has its own readers
_OLD = re.compile(r"y\.?/?o\.?$|\bage\b|female|male|\W[MF]\W", re.IGNORECASE)  # said with the age: that it is one, or the sex
_ANOTHERS = re.compile(r"\bDr\b|\bnext of kin\b|\bNOK\b", re.IGNORECASE)
_OF_SEX = re.compile(r"\W{0,3}(?:old\b|of age\b|female\b|male\b|[MF]\b)", re.IGNORECASE)
GROWN = 6  # years: of a younger child any visit lies as near as the birth
_FOR_ANOTHER = re.compile(r"\b(?:parent|mother|father|guardian|behalf|representative|spouse|son|daughter|child|agent)\b", re.IGNORECASE)
_SIGNS = " .,:;-–—'`‘’~*=_"  # specks and rules that are read before a date
# Behind a date: "(61)", "(61 Y)", "Age: 61".
_AGED = re.compile(r" ?\((\d{1,3})\)|\W{1,3}(?:age\W{1,2}(\d{1,3})\b(?![/.-])|(\d{1,3}) ?(?:y|yrs?|yo|y/o|years?)\b)", re.IGNORECASE)


def read_birth_date(tokens: Row, view: View) -> Reading | None:
    """The birth date that the tokens begin with."""
    read = text_of(tokens[:12])
    text = read.lstrip(_SIGNS)
    cut = len(read) - len(text)
    for found in dates_in(text, view.sheet.settings.day_first, loose=True):
        if not _LEAD.fullmatch(text[: found.start]):
            continue
        stated = _AGED.match(text[found.end :])
        value, trust = _dated(found, view, int(stated[1] or stated[2] or stated[3]) if stated else 0)
        if value is not None:
            return Reading(value, spanned(tokens, cut + found.start, cut + found.end), found.trust * trust)
    return None


def signs_for_another(view: View, number: int) -> bool:
    """Whether the sentence that begins in the row speaks of a parent, guardian or the like."""
    return any(map(_FOR_ANOTHER.search, view.sheet.texts[number : number + 2]))


def born_in_sentence(view: View) -> Iterator[Candidate]:
    """ "I, Jane Doe, born March 14, 1957, hereby authorize": whoever signs for somebody else says so in that line or the next."""
    for number, (row, text) in enumerate(zip(view.sheet.rows, view.sheet.texts, strict=True)):
        said = _BORN.search(text)
        if said is None or signs_for_another(view, number):
            continue
        tokens = spanned(row, said.end(), len(text))
        reading = read_birth_date(tokens, view)
        if reading is not None:
            yield Candidate("birth_date", reading, BORN * reading.trust, "sentence")


def aged_birth_date(view: View) -> Iterator[Candidate]:
    """ "Legal sex: Male, 66 y.o., 5/1/1955", "5/1/1955 (66 y.o. M)": a date beside an age, where both agree with the page's own year."""
    if not view.dated:
        return
    for number, (row, text) in enumerate(zip(view.sheet.rows, view.sheet.texts, strict=True)):
        said = _AGE_BEFORE.search(text)
        place, age = (said.end(), int(said[1])) if said is not None else _before_age(text)
        at = said is not None and text[: said.start()].endswith("at ")  # "menarche at 12 y.o., 3/14/2009"
        if not age or at or _is_anothers(view, number, text):
            continue
        reading = read_birth_date(spanned(row, place, len(text)), view)
        years = {year - int(reading.value[:4]) - age for year in _years(view)} if reading is not None else set()
        if reading is not None and any(0 <= late <= YEARS_LATER for late in years):
            yield Candidate("birth_date", reading, AGED * reading.trust, "aged")


def _before_age(text: str) -> tuple[int, int]:
    """Where a date with an age behind it begins, and the age; nothing behind a word of a sentence."""
    said = _AGE_BEHIND.search(text)
    if said is None or int(said["age"]) < GROWN or _LATER.search(text[: said.start()]):
        return 0, 0
    if not _OLD.search(said[0]) and not _OF_SEX.match(text, said.end()):
        return 0, 0  # "HTN 5/1/2012 (9 yrs)", "CABG 5/1/2010, 11 years ago": how long something lasts, or is past
    return said.start(), int(said["age"])


def _is_anothers(view: View, number: int, text: str) -> bool:
    """Whether the row stands under somebody else's heading, has their label, or speaks of them."""
    row = view.sheet.rows[number]
    about = any(label.about == "relative" for label in view.sheet.labels[number])
    return about or KIN.search(text) is not None or _ANOTHERS.search(text) is not None or view.context.in_other_section(number, row[0].x0)


def _dated(found: FoundDate, view: View, age: int) -> tuple[str | None, float]:
    limit = view.sheet.settings.reference_year
    years = [resolved(found, limit)]
    if found.short_year:
        years.append(years[0] - 100)
    # an age right behind the date was reached, so the year lies that far back at least
    possible = [year for year in years if FIRST_YEAR <= year <= limit - age + 1 and (_is_young(year, view) or _is_aged(year, view, age))]
    if not possible:
        return None, 0.0
    before = _before_days(possible, found, view)
    reached = [year for year in before if age and any(0 <= now - year - age <= 1 for now in _years(view))]
    year, trust = (reached[0], 1.0) if len(reached) == 1 else _by_age(before, view)
    if len(before) < len(possible) and not view.visits and not (reached or _fits_age(year, view)):
        trust = min(trust, EITHER_CENTURY)
    return iso(year, found.month, found.day), trust


def _is_young(year: int, view: View) -> bool:
    """Whether nobody born in the year was too old to live when the page was written; a page without a year may be old."""
    written = view.latest_year if view.dated else view.sheet.settings.reference_year - UNDATED
    return year >= written - view.sheet.settings.max_age - 1


def _is_aged(year: int, view: View, age: int) -> bool:
    """Whether the age behind the date is the one that was reached by the page's own year, however old that is."""
    return 0 < age <= OLDEST and any(0 <= now - year - age <= 1 for now in _years(view))


def _before_days(years: list[int], found: FoundDate, view: View) -> list[int]:
    """Of two centuries those in which the birth lies before the latest visit on the page, or any "Date" on it; both where none does."""
    days = [(year, iso(year, found.month, found.day)) for year in years]
    last = max(view.visits or view.days, default=None)
    return [year for year, day in days if day is not None and (last is None or day <= last)] or years


def _by_age(years: list[int], view: View) -> tuple[int, float]:
    fitting = [year for year in years if _fits_age(year, view)]
    if fitting:
        return fitting[0], 1.0
    likely = [year for year in years if not _is_surely_old(year, view)]
    return (likely or years)[0], 1.0 if len(likely or years) == 1 else EITHER_CENTURY


def _fits_age(year: int, view: View) -> bool:
    """Whether somebody born in the year was as old as the page says, in a year that it names."""
    return any(-1 <= now - year - age <= YEARS_LATER for age in view.ages for now in _years(view))


def _is_surely_old(year: int, view: View) -> bool:
    if view.visits:
        return int(max(view.visits)[:4]) - year > OLD_AT_VISIT
    if view.dated:
        return view.latest_year - year > SURELY_OLD
    return view.sheet.settings.reference_year - UNDATED - year > OLD_AT_VISIT


def _years(view: View) -> set[int]:
    """The years in which an age on the page may have been right."""
    return {view.latest_year, *(int(visit[:4]) for visit in view.visits)}
