"""The last four figures of the social security number; the others never leave the extractor."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, values


@pytest.mark.parametrize(
    "text", ["SSN: 123-45-6789", "SSN 123 45 6789", "Social Security #: ***-**-6789", "SS #: xxx-xx-6789", "SSN\n123-45-6789"]
)
def test_the_last_four(text: str) -> None:
    (identifier,) = found(text, "ssn")
    assert (identifier.value, identifier.raw) == ("6789", "***-**-6789")


@pytest.mark.parametrize("text", ["SSN: 123-45-67", "SSN: none", "SSN:", "123-45-6789"])
def test_what_is_none(text: str) -> None:
    assert values(text, "ssn") == []
