"""The date of a page that has no label: over a letter, behind the author of a note, on an electrocardiogram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.folding import fold
from pipeline.extract.layout import cells
from pipeline.extract.names import is_credential
from pipeline.extract.ownership import cell_above, is_owned
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, own_values, spanned, text_of, value_of
from pipeline.extract.service_date import read_service_date

LETTER, AUTHORED, TRACED, TITLED, ORDERED, BARE, SIGNED = 0.78, 0.8, 0.78, 0.8, 0.82, 0.75, 0.76  # strength
TRACING_ROWS = 14  # of a tracing's head
LETTER_ROWS = 25  # rows from a letter's date to its "Dear" at most
_WORDED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}")
_TIMED = re.compile(r"\d{1,2}:\d{2}:\d{2}")
_TRACING = re.compile(r"\bQRSd?(?:\b|\d)|\bP-R-T\b|\bmm/mV\b")
_ALONE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})(?: \d{1,2}:\d{2}(?: ?[AaPp][Mm])?)?")
HEAD_ABOVE, HEAD_BELOW = 3, 5  # rows over and under the first of the patient's labels
LONGEST = 220  # characters of a row in which a title is looked for
HEAD_ROWS = 25  # rows of a page's head, in which a title stands
_DATED_BY_ORDER = frozenset({"34746-8", "46209-3", "57133-1", "56445-0", "64292-6", "74208-0"})
CONSENT = "59284-0"
OF_ORDERS = 0.7  # reliability of the labels that date an order, at most
_KIND = (
    r"(?:office|clinic|follow[ -]?up|hospital|home|telephone|telehealth|video|well[ -]child|new patient|annual|ed|er|emergency|nurse|"
    r"urgent care|procedure|post-?op|pre-?op|wellness|initial|progress|consult(?:ation)?|soap|h ?& ?p|history (?:and|&) physical|"
    r"discharge|operative|nursing|therapy|treatment|daily|physician|provider|clinical)"
)
_TITLE = (
    rf"(?:{_KIND} )+(?:visit|notes?|encounter|report|summary|exam|evaluation|record|assessment)|progress notes?|consultation|office visit"
)
_DAY = (
    r"(?P<date>\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\d{4}-\d{2}-\d{2}\b|[A-Z][a-z]{2,8}\.? \d{1,2}, ?\d{4}|"
    r"\d{1,2}[ -][A-Z][a-z]{2,8}[ -]\d{4})"
)
_DATED = re.compile(r"\d[/.-]\d|[a-z]\.? \d{1,2}, ?\d{4}|-[A-Z]")  # may hold a date
_TITLE_BEFORE = re.compile(rf"(?i:\b(?:{_TITLE}))(?: (?:on|of|for|from|dated))?\W{{1,4}}{_DAY}")
_TO_COME = re.compile(r"\b(?:next|return|last|previous|prior|schedul\w+|follow)\W{0,3}(?:to |in |for |on )?$", re.IGNORECASE)
_TITLE_BEHIND = re.compile(rf"^\W*{_DAY}\W{{1,4}}(?i:(?:{_TITLE})\b)(?! (?:by|from|of|on|with|was|and|in)\b)")
_EXAM = re.compile(
    rf"^(?i:exam(?:ination)?|study|procedure)\W{{1,3}}[A-Z][A-Z0-9 /,&()-]{{4,60}},? {_DAY}"
)  # "EXAM: XR CHEST 2 VIEWS, 3/1/2024"
_YOURS = re.compile(rf"(?i:\byou (?:were (?:seen|discharged|treated)|left the hospital|went home|visited us)(?: \w+){{0,3}} on:?) {_DAY}")
_OPENING = frozenset({"DEAR", "RE", "RE:"})


def unlabelled_dates(view: View) -> Iterator[Candidate]:
    """Service dates that no label names."""
    finders = (
        (_of_letter, LETTER, "letter"),
        (_of_author, AUTHORED, "author"),
        (_of_tracing, TRACED, "tracing"),
        (_of_title, TITLED, "title"),
        (_of_order, ORDERED, "order"),
        (_in_head, BARE, "head"),
        (_of_signature, SIGNED, "signature"),
    )
    for finder, strength, rule in finders:
        for reading in finder(view):
            yield Candidate("service_date", reading, strength * reading.trust, rule)


def _of_title(view: View) -> Iterator[Reading]:
    """The date right behind or before a note's title, "Progress Note - 2/27/2021", "2/27/2021  Office Visit:", or behind an examination."""
    for row, whole in zip(view.sheet.rows[:HEAD_ROWS], view.sheet.texts, strict=False):
        text = whole[:LONGEST]
        if _DATED.search(text) is None:
            continue
        for pattern in (_TITLE_BEFORE, _TITLE_BEHIND, _EXAM, _YOURS):
            said = pattern.search(text)
            if said is not None and not _TO_COME.search(text[: said.start()]):
                reading = read_service_date(spanned(row, said.start("date"), len(text)), view)
                if reading is not None:
                    yield reading
                    return


