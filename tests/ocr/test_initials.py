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
