"""The date of the visit, operation or specimen that a page is about."""

from __future__ import annotations

import re

from pipeline.extract.dates import dates_in, iso, resolved
from pipeline.extract.layout import Row, Token
from pipeline.extract.reading import Reading, View, meaning_of, spanned, text_of, value_of

# What may stand between label and date: signs, or a weekday.
_LEAD = re.compile(r"\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W{1,3})?", re.IGNORECASE)
RELEASE = "64292-6"  # LOINC
PAST = 40  # years before the latest that a page names: a birth date's, under a heading of two lines
_SPAN = re.compile(r"\W{0,3}(?:to|thru|through|until|-|–)\W{0,3}\d", re.IGNORECASE)  # "10/19/2020 to 11/17/2021"
_TIMED = re.compile(r"(?<![\d/])(\d{1,2}/\d{1,2}/\d{2})-(?=\d{4}\b)")  # "03/01/24-0715": the time of day behind the date
_AT = re.compile(r"(?<=\W(?:19|20)\d\d)[@0OQ](?=\d{1,2}:\d{2})")  # "JAN 13, 2020@14:57", and what @ is read as


def read_service_date(tokens: Row, view: View) -> Reading | None:
    """The date that the tokens begin with, neither later than the year after the reference year nor long before the page's."""
    text = _AT.sub(" ", _TIMED.sub(r"\1 ", text_of(tokens[:10])))
    latest = view.sheet.settings.reference_year + 1
    for found in dates_in(text, view.sheet.settings.day_first):
        year = resolved(found, latest)
        value = iso(year, found.month, found.day)
        if value is not None and view.latest_year - PAST <= year <= latest and _LEAD.fullmatch(text[: found.start]):
            reading = Reading(value, spanned(tokens, found.start, found.end), found.trust)
            return None if view.type_code == RELEASE and _begins_span(view, reading.tokens[-1]) else reading
    return None


def _begins_span(view: View, last: Token) -> bool:
    """Whether a second date follows: what is to be released was written between both."""
    places = ((row, at) for row in view.sheet.rows for at, token in enumerate(row) if (token.word, token.x0) == (last.word, last.x0))
    row, at = next(places, ((), 0))  # by its place: of a date in three boxes the reader gets a token with another text
    return _SPAN.match(text_of(row[at + 1 : at + 3])) is not None


def visits_on(view: View) -> tuple[str, ...]:
    """The days (ISO 8601) behind the page's labels of a visit, an operation, a specimen; not behind words of ordinary text."""
    return _days(view, strict=False)


def days_on(view: View) -> tuple[str, ...]:
    """The days (ISO 8601) behind words of ordinary text, "Date", which may be of a visit or a signature."""
    return _days(view, strict=True)


def _days(view: View, strict: bool) -> tuple[str, ...]:
    meant = ((label, meaning_of(label, "service_date")) for label in view.sheet.labels_of("service_date"))
    found = (value_of(view, label, read_service_date) for label, meaning in meant if meaning is not None and meaning.group.strict == strict)
    return tuple(sorted({reading.value for reading in found if reading is not None}))
