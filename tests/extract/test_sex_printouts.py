"""The sex without a label: in headers, in marked boxes, in the sentence that says how old the patient is."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure

HEADERS = [
    "Patient: SMITH, JOHN Q   DOB: 01/02/1950 (74 yrs)   Male   MRN: 00123456",
    "Patient: SMITH, JOHN Q   DOB: 01/02/1950 (74 yr M)   MRN: 00123456",
    "Patient: SMITH, JOHN Q   DOB/Age/Gender: 01/02/1950 / 74 yrs / Male",
    "Patient: SMITH, JOHN Q   Sex Assigned at Birth: Male   DOB: 01/02/1950",
    "Patient: SMITH, JOHN Q   Gender Identity: Female   Legal Sex: Male",
    "Patient: SMITH, JOHN Q (M)   DOB: 01/02/1950   MRN: 00123456",
    "Patient: SMITH, JOHN Q   74 y/o M   MRN: 00123456",
    "Patient: SMITH, JOHN Q   74yoM   MRN: 00123456",
    "Patient: SMITH, JOHN Q   74-year-old male",
    "Patient: SMITH, JOHN Q (74yo, M)   ID# 12345",
    "Patient: SMITH, JOHN Q   M/74   DOB: 01/02/1950   Visit Date: 03/01/24",
    "Patient: SMITH, JOHN Q   74M   DOB: 01/02/1950   Visit Date: 03/01/24",
    "Name: SMITH, JOHN Q  Age: 74 M  DOB: 01/02/1950",
    "Smith, John Q (74 M)   MRN: 00123456",
    "Smith, John Q - 74 y.o. - M   MRN: 00123456",
    "Smith, John Q | 74 y.0. | male | DOB: 01/02/1950 | MRN: 00123456",
    "Smith, John Q   DOB: 01/02/1950   M, 74 y   MRN: 00123456",
    "Patient: SMITH, JOHN Q\nMale, 74 yrs, 01/02/1950\nMRN: 00123456",
    "Patient: SMITH, JOHN Q\n74 year old male\nMRN: 00123456",
    "Patient: SMITH, JOHN Q\nDOB: 01/02/1950\n[X] Male   [ ] Female",
    "Patient: SMITH, JOHN Q   MRN: 00123456\nAge 74 Sex M",
    "Patient: SMITH, JOHN Q   MRN: 00123456\nRace/Sex: W/M",
    "Patient: SMITH, JOHN Q   MRN: 00123456\nMale • 74 years",
    "Patient: SMITH, JOHN Q   DOB: 01/02/1950 (M)",
    "Patient: SMITH, JOHN Q   DOB: 01/02/1950   74/M/W   Visit Date: 03/01/24",
    "Patient: SMITH, JOHN Q\nDOB: 01/02/1950    ☒ Male ☐ Female",
]
SENTENCES = [
    "HPI: Mr. Smith is a 74 y.o. male with CHF.",
    "HISTORY: 74-year-old male with cough.",
    "HISTORY OF PRESENT ILLNESS: The patient is a 74-year-old Caucasian male who presents",
    "HISTORY OF PRESENT ILLNESS: This is a 74-year-old right-handed white male who presents",
    "Indication: 74 yo M with chest pain",
    "Clinical History: 74-year-old man with hematuria.",
    "This is a 74-year-old male who presents",
    "74 y.o. male presents for follow up.",
    "John Smith is a 74 year old male seen for cough.",
    "John is a 74-year-old man here for a visit.",
    "Pt is 74 y/o M c/o chest pain.",
    "HPI: 74 yo WM with CHF",
    "Pt is a 74 y.o. AAM with DM",
    "The patient is a male who presents with cough.",
    "This male patient presents with cough.",
    "This 74 yrs old Male presents to ER",
    "Thank you for asking me to see this pleasant 74-year-old man in consultation.",
    "I had the pleasure of seeing Mr. Smith, a 74-year-old gentleman, today.",
    "Mr. Smith is a 74-year-old\ngentleman with a cough.",
    "He is a 74-year-old retired teacher and man of few words.\nThe patient is a 74 y/o male.",
]
NOT_SURE = [
    "Her brother is a 74-year-old man.",
    "Seen with his wife, a 74-year-old woman.",
    "FAMILY HISTORY: a 74-year-old father, male",
    "Mother: 28-year-old female with one prior birth.",
    "He was born to a 28-year-old female.",
    "If the patient is female, is she pregnant?",
    "HPI: 74 yo HF exacerbation",
    "Zelda is a 28-year-old woman.",  # who is not named above
    "The driver was a 30-year-old male.",
    "There was no one at home, and then a\n30-year-old man came.",
]


@pytest.mark.parametrize("text", HEADERS)
def test_in_the_patients_header(text: str) -> None:
    assert sure(text + "\nPrinted 03/02/2024", "sex") == ["M"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_in_a_sentence_about_the_patient(sentence: str) -> None:
    assert sure(f"Patient: SMITH, JOHN Q\nMRN: 00123456\n{sentence}", "sex") == ["M"]


@pytest.mark.parametrize("sentence", NOT_SURE)
def test_a_sentence_about_somebody_else(sentence: str) -> None:
    assert sure(f"Patient: SMITH, JOHN Q\nMRN: 00123456\nThe record was reviewed.\n{sentence}", "sex") == []


def test_two_sentences_that_differ_are_not_sure() -> None:
    page = "Patient: SMITH, PAT\nMRN: 00123456\nHPI: 74-year-old male with cough.\nThe patient is a 74-year-old female."
    assert sure(page, "sex") == []


@pytest.mark.parametrize(
    "line",
    [
        "Name: Smith, John    DOB: 1/2/1950    Age: 74  M / F    MR#: 00123456",
        "Name: Smith, John    MR#: 00123456   Bed: 12M",
        "Name: Smith, John    DOB: 1/2/1950   MR#: 00123456   Rm 4F",
        "Name: Smith, John    MR#: 00123456\n[ ] Male   [ ] Female",
        "Name: Smith, John    MR#: 00123456\nBaby's Sex: [X] Male   [ ] Female",
        "MRN: 00123456   seen with her son, 28 y/o M",
    ],
)
def test_what_tells_no_sex(line: str) -> None:
    assert sure(line, "sex") == []
