"""A page whose labels could not be read is known by number, name and birth date of one patient of the index; never by another's block."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.two_words import names_somebody
from pipeline.filing import Filer
from pipeline.filing.recognised import recognised
from pipeline.model.types import Findings, Identifier, Patient
from tests.filing.support import ARRIVAL, JANE, JOHN, PROGRESS, SETTINGS, MemoryPatients, combine_types, found, of, page

LEAST = 0.7
BODY = "\n".join(["she was seen and is well"] * 30)
TWIN = replace(JANE, mpi_id="M9", mrn="1234568", name=replace(JANE.name, given="JANA"))
BLOCK = "Doe Jane Marie 03.14.1957\nLast First Middle Born\nF 1234567 05.01.2020"


def seen(text: str, *identifiers: Identifier, confidence: float = 0.95) -> set[tuple[str, str]]:
    return {(one.kind, one.value) for one in recognised(page(1, identifiers, text, PROGRESS, confidence), [JANE], LEAST, names_somebody)}


def filer_of(patients: tuple[Patient, ...]) -> Filer:
    return Filer(SETTINGS, MemoryPatients(patients), combine_types, str, names_somebody)


ALL = {("mrn", "1234567"), ("name", "DOE, JANE MARIE"), ("birth_date", "1957-03-14")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Harbor Clinic\n{BLOCK}\n{BODY}", ALL),
        (f"Harbor Clinic\nour ref 1234567 * DOE, JANE MARIE * 03/14/1957\n{BODY}", ALL),
        # number and name alone may be a telephone's and a namesake's
        (f"Harbor Clinic\nLetter @ Doe, Jane @ no. 1234567\n{BODY}", set()),
        (f"Harbor Clinic\nJane Doe 123-4567\n{BODY}", set()),
        (f"Doe, Jane\n{BODY}\n1234567", set()),
        (f"{BODY}\nDoe, Jane 1234567\n{BODY}", set()),
        # far from one another in the text
        (f"Doe, Jane 03/14/1957\n{BODY}\n1234567", set()),
        # a relative's block
        (f"Harbor Clinic\nMother Doe, Jane 1234567 03/14/1957\n{BODY}", set()),
        (f"Responsible party\nDoe Jane 03.14.1957 1234567\n{BODY}", set()),
        (f"Maternal data\nBlood type O pos\nGBS negative\nDoe Jane 03.14.1957 1234567\n{BODY}", set()),
        # somebody else before it or right behind, whom the index need not know; a doctor is nobody
        (f"Well child\nLiam Halloran\nDoe, Jane 1234567 03/14/1957\n{BODY}", set()),
        (f"Doe, Jane 1234567 03/14/1957\nKlein, Otto 5551234 02/02/1970\n{BODY}", set()),
        (f"Doe, Jane 1234567 03/14/1957\n{BODY}\nlives with Otto Klein", ALL - {("name", "DOE, JANE MARIE")} | {("name", "DOE, JANE")}),
        # not whole, or another's
        (f"Harbor Clinic\nDoe, J. 1234567\n{BODY}", set()),
        (f"Harbor Clinic\nDoe, Jane 12345678\n{BODY}", set()),
    ],
)
def test_what_is_found(text: str, expected: set[tuple[str, str]]) -> None:
    assert seen(text) == expected


def test_what_was_read_badly_or_is_contradicted_says_nothing() -> None:
    assert seen(BLOCK, confidence=0.75) == set()
    assert seen(BLOCK, found("birth_date", "1960-01-01")) == set()
    assert seen(BLOCK, found("provider", "DOE, JANE")) == set()
    assert recognised(page(1, (), BLOCK), [JANE, JOHN], LEAST, names_somebody) == ()
    assert recognised(page(1, (), BLOCK), [], LEAST, names_somebody) == ()


def test_what_a_label_gave_already_is_not_said_twice() -> None:
    assert seen(BLOCK, found("birth_date", "1957-03-14")) == ALL - {("birth_date", "1957-03-14")}


def filed(*pages: Findings, patients: tuple[Patient, ...] = (JANE, JOHN)) -> list[str | None]:
    documents = filer_of(patients).file(ARRIVAL, pages)
    return [one.patient.mpi_id if one.patient else ",".join(one.reasons) for one in documents]


def test_such_a_page_is_filed_with_the_places_of_what_was_found() -> None:
    (document,) = filer_of((JANE, JOHN)).file(ARRIVAL, [page(1, (), f"Harbor Clinic\n{BLOCK}\n{BODY}", PROGRESS)])
    assert document.patient is not None
    assert document.patient.mpi_id == "M1"
    (only,) = document.pages
    assert isinstance(only, Findings)
    assert {(one.kind, one.rule) for one in only.identifiers} == {(kind, "patient index") for kind in ("mrn", "name", "birth_date")}


def test_it_is_held_where_somebody_else_stands_there_too_or_could_be_meant() -> None:
    assert filed(page(1, (), f"{BLOCK}\nSmith, John 7654321\n{BODY}", PROGRESS)) != ["M1"]
    namesake = replace(JANE, mpi_id="M8", mrn="1234568", birth_date="1957-03-15")
    assert filed(page(1, (), f"Letter * Doe, Jane * 1234567 * 03/14/1957\n{BODY}", PROGRESS), patients=(JANE, namesake)) == [
        "ambiguous_patient"
    ]
    assert filed(page(1, (), f"{BLOCK}\n{BODY}", PROGRESS), patients=(JANE, TWIN)) == ["ambiguous_patient"]


def test_a_later_page_with_anothers_line_is_a_misfile() -> None:
    first = page(1, of(JANE), f"x\n{BODY}\n{BODY}\nPage 1 of 2", PROGRESS)
    other = page(2, (), f"Smith, John Jr 7654321 12/01/1980\n{BODY}\nPage 2 of 2", PROGRESS)
    assert filed(first, other) == ["misfile"]
