"""The day of the visit, the operation or the specimen, as print-outs word it."""

from __future__ import annotations

import pytest

from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import SURE, extractor, sure
from tests.support.pagetext import page_from_text

HEAD = "Patient: SMITH, JOHN Q   DOB: 01/02/1950   MRN: 00123456\n"
LABELLED = """
Exam Completed: 03/01/2024 10:15|Date/Time of test: 03/01/2024|Date/Time of Procedure: 03/01/2024|Operative Date: 03/01/2024|
Date of Op: 03/01/2024|Collection Time: 03/01/2024 09:15|Coll: 03/01/24 0915|Coll Date/Time: 03/01/24 0915|Collect Dt/Tm: 03/01/24 0915|
COLL: 03/01/24-0715|Draw Date: 03/01/2024|Specimen Collected On: 03/01/2024|Date Taken: 03/01/2024|Taken: 3/1/2024|
Date of Specimen: 03/01/2024|Eval Date: 03/01/2024|Date of Initial Evaluation: 03/01/2024|Session Date: 03/01/2024|
Date of Therapy: 03/01/2024|Date of Assessment: 03/01/2024|Date of H&P: 03/01/2024|Recording Date: 03/01/2024|
Acquisition Date: 03/01/2024|Arrival Time: 03/01/2024 10:15|Date of Contact: 03/01/2024|Clinic Date: 03/01/2024|
Appt. Date/Time 03/01/2024 10:15AM|Visit Date/Time: 03/01/2024 10:15|Office visit on 3/1/2024|Progress Note 03/01/2024|
Progress Note - 03/01/2024|03/01/2024 - Office Visit: HTN follow-up|03/01/2024        Progress Notes: Amy Doe, MD|
Consulted: 2024-MAR-01|Examined: 01Mar2024|OR date: 03-01-2024|Session  Mar 1, 2024|Newest draw 03 / 01 / 2024, pre-dialysis.|
ED Provider Note of 03/01/2024|You were seen on 3/1/2024 by Karl Roe, MD|Arr: 3/1/24 1015|EXAMINATION: XR CHEST 2 VIEWS, 3/1/2024 10:15 AM
"""


@pytest.mark.parametrize("line", LABELLED.replace("\n", "").split("|"))
def test_wordings(line: str) -> None:
    assert sure(HEAD + line, "service_date") == ["2024-03-01"]


def test_a_date_alone_beside_the_patients_labels() -> None:
    assert sure("SMITH, JOHN Q\n03/01/2024\nDOB: 01/02/1950\nCHIEF COMPLAINT: Knee pain.", "service_date") == ["2024-03-01"]
    assert sure("SMITH, JOHN Q\n03/01/2024\nDOB: 01/02/1950\nVisit Date: 02/28/2024", "service_date") == ["2024-02-28"]
    assert sure("SMITH, JOHN Q\n03/01/2024\n03/04/2024\nDOB: 01/02/1950", "service_date") == []


@pytest.mark.parametrize(
    ("line", "code", "value"),
    [
        ("Order date: 03/01/2024", "46209-3", ["2024-03-01"]),
        ("Referral date: 03/01/2024", "57133-1", ["2024-03-01"]),
        ("Shift Date: 03/01/2024", "34746-8", ["2024-03-01"]),
        ("Order date: 03/01/2024", "11502-2", []),  # a report's is its specimen's
        ("Date of Request: 03/01/2024\nDates of service: 10/19/2022 to 11/17/2023", "64292-6", ["2024-03-01"]),
        ("Dates of service: 10/19/2022 to 11/17/2022", "11506-3", ["2022-10-19"]),
        ("I consent.\n\nDolores Gutierrez     03/01/2024     10:20\nWitness               Date           Time", "59284-0", ["2024-03-01"]),
    ],
)
def test_what_dates_a_document_of_a_type(line: str, code: str, value: list[str]) -> None:
    found = extractor()(TypedPage(page_from_text(HEAD + line), TypeGuess(code, 0.9))).identifiers
    assert [one.value for one in found if one.kind == "service_date" and one.confidence >= SURE] == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("DATE OF NOTE: JUL 15, 2023@18:58", ["2023-07-15"]),
        ("DATE OF NOTE: JUL 15, 2023@1858", ["2023-07-15"]),
        ("DATE OF NOTE: JUL 15, 202301858", ["2023-07-15"]),  # the @ misread
        ("DATE OF NOTE: JUL 15, 202302558", []),  # no time of a day
        ("ADM DATE: JUL 11, 2023@0938\nDIS DATE: JUL 15, 2023@0957", ["2023-07-11"]),
        ("Visit made 07/15/2023", ["2023-07-15"]),
        ("Check-in 07/15/2023 07:51", ["2023-07-15"]),
    ],
)
def test_a_day_with_its_time_behind_a_sign(line: str, value: list[str]) -> None:
    assert sure(HEAD + line, "service_date")[:1] == value


