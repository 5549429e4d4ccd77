"""A birth date whose heading could not be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import SURE, extractor, found, sure, values
from tests.support.pagetext import page_from_text

PAGE = """
PATIENT NAME         MR No          {heading}                   Gender
Vasquez, Courtney    K150846        {date}            F

Date of Service: 03/08/2011
"""


def page(date: str = "06/19/1947", heading: str = "   ", visit: str = "03/08/2011") -> str:
    return PAGE.format(date=date, heading=heading).replace("03/08/2011", visit)


@pytest.mark.parametrize("heading", ["   ", "2. ", "2, "])
def test_in_a_row_of_the_patients_values(heading: str) -> None:
    assert sure(page(heading=heading), "birth_date") == ["1947-06-19"]
    assert found(page(heading=heading), "birth_date")[0].rule == "row"


@pytest.mark.parametrize("date", ["06/19/1947 (63 Y)", "06/19/1947 Age 63"])
def test_with_its_age(date: str) -> None:
    assert sure(page(date), "birth_date") == ["1947-06-19"]


@pytest.mark.parametrize(
    "text",
    [
        page(heading="Transplanted"),  # it is called something else
        page("06/19/2007"),  # an earlier visit
        page(visit="none"),  # no visit to count from
        page().replace("\n\nDate", "\n\nAge: 34 years   Date"),  # another age is stated
        page().replace("PATIENT NAME", "Attending   "),  # a doctor's row
        page().replace("F\n", "     01/02/1950\n").replace("Gender", "      "),  # which of two?
        page("06/19/1947 knee"),
        page() + "\nDOB: 02/03/1950",
    ],
)
def test_a_date_that_may_be_something_else_is_none(text: str) -> None:
    assert "1947-06-19" not in values(text, "birth_date")
    assert "2007-06-19" not in values(text, "birth_date")


def test_a_heading_read_badly_says_nothing() -> None:
    text = page_from_text(page(heading="pos"), confidence=0.95)
    words = tuple(replace(word, confidence=0.2) if word.text == "pos" else word for word in text.words)
    identifiers = extractor()(TypedPage(replace(text, words=words), TypeGuess(None, 0.0))).identifiers
    assert [one.value for one in identifiers if one.kind == "birth_date" and one.confidence >= SURE] == ["1947-06-19"]
