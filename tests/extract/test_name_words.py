"""Words of a name as they are misread: signs for letters, blanks that are lost, what runs into them."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("DOE, Danie!", "DOE, DANIEL"),
        ("Doe, Wi1liam", "DOE, WILLIAM"),
        ("Blackwood, BenjaminL", "BLACKWOOD, BENJAMIN L"),
        ("Robert B.Blackwood", "BLACKWOOD, ROBERT B"),
        ("DOE.SR, JOHN D", "DOE, JOHN D SR"),
        ("DOE Il, JOHN", "DOE, JOHN II"),
        ("JOHN DOE Il", "DOE, JOHN II"),
        ("JANE $ DOE", "DOE, JANE S"),
        ("JANE 8 DOE", "DOE, JANE B"),
        ("JANE } DOE", "DOE, JANE J"),
        ("DOE, JANE 8.", "DOE, JANE B"),
        ("DOE, JANE j", "DOE, JANE J"),
        ("DOE, JANE-", "DOE, JANE"),
        ("DOE, CHRISTOPHERp No 5543209", "DOE, CHRISTOPHER"),
        ("Grant Blackwood II]", "BLACKWOOD, GRANT III"),
        ("Cook. Michelle J", "COOK, MICHELLE J"),
        ("ALEXANDRA E TWO BULLS", "TWO BULLS, ALEXANDRA E"),
        ("Jane M. Ann Blackwood", "BLACKWOOD, JANE M ANN"),
        ("DOE, JANEProcedure Date: 03/14/2016", "DOE, JANE"),
        ("Page, Michelle M", "PAGE, MICHELLE M"),
        ("McDonald, MaryAnn", "MCDONALD, MARYANN"),
        ("Kim, Il Sung", "KIM, IL SUNG"),
    ],
)
def test_what_was_misread_is_put_right(printed: str, value: str) -> None:
    assert sure(f"Patient Name: {printed}", "name") == [value]


@pytest.mark.parametrize("printed", ["DOE, JANE 8", "DOE, JANE }", "Doe, Jane a 45 year old woman"])
def test_a_sign_behind_the_name_is_no_initial(printed: str) -> None:
    assert values(f"Patient Name: {printed}", "name") == ["DOE, JANE"]


@pytest.mark.parametrize("printed", ["A DOE", "DOE I, JOHN", "DOE, JANE]"])
def test_a_name_that_lost_a_word_or_a_letter_is_never_sure(printed: str) -> None:
    assert values(f"Patient Name: {printed}", "name") != []
    assert sure(f"Patient Name: {printed}", "name") == []


def test_a_name_put_right_stands_in_a_header_too() -> None:
    assert sure("DOE, Danie!     MRN: 00123456     DOB: 03/14/1957", "name") == ["DOE, DANIEL"]
    assert sure("KELLY, JANE-  MRN 00123456  DOB 03/14/1957", "name") == ["KELLY, JANE"]
