"""A name that goes on in the next line of its cell; dates and brackets in a sentence."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

CELL = """
Name              MRN        Account #      Birth date
{family}        0798120    295988639      6/1/1979
{given}
Address           Home phone
6368 Oak Way      (218) 875-9894
"""


@pytest.mark.parametrize(
    ("family", "given", "value"),
    [
        ("VAN BUREN,", "EMMANUEL", "VAN BUREN, EMMANUEL"),
        ("GOLDSTEIN JR,", "ZACHARY T", "GOLDSTEIN, ZACHARY T JR"),
        ("DOE,      ", "JANE", "DOE, JANE"),
    ],
)
def test_over_two_lines(family: str, given: str, value: str) -> None:
    assert sure(CELL.format(family=family, given=given), "name") == [value]


def test_of_two_given_names_in_the_second_line_none_is_the_family() -> None:
    assert values(CELL.format(family="DOE,      ", given="Jane Helen"), "name") == ["DOE, JANE HELEN"]


def test_a_family_alone_is_no_name() -> None:
    assert not values(CELL.format(family="VAN BUREN,", given=""), "name")


def test_what_stands_under_it_must_be_a_name() -> None:
    assert not values(CELL.format(family="GOLDSTEIN,", given="MALE 41"), "name")


def test_born_in_the_sentence_of_who_signs() -> None:
    assert sure("I, Jane Doe, born March 14, 1957, hereby authorize Mercy Hospital", "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize(
    "text",
    ["I, Mary Doe, mother of Jane, born March 14, 2007, hereby authorize", "Her mother was born March 14, 1957 in Ohio."],
)
def test_born_in_another_sentence_may_be_anybody(text: str) -> None:
    assert not sure(text, "birth_date")


def test_a_bracket_that_ate_the_m() -> None:
    assert sure("Lee, Zachary W (RN E19788014) DOB: 06/28/1965", "mrn") == ["E19788014"]
    assert not sure("Reviewed by K. Lane (RN 19788014)", "mrn")
