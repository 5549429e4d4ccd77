"""Labels with strokes between them before as many values."""

from __future__ import annotations

import pytest

from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import extractor, sure, values
from tests.support.pagetext import page_from_text

LINE = "Name / DOB: DOE, JOHN / 03/14/1950"


def test_each_value_by_its_place_among_the_labels() -> None:
    text = "Name / MRN / DOB / Sex: DOE, JANE / 0123456 / 03/14/1957 / F"
    assert [sure(text, kind) for kind in ("name", "mrn", "birth_date", "sex")] == [["DOE, JANE"], ["0123456"], ["1957-03-14"], ["F"]]


@pytest.mark.parametrize("text", [f"{LINE}     Relationship: husband", "Spouse / DOB: DOE, JOHN / 03/14/1950"])
def test_somebody_elses_are_not_sure(text: str) -> None:
    assert sure(text, "name") == sure(text, "birth_date") == []


def test_a_birth_date_beside_a_relatives_label_is_not_sure() -> None:
    assert sure(f"{LINE}     Guarantor: ROE, JIM", "birth_date") == []


def test_a_name_in_parts_is_none_by_its_first_part() -> None:
    assert "ANN, MARY" not in values("Last Name / First Name / MI: SMITH / MARY ANN / J", "name")


def test_a_name_that_anybody_may_have_gives_way_to_the_patients() -> None:
    text = "Patient Name: ROE, MARY   MRN: 0123456\n\n\n\n\nMRN / Name: 0123456 / DOE, JOHN"
    assert sure(text, "name") == ["ROE, MARY"]


@pytest.mark.parametrize(("released", "dates"), [("03/14/2024/ 00123456", ["2024-03-14"]), ("03/14/2024/ 00123456 to 5", ["2024-03-14"])])
def test_a_date_that_ends_in_a_stroke_on_a_release(released: str, dates: list[str]) -> None:
    page = page_from_text(f"Date of Service / MRN: {released}")
    found = extractor()(TypedPage(page, TypeGuess("64292-6", 0.9))).identifiers
    assert [one.value for one in found if one.kind == "service_date"] == dates
