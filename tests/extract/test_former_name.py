"""Former names: read, and never taken for the patient's name."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Maiden Name: Cruickshank", "CRUICKSHANK"),
        ("Maiden or other names: Garcia-Lopez", "GARCIA-LOPEZ"),
        ("Former Name: DOE, JANE", "DOE, JANE"),
        ("Previous Last Name: O'Malley   Sex: F", "O'MALLEY"),
        ("Name at Birth: Van Buren", "VAN BUREN"),
    ],
)
def test_former_names(line: str, value: str) -> None:
    page = f"Patient Name: SMITH, ANNA\n{line}\n"
    assert sure(page, "former_name") == [value]
    assert sure(page, "name") == ["SMITH, ANNA"]


@pytest.mark.parametrize("line", ["Mother's Maiden Name: Cruickshank", "Maiden Name: ______", "Maiden Name:   DOB: 03/14/1957"])
def test_what_is_none(line: str) -> None:
    assert values(line, "former_name") == []
