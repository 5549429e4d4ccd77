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


@pytest.mark.parametrize(
    "text",
    [
        "Adm: 7/7/2022 D/C: 7/9/2022",
        "Admission Date: 7/7/2022   DC: 7/9/2022",
        "Admit/Discharge: 7/7/2022 - 7/9/2022",
        "Adm/Disch Date: 7/7/22 / 7/9/22",
        "Dates of Stay: 7/7/2022 to 7/9/2022",
        "Hospital Stay: 7/7/2022 through 7/9/2022",
    ],
)
def test_both_days_of_a_stay(text: str) -> None:
    assert (sure(text, "admission_date"), sure(text, "discharge_date")) == (["2022-07-07"], ["2022-07-09"])


@pytest.mark.parametrize("text", ["Last adm: 7/7/2022 D/C: 7/9/2022", "Adm: 7/9/2022 D/C: 7/7/2022", "Foley 7/7/2022 D/C 7/9/2022"])
def test_other_spans(text: str) -> None:
    assert not values(text, "discharge_date")


@pytest.mark.parametrize(
    "text",
    [
        "In 3/14/2019 0718 Out 3/19/2019 1842",
        "Arrived: 14 March 2019; Left: 19 March 2019. Psychiatrist: Ann Li, NP",
        "Arrived 03/14/2019 at 7:18 am, departed 03/19/2019",
    ],
)
def test_who_came_and_went_had_a_stay(text: str) -> None:
    assert (sure(text, "admission_date"), sure(text, "discharge_date")) == (["2019-03-14"], ["2019-03-19"])


@pytest.mark.parametrize(
    "text", ["Labs in 3/14/2019 were normal, 3/19/2019 too", "Foley in 3/14/2019, drain pulled 3/19/2019", "In 3/14/2019"]
)
def test_who_only_came_had_none(text: str) -> None:
    assert values(text, "discharge_date") == []
