"""Where the patient lives."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

HEAD = "Patient: DOE, JANE   MRN: 00123456\n"
VALUE = "123 OAK ST, FAIRVIEW, OH 12345"


@pytest.mark.parametrize(
    "text",
    [
        "Address: 123 Oak St, Fairview, OH 12345",
        "Home Address\n123 Oak St, Fairview, OH 12345",
    ],
)
def test_addresses(text: str) -> None:
    assert sure(HEAD + text, "address") == [VALUE]


def test_the_town_stands_below_the_street() -> None:
    assert sure(HEAD + "Address: 123 Oak St\n         Fairview, OH 12345\nSex: F", "address") == ["123 OAK ST FAIRVIEW, OH 12345"]


@pytest.mark.parametrize("text", ["Address:", "Address: unknown", "12 Oak St, Fairview, OH 12345"])
def test_what_is_none(text: str) -> None:
    assert values(HEAD + text, "address") == []


def test_the_next_item_of_a_form_is_no_address() -> None:
    head = "Jane Doe        03/14/1957\nPatient's full name    Date of birth\nStreet address, City, State and ZIP\n"
    assert values(head + "1. I authorize the hospital to disclose the records", "address") == []
