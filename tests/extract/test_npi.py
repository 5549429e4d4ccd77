"""Provider identifiers with their check digit."""

from __future__ import annotations

import pytest

from tests.extract.reading import values


@pytest.mark.parametrize("text", ["NPI: 1234567893", "NPI # 1234567893", "Provider NPI: 1234567893", "NPI: l234567893", "NPI\n1234567893"])
def test_numbers_with_the_right_check_digit(text: str) -> None:
    assert values(text, "npi") == ["1234567893"]


@pytest.mark.parametrize("text", ["NPI: 1234567890", "NPI: 123456789", "NPI: 3234567893", "MRN: 1234567893", "NPI:"])
def test_what_is_none(text: str) -> None:
    assert values(text, "npi") == []
    assert values(text.replace("MRN", "NPI"), "mrn") == []
