"""A name on a filed document's page: put right where only its reading can be at fault, and left alone where it may be another's."""

from __future__ import annotations

import pytest

from pipeline.filing.spelling import name_put_right
from pipeline.model.types import Patient, PersonName
from tests.filing.support import found


def _read(value: str, patient: PersonName, confidence: float = 0.9) -> str:
    one = found("name", value, confidence)
    return name_put_right(one, Patient("M1", "1234567", patient, "1957-03-14", "F")).value


@pytest.mark.parametrize(
    ("read", "patient", "meant"),
    [
        ("MARSHATL, JACK F", PersonName("Marshall", "Jack", "F"), "MARSHALL, JACK F"),
        ("VILLA, ZANE LHI", PersonName("Villa", "Zane", "Lee", "III"), "VILLA, ZANE L III"),
        ("VILLA, ZANE LI", PersonName("Villa", "Zane", "L", "III"), "VILLA, ZANE L III"),
        ("VILLA, ZANE LEE", PersonName("Villa", "Zane", "Lee", "III"), "VILLA, ZANE LEE"),
        ("VILLA, ZANE LI", PersonName("Villa", "Zane", "Lisa"), "VILLA, ZANE LI"),
        ("MCALUSTER, MIKAYLA J", PersonName("McAllister", "Mikayla", "Jo"), "MCALLISTER, MIKAYLA J"),
        ("DOE, JESSICAM", PersonName("Doe", "Jessica", "Marie"), "DOE, JESSICA M"),
        ("DOE, MARIAH", PersonName("Doe", "Maria", "Hannah"), "DOE, MARIA H"),
        ("DOE I, JOHN T", PersonName("Doe", "John", "T", "II"), "DOE, JOHN T II"),
        ("DOE I, JOHN", PersonName("Doe", "John", "", "III"), "DOE, JOHN III"),
        ("CASTAFIARES, ROSA", PersonName("Castañares", "Rosa"), "CASTAÑARES, ROSA"),
        ("JANE A, O'BRIEN", PersonName("O'Brien", "Jane"), "O'BRIEN, JANE A"),
    ],
)
def test_the_patients_own_letters_are_spelled_as_the_index_does(read: str, patient: PersonName, meant: str) -> None:
    assert _read(read, patient) == meant


def test_a_guessed_suffix_gives_way_and_a_read_one_does_not() -> None:
    third = PersonName("Doe", "John", "", "III")
    assert _read("DOE, JOHN II", third, 0.6) == "DOE, JOHN III"
    assert _read("DOE, JOHN II", third, 0.9) == "DOE, JOHN II"
    assert _read("DOE, JOHN JR", third, 0.6) == "DOE, JOHN JR"


@pytest.mark.parametrize(
    "read",
    [
        "DOE, JOHN",  # without the initial, as the page prints it
        "DOW, JANE",
        "DOE, JOAN",
        "DOE, JANET",
        "JANE, DOE",  # its comma says which is the family's
        "DOE I, JANE",  # the patient has no suffix
        "SCREENING, JANE DOE",
        "DOE, JANEX",
    ],
)
def test_another_name_stays(read: str) -> None:
    assert _read(read, PersonName("Doe", "Jane", "M")) == read
