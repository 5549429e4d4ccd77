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
        page().replace("PATIENT NAME", "Attending   ").replace("MR No", "Pager"),  # a doctor's row
        page().replace("F\n", "     01/02/1950\n").replace("Gender", "      "),  # which of two?
        page("06/19/1947 knee"),
        page() + "\nDOB: 02/03/1950",
    ],
)
def test_a_date_that_may_be_something_else_is_none(text: str) -> None:
    assert "1947-06-19" not in values(text, "birth_date")
    assert "2007-06-19" not in values(text, "birth_date")


def test_in_a_row_with_the_patients_number() -> None:
    assert sure(page().replace("PATIENT NAME", "Attending   "), "birth_date") == ["1947-06-19"]


def test_a_heading_read_badly_says_nothing() -> None:
    text = page_from_text(page(heading="pos"), confidence=0.95)
    words = tuple(replace(word, confidence=0.2) if word.text == "pos" else word for word in text.words)
    identifiers = extractor()(TypedPage(replace(text, words=words), TypeGuess(None, 0.0))).identifiers
    assert [one.value for one in identifiers if one.kind == "birth_date" and one.confidence >= SURE] == ["1947-06-19"]


WRAPPED = """
Pt Name            MR NO     Patient {over}   Ordering     Date Recorded
                             {under}          Provider
Reed, Veronica     551909    07/29/1976   Byrd, Jada   04/23/2019
"""


@pytest.mark.parametrize(("over", "under"), [("   ", "   "), ("   ", "...")])
def test_under_a_heading_that_says_whose_it_is(over: str, under: str) -> None:
    assert sure(WRAPPED.format(over=over, under=under), "birth_date") == ["1976-07-29"]


LIST = """
Name               Hannah Taylor Scott    Date of Consultation   {visit}
Patient Sex        F                      {label}   2/7/1964
Med. Rec. #        6963825                Ordering MD            JORDAN, CHARLES W. MD
"""


def listed(label: str = "             ", visit: str = "6/26/2017") -> str:
    return LIST.format(label=f"{label:20}", visit=visit)


def test_in_a_list_of_labels_and_values() -> None:
    assert sure(listed(), "birth_date") == ["1964-02-07"]
    one = "Patient: Jane Doe\nMRN: 00123456\n{}  3/14/1957\nSex: F\nDate of Service: 6/26/2017"
    assert sure(one.format("    "), "birth_date") == ["1957-03-14"]
    assert values(one.format("Onset "), "birth_date") == []


@pytest.mark.parametrize(
    "page",
    [
        listed(label="Last tetanus"),
        listed(visit="6/26/1966"),  # an earlier visit's
        listed(visit="none"),
        listed() + "\nDOB: 02/03/1950",
        listed() + "                                          " + "                       03/04/1960",  # which of two?
        listed().replace("Name     ", "Surgeries").replace("Med. Rec. #", "Allergies  "),  # nobody's list
    ],
)
def test_a_date_of_a_list_that_may_be_something_else_is_none(page: str) -> None:
    assert "1964-02-07" not in values(page, "birth_date")