def _of_order(view: View) -> Iterator[Reading]:
    """On an order sheet, a referral, a prescription or a face sheet the date of the order or of the registration."""
    if view.type_code not in _DATED_BY_ORDER:
        return
    for label in view.sheet.labels_of("service_date"):
        meaning = meaning_of(label, "service_date")
        if meaning is not None and meaning.group.reliability <= OF_ORDERS:
            reading = value_of(view, label, read_service_date)
            if reading is not None:
                yield reading


def _in_head(view: View) -> Iterator[Reading]:
    """The one date that fills a cell, perhaps with the time of day, beside the patient's labels, where none is labelled as the visit's."""
    own = sorted(label.row for kind in ("mrn", "birth_date") for label in view.sheet.labels_of(kind))
    if view.visits or not own or view.sheet.labels_of("service_date"):
        return
    births = {reading.value for _, reading in own_values(view, "birth_date", read_birth_date)}
    found = {}
    for number in range(max(0, own[0] - HEAD_ABOVE), min(len(view.sheet.rows), own[0] + HEAD_BELOW)):
        row = view.sheet.rows[number]
        for start, end in cells(row, view.sheet.settings.cell_gap):
            if not _ALONE.fullmatch(text_of(row[start:end])) or view.sheet.label_at(number, start) or is_owned(view.sheet, number, start):
                continue
            reading = read_service_date(row[start:end], view)
            if reading is not None and reading.value not in births and view.latest_year - int(reading.value[:4]) <= 1:
                found[reading.value] = reading
    yield from found.values() if births and len(found) == 1 else ()


def _of_signature(view: View) -> Iterator[Reading]:
    """On a consent without a date of its own the date over "Date" under the lines to sign on."""
    if view.type_code != CONSENT or view.visits:
        return
    for label in view.sheet.labels_of("service_date"):
        cell = cell_above(view.sheet, label) if value_of(view, label, read_service_date) is None else ()
        reading = read_service_date(cell, view) if cell else None
        if reading is not None:
            yield reading
            return


def _of_letter(view: View) -> Iterator[Reading]:
    """The first date that has a line to itself, if "Dear" or "RE" opens a line below it."""
    rows = view.sheet.rows
    for number, row in enumerate(rows[:LETTER_ROWS]):
        if len(row) <= 4 and _WORDED.fullmatch(text_of(row).strip(".")) and view.sheet.label_at(number, 0) is None:
            opened = any(fold(below[0].text) in _OPENING for below in rows[number + 1 : number + 1 + LETTER_ROWS])
            reading = read_service_date(row, view) if opened else None
            if reading is not None:
                yield reading
            return


def _of_author(view: View) -> Iterator[Reading]:
    """ "Jane Doe, MD at 2/27/2021 10:40"."""
    for row in view.sheet.rows:
        for at in range(1, len(row) - 1):
            if row[at].text == "at" and is_credential(row[at - 1].text.strip(",")):
                reading = read_service_date(row[at + 1 :], view)
                if reading is not None:
                    yield reading
                    return


def _of_tracing(view: View) -> Iterator[Reading]:
    """A date with the seconds beside the measurements of a tracing."""
    rows = view.sheet.rows[:TRACING_ROWS]
    if not any(map(_TRACING.search, view.sheet.texts[: len(rows)])):
        return
    for row in rows:
        for date, time in pairwise(row):
            if _TIMED.fullmatch(time.text) and time.gap < view.sheet.settings.cell_gap:
                reading = read_service_date((date, time), view)
                if reading is not None:
                    yield reading
                    return
