"""Numbers of specimens and examinations."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Accession: S19-12345", "S19-12345"),
        ("Accession #: 19-SP-00123", "19-SP-00123"),
        ("Acc No: 20190312114", "20190312114"),
        ("Specimen No. A03-3290", "A03-3290"),
        ("Accession Number\nCT-19-004512", "CT-19-004512"),
    ],
)
def test_accessions(text: str, value: str) -> None:
    assert sure(text, "accession") == [value]
    assert values(text, "mrn") == []


@pytest.mark.parametrize("text", ["Accession:", "Accession: pending", "Specimen: SKIN, LEFT ARM", "MRN: 20190312114", "Acct #: 2019031"])
def test_what_is_none(text: str) -> None:
    assert values(text, "accession") == []


@pytest.mark.parametrize("label", ["Case #:", "Case:", "Case Number:"])
def test_a_pathologists_case(label: str) -> None:
    assert sure(f"Patient: DOE, JANE   {label} S24-01234", "accession") == ["S24-01234"]
    assert not values(f"Patient: DOE, JANE   {label} 76863594", "accession")
