"""The date of the visit, operation or specimen that a page is about."""

from __future__ import annotations

import re

from pipeline.extract.dates import dates_in, iso, resolved
from pipeline.extract.layout import Row
from pipeline.extract.reading import Reading, View, meaning_of, spanned, text_of, value_of

# What may stand between label and date: signs, or a weekday.
_LEAD = re.compile(r"\W*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W{1,3})?", re.IGNORECASE)


def read_service_date(tokens: Row, view: View) -> Reading | None:
    """The date that the tokens begin with, not later than the year after the reference year."""
    text = text_of(tokens[:10])
    latest = view.sheet.settings.reference_year + 1
    for found in dates_in(text, view.sheet.settings.day_first):
        year = resolved(found, latest)
        value = iso(year, found.month, found.day)
        if value is not None and year <= latest and _LEAD.fullmatch(text[: found.start]):
            return Reading(value, spanned(tokens, found.start, found.end), found.trust)
    return None


def visits_on(view: View) -> tuple[str, ...]:
    """The days (ISO 8601) behind the page's labels of a visit, an operation, a specimen; not behind words of ordinary text."""
    meant = ((label, meaning_of(label, "service_date")) for label in view.sheet.all_labels())
    found = (value_of(view, label, read_service_date) for label, meaning in meant if meaning is not None and not meaning.group.strict)
    return tuple(sorted({reading.value for reading in found if reading is not None}))
