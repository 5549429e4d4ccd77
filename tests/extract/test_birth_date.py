"""Birth dates: forms, centuries, and whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.dates import latest_year_in
from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import extractor, found, sure, values
from tests.support.pagetext import page_from_text

LABELS = [
    "DOB",
    "DOB:",
    "D.O.B.",
    "D.O.B.:",
    "Date of Birth",
    "Date of Birth:",
    "DATE OF BIRTH",
    "Birth Date",
    "Birthdate:",
    "Born:",
    "BORN",
    "D0B:",
    "DOR:",
    "Date of B1rth:",
    "Oate of Birth:",
    "Date 0f Birth",
    "Patient DOB:",
    "Birth date:",
]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_known(label: str) -> None:
    assert sure(f"{label} 03/14/1957", "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize(
    "printed",
    [
        "03/14/1957",
        "3/14/1957",
        "3/14/57",
        "03-14-1957",
        "3.14.1957",
        "1957-03-14",
        "14-Mar-1957",
        "14 Mar 1957",
        "March 14, 1957",
        "Mar. 14, 1957",
        "MARCH 14 1957",
        "14 March 1957",
        "March 14th, 1957",
        "14MAR1957",
        "1957/03/14",
        "03/14/1957.",
        "(03/14/1957)",
        "03 /14/1957",
        "O3/14/1957",
        "03/l4/1957",
        "03 14 1957",
        "03 | 14 | 1957",
        "03141957",
        "03/14/1957 (61 yrs)",
        "03/14/1957 61Y F",
    ],
)
def test_every_form_is_read(printed: str) -> None:
    assert sure(f"DOB: {printed}", "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize(
    "text",
    [
        "DOB03/14/1957",
        "Chart # 46117370DOB: 03/14/1957",
        "Chart # 0539777_DOB: 03/14/1957",
        "DOB:03/14/1957",
        "DOB/Age: 03/14/1957 61Y",
        "DOB/Sex: 03/14/1957 F",
        "Age/DOB: 61Y 03/14/1957",
        "Sex/DOB: F 03/14/1957",
        "DOB\n03/14/1957",
        "Name       DOB          Sex\nDOE, JANE  03/14/1957   F",
        "RE: Jane Doe, DOB 03/14/1957, MRN 00123456",
        "Attending: John Smith, MD   DOB: 03/14/1957",
        "DOE, JANE M\n03/14/1957 F 61Y",
        "DOE, JANE M   ID:00123456\n14-MAR-1957 (61 yr)",
        "3. PATIENT'S BIRTH DATE\nMM   DD   YY\n03 | 14 | 1957",
    ],
)
def test_every_place_is_looked_at(text: str) -> None:
    assert sure(text, "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize(
    "text",
    [
        "DOB: 13/45/1957",
        "DOB: 02/30/1957",
        "DOB: 14/03/1957",
        "DOB: 03/14/2057",
        "DOB: 03/14/1857",
        "DOB: unknown",
        "DOB: unknown. Seen on 03/04/2019",
        "DOB:",
        "Date: 03/14/1957",
        "Admit Date: 03/14/2019",
        "Guarantor DOB: 03/14/1957",
        "Subscriber DOB: 03/14/1957",
        "Insured's Date of Birth: 03/14/1957",
        "Guarantor: DOE, ROBERT  DOB: 03/14/1957",
        "Spouse: DOE, ROBERT  DOB: 03/14/1957",
        "Mother's DOB: 03/14/1957",
        "GUARANTOR INFORMATION\nName: DOE, ROBERT\nDOB: 03/14/1957",
        "SUBSCRIBER\nDate of Birth: 03/14/1957",
        "INSURANCE INFORMATION\nSubscriber: DOE, ROBERT\nDOB: 03/14/1957",
        "Place of Birth: Springfield",
        "DOB: 03/14",
        "DOB: 555-123-4567",
        "DOB: 12345",
        "DOS: 03/14/1957",
        "Emergency Contact: Robert Doe  Birth Date: 03/14/1957",
    ],
)
def test_other_dates_are_none(text: str) -> None:
    assert values(text, "birth_date") == []


def test_below_a_relative_it_is_doubtful() -> None:
    assert sure("Guarantor: DOE, ROBERT\nDOB: 03/14/1957", "birth_date") == []


def test_the_patients_own_beside_the_guarantors() -> None:
    assert values("Patient: DOE, JANE  DOB: 03/14/1957\nGuarantor: DOE, ROBERT  DOB: 01/02/1930", "birth_date") == ["1957-03-14"]


def test_two_digits_are_never_in_the_future() -> None:
    assert values("DOB: 3/14/57", "birth_date") == ["1957-03-14"]
    assert values("DOB: 3/14/27", "birth_date") == ["1927-03-14"]


def test_two_digits_that_may_be_either_century_are_not_sure() -> None:
    assert values("DOB: 3/14/15", "birth_date")
    assert sure("DOB: 3/14/15", "birth_date") == []


def test_the_page_s_age_tells_the_century() -> None:
    assert sure("DOB: 3/14/15  Date: 02/01/2019\nA 103-year-old man", "birth_date") == ["1915-03-14"]
    assert sure("DOB: 3/14/15  Date: 02/01/2019\nA 3-year-old boy", "birth_date") == ["2015-03-14"]


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ("B/D: 6/20/20   Date of Service: 12/1/14", "1920-06-20"),
        ("DATE OF BIRTH: 4/9/23\nDate Collected: 10/8/06", "1923-04-09"),
        ("DOB: 3/26/26\nExam Date: 4/2/00\nVisit Date: 4/2/19", "1926-03-26"),
        ("DATE OF OPERATION: 5/9/02\nBorn: 1/17/92", "1992-01-17"),
        ("DOB: 4/3/11 (9 yrs)\nDate Collected: 6/9/20", "2011-04-03"),
        ("Age: 96   DOB: 4/3/11\nDate Collected: 6/9/07", "1911-04-03"),
    ],
)
def test_the_visit_tells_the_century(page: str, value: str) -> None:
    assert sure(page, "birth_date") == [value]


@pytest.mark.parametrize("page", ["DOB: 10/16/08", "DOB: 10/16/08   Shift Date: 3/23/13", "DOB: 6/4/01\nService Date: 12/6/03"])
def test_old_or_young_is_not_told_by_a_page_without_a_year(page: str) -> None:
    assert values(page, "birth_date")
    assert sure(page, "birth_date") == []


def test_an_age_that_fits_makes_the_oldest_possible() -> None:
    assert sure("D.O.B. 1898-08-02 (120 Y)   Date of Test 2018-12-12", "birth_date") == ["1898-08-02"]
    assert values("D.O.B. 1898-08-02 (20 Y)   Date of Test 2018-12-12", "birth_date") == []


def test_put_right_digits_cost_confidence() -> None:
    assert found("DOB: O3/14/1957", "birth_date")[0].confidence < found("DOB: 03/14/1957", "birth_date")[0].confidence - 0.1


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ("Birthdate 1/12/21 (85 Y)", "1921-01-12"),
        ("DOB: 1/12/21  Age: 85\nPrinted 3/3/2008", "1921-01-12"),
        ("DOB: 1/12/21  Age: 4\nVisit 3/3/2025", "2021-01-12"),
        ("DOB: 2/7/66\nPrinted in 1975", "1966-02-07"),
        ("DOB: 1/27/91\nVisit in 2004", "1991-01-27"),
        ("Unit # MR-6580751 Born 12-Nov-1949 (62 yrs)", "1949-11-12"),
        ("1. NAME            2.D.0.B.\nDoe, Jane          June 20, 1955", "1955-06-20"),
    ],
)
def test_the_age_beside_it_tells_the_century(page: str, value: str) -> None:
    assert sure(page, "birth_date") == [value]


def test_a_value_that_resembles_a_label_claims_no_date() -> None:
    page = """
