"""Numbers are read three times or seven, and what is in doubt is told by their figures' shapes."""

from __future__ import annotations

import pytest

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.weighing import Weighed
from pipeline.ocr.numbers import Settled, is_number, is_page_number, plainly_alike, settled, settled_at_once


def read(text: str, confidence: float = 0.99) -> list[Character]:
    return [Character(letter, confidence, place, place) for place, letter in enumerate(text)]


@pytest.mark.parametrize(("text", "again"), [("MRN:00123456", True), ("12/17/2007", True), ("Q6H", False), ("3.5", False), ("2007", True)])
def test_what_carries_four_figures_is_read_again(text: str, again: bool) -> None:
    assert is_number(text, 0.9) is again


def test_what_is_hardly_believed_is_not() -> None:
    assert not is_number("00123456", 0.2)


@pytest.mark.parametrize(
    ("text", "confidence", "before", "last", "again"),
    [
        ("2", 0.67, "of", True, True),
        ("2", 0.92, "Page:", False, True),
        ("1/4", 0.29, "10:34", True, True),
        ("1", 0.98, "Page", False, False),  # plainly read
        ("2", 0.67, "times", True, False),
        ("1/4", 0.5, "take", False, False),
        ("2007", 0.67, "of", True, False),
    ],
)
def test_a_pages_own_number_is_read_again(text: str, confidence: float, before: str, last: bool, again: bool) -> None:
    assert is_page_number(text, confidence, before, last) is again


@pytest.mark.parametrize(
    ("readings", "alike"),
    [
        ([read("00123456"), read("00123456"), read("00123456")], True),
        ([read("(00123456)"), read("00123456"), read("00123456.")], True),  # only letters and figures count
        ([read("00123456"), read("60123456"), read("00123456")], False),
        ([read("00123456"), read("00123456", 0.9), read("00123456")], False),
        ([read("T012345"), read("1012345"), read("T012345")], False),
        ([read("@0123456"), read("@0123456"), read("@0123456")], False),  # a sign that stands in no number
    ],
)
def test_readings_are_plainly_alike_where_none_doubts(readings: list[list[Character]], alike: bool) -> None:
    assert plainly_alike(readings) is alike


def test_three_readings_settle_what_they_are_sure_of() -> None:
    assert settled_at_once("66123456", Weighed("00123456", 0.99, 1.0)) == Settled("00123456", doubted=False)
    assert settled_at_once("1269123", Weighed("T269123", 0.99, 1.0)) == Settled("T269123", doubted=False)


@pytest.mark.parametrize("told", [None, Weighed("00123456", 0.97, 1.0), Weighed("00123456", 0.99, 2 / 3), Weighed("ncasse6", 1.0, 1.0)])
def test_other_numbers_are_read_four_times_more(told: Weighed | None) -> None:
    assert settled_at_once("66123456", told) is None


@pytest.mark.parametrize(
    ("told", "left"),
    [
        (Weighed("00123456", 0.96, 6 / 7), Settled("00123456", doubted=False)),
        (Weighed("00123456", 0.94, 1.0), Settled("66123456", doubted=True)),
        (Weighed("00123456", 0.99, 4 / 7), Settled("00123456", doubted=True)),
        (Weighed("00123456", 0.99, 3 / 7), Settled("66123456", doubted=True)),
        (Weighed("0012345", 0.99, 1.0), Settled("66123456", doubted=True)),  # a figure lost
        (None, Settled("66123456", doubted=True)),
    ],
)
def test_seven_readings_settle_or_leave_in_doubt(told: Weighed | None, left: Settled) -> None:
    assert settled("66123456", told) == left


@pytest.mark.parametrize(("first", "left"), [("1909,", "1909,"), ("E£954356", "E950350"), ("19S9", "E950350")])
def test_the_first_reading_stands_in_doubt_unless_it_holds_what_no_number_does(first: str, left: str) -> None:
    assert settled(first, Weighed("E950350", 0.6, 1.0)) == Settled(left, doubted=True)
