"""The day on which a stay began; it may be the date the document is about, too."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize("label", ["Date of Admission:", "Admission Date", "Adm Date:", "Admit Date:", "Date Admitted:", "Admitted:"])
def test_admission(label: str) -> None:
    assert sure(f"{label} 03/14/2019", "admission_date") == ["2019-03-14"]
    assert values(f"{label} 03/14/2019", "discharge_date") == []


@pytest.mark.parametrize("text", ["Admission Date:", "Admission Date: pending", "Date of Service: 03/14/2019", "Admission Type: ER"])
def test_what_is_none(text: str) -> None:
    assert values(text, "admission_date") == []