Name              Ins            B/D           Legal Sex
Doe, Jane         Medicare       06/23/1951    F
"""
    assert sure(page, "birth_date") == ["1951-06-23"]


@pytest.mark.parametrize("printed", ["Jume 18, 1955", "18-Jjune-1955", "18 Juhe 1955"])
def test_a_month_but_for_a_letter(printed: str) -> None:
    assert sure(f"DOB: {printed}", "birth_date") == ["1955-06-18"]


def test_a_word_between_two_months_is_none() -> None:
    assert values("DOB: 18-Jon-1955", "birth_date") == []
    assert values("DOB: 18 Jane 1955", "birth_date") == []


@pytest.mark.parametrize(
    "line",
    [
        "DOE, JANE   Patient ID 39-63-58   Born January 18, 1974 (32 yrs) Date of Exam August 24, 2006",
        "Date of Service 08/06/2013 Born 01/18/1974",
        "Name: DOE, JANE\nMRN: 00123456      BID: 01/18/1974",
        "RE: Jane Doe 8/D: 01/18/1974 Patient ID: 05972335",
        "MRN 00123456   Birth Date:-01/18/1974",
        "Birthdate:.1974-01-18",
        "DOE, JANE   Med Rec No: 00123456   D0B January 18, 1974",
    ],
)
def test_what_ocr_makes_of_lines(line: str) -> None:
    assert sure(line, "birth_date") == ["1974-01-18"]


@pytest.mark.parametrize("item", ["2. DOB", "2,DOB", "2, BORN", "2,0.0.8.", "2. BID"])
def test_misread_items_of_a_form(item: str) -> None:
    page = f"""
