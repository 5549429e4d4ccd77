"""Who ordered, treated or signed; never the patient."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Attending Physician: Jane R. Smith, MD", "SMITH, JANE R"),
        ("Ordering Provider: SMITH, JANE MD", "SMITH, JANE"),
        ("Referred by: Dr. Jane Smith", "SMITH, JANE"),
        ("Electronically signed by: Jane Smith, DO", "SMITH, JANE"),
        ("PCP: Smith, Jane", "SMITH, JANE"),
        ("Surgeon: Jane Smith MD, FACS", "SMITH, JANE"),
    ],
)
def test_providers(text: str, value: str) -> None:
    assert values(text, "provider") == [value]
    assert sure(text, "name") == []


@pytest.mark.parametrize("text", ["Patient Name: DOE, JANE", "Attending:", "Physician: none", "Guarantor: DOE, JOHN"])
def test_what_is_none(text: str) -> None:
    assert values(text, "provider") == []
