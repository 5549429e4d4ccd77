"""The insured's number, of Medicare in its own form."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Member ID: XYZ123456789", "XYZ123456789"),
        ("Subscriber ID: 987654321-01", "98765432101"),
        ("Medicare #: 1EG4-TE5-MK73", "1EG4TE5MK73"),
        ("Medicare No. 1EG4 TE5 MK73", "1EG4TE5MK73"),
        ("Policy #: 421684279", "421684279"),
        ("Insured's I.D. Number\nA12345678", "A12345678"),
        ("1a. INSURED’S I.D. NUMBER (FOR PROGRAM IN ITEM 1)\n11-2234-10190", "11223410190"),
        ("1a. INSURED’S |.D. NUMBER (FOR PROGRAM IN ITEM 1)\n11-2234-10190", "11223410190"),
    ],
)
def test_member_numbers(text: str, value: str) -> None:
    assert sure(text, "member_id") == [value]
    assert values(text, "mrn") == []


@pytest.mark.parametrize("text", ["Member ID:", "Member ID: pending", "Group #: 12345678", "MRN: 12345678", "Member ID: 123"])
def test_what_is_none(text: str) -> None:
    assert values(text, "member_id") == []
