"""Birth dates: a day that can be a living person's, and that fits the age the page states."""

from __future__ import annotations

import re

from pipeline.extract.dates import FIRST_YEAR, FoundDate, dates_in, iso, resolved
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View, spanned, text_of

EITHER_CENTURY = 0.62  # trust: 3/14/15 may be 1915 or 2015
YEARS_LATER = 4  # a page's latest year, often that of its printing, may lie so far behind the one in which the age was right
SURELY_OLD = 112  # years: of two centuries the one that would make somebody older is not meant
# What may stand between label and date: signs, the sex or the age of a joint label ("DOB/Age/Sex: F 61Y 03/14/1957").
_LEAD = re.compile(r"\W*(?:(?:[MF]|male|female|\d{1,3} ?(?:y|yrs?|yo|y/o)?)\W{1,4}){0,2}", re.IGNORECASE)
_SIGNS = " .,:;-–—'`‘’~*=_"  # specks and rules that are read before a date
# Behind a date: "(61 Y)", "Age: 61".
_AGED = re.compile(r"\W{1,3}(?:age\W{1,2}(\d{1,3})\b(?![/.-])|(\d{1,3}) ?(?:y|yrs?|yo|y/o|years?)\b)", re.IGNORECASE)


def read_birth_date(tokens: Row, view: View) -> Reading | None:
    """The birth date that the tokens begin with."""
    read = text_of(tokens[:12])
    text = read.lstrip(_SIGNS)
    cut = len(read) - len(text)
    for found in dates_in(text, view.sheet.settings.day_first, loose=True):
        if not _LEAD.fullmatch(text[: found.start]):
            continue
        stated = _AGED.match(text[found.end :])
        value, trust = _dated(found, view, int(stated[1] or stated[2]) if stated else 0)
        if value is not None:
            return Reading(value, spanned(tokens, cut + found.start, cut + found.end), found.trust * trust)
    return None


def _dated(found: FoundDate, view: View, age: int) -> tuple[str | None, float]:
    limit, oldest = view.sheet.settings.reference_year, view.sheet.settings.max_age
    years = [resolved(found, limit)]
    if found.short_year:
        years.append(years[0] - 100)
    # an age right behind the date was reached, so the year lies that far back at least
    possible = [year for year in years if max(FIRST_YEAR, view.latest_year - oldest - 1) <= year <= limit - age + 1]
    if not possible:
        return None, 0.0
    year, trust = _by_age(possible, view)
    return iso(year, found.month, found.day), trust


def _by_age(years: list[int], view: View) -> tuple[int, float]:
    fitting = [year for year in years if any(-1 <= view.latest_year - year - age <= YEARS_LATER for age in view.ages)]
    if fitting:
        return fitting[0], 1.0
    likely = [year for year in years if view.latest_year - year <= SURELY_OLD]
    return (likely or years)[0], 1.0 if len(likely or years) == 1 else EITHER_CENTURY
