"""Both days of a stay behind one label, "Dates of Stay: 7/7/2022 to 7/9/2022", or a mere D/C before the second, or "In ... Out ...".

By itself D/C is as often "discontinued", and two dates may be any span; behind an admission they are its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.reading import Candidate, View, spanned
from pipeline.extract.service_date import read_service_date

STRENGTH, VISIT = 0.93, 0.85
LONGEST, LONGEST_YEARS = 220, 2  # characters of a row; years of a stay
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4}|\d{1,2}[ -][A-Z]{3,9}[ -]\d{2,4})"
_ADMITTED = r"(?:date of )?adm(?:it(?:ted)?|ission)?\.?(?: date| dt)?"
_LEFT = r"(?:d/?c|dis|disch|discharged?)\.?(?: dates?| dt)?"
_CAME, _WENT = r"(?:in|arrived|arrival)", r"(?:out|left|departed|departure)"  # they say so only together
_TIME = r"(?:,?(?: at)? \d{1,2}:?\d{2}(?: ?[ap]\.?m\.?)?)?"
_BOTH = (
    rf"{_ADMITTED}(?: ?[/&-] ?| to | and ){_LEFT}|dates? of (?:hospital )?(?:stay|hospitali[sz]ation|confinement)|hospital stay"
    r"|hospitali[sz]ed|hospitali[sz]ation dates?"
)
_TO = r"(?:\W{1,3}|\W{0,2}(?:to|thru|through|until)\W{0,2})"
_STAY = re.compile(
    rf"(?<![a-z])(?:{_ADMITTED}\W{{1,3}}(?P<a>{_DAY}){_TIME}\W{{1,4}}{_LEFT}\W{{1,3}}(?P<b>{_DAY})"
    rf"|{_CAME}\W{{1,3}}(?P<e>{_DAY}){_TIME}\W{{1,4}}{_WENT}\W{{1,3}}(?P<f>{_DAY})"
    rf"|(?:{_BOTH})\W{{1,3}}(?:from )?(?P<c>{_DAY}){_TO}(?P<d>{_DAY}))(?![\d/])",
    re.IGNORECASE,
)
_MAY_BE = re.compile(r"(?:adm|stay|hospitali|confinement|\bin\b|arriv).{0,40}\d", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:last|previous|prior|past|next|recent|expected|anticipated)\b", re.IGNORECASE)


def stay_dates(view: View) -> Iterator[Candidate]:
    """The days on which such a stay began and ended; the first dates the visit too, unless a better label does."""
    for number, (row, whole) in enumerate(zip(view.sheet.rows, view.sheet.texts, strict=True)):
        text = whole[:LONGEST]
        said = _STAY.search(text) if _MAY_BE.search(text) else None
        if said is None or _ANOTHER.search(text[: said.end()]) or view.context.in_other_section(number, row[0].x0):
            continue
        places = [said.start(part) for part in "abefcd" if said[part]]
        first, last = (read_service_date(spanned(row, place, len(text)), view) for place in places)
        if first is None or last is None or not first.value <= last.value or int(last.value[:4]) - int(first.value[:4]) > LONGEST_YEARS:
            continue
        yield Candidate("admission_date", first, STRENGTH * first.trust, "stay")
        yield Candidate("discharge_date", last, STRENGTH * last.trust, "stay")
        yield Candidate("service_date", first, VISIT * first.trust, "stay")
