"""Stickers, banners and headers whose lines have few labels or none; names in the midst of a line."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

PRINTED = "\n\n\nPrinted: 03/09/2024"


@pytest.mark.parametrize(
    "text",
    [
        "SMITH, JOHN Q\nV00012345678   03/01/24\nM 74   01/02/1950\nAdm: 03/01/24",
        "SMITH, JOHN Q   01/02/1950  M  74Y  MRN 00123456",
        "John Q Smith\n1/2/1950\nMale\nMRN: 00123456",
        "JOHN Q SMITH\n01/02/1950   M\n00123456",
        "Smith, John Q\nDOB:1/2/1950 74 y.o. M\nMRN:00123456 CSN:400123456",
        "SMITH,JOHN Q  M/74\nMR: 00123456  DOB: 01/02/1950\nACCT: 400123456 ADM: 03/01/24",
        "SMITH,JOHN Q    Fac: General Hospital\nM 74  01/02/1950    Loc: 4 WEST\nMed Rec Num: 00123456",
        "Smith, John Q (74yo M)   MRN: 00123456   DOB: 01/02/1950",
        "John Q. Smith\n74 year old male, 1/2/1950\nMRN: 00123456",
    ],
)
def test_name_birth_date_and_sex_of_a_block(text: str) -> None:
    found = [sure(text + PRINTED, kind) for kind in ("name", "birth_date", "sex")]
    assert found == [["SMITH, JOHN Q"], ["1950-01-02"], ["M"]]


def test_a_veterans_header_with_wide_blanks() -> None:
    text = "SMITH,JOHN Q            123-12-3456        JAN 02, 1950 (74)" + PRINTED
    assert [sure(text, kind) for kind in ("name", "birth_date", "ssn")] == [["SMITH, JOHN Q"], ["1950-01-02"], ["3456"]]


def test_a_number_alone_on_its_line_may_be_an_accounts() -> None:
    text = "JOHN Q SMITH\n01/02/1950   M\n00123456" + PRINTED
    assert values(text, "mrn") == ["00123456"]
    assert sure(text, "mrn") == []


def test_a_list_of_people_is_no_block() -> None:
    text = "SMITH, JOHN Q   01/02/1950\nDOE, JANE   03/14/1957\nROE, KARL   05/06/1960" + PRINTED
    assert [sure(text, kind) for kind in ("mrn", "birth_date")] == [[], []]


def test_the_year_of_a_visit_printed_with_two_figures_counts() -> None:
    assert sure("SMITH, JOHN Q\nM 74  01/02/1950\nMed Rec Num: 00123456   Visit Date: 03/01/24", "birth_date") == ["1950-01-02"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("REFERRAL: Villanueva, Zachary (DOB 07/16/1950; our MRN H72630127)", ["VILLANUEVA, ZACHARY"]),
        ("Please send the records of Jane Doe (DOB: 3/14/1957) to us.", ["DOE, JANE"]),
        ("Thank you for referring Jane M. Doe (MRN 0012345) to us.", ["DOE, JANE M"]),
        ("I saw your patient, Jane Doe, DOB 3/14/1957, today.", ["DOE, JANE"]),
        ("This report concerns Mary Van Buren (DOB 3/14/1957).", ["VAN BUREN, MARY"]),
        ("Her daughter, Ann Doe (DOB 3/14/1990), drove her.", []),
        ("The patient lives with his fiancee Jane Doe (DOB 03/14/1957)", []),
        ("She delivered a healthy child Jane Doe (DOB 03/14/1957)", []),
        ("He is a contact of index case Jane Doe (DOB 03/14/1957)", []),
        ("It was signed by Jane Doe (DOB 03/14/1957)", []),
        ("Well child visit for Jane Doe (DOB 03/14/2015)", ["DOE, JANE"]),
        ("Dr. Mary Doe (MRN 0012345)", []),
        ("Transfer from St. Mary Hospital (MRN 0012345)", []),
        ("Pleural Fluid Cytology (MRN 0012345)", []),
    ],
)
def test_a_name_right_before_the_patients_birth_date_or_number(text: str, name: list[str]) -> None:
    assert sure(text, "name") == name


@pytest.mark.parametrize("who", ["his wife,", "his fiancee", "the interpreter", "the index case", "our donor", "her neighbor"])
def test_neither_name_nor_birth_date_of_somebody_else_in_a_sentence(who: str) -> None:
    text = f"He was seen with {who} Jane Doe (DOB 03/14/1957)"
    assert sure(text, "name") == sure(text, "birth_date") == []


def test_words_behind_a_names_label_give_way_to_a_name() -> None:
    assert sure("Patient: Discharge Medications\nDOE, JANE   DOB 3/14/1957", "name") == ["DOE, JANE"]


TRACING = """
SMITH, JOHN Q          ID:00123456          01-MAR-2024 10:15:22        RIVERSIDE HOSPITAL-ED
02-JAN-1950 (74 yr)    Vent. rate  72 BPM   Normal sinus rhythm
Male Caucasian         PR interval 160 ms   Normal ECG
"""
BROKEN = """
Name: ZIELINSKI        ID: MR80535832       Grand River Hospital
      SHANICE
