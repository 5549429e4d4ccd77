"""The patient's telephone, and not a letterhead's."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

HEAD = "Patient: DOE, JANE   MRN: 00123456\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Phone: (330) 555-0139", "3305550139"),
        ("Home Phone: 330-555-0139", "3305550139"),
        ("Cell 330.555.0139", "3305550139"),
        ("Tel: 1-330-555-0139", "3305550139"),
        ("Phone #\n330 555 0139", "3305550139"),
    ],
)
def test_telephones(text: str, value: str) -> None:
    assert sure(HEAD + text, "phone") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "ST. MARY'S HOSPITAL\n12 Oak St, Fairview, OH 12345\nTel (330) 555-0139 Fax (759) 555-0156",
        HEAD + "Tel (330) 555-0139  FAX: (759) 555-0156",
        HEAD + "Fax: 330-555-0139",
        HEAD + "Phone: 555-0139",
        HEAD + "Phone: 130-555-0139",
        HEAD + "Phone:",
    ],
)
def test_what_is_none_of_the_patients(text: str) -> None:
    assert values(text, "phone") == []


def test_home_with_a_colon() -> None:
    assert sure("DOE, JANE   DOB: 3/14/1957\nHome: 915-704-0313", "phone") == ["9157040313"]
