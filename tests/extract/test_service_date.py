"""The date a page is about."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, sure, values

LABELS = [
    "Date of Service",
    "Date of Service:",
    "DOS:",
    "DOS",
    "Service Date:",
    "Visit Date:",
    "Date of Visit:",
    "Exam Date:",
    "Date of Exam:",
    "Collected:",
    "Date Collected:",
    "Admit Date:",
    "Adm:",
    "Adm. Date:",
    "Admission Date:",
    "Discharge Date:",
    "Date of Discharge:",
    "Date of Operation:",
    "DATE OF OPERATION:",
    "Date of Surgery:",
    "Date of Procedure:",
    "Date of Consultation:",
    "Date:",
    "DATE",
    "Admitted:",
    "Encounter Date:",
    "Oate of Service:",
    "Date of Servlce:",
    "Exarn Date:",
    "Date/Time:",
]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_known(label: str) -> None:
    assert sure(f"{label} 02/01/2019", "service_date") == ["2019-02-01"]


@pytest.mark.parametrize(
    "printed",
    [
        "2/1/2019",
        "2/1/19",
        "02-01-2019",
        "2019-02-01",
        "01-Feb-2019",
        "February 1, 2019",
        "1 February 2019",
        "02/01/2019 10:30",
        "Friday, February 1, 2019",
        "2.1.2019",
        "O2/01/2019",
    ],
)
def test_every_form_is_read(printed: str) -> None:
    assert sure(f"Date of Service: {printed}", "service_date") == ["2019-02-01"]


@pytest.mark.parametrize(
    "text",
    [
        "DOB: 02/01/1957",
        "Date of Birth: 02/01/1957",
        "Print Date: 02/01/2019",
        "Printed: 02/01/2019",
        "Dictated: 02/01/2019",
        "Date Dictated: 02/01/2019",
        "Transcribed: 02/01/2019",
        "Report Date: 02/01/2019",
        "Next Appointment: 02/01/2019",
        "Date of Injury: 02/01/2019",
        "Expiration Date: 02/01/2019",
        "LMP: 02/01/2019",
        "Date of Service: 02/30/2019",
        "Date of Service: 02/01/2059",
        "Date of Service:",
        "Date of Service: pending",
        "Received: 02/01/2019",
        "The date 02/01/2019 was chosen.",
        "Signature Date: 02/01/2019",
        "Due Date: 02/01/2019",
    ],
)
def test_other_dates_are_none(text: str) -> None:
    assert values(text, "service_date") == []


def test_the_surest_label_comes_first() -> None:
    text = "Date: 02/05/2019\nDischarge Date: 02/03/2019\nAdmit Date: 02/01/2019\nDate of Service: 02/02/2019"
    assert values(text, "service_date") == ["2019-02-02", "2019-02-01", "2019-02-03", "2019-02-05"]


def test_an_orders_date_is_not_sure() -> None:
    assert values("Order Date: 02/01/2019", "service_date") == ["2019-02-01"]
    assert sure("Order Date: 02/01/2019", "service_date") == []


def test_a_table_of_dates() -> None:
    text = "Admit Date    Discharge Date\n02/01/2019    02/05/2019"
    assert values(text, "service_date") == ["2019-02-01", "2019-02-05"]
    assert found(text, "service_date")[1].raw == "02/05/2019"


@pytest.mark.parametrize(
    "printed",
    ["JAN 13, 2020@14:57", "JAN 13, 2020014:57", "01/13/2020@14:57", "JAN 13, 2020@1457", "JAN 13, 202001457", "JAN 13, 2020¢1457"],
)
def test_the_time_behind_an_at(printed: str) -> None:
    assert sure(f"DATE OF NOTE: {printed} ENTRY DATE: JAN 14, 2020@20:58", "service_date") == ["2020-01-13"]


@pytest.mark.parametrize(
    "label", ["Check-in", "Checked in:", "FILMS OF", "Doses of:", "Written for", "Shift of", "Result date:", "Clinic:"]
)
def test_words_that_date_a_visit_in_other_hospitals(label: str) -> None:
    assert sure(f"MRN: 04027564\n{label} 09/11/2023", "service_date") == ["2023-09-11"]
