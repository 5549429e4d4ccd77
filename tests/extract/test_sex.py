"""Sex: words, letters, boxes, and what is no answer."""

from __future__ import annotations

import pytest

from tests.extract.reading import SURE, findings, found, sure, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sex: F", "F"),
        ("Sex: M", "M"),
        ("SEX F", "F"),
        ("Sex: Female", "F"),
        ("Sex: MALE", "M"),
        ("Gender: female", "F"),
        ("Gender: Woman", "F"),
        ("Gender Identity / Sex   Man / Male", "M"),
        ("Patient Gender: Male", "M"),
        ("M/F: F", "F"),
        ("Sex:F", "F"),
        ("Sex: X", "X"),
        ("Sex: U", "U"),
        ("Sex: Unknown", "U"),
        ("Gender: Nonbinary", "X"),
        ("Sex: F.", "F"),
        ("Sex: (F)", "F"),
        ("Sex F Age 61", "F"),
        ("Age/Sex: 61/F", "F"),
        ("Age/Sex: 61 Y/F", "F"),
        ("Age/Sex: 61Y F", "F"),
        ("Sex/Age: F/61", "F"),
        ("DOB/Sex: 03/14/1957 F", "F"),
        ("Sex: [ ] Male [X] Female", "F"),
        ("Sex: [X] Male [ ] Female", "M"),
        ("Sex: M [X] F [ ]", "M"),
        ("Sex: M [ ] F [X]", "F"),
        ("Sex: ☐ Male ☒ Female", "F"),
        ("Sex\nF", "F"),
        ("DOB          Sex   Room\n03/14/1957   F     412", "F"),
        ("DOE, JANE M\nMRN 00123456  F 61Y", "F"),
        ("61Y F  MRN 00123456", "F"),
        ("Patient: DOE, JANE  DOB: 03/14/1957  Sex: F  Room: 4", "F"),
        ("Sek: F", "F"),
    ],
)
def test_it_is_read(text: str, value: str) -> None:
    assert sure(text, "sex") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Sex: M / F",
        "Sex: M F",
        "Sex: [ ] Male [ ] Female",
        "Sex: [X] Male [X] Female",
        "Sex: Male Female",
        "Sex:",
        "Sex: ____",
        "Sexual History: M",
        "Subscriber Sex: M",
        "GUARANTOR INFORMATION\nName: DOE, ROBERT  Sex: M",
        "Spouse: DOE, ROBERT  Sex: M",
        "Sex partners: multiple",
        "M",
        "Male",
        "Gender: Maple",
        "No gender bias.",
        "Sex of Infant: M",
    ],
)
def test_it_is_not_guessed(text: str) -> None:
    assert values(text, "sex") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Jane is a 61-year-old woman.", "F"),
        ("35 yo M c/o pain", "M"),
        ("A 7 year old boy", "M"),
        ("a 61-year-old pleasant white female", "F"),
    ],
)
def test_in_a_sentence_it_is_not_sure(text: str, value: str) -> None:
    assert values(text, "sex") == [value]
    assert sure(text, "sex") == []


def test_the_raw_is_what_stood_there() -> None:
    assert found("Age/Sex: 61Y Female", "sex")[0].raw == "Female"


@pytest.mark.parametrize(
    "value", ["October 9, 1960 / F", "20-Aug-1933 / Female", "08/14/1997 / FEMALE", "1960-10-09 (41 Y) / F", "May 20, 1929 F"]
)
def test_behind_the_date_of_a_joint_label(value: str) -> None:
    assert sure(f"MRN: 00123456\nDOB/Sex: {value}", "sex") == ["F"]


def test_beside_the_birth_date_whose_heading_stands_elsewhere() -> None:
    page = """
2. PATIENT'S NAME           3. PATIENT'S BIRTH DATE    SEX
Doe, Jane                   02/02/1992   Female
"""
    assert sure(page, "sex") == ["F"]


@pytest.mark.parametrize("rest", ["F", "F Smith", "Female Ward"])
def test_a_letter_behind_a_birth_date_is_a_sex_where_nothing_follows(rest: str) -> None:
    expected = [] if rest == "F Smith" else ["F"]
    assert sure(f"Born: 02/02/1992 {rest}", "sex") == expected


@pytest.mark.parametrize("item", ["3.", "3,", "3/", "3"])
def test_the_items_of_a_form(item: str) -> None:
    page = f"""
1. PATIENT'S NAME (Last, First, Middle)    2. DATE OF BIRTH    {item} SEX
Doe, Jane                                  02/02/1992          F
"""
    assert sure(page, "sex") == ["F"]


def test_a_letter_that_the_engine_doubts() -> None:
    assert [identifier.value for identifier in findings("Sex: F", confidence=0.2).identifiers] == ["F"]
    assert sure_at("Sex: F", 0.2) == ["F"]
    assert sure_at("35 yo M c/o pain", 0.2) == []


def sure_at(text: str, confidence: float) -> list[str]:
    return [identifier.value for identifier in findings(text, confidence).identifiers if identifier.confidence >= SURE]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The patient is a 61-year-old woman with chest pain.", "F"),
        ("Patient is a pleasant 54 y.o. male who presents for follow-up.", "M"),
        ("This pleasant 61-year-old man was seen today.", "M"),
    ],
)
def test_a_sentence_about_the_patient_is_sure(sentence: str, value: str) -> None:
    assert sure(sentence, "sex") == [value]


@pytest.mark.parametrize(
    "sentence", ["Her brother is a 61-year-old man.", "Seen with a 61-year-old woman.", "The patient's wife is a 61-year-old woman."]
)
def test_a_sentence_about_somebody_is_not(sentence: str) -> None:
    assert not sure(sentence, "sex")


def test_a_letter_behind_a_labelled_birth_date() -> None:
    assert sure("Birthdate: 12/19/1985   F", "sex") == ["F"]


def test_sex_and_age_that_fill_a_cell_beside_the_patients_labels() -> None:
    assert sure("DOE, JANE\nID: 0856720\nDOB: 22-Jun-1935\nFemale 87 years\nRoom: 4", "sex") == ["F"]
    assert not sure("Female 87 years", "sex")


def test_an_age_and_a_sex_behind_a_birth_date() -> None:
    assert sure("D.O.B.: 05/11/2008   14/F", "sex") == ["F"]


@pytest.mark.parametrize("boxes", ["SexO Female &Male", "Sex FemaleO Male", "SexpgFemaleMale", "Female PY Male"])
def test_a_choice_whose_boxes_were_read_as_letters_tells_none(boxes: str) -> None:
    assert not sure(f"Birth Dt 06/15/1957 {boxes} MD Dr. Griffin", "sex")
