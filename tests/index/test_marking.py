from __future__ import annotations

import pytest

from pipeline.index import marked

SHORT = {"htn": "hypertension"}
PAGE = ["Chest", "pain", "radiating", "to", "the", "left", "arm", ",", "treated", "with", "metformin", ".", "Hypertension"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pain", ["pain"]),
        ("PAINS", ["pain"]),
        ('"chest pain"', ["Chest", "pain"]),
        ('"pain chest"', []),
        ("metf*", ["metformin"]),
        ("metformin OR arm", ["arm", "metformin"]),
        ("pain -arm", ["pain"]),
        ("metfromin", ["metformin"]),
        ("htn", ["Hypertension"]),
        ("mrn:123 arm", ["arm"]),
        ("insulin", []),
        ("", []),
        ('"', []),
    ],
)
def test_the_words_that_are_meant_are_marked(query: str, expected: list[str]) -> None:
    marks = marked(query, PAGE, SHORT)
    assert len(marks) == len(PAGE)
    assert [word for word, mark in zip(PAGE, marks, strict=True) if mark] == expected


def test_words_with_blanks_in_them_stay_one() -> None:
    assert marked("arm", ["left arm", "arm"], {}) == (True, True)
    assert marked("arm", [], {}) == ()