1. PATIENT'S NAME (Last, First, Middle)    {item}         3. MED. REC. #
Doe, Jane                                  01/18/1974     2960023
"""
    assert sure(page, "birth_date") == ["1974-01-18"]


@pytest.mark.parametrize("line", ["Metformin 500 mg BID 01/18/2010", "Lisinopril   10 mg   BID   01/18/1974", "BID 01/18/1974"])
def test_twice_a_day_is_no_label(line: str) -> None:
    assert values(f"Name: DOE, JANE   MRN: 00123456\n\nMedications\n{line}", "birth_date") == []


def test_two_headings_that_resemble_one() -> None:
    page = """
Name             Medical Record   DOB          Attending
DOE, JANE        760-772-071      01/18/1974   Jones, Kyle
"""
    assert sure(page, "birth_date") == ["1974-01-18"]
    assert sure(page, "mrn") == ["760772071"]


def test_a_sex_between_two_labels() -> None:
    line = "Ashlyn Lee Sex F DOB 01/18/1974 Med Rec # 05453013"
    assert sure(line, "birth_date") == ["1974-01-18"]
    assert sure(line, "sex") == ["F"]


def test_the_oldest_may_be_past_their_birthday() -> None:
    assert sure("DOB: 09/30/1903 (115 yrs)   Date of Operation: 01/01/2019", "birth_date") == ["1903-09-30"]


def test_a_doubted_label_before_a_date() -> None:
    text = page_from_text("DOE, JANE   MRN 00123456   poB 03/14/1957   Sex F", confidence=0.95)
    doubted = tuple(replace(word, confidence=0.4) if word.text == "poB" else word for word in text.words)
    kinds = [
        {
            one.value
            for one in extractor()(TypedPage(replace(text, words=words), TypeGuess(None, 0.0))).identifiers
            if one.kind == "birth_date"
        }
        for words in (doubted, text.words)
    ]
    assert kinds == [{"1957-03-14"}, set()]


@pytest.mark.parametrize("text", ["Legal sex: Male, 66 y.o., 5/1/1955\nAdmit date: 5/12/2021", "66 yo M, 5/1/1955 seen 5/12/2021"])
def test_a_date_right_behind_the_age_that_it_gives(text: str) -> None:
    assert sure(text, "birth_date") == ["1955-05-01"]


@pytest.mark.parametrize("text", ["Male, 66 y.o., 5/1/2019\nAdmit date: 5/12/2021", "Her mother, 66 y.o., 5/1/1990 Admit date: 5/12/2021"])
def test_another_date_behind_an_age_is_none(text: str) -> None:
    assert not sure(text, "birth_date")


def test_the_century_by_an_age_beside_the_sex() -> None:
    assert sure("DOE, JANE\nMR# 0012345   F 8Y\nDOB 08/24/14   ADM 07/18/23", "birth_date") == ["2014-08-24"]
    assert sure("DOE, JANE\nMR# 0012345   F 98Y\nDOB 08/24/24   ADM 07/18/23", "birth_date") == ["1924-08-24"]


NURSES = """
NURSES NOTES                         MRN: 00844680
Born 12/17/25
Date of Service: 06/24/22
1900 98.2 78 13
2015 Voided 350 mL clear yellow urine
2045 Resting in bed
"""


def test_times_of_day_are_no_years() -> None:
    """2015 and 2045 in a nurse's column would make somebody born in 1925 too young, or a page of no year one of 1900."""
    assert sure(NURSES, "birth_date") == ["1925-12-17"]


@pytest.mark.parametrize("written", ["seen 3/4/2015", "since 2015", "March 4, 2015", "04-MAR-2015", "2015-03-04", "Mar 2015"])
def test_years_in_dates_and_behind_words_are(written: str) -> None:
    assert latest_year_in(f"0700-1930 {written} 2045 2000", 2026) == 2015


