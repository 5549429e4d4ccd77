"""The day on which a stay ended."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values


@pytest.mark.parametrize("label", ["Date of Discharge:", "Discharge Date", "Disch Date:", "D/C Date:", "Date Discharged:", "Discharged:"])
def test_discharge(label: str) -> None:
    assert sure(f"{label} 03/19/2019", "discharge_date") == ["2019-03-19"]
    assert values(f"{label} 03/19/2019", "admission_date") == []


def test_both_on_one_line() -> None:
    text = "Admission Date: 03/14/2019   Discharge Date: 03/19/2019"
    assert (sure(text, "admission_date"), sure(text, "discharge_date")) == (["2019-03-14"], ["2019-03-19"])


@pytest.mark.parametrize(
    "text",
    ["Discharge Date:", "Discharge to: Home", "Discharge Diagnosis: 03/14/2019", "Warfarin 5 mg   D/C 03/14/2019", "Foley DC 03/14/2019"],
)
def test_what_is_none(text: str) -> None:
    assert values(text, "discharge_date") == []
