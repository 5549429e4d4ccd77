"""Sex: words, letters, boxes, and what is no answer."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, sure, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sex: F", "F"),
        ("Sex: M", "M"),
        ("SEX F", "F"),
        ("Sex: Female", "F"),
        ("Sex: MALE", "M"),
        ("Gender: female", "F"),
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
