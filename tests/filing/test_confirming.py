"""What a filed document's record says of its patient once it is known who that is; and that nothing is filed by it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.filing.confirming import confirmed
from pipeline.filing.spelling import RULE
from pipeline.model.types import Findings, Identifier, Patient, PersonName
from tests.filing.support import JANE, blank, failed, file_one, found, of, page

BORN = JANE.birth_date or ""


def _read_again(*identifiers: Identifier, text: str = "seen and well") -> tuple[Identifier, ...]:
    (result,) = confirmed([page(1, identifiers, text)], JANE)
    assert isinstance(result, Findings)
    return result.identifiers


def test_a_doubtful_reading_that_is_the_patients_is_sure() -> None:
    for one in of(JANE, 0.5):
        (sure,) = _read_again(one)
        assert sure.value == one.value
        assert sure.confidence < 1.0
        assert (sure.confidence > 0.95) == (one.kind != "sex"), "every second patient is of that sex"


@pytest.mark.parametrize(
    ("kind", "read", "meant"),
    [("mrn", "1234561", "1234567"), ("mrn", "I2345G7", "1234567"), ("birth_date", "2057-03-14", BORN), ("birth_date", "1957-03-11", BORN)],
)
def test_a_doubtful_reading_that_nearly_is_the_patients_was_misread(kind: str, read: str, meant: str) -> None:
    one = replace(found("mrn", read, 0.5), kind=kind)  # type: ignore[arg-type]
    (again,) = _read_again(one)
    assert (again.value, again.raw, again.box, again.rule) == (meant, one.raw, one.box, RULE)


@pytest.mark.parametrize(
    "one",
    [
        found("mrn", "1234561", 0.9),  # a sure reading may be a misprint, and stays what the page says
        found("mrn", "7654321", 0.5),
        found("birth_date", "2019-06-01", 0.5),
        found("name", "DOW, JANE", 0.5),
        found("sex", "M", 0.5),
        found("account", "1234561", 0.5),
    ],
)
def test_any_other_reading_stays_as_it_is(one: Identifier) -> None:
    assert _read_again(one) == (one,)


def test_a_name_of_the_patients_words_is_parted_as_the_index_parts_it() -> None:
    david = Patient("M9", "8642001", PersonName("TWO BULLS", "DAVID", "LEE"), "1960-02-03", "M")
    said = [found("mrn", david.mrn), found("birth_date", david.birth_date or "")]
    for read, meant in (
        ("BULLS, DAVID TWO", "TWO BULLS, DAVID"),
        ("BULLS, DAVID LEE TWO", "TWO BULLS, DAVID LEE"),
        ("TWO BULLS, DAVID L", "TWO BULLS, DAVID L"),
        ("BULLS, DAVID", "BULLS, DAVID"),
    ):
        filed = file_one([page(1, [*said, found("name", read)])], (JANE, david))
        (result,) = filed.pages
        assert isinstance(result, Findings)
        assert [one.value for one in result.identifiers if one.kind == "name"] == [meant]
        assert filed.status == "filed"


def test_beside_the_patients_own_number_a_doubtful_one_is_not_changed() -> None:
    _, doubtful = _read_again(found("mrn", "1234567"), found("mrn", "1234561", 0.5))
    assert (doubtful.value, doubtful.confidence) == ("1234561", 0.5)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("MR # 123-4567", ["mrn"]),
        ("NUMBER:1234567 Birthdate:3/14/1957", ["mrn", "birth_date"]),
        ("Mar 14, 1957", ["birth_date"]),
        ("3/14/57 14/3/1957 91234567", []),
        ("Jane Doe", ["name"]),
    ],
)
def test_what_stands_there_without_a_label(text: str, kinds: list[str]) -> None:
    again = _read_again(text=text)
    assert sorted(one.kind for one in again) == sorted(kinds)
    assert all(one.value in (JANE.mrn, BORN, "DOE, JANE") and one.box.width > 0 and one.page == 1 for one in again)


def test_pages_without_words_and_what_is_said_already_stay() -> None:
    pages = (blank(1), failed(2), page(3, tuple(replace(one, confidence=1.0) for one in of(JANE)), "1234567"))
    assert all(one is other for one, other in zip(confirmed(pages, JANE), pages, strict=True))


def test_only_what_is_filed_is_read_again_and_filing_does_not_go_by_it() -> None:
    name, born, misread = found("name", "DOE, JANE"), found("birth_date", BORN), found("mrn", "1234561", 0.5)
    filed = file_one([page(1, (name, born, misread))])
    assert filed.status == "filed"
    (result,) = filed.pages
    assert isinstance(result, Findings)
    assert {one.value for one in result.identifiers if one.kind == "mrn"} == {"1234567"}
    held = file_one([page(1, (misread, replace(born, confidence=0.5)))])
    assert held.status == "review"
    (result,) = held.pages
    assert isinstance(result, Findings)
    assert {one.value for one in result.identifiers if one.kind == "mrn"} == {"1234561"}
