"""Labels of number, name and birth date, as print-outs of many systems word them."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

NUMBERS = """
MRN#|MR Num|M.R.#|Med. Rec. #|Medical Rec. No|Hospital No.|Hosp. No.|Unit/MR #|U#|Chart No.|Pt. ID #|Patient Identification No.|Hx No|
Health Record #|EMPI|MRN (Hospital)|Patient Record #|ID
"""
NAMES = """
Patient (Last, First, MI)|Pt's Name|Name of Child|Person Served|Decedent's Legal Name|Nombre|Name/Nombre|Mutual Patient|Examinee
"""
ANYBODYS = """
Student Name|Claimant's Name|Claimant|Veteran's Name|Veteran|Participant|Applicant's Name|Applicant|Name of Individual
"""
BIRTHS = """
D.O.B|B.Date|Birth-date|DOB (mm/dd/yyyy)|Date of Birth (Month/Day/Year)|Age / Date of Birth|Date of Birth of Patient|
Date of Birth/Fecha de Nacimiento|DOB/Age/Gender|Birthdate/Sex
"""


def _of(labels: str) -> list[str]:
    return labels.replace("\n", "").split("|")


@pytest.mark.parametrize("label", _of(NUMBERS))
def test_numbers(label: str) -> None:
    assert sure(f"Patient: SMITH, JOHN Q   DOB: 01/02/1950   {label}: 00123456", "mrn") == ["00123456"]


@pytest.mark.parametrize("label", _of(NAMES))
def test_names(label: str) -> None:
    assert sure(f"{label}: SMITH, JOHN Q   MRN: 00123456   DOB: 01/02/1950", "name") == ["SMITH, JOHN Q"]


@pytest.mark.parametrize("label", _of(ANYBODYS))
def test_names_that_may_be_somebody_elses(label: str) -> None:
    text = f"{label}: SMITH, JOHN Q   MRN: 00123456"
    assert (sure(text, "name"), values(text, "name")) == ([], ["SMITH, JOHN Q"])


@pytest.mark.parametrize("label", ["Claimant DOB", "Claimant's Date of Birth", "Participant Birth Date", "Veteran DOB", "Beneficiary DOB"])
def test_births_that_may_be_somebody_elses(label: str) -> None:
    assert sure(f"MRN: 00123456   {label}: 01/02/1980", "birth_date") == []


@pytest.mark.parametrize("label", ["Beneficiary", "Beneficiary's Name"])
def test_a_beneficiary_is_somebody_else(label: str) -> None:
    text = f"{label}: HARRIS, JOHN   DOB: 01/02/1980"
    assert values(text, "name") == values(text, "birth_date") == []


@pytest.mark.parametrize("label", _of(BIRTHS))
def test_births(label: str) -> None:
    assert sure(f"Patient: SMITH, JOHN Q   MRN: 00123456   {label}: 01/02/1950", "birth_date") == ["1950-01-02"]


@pytest.mark.parametrize(
    "text",
    [
        "Patient: SMITH, JOHN Q, MRN 00123456, DOB 01/02/1950",
        "MRN 00123456 | SMITH, JOHN Q | M | DOB 01/02/1950",
    ],
)
def test_a_number_beside_the_name(text: str) -> None:
    assert [sure(text, kind) for kind in ("mrn", "name", "birth_date")] == [["00123456"], ["SMITH, JOHN Q"], ["1950-01-02"]]


@pytest.mark.parametrize(
    "text",
    [
        "Patient: SMITH, JOHN Q (00123456)   DOB: 01/02/1950",
        "Patient SMITH, JOHN Q [00123456] DOB 01/02/1950",
        "Patient: SMITH, JOHN Q   DOB: 01/02/1950   ID #: 00123456",
        "Patient: SMITH, JOHN Q   DOB: 01/02/1950   ID Number: 00123456",  # a licence and an insurer's letter have one too
        "DOE, JANE F 67Y\n03/14/1957\n41555512",  # a telephone, cut
    ],
)
def test_numbers_that_are_never_sure(text: str) -> None:
    assert values(text, "mrn")
    assert sure(text, "mrn") == []


@pytest.mark.parametrize(
    "text",
    [
        "Patient: SMITH, JOHN Q   DOB: 01/02/1950   Insurance Plan Name: Blue Heron   ID Number: 00123456",
        "Patient: SMITH, JOHN Q   DOB: 01/02/1950   Member ID: XJH123456789   ID #: 00123456",
        "ID #: 00123456",
        "Patient: SMITH, JOHN Q (00123456)   MRN: 7654321",  # the room, the account: the number has its own label
    ],
)
def test_numbers_that_may_be_another_house_s(text: str) -> None:
    assert "00123456" not in values(text, "mrn")
