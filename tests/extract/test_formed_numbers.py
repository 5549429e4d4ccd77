"""Numbers that are known by their form, and by a bare ID beside the patient's name."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, sure

LINE = "DOE, JANE M        {number}     DOB: 03/14/1957"


def test_a_medicare_number_with_hyphens_needs_no_label_of_its_own() -> None:
    assert sure("Insurance   Medicare     ID#   1EG4-TE5-MK73", "member_id") == ["1EG4TE5MK73"]


@pytest.mark.parametrize("number", ["1EG4-TE5-MK7S", "0EG4-TE5-MK73"])
def test_what_breaks_the_form_is_none(number: str) -> None:
    assert not sure(f"Insurance   Medicare     ID#   {number}", "member_id")


def test_a_social_security_number_on_the_patients_line() -> None:
    text = LINE.format(number="123-45-6789")
    assert sure(text, "ssn") == ["6789"]
    assert "123" not in found(text, "ssn")[0].raw


@pytest.mark.parametrize("number", ["000-45-6789", "123-00-6789", "912-45-6789", "123-456-789"])
def test_a_number_that_nobody_was_given_is_none(number: str) -> None:
    assert not sure(LINE.format(number=number), "ssn")


def test_elsewhere_such_a_number_may_be_anybodys() -> None:
    assert not sure("Vendor reference 123-45-6789", "ssn")


def test_a_bare_id_beside_name_and_birth_date() -> None:
    assert sure("Name: DOE, JANE    ID: 0123456\nDOB: 14-Mar-1957   61 yr Female", "mrn") == ["0123456"]


@pytest.mark.parametrize(
    "text",
    [
        "Name: DOE, JANE    ID: 0123456",  # nothing but a name
        "Name: DOE, JANE    ID: 0123456   DOB: 14-Mar-1957\nMember ID: W123456789",  # an insurer's page
        "Name: DOE, JANE    ID: 0123456   DOB: 14-Mar-1957\nMRN: 00765432",
        "Physician: DOE, JANE, MD    ID: 0123456\nReport of 14-Mar-1957",
    ],
)
def test_a_bare_id_may_be_anybodys(text: str) -> None:
    assert "0123456" not in sure(text, "mrn")


@pytest.mark.parametrize("text", ["Address 7 Oak Way, Duluth, MN 55802 Phone 915-285-0713", "Name Jane Doe\nPhone (915)285-0713"])
def test_a_telephone_behind_its_word_without_a_colon(text: str) -> None:
    assert sure(f"Patient Name: DOE, JANE\n{text}", "phone") == ["9152850713"]