@pytest.mark.parametrize(
    "line",
    ["Next office visit 03/01/2025", "Printed 03/01/2024", "Refer to progress note and call 03/01/2024", "Scan Date: 03/01/2024"],
)
def test_other_days(line: str) -> None:
    assert sure(HEAD + line, "service_date") == []


def test_a_title_far_along_a_row_as_of_noise_is_not_looked_for() -> None:
    assert sure(HEAD + "ed " * 100 + "Progress Note 03/01/2024", "service_date") == []


STRIP = (
    "Name of patient      Date born    Age / sex      Person no.   {}      Doctor\n"
    "JANE A. DOE          6-12-1962    61 yrs/female  63914        3-1-2024     {}\n"
)


@pytest.mark.parametrize(("heading", "days"), [("Surgery", ["2024-03-01"]), ("Came in", ["2024-03-01"]), ("Printed", []), ("Expires", [])])
def test_a_date_in_the_strip_of_the_patients_values(heading: str, days: list[str]) -> None:
    assert sure(STRIP.format(heading, "Dr. Roe"), "service_date") == days


def test_two_dates_in_the_strip_are_none() -> None:
    assert sure(STRIP.format("Came in", "3-4-2024").replace("Doctor", "Left"), "service_date") == []


FORM = (
    HEAD
    + "I agree to the treatment that was explained to me.\n"
    + "It may do good.\n" * 6
    + "This permission ends on 03/01/2025.\n{}\nPatient or parent        Signed on"
)


@pytest.mark.parametrize(
    ("under", "code", "days"),
    [
        ("03/01/2024", "59284-0", ["2024-03-01"]),
        ("Mar 1, 2024", "64292-6", ["2024-03-01"]),
        ("03/01/2024\n03/02/2024", "59284-0", []),
        ("01/02/1950", "59284-0", []),
        ("03/01/2024", "11506-3", []),
    ],
)
def test_a_date_by_itself_under_a_consent(under: str, code: str, days: list[str]) -> None:
    page = TypedPage(page_from_text(FORM.format(under), confidence=0.95), TypeGuess(code, 0.9))
    assert [found.value for found in extractor()(page).identifiers if found.kind == "service_date" and found.confidence >= SURE] == days


@pytest.mark.parametrize("line", ["Dictated: 03/01/2024", "DD: 03/01/2024  DT: 03/02/2024", "Date Dictated: 03/01/2024"])
def test_the_dictations_date_is_the_last_resort_and_never_sure(line: str) -> None:
    def dates(text: str) -> list[tuple[str, str, bool]]:
        page = TypedPage(page_from_text(text, confidence=0.95), TypeGuess("11504-8", 0.9))
        found = [one for one in extractor()(page).identifiers if one.kind == "service_date"]
        return [(one.value, one.rule, one.confidence >= SURE) for one in found]

    assert dates(HEAD + line) == [("2024-03-01", "dictation", False)]
    assert dates(HEAD + "Date of operation: 02/28/2024\n" + line) == [("2024-02-28", "label", True)]


def test_the_only_date_on_top_behind_words_that_are_not_known() -> None:
    head = "Jane DOE   Girl, 12 y   Filled in: Thu Mar 1, 2024\nBirthday: 6-12-2011\n"
    assert sure(head, "service_date") == ["2024-03-01"]
    assert sure(head + "Brought home: Mar 4, 2024", "service_date") == []
    assert sure(head.replace("Filled in", "Next visit"), "service_date") == []


@pytest.mark.parametrize(
    "line", ["Reconciled Mar 1 2024 • Sent by Ann Doe, NP", "Start Mar 1 2024 + Trial ID 0505-51", "Came to the ward.... 3/1/2024"]
)
def test_the_only_date_on_top_in_a_part_of_a_line(line: str) -> None:
    head = "DOE, Jane   General Hospital\nBorn: Jun 12 2011\n"
    assert sure(head + line, "service_date") == ["2024-03-01"]
    assert sure(head + line + "\nGiven out Mar 4 2024 * by mail", "service_date") == []
    assert sure(head + "Printed Mar 1 2024 • Sent by Ann Doe, NP", "service_date") == []
    assert sure(head + "Form 027C   Chart stamp Mar 1 2024   Attested Mar 1 2024", "service_date") == []


def test_a_birth_date_under_a_heading_of_two_lines_is_no_visit() -> None:
    assert sure("(M0066) Birth   (M0030) Start of   Doctor\nDate   Care\nAPR-08-1937   OCT-26-2019   Dr. Barr", "service_date") != [
        "1937-04-08"
    ]
