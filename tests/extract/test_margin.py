"""Print up or down a margin: read by itself, never beside or under what stands on the page."""

from __future__ import annotations

import pytest

from pipeline.model.types import Identifier, Rotation, TypedPage, TypeGuess
from tests.extract.reading import extractor
from tests.support.pagetext import page_from_text, with_margin

BODY = "DISCHARGE SUMMARY\n\nThe patient was seen today.\nGait is steady, no pain.\nFollow up in two weeks."


def found(body: str, margin: str, turn: Rotation) -> list[Identifier]:
    page = with_margin(page_from_text(body), margin, turn)
    return list(extractor()(TypedPage(page, TypeGuess(None, 0.0))).identifiers)


@pytest.mark.parametrize("turn", [90, 270])
def test_a_label_up_the_margin_is_read(turn: Rotation) -> None:
    read = found(BODY, "WEBER, MIGUEL\nMRN 00850586   DOB 03/14/1957", turn)
    assert {(one.kind, one.value) for one in read} >= {("name", "WEBER, MIGUEL"), ("mrn", "00850586"), ("birth_date", "1957-03-14")}
    mrn = next(one for one in read if one.kind == "mrn")
    assert mrn.box.height > mrn.box.width
    assert mrn.box.x1 < 400 if turn == 90 else mrn.box.x0 > 2000


@pytest.mark.parametrize("turn", [90, 270])
def test_a_number_up_the_margin_is_not_the_value_of_a_label_on_the_page(turn: Rotation) -> None:
    beside = f"{BODY}\n" + "\n".join("MRN:" for _ in range(50))
    assert [one for one in found(beside, "00836816", turn) if one.kind == "mrn"] == []


@pytest.mark.parametrize("turn", [90, 270])
def test_a_number_up_the_margin_is_no_neighbour_of_a_name_in_the_foot(turn: Rotation) -> None:
    assert [one.kind for one in found(f"{BODY}\nWEBER, MIGUEL", "00836816", turn) if one.kind == "mrn"] == []


def test_two_patients_numbers_are_both_told() -> None:
    read = found(f"MRN: 00123456   Name: WEBER, MIGUEL\n{BODY}", "MRN 00850586", 90)
    assert {one.value for one in read if one.kind == "mrn"} == {"00123456", "00850586"}
