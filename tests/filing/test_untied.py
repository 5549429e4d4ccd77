"""A page that names nobody goes on with the one before only where both print something in common."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.types import Findings, Identifier
from tests.filing.support import CONSENT, JANE, LAB, PROGRESS, file, found, of, page

FIRST = "Riverside Clinic\nPROGRESS NOTE\nfeels well in 2019" + "\n" * 50 + "and so on"
LATER = "he was told to rest\nand to come again" + "\n" * 50 + "the end"
DOCTOR, OTHER = found("provider", "LEE, ANN"), found("provider", "ROE, MAX")


def first(*more: Identifier, text: str = FIRST) -> Findings:
    return page(1, (*of(JANE), *more), text, PROGRESS)


def later(*identifiers: Identifier, text: str = LATER, code: str | None = PROGRESS) -> Findings:
    return page(2, identifiers, text, code)


def verdict(*pages: Findings) -> str:
    """Of the document that the last page is in."""
    documents = file([replace(one, typed=replace(one.typed, page=replace(one.typed.page, number=n))) for n, one in enumerate(pages, 1)])
    last = documents[-1]
    return f"{len(last.pages)} {last.patient.mpi_id if last.patient else ','.join(last.reasons)}"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # nothing in common: the head of another's first page did not come out, or next to nothing of the page
        ((first(), later(text="told to rest\nand so on", code=None)), "2 low_confidence"),
        ((first(), later(code=CONSENT)), "2 low_confidence"),
        ((first(DOCTOR), later(DOCTOR, code=CONSENT)), "2 M1"),
        ((first(found("encounter", "E77001")), later(found("encounter", "E77001"), code=LAB)), "2 M1"),
        ((first(), later(text=f"{LATER} for Ms. Doe", code=None)), "2 M1"),
        ((first(), later(found("name", "DOE, JANE", 0.5), code=None)), "2 M1"),
        # another is spoken of, whom no page before names; a doctor in common is a whole group's, with the number it is enough
        ((first(DOCTOR), later(DOCTOR, text=f"Ms. Roe fell\n{LATER} for Ms. Roe's pain", code=None)), "2 low_confidence"),
        ((first(DOCTOR), later(DOCTOR, text=f"{LATER} seen by Ms. Roe", code=None)), "2 M1"),
        ((first(DOCTOR, text=f"Ms. Roe, an aunt\n{FIRST}"), later(DOCTOR, text=f"Ms. Roe\n{LATER} for Ms. Roe", code=None)), "2 M1"),
        ((first(DOCTOR), later(DOCTOR, text=f"Mr. Roe\n{LATER} for Ms. Doe and Mr. Roe", code=None)), "2 M1"),
        ((first(DOCTOR, text=f"{FIRST}\nPage 1 of 2"), later(DOCTOR, text=f"Mr. Roe\n{LATER} for Mr. Roe\nPage 2 of 2")), "2 M1"),
        # she behind he, where only the house's doctor is in common; a relative may be spoken of beside the patient
        (
            (first(DOCTOR, text=f"he says his leg hurts\n{FIRST}"), later(DOCTOR, text="she is well, her leg too\nthe end")),
            "2 low_confidence",
        ),
        ((first(DOCTOR, text=f"he says his wife does\n{FIRST}"), later(DOCTOR, text="she came with him, her leg hurts")), "2 M1"),
        # a number that fits ties them, but not against a doctor of nobody's before and another type
        ((first(text=f"{FIRST}\nPage 1 of 2"), later(text=f"{LATER}\nPage 2 of 2", code=None)), "2 M1"),
        ((first(DOCTOR, text=f"{FIRST}\nPage 1 of 2"), later(OTHER, text=f"{LATER}\nPage 2 of 2", code=LAB)), "2 low_confidence"),
    ],
)
def test_what_ties_a_page(pages: tuple[Findings, ...], expected: str) -> None:
    assert verdict(*pages) == expected
