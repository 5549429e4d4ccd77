"""Nicknames: read, and never taken for the patient's name."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Preferred Name: Betty", "BETTY"),
        ("AKA: Liz Smith", "LIZ SMITH"),
        ("Nickname: Bob   Sex: M", "BOB"),
        ("Goes by: Mary Ann", "MARY ANN"),
    ],
)
def test_nicknames(line: str, value: str) -> None:
    page = f"Patient Name: SMITH, ELIZABETH\n{line}\n"
    assert sure(page, "nickname") == [value]
    assert sure(page, "name") == ["SMITH, ELIZABETH"]


def test_an_empty_field_has_none() -> None:
    assert values("Preferred Name:   DOB: 03/14/1957", "nickname") == []
