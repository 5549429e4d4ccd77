"""Numbers are read three times."""

from __future__ import annotations

import pytest

from pipeline.ocr.numbers import is_number, settled, settled_by_all


@pytest.mark.parametrize(("text", "again"), [("MRN:00123456", True), ("12/17/2007", True), ("Q6H", False), ("3.5", False), ("2007", True)])
def test_what_carries_four_figures_is_read_again(text: str, again: bool) -> None:
    assert is_number(text, 0.9) is again


def test_what_is_hardly_believed_is_not() -> None:
    assert not is_number("00123456", 0.2)


@pytest.mark.parametrize(
    ("first", "near", "far", "text", "disputed"),
    [
        ("00123456", "00123456", "00123456", "00123456", False),
        ("(00123456)", "00123456", "00123456.", "(00123456)", False),  # only figures count
        ("66123456", "00123456", "00123456", "00123456", True),
        ("66123456", "00123456", "60123456", "66123456", True),
        ("00123456", "0123456", "0123456", "00123456", True),  # a figure lost does not win
        ("00123456", "", "", "00123456", True),
    ],
)
def test_two_against_one_win_and_a_dispute_is_told(first: str, near: str, far: str, text: str, disputed: bool) -> None:
    assert settled(first, near, far) == (text, disputed)


@pytest.mark.parametrize(
    ("readings", "left", "settled_text", "doubted"),
    [
        (["00123456", "00123456", "60123456", "00123456", "00123456", "00123456", "00123456"], "00123456", "00123456", False),
        (["60123456", "00123456", "00123456", "00123456", "00123456", "00123456", "00123456"], "00123456", "00123456", False),
        (["00123456", "00123456", "60123456", "60123456", "00123456", "00123456", "00123456"], "00123456", "00123456", True),
        (["@0123456", "60123456", "00123456", "00123456", "00123456", "00123456", "00123456"], "@0123456", "00123456", False),
    ],
)
def test_a_dispute_is_settled_when_all_but_one_agree(readings: list[str], left: str, settled_text: str, doubted: bool) -> None:
    assert settled_by_all(readings, left) == (settled_text, doubted)


def test_a_zero_read_as_a_sign_is_a_zero() -> None:
    assert settled("MR280970@", "MR2809700", "MR2809700") == ("MR2809700", False)
    assert settled("MR8&649509", "MR8649509", "MR8649509") == ("MR8649509", False)
