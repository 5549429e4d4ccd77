"""Numbers that their form gives away: Medicare's with its hyphens, a social security number on the patient's line, a specimen's case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.numbers import read_accession, read_member_id, read_ssn
from pipeline.extract.reading import Candidate, View, meaning_of, value_of

MEDICARE, SECURITY, SPECIMEN = 0.85, 0.78, 0.92  # strength
_SPECIMEN = re.compile(r"[A-Z]{1,4}-?\d{2}-\d{2,8}")  # S24-01234: letters of the laboratory, the year, the number
_HYPHENED = re.compile(r"[1-9][A-Z0-9]{3}-[A-Z0-9]{3}-[A-Z0-9]{4}")  # 1EG4-TE5-MK73 (CMS, as on the card)
GIVEN_OUT = re.compile(r"(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")  # which are given out (SSA, since 2011)
_OWN = ("name", "birth_date", "mrn")


def medicare_number(view: View) -> Iterator[Candidate]:
    """The one number of that form on the page."""
    found = {}
    for row in view.sheet.rows:
        for at, token in enumerate(row):
            reading = (
                read_member_id(row[at : at + 1], view) if "-" in token.text and _HYPHENED.fullmatch(token.text.strip(",.;:()")) else None
            )
            if reading is not None:
                found[reading.value] = reading
    for reading in found.values() if len(found) == 1 else ():
        yield Candidate("member_id", reading, MEDICARE, "form")


def specimen_number(view: View) -> Iterator[Candidate]:
    """The number of that form behind "Case #", which elsewhere is a visit's."""
    for label in view.sheet.labels_of("encounter"):
        meaning = meaning_of(label, "encounter")
        reading = value_of(view, label, read_accession) if meaning is not None and meaning.group.plain else None
        if reading is not None and _SPECIMEN.fullmatch(reading.value):
            yield Candidate("accession", reading, SPECIMEN * label.match * reading.trust, "form")


def security_number(view: View) -> Iterator[Candidate]:
    """The number in a line that has a label of the patient's."""
    for number, row in enumerate(view.sheet.rows):
        labels = view.sheet.labels[number]
        if not any(meaning_of(label, kind) and view.context.worth(label, kind) == 1.0 for label in labels for kind in _OWN):
            continue
        for at, token in enumerate(row):
            reading = read_ssn(row[at : at + 1], view) if GIVEN_OUT.fullmatch(token.text.strip(",;()")) else None
            if reading is not None:
                yield Candidate("ssn", reading, SECURITY, "form")