def test_a_mere_date_tells_the_century_though_not_surely() -> None:
    text = "Date: 02/25/23\nMRN: 00844680   Born 12/17/25"
    assert values(text, "birth_date") == ["1925-12-17"]
    assert not sure(text, "birth_date")


@pytest.mark.parametrize(
    "printed",
    [
        "3/14/1957 (64 y.o. F)",
        "03/14/1957, 64 yrs",
        "Mar 14, 1957 (64 years)",
        "14-Mar-1957 Age: 64 yrs",
        "3/14/1957 F 64 yo",
        "64 yo F - (3/14/1957)",
    ],
)
def test_a_date_beside_the_age_that_it_gives(printed: str) -> None:
    assert sure(f"Jane B Doe\nMRN: 00123456   {printed}\nSeen 05/01/2021", "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize(
    "text",
    [
        "Guarantor: John Doe, 64 y.o., 3/14/1957",
        "Guarantor: John Doe 3/14/1957 (64 y.o. M)",
        "Subscriber John Doe   64 y.o. M   3/14/1957",
        "Her husband John, 3/14/1957 (64 y.o.), called.",
        "Driver: John Doe - 64 yo M - 3/14/1957",
        "EMERGENCY CONTACT\nDoe, John   3/14/1957 (64 y.o. M)",
        "He was seen on 3/14/2015 (6 y.o.)",
        "Tetanus 3/14/2012 (9 years)",
        "Menarche at 12 y.o., 3/14/2009",
        "Index case: John Doe 3/14/1957 (64 y.o. M)",
    ],
)
def test_somebody_elses_age_and_other_dates_are_none(text: str) -> None:
    assert not sure(f"Visit 5/1/2021\n{text}", "birth_date")


def test_as_messages_write_it() -> None:
    assert values("Name: DOE^JANE^B   DOB: 19570314", "birth_date") == ["1957-03-14"]


@pytest.mark.parametrize("label", ["Patient Name/DOB", "Name & DOB", "Patient and DOB", "Patient (DOB)", "Patient Name and Date of Birth"])
@pytest.mark.parametrize("value", ["Jane B. Doe 3/14/1957", "Doe, Jane B (3/14/1957)", "DOE, JANE B, 03/14/1957"])
def test_behind_the_name_where_one_label_stands_for_both(label: str, value: str) -> None:
    text = f"{label}: {value}   MRN: 00123456"
    assert (sure(text, "name"), sure(text, "birth_date")) == (["DOE, JANE B"], ["1957-03-14"])


@pytest.mark.parametrize(
    "text", ["Guarantor Name/DOB: Jane Doe 3/14/1957", "GUARANTOR\nName/DOB: Jane Doe 3/14/1957", "Mother: Name/DOB: Jane Doe 3/14/1957"]
)
def test_behind_somebody_elses_name_it_is_none(text: str) -> None:
    assert not sure(text, "birth_date")


@pytest.mark.parametrize("printed", ["1957-MAR-14", "1957 Mar 14", "1957/March/14", "1957-mar-14"])
def test_the_year_first_and_the_month_as_a_word(printed: str) -> None:
    assert sure(f"DOB: {printed}", "birth_date") == ["1957-03-14"]


def test_an_age_in_brackets_tells_the_century() -> None:
    assert sure("Resident: Wu, Bryson R.   Birthdate / Age: 8/6/24 (96)\nVisit date: 3/23/2021", "birth_date") == ["1924-08-06"]


@pytest.mark.parametrize("text", ["Person Griffin Krause   Their birthdate Oct 9, 1954", "Contact DOB: 10/9/1954", "Their DOB: 10/9/1954"])
def test_their_birth_date_is_somebody_elses(text: str) -> None:
    assert not sure(f"Client No. 17-25128   Client Name Aubrey Boyer\n{text}", "birth_date")


@pytest.mark.parametrize(("printed", "value"), [("Jun 181958 62y", "1958-06-18"), ("Feb 31929", "1929-02-03")])
def test_a_gap_lost_before_the_year(printed: str, value: str) -> None:
    assert sure(f"Name: DOE, Jane\nBorn {printed}", "birth_date") == [value]


@pytest.mark.parametrize("printed", ["Jun 181758", "Jun 321958", "Jun 1819581", "Jun 181958-2"])
def test_other_figures_behind_a_month_are_no_date(printed: str) -> None:
    assert values(f"Name: DOE, Jane\nBorn {printed}", "birth_date") == []
