"""The date of a page that has no label: over a letter, behind the author of a note, on an electrocardiogram."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.folding import fold
from pipeline.extract.names import is_credential
from pipeline.extract.reading import Candidate, Reading, View, text_of
from pipeline.extract.service_date import read_service_date

LETTER, AUTHORED, TRACED = 0.78, 0.8, 0.78  # strength
TRACING_ROWS = 14  # of a tracing's head
LETTER_ROWS = 25  # rows from a letter's date to its "Dear" at most
_WORDED = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}")
_TIMED = re.compile(r"\d{1,2}:\d{2}:\d{2}")
_TRACING = re.compile(r"\bQRSd?(?:\b|\d)|\bP-R-T\b|\bmm/mV\b")
_OPENING = frozenset({"DEAR", "RE", "RE:"})


def unlabelled_dates(view: View) -> Iterator[Candidate]:
    """Service dates that no label names."""
    for finder, strength, rule in ((_of_letter, LETTER, "letter"), (_of_author, AUTHORED, "author"), (_of_tracing, TRACED, "tracing")):
        for reading in finder(view):
            yield Candidate("service_date", reading, strength * reading.trust, rule)


def _of_letter(view: View) -> Iterator[Reading]:
    """The first date in words that has a line to itself, if "Dear" or "RE" opens a line below it."""
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
    if not any(_TRACING.search(text_of(row)) for row in rows):
        return
    for row in rows:
        for date, time in pairwise(row):
            if _TIMED.fullmatch(time.text) and time.gap < view.sheet.settings.cell_gap:
                reading = read_service_date((date, time), view)
                if reading is not None:
                    yield reading
                    return