DOB: 18-Dec-1991       24 yr Female         Rate 56  PR 199
"""


def test_tracings() -> None:
    assert [sure(TRACING, kind) for kind in ("name", "mrn", "sex")] == [["SMITH, JOHN Q"], ["00123456"], ["M"]]
    assert sure(BROKEN.replace("      SHANICE", "SHANICE"), "name") == ["ZIELINSKI, SHANICE"]
    assert [sure(BROKEN, kind) for kind in ("name", "mrn", "birth_date")] == [["ZIELINSKI, SHANICE"], ["MR80535832"], ["1991-12-18"]]


@pytest.mark.parametrize(
    "line",
    [
        "Name / MRN / DOB / Sex: SMITH, JOHN Q / 00123456 / 01/02/1950 / M",
        "Patient Name/MRN/DOB/Sex: SMITH, JOHN Q/ 00123456 / 01/02/1950 / M",
        "SMITH, JOHN Q / 00123456 / 01/02/1950 / M",
    ],
)
def test_values_with_strokes_between_them(line: str) -> None:
    found = [sure(line + PRINTED, kind) for kind in ("mrn", "name", "birth_date", "sex")]
    assert found == [["00123456"], ["SMITH, JOHN Q"], ["1950-01-02"], ["M"]]


def test_strokes_that_are_too_few_or_too_many() -> None:
    assert sure("Name / MRN / DOB: SMITH, JOHN Q / 01/02/1950", "mrn") == []
    assert sure("Name / MRN: SMITH, JOHN Q / Room / 00123456", "mrn") == []


FORM = """
SMITH, JOHN Q            00123456           01/02/1950        M
Patient name             MRN                DOB               Sex

Karl Roe, MD                      03/01/2024         0915
Physician                         Date               Time
"""


def test_captions_over_more_captions() -> None:
    assert [sure(FORM, kind) for kind in ("name", "provider")] == [["SMITH, JOHN Q"], ["ROE, KARL"]]


HOSPICE = """
Doe               Jane                  Mar 14, 1957             VH-24433
last name         first name            birth date (age 64)      chart
Karl P. Roe, NP   Ann E. Van Horn, MD   Eric Doe, brother        May 8, 2021
family doctor     hospice physician     caregiver                start of care
Jul 7, 2021       woman                 routine home care        hospice
visit made        gender                level of care            benefit

Eric Doe, my brother, may decide for me if I cannot.
"""
BELOW = """
Consent           Hospice               64                       VH-99999
last name         first name            birth date               chart
Doe               Jane                  Mar 14, 1957             VH-24433
"""


@pytest.mark.parametrize("text", [HOSPICE, BELOW, HOSPICE.replace("last name ", "ast name  ")])
def test_parts_of_a_name_over_their_captions_and_no_doctor_of_the_row_below(text: str) -> None:
    found = [sure(text, kind) for kind in ("name", "birth_date", "mrn")]
    assert found == [["DOE, JANE"], ["1957-03-14"], ["VH24433"]]


def test_a_block_of_captions_goes_on_in_the_same_columns() -> None:
    assert sure(HOSPICE, "sex") == ["F"]
    assert sure(HOSPICE.replace("woman", "man  "), "sex") == ["M"]  # no "MRN" misread
    assert sure(HOSPICE.replace("gender  ", "    gender"), "sex") == []


def test_a_value_beside_its_label_in_a_row_of_captions() -> None:
    assert [sure(FORM.replace("Sex\n", "Sex: F\n").replace("        M\n", "\n"), kind) for kind in ("sex", "mrn")] == [["F"], ["00123456"]]


VETERAN = """
Signed: JUL 16, 2023 18:02
DOE, JANE M                       RIVERSIDE VETERANS HEALTH CENTER
ICN 1012345678                    Printed: JUL 21, 2023 0812
MAR 14, 1957 (66)  FEMALE         Pt Loc: 4 WEST 381-B
17 Elm Rd                         CHART COPY                Pg. 1
"""


def test_a_veterans_block_at_the_foot() -> None:
    found = [sure(VETERAN, kind) for kind in ("name", "mrn", "birth_date", "sex")]
    assert found == [["DOE, JANE M"], ["1012345678"], ["1957-03-14"], ["F"]]


def test_the_last_of_a_list_of_appointments_is_not_the_pages_patient() -> None:
    rows = "08:00  SMITH, JOHN Q   00123456  01/02/1950  M\n08:30  DOE, JANE       00987654  03/14/1957  F\n"
    assert sure("Appointments\n" + rows + "09:00  ROE, KARL       00555555  05/06/1960  M", "name") == []
