"""Initials behind a name are read again with it."""

from __future__ import annotations

import pytest

from pipeline.ocr.initials import may_be_initial, settled_initial


@pytest.mark.parametrize(
    ("text", "confidence", "before", "sure", "again"),
    [
        ("$", 0.19, "Natalie", 0.99, True),
        ("T.", 0.22, "Erika", 0.96, True),
        ("S", 0.95, "Natalie", 0.99, False),  # believed
        ("7", 0.3, "Page", 0.99, False),
        ("$", 0.19, "total", 0.99, False),
        ("$", 0.19, "Natalie", 0.5, False),
        ("|}", 0.19, "Natalie", 0.99, False),
    ],
)
def test_a_doubtful_character_behind_a_name_is_read_again(text: str, confidence: float, before: str, sure: float, again: bool) -> None:
    assert may_be_initial(text, confidence, before, sure) is again


@pytest.mark.parametrize(
    ("readings", "given", "initial"),
    [
        (["Erika T."] * 6, False, "T."),
        (["Robert C.", "Robert C,", "Robert C.", "Robert C.", "Robert C.", "Robert C."], False, "C."),
        (["Erika T", "Erika F", "Erika T", "Erika F", "Erika T", "Erika T"], False, None),
        (["Natalie $"] * 6, True, "S"),
        (["Amount $"] * 6, False, None),
        (["ErikaT"] * 6, True, None),
    ],
)
def test_it_is_an_initial_where_all_readings_but_one_agree(readings: list[str], given: bool, initial: str | None) -> None:
    assert settled_initial(readings, given) == initial


@pytest.mark.parametrize(
    ("text", "confidence", "again"),
    [
        ("R-", 0.12, True),
        ("C€", 0.1, True),
        ("S|", 0.3, True),
        ("&", 0.9, True),
        ("3", 0.3, True),
        ("3", 0.9, False),
        ("F", 0.9, False),
        ("MA", 0.3, False),
    ],
)
def test_behind_a_given_name_signs_and_figures_are_read_again_too(text: str, confidence: float, again: bool) -> None:
    assert may_be_initial(text, confidence, "NATALIE", 0.95, given=True) is again


@pytest.mark.parametrize(
    ("ends", "initial"),
    [
        ("J_ J_ J J- J J_", "J"),
        ("} ) ) } J J", "J"),
        ("£& & & & E £&", "E"),
        ("& E E & & E", "E"),
        ("S $ $ § S §", "S"),
        ("C ¢ C€ C ¢ C", "C"),
        ("c c c c C c", "C"),
        # what may be more than one letter, or no initial at all
        ("B & 8 6 8 6", None),
        ("& & & & & &", None),
        ("8 8 8 8 8 8", None),
        (") ) ) ) ) )", None),
        ("E E F F & &", None),
        ("B B E E & &", None),
        ("MA MA MA MA MA MA", None),
    ],
)
def test_behind_a_given_name_signs_stand_for_the_letter_that_other_readings_show(ends: str, initial: str | None) -> None:
    assert settled_initial([f"NATALIE {end}" for end in ends.split()], given=True) == initial
