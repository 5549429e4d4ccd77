""" "ID NUMBER" on an insurer's form: the member's, where the form names the plan or the programme and no label says whose number it is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.context import words_of
from pipeline.extract.numbers import read_member_id
from pipeline.extract.reading import Candidate, View, meaning_of, value_of

STRENGTH = 0.85
NUMBERS = frozenset({"IDNUMBER", "ID#", "IDNO"})
_INSURERS = frozenset({"INSURANCEPLANNAME", "INSURANCEPLANNAMEORPROGRAMNAME", "PLANNAME", "INSURANCECOMPANY", "INSURANCECOMPANYNAME"})


def insurer_number(view: View) -> Iterator[Candidate]:
    """The member's number on a page that says nothing of a hospital's numbers."""
    labels = tuple(view.sheet.all_labels())
    if any(meaning_of(label, kind) is not None for label in labels for kind in ("mrn", "encounter", "account")):
        return
    if not is_insurers(view):
        return
    for label in labels:
        if words_of(view.sheet, label) in NUMBERS:
            reading = value_of(view, label, read_member_id)
            if reading is not None:
                yield Candidate("member_id", reading, STRENGTH * label.match * reading.trust, "insurer")


def is_insurers(view: View) -> bool:
    """Whether the page names a plan, as an insurer's form does."""
    return any(words_of(view.sheet, label) in _INSURERS for label in view.sheet.all_labels())
