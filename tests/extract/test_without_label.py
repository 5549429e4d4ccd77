"""What stands on printouts without a label, or with one that was misread."""

from __future__ import annotations

import pytest

from pipeline.extract.vocabulary import given_names
from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import extractor, found, sure, values
from tests.support.pagetext import page_from_text

TRACING = """
Dubois, Yusuf               16-Mar-2016 07:54:22
{id}: 0767366               Vent. rate  86 BPM
24-Oct-1932 (83 yr)         PR interval 175 ms
Male                        QRS duration 88 ms
"""


@pytest.mark.parametrize("label", ["ID", "1D", "D"])
def test_a_tracing_has_its_identifiers_under_the_name(label: str) -> None:
    page = TRACING.format(id=label)
    assert sure(page, "mrn") == ["0767366"]
    assert sure(page, "name") == ["DUBOIS, YUSUF"]
    assert sure(page, "birth_date") == ["1932-10-24"]
    assert sure(page, "sex") == ["M"]
    assert sure(page, "service_date") == ["2016-03-16"]


@pytest.mark.parametrize("title", ["OPERATIVE NOTE", "CONSULTATION NOTE", "Discharge Note", "CONSULTATION"])
def test_a_transcriptions_later_page_has_its_number_behind_a_sign_under_the_name(title: str) -> None:
    page = f"{title}\nSMITH-JONES, JANE M\n#8746761\nPAGE 2\nThe tip was exchanged, and the posterior capsule was polished."
    assert sure(page, "name") == ["SMITH-JONES, JANE M"]
    assert values(page, "mrn") == ["8746761"]
    assert sure(page, "mrn") == []  # until the patient is known: it may be an account


@pytest.mark.parametrize("page", ["SMITH, JANE M\n#8746761 Lot 12", "Smith Jane\n#8746761", "#8746761\nSMITH, JANE M"])
def test_a_number_behind_a_sign_elsewhere_is_nobodys(page: str) -> None:
    assert sure(page, "name") == []
    assert sure(page, "mrn") == []


def test_an_id_elsewhere_is_not_surely_the_patients() -> None:
    assert sure("Prairie Health Plan\nID: 0767366\n", "mrn") == []


@pytest.mark.parametrize(("label", "value"), [("men:", "0952065"), ("MEN:", "H0952065"), ("MRV:", "00952065")])
def test_a_doubted_label_of_three_letters(label: str, value: str) -> None:
    page = f"Doe, Jane   {label} {value}   DOB: 02/01/1983"
    unsure = extractor()(TypedPage(page_from_text(page, confidence=0.6), TypeGuess(None, 0.0))).identifiers
    assert [one.value for one in unsure if one.kind == "mrn"] == [value]
    assert [one for one in found(page, "mrn") if one.rule == "label"] == []  # read surely, it is another label


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("DOE, JANE M   MRN: 0952065   DOB: 02/01/1983 (35 yrs)   Female", ["F"]),
        ("DOE, JANE M   MRN: 0952065   DOB: 02/01/1983   male", ["M"]),
        ("DOB 15-Jun-51, 67 y/o F   MRN: 0952065", ["F"]),
        ("DOB 15-Jun-51, 67 y/oM   MRN: 0952065", ["M"]),
        ("DOE, JANE M   MRN: 0952065   DOB: 02/01/1983", []),
        ("DOE, JANE   MRN: 0952065   Male / Female", []),
    ],
)
def test_sex_in_a_line_of_the_patients_numbers(line: str, value: list[str]) -> None:
    assert sure(line, "sex") == value


@pytest.mark.parametrize("town", ["Duluth, MN", "El Paso, TX", "MACON, GA"])
def test_a_town_over_the_patients_numbers_is_nobody(town: str) -> None:
    assert values(f"{town}\nDOB: 08/30/1961\nMRN: 93727041\n", "name") == []


@pytest.mark.parametrize("title", ["Specific Gravity", "Pinecrest Children's"])
def test_two_words_without_a_given_name_are_no_sure_name(title: str) -> None:
    assert sure(f"{title}   MRN: 93727041   DOB: 08/30/1961\n", "name") == []
    assert sure("Dorothy Kowalczyk   MRN: 93727041   DOB: 08/30/1961\n", "name") == ["KOWALCZYK, DOROTHY"]


def test_given_names_are_names_and_no_titles() -> None:
    assert {"DOROTHY", "JOSE", "WEI", "MILDRED", "AISHA"} <= given_names()
    assert not {"SPECIFIC", "PINECREST", "MERCY", "TRINITY"} & given_names()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Patient's Name: Blackwood. Kenji   MRN: 0952065", "BLACKWOOD, KENJI"),
        ("Patient Name: julia Sims   MRN: 0952065", "SIMS, JULIA"),
        ("Patient Name: John Smith Jr.   MRN: 0952065", "SMITH, JOHN JR"),
    ],
)
def test_names_with_a_sign_or_letter_misread(line: str, value: str) -> None:
    assert values(line, "name")[:1] == [value]


def test_a_hint_between_label_and_colon() -> None:
    assert sure("MRN (office use): 0960939   Phone: (915) 634-2273", "mrn") == ["0960939"]


LETTER = "NORTHGATE CONSULTANTS\n\nJanuary 28, 2016\n\nXimena Rossi, M.D.\n\nRE: Xavier Holt\nDOB: 08/30/1961\n\nDear Dr. Rossi:\n"


def test_a_letter_is_dated_by_the_line_over_its_opening() -> None:
    assert sure(LETTER, "service_date") == ["2016-01-28"]
    assert values("NEWSLETTER\n\nJanuary 28, 2016\n\nThe gift shop is open.\n", "service_date") == []


def test_a_note_is_dated_behind_its_author() -> None:
    assert sure("Progress Notes\nAdriana Underhill, MD at 2/27/2021 10:40 AM\n", "service_date") == ["2021-02-27"]


def test_a_signatures_date_gives_way_to_the_operations() -> None:
    page = "Date of Operation: 04/14/2007\n\nDate: 04/16/2007\n"
    assert sure(page, "service_date") == ["2007-04-14"]
    assert values(page, "service_date") == ["2007-04-14", "2007-04-16"]
    assert sure("Date: 04/16/2007\n", "service_date") == ["2007-04-16"]


@pytest.mark.parametrize(("printed", "value"), [("O3-Aug-1937", "1937-08-03"), ("l4-MAR-l957", "1957-03-14"), ("3-Apr-57", "1957-04-03")])
def test_birth_dates_in_words_with_letters_for_figures(printed: str, value: str) -> None:
    assert values(f"MRN: 0952065   DOB: {printed}   67 y/o F", "birth_date") == [value]


@pytest.mark.parametrize(
    "line", ["Jane Doe Medical Récord Number 357-631-212 DOB 09/16/1950", "Jane Doe Medical Recerd No 357631212 DOB 09/16/1950"]
)
def test_a_misread_label_in_the_middle_of_a_line(line: str) -> None:
    assert sure(line, "mrn") == ["357631212"]


def test_a_heading_of_two_lines() -> None:
    page = """
Name              Medical Record       Sex       Ordered by
                  Number
TURNER, MARISSA   02108381             F         Van Dyke, Courtney
"""
    assert sure(page, "mrn") == ["02108381"]
    assert sure(page, "name") == ["TURNER, MARISSA"]


def test_a_forms_item_glued_to_its_label() -> None:
    assert sure("4.MR #    5. ADDRESS\nMR4755010   12 Oak St", "mrn") == ["MR4755010"]


@pytest.mark.parametrize("bars", ["|||", "I||", "|I|", "III", "l||"])
def test_bars_part_cells(bars: str) -> None:
    page = f"Doe, Jane M {bars[0]} MRN: 0952065 {bars[1]} DOB: 02/01/1983 {bars[2]} Sex: F"
    assert sure(page, "name") == ["DOE, JANE M"]
    assert sure(page, "mrn") == ["0952065"]


def test_a_name_right_over_its_number() -> None:
    page = """
Jane S Ortiz                           Summit Hospital
Consult Date 07/14/2018 MR No 6681084
"""
    assert sure(page, "name") == ["ORTIZ, JANE S"]


def test_an_initial_tells_a_rare_name_from_two_capitals() -> None:
    assert sure("Zelda Q. Mcintyre | MRN: 0952065 | DOB: 02/01/1983", "name") == ["MCINTYRE, ZELDA Q"]
    assert sure("Specific Gravity | MRN: 0952065 | DOB: 02/01/1983", "name") == []


def test_a_long_value_is_not_that_of_the_next_heading() -> None:
    page = """
Patient               Acct #        Chart No.   Birth Date
Hailey C. Mendez      HA19774570712 07867476    10/11/1927
"""
    assert sure(page, "mrn") == ["07867476"]


@pytest.mark.parametrize("name", ["Martha St. John", "JOHN, MARTHA"])
def test_a_sticker_beside_a_letterhead_that_ends_in_a_label(name: str) -> None:
    left, right = "Newbury Medical Group", f"{'':40}"
    page = f"{left}{right[len(left) :]}{name}\n{right}Unit Number: 00123456 DOB: 03/14/1957"
    assert sure(page, "name") == ["ST JOHN, MARTHA" if "," not in name else name]


def test_an_initial_before_a_heading_is_no_part_of_it() -> None:
    line = "DOE, JANE B  Date Recorded: 08/10/2001   Sex: F   MR No: 0123456   DOB: 03/14/1957"
    assert sure(line, "name") == ["DOE, JANE B"]
    assert sure(line, "birth_date") == ["1957-03-14"]


def test_a_name_in_doubt_elsewhere_leaves_the_sticker_its_own() -> None:
    card = "Member Name: Mary Blackwood\nMember ID: XQP123456789"
    assert "DOE, JANE M" in sure(f"Jane M. Doe\nMRN: 00123456\nDOB: 03/14/1957\n\n\n\n\n{card}", "name")


def test_a_full_name_right_over_a_birth_date() -> None:
    assert sure("SAMANTHA ASHLEY BLACKWOOD\nDOB: 9/26/42", "name") == ["BLACKWOOD, SAMANTHA ASHLEY"]


def test_a_second_line_of_headings_with_a_sign() -> None:
    page = "Patient            Date of      Born         Medical\n                   Admission                 Record #\n"
    assert sure(f"{page}DOE, JANE M        09-27-1999   05-26-1935   04855508", "name") == ["DOE, JANE M"]


def test_a_number_in_brackets_ends_a_name() -> None:
    line = "Doe, Jane M (MR#MR4596931) DOB: 04/17/1953"
    assert sure(line, "name") == ["DOE, JANE M"]
    assert sure(line, "mrn") == ["MR4596931"]


def test_a_stickers_edge_before_the_name() -> None:
    assert sure("(DOE, JANE\nMRN #: 239879552\n10/09/1968 (55 Y)", "name") == ["DOE, JANE"]


def test_an_initial_before_a_label_is_the_names() -> None:
    assert sure("DOE, JANE B Date Collected 10/16/2007 DATE OF BIRTH 03/24/1952 Sex F", "name") == ["DOE, JANE B"]
    assert sure("DOE, JANE B Date 03/24/1952 Sex F", "birth_date") == ["1952-03-24"]


def test_an_initial_tells_a_name_beside_two_identifiers() -> None:
    line = "{} L DOE  Acct No. 702099875  B/D 5/18/1984  Sex FEMALE"
    assert sure(line.format("QUORRA"), "name") == ["DOE, QUORRA L"]
    assert sure("QUORRA DOE  Acct No. 702099875  B/D 5/18/1984  Sex FEMALE", "name") == []


FOOT = "Amber Doe  B/D 04/13/1969  Sex Female"


def test_the_pages_foot_is_the_patients_whatever_heads_the_last_section() -> None:
    page = "CONSENT FOR TREATMENT\n\nPatient    Date\n\nWitness    Relationship\n{}" + FOOT
    assert sure(page.format("\n" * 12), "birth_date") == ["1969-04-13"]
    assert sure(page.format("\n" * 12), "name") == ["DOE, AMBER"]


SIGNED = "I, Amber Doe, hereby authorize Dr. Woods and such assistants as may be selected to perform it."


def test_the_name_over_the_sentence_that_begins_with_it() -> None:
    assert sure(f"AMBER DOE      (44 yrs)\n\nCONSENT TO BLOOD TRANSFUSION\n\n{SIGNED}", "name") == ["DOE, AMBER"]
    assert sure("Doe, Jane\n\nPROGRESS NOTE\n\nJane Doe is a 26-year-old woman.", "name") == ["DOE, JANE"]


def test_whoever_signs_may_be_a_parent() -> None:
    assert sure(f"CONSENT TO BLOOD TRANSFUSION\n\n{SIGNED}\n\nAmber Doe", "name") == []
    assert values(SIGNED, "name") == ["DOE, AMBER"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The request has been approved. The patient is DOE, JANE K.", ["DOE, JANE K"]),
        ("Our patient is Jane Doe. She was seen today.", ["DOE, JANE"]),
        ("The patient is Jane Doe's mother.", []),
        ("The patient is MARY DOE, MOTHER OF JANE", []),
        ("The patient is alert, oriented and well.", []),
        ("The patient is Jane Doe, MD, of this clinic.", []),
        ("The mother of the patient is DOE, MARY K.", []),
        ("The guarantor for the patient is DOE, MARY K.", []),
        ("The surgeon who will treat this patient is Smith, John", []),
    ],
)
def test_who_the_patient_is_said_to_be(line: str, name: list[str]) -> None:
    assert values(line, "name") == name


@pytest.mark.parametrize("heading", ["PATIENT IDENTIFICATION", "Patient Label"])
def test_a_name_right_under_a_stickers_heading_is_the_patients(heading: str) -> None:
    assert sure(f"{heading}\nHannah Lin\nDATE OF BIRTH 09/19/1945", "name") == ["LIN, HANNAH"]
    assert sure(f"{heading}\nAmber L. Two Bulls\nRTH 06/19/1971", "name") == ["TWO BULLS, AMBER L"]


@pytest.mark.parametrize("heading", ["", "ORDERS", "PATIENT CONTACT", "PATIENT'S EMPLOYER", "PATIENT REPRESENTATIVE"])
def test_a_name_under_another_heading_is_nobodys(heading: str) -> None:
    assert sure(f"{heading}\nAmber L. Two Bulls\nRTH 06/19/1971", "name") == []


def test_a_stickers_heading_that_lost_its_end_is_no_numbers_label() -> None:
    page = "PATIENT IDENT!\nDOE SR, JOHN\nB/D: 22-Oct-1945\nGender M\nMed Rec #: 426563"
    assert sure(page, "name") == ["DOE, JOHN SR"]
    assert sure(page, "mrn") == ["426563"]


def test_a_sticker_edge_that_was_read_as_a_letter_is_no_name() -> None:
    assert sure("I DOE, JANE M\nMRN: 04027564\nDOB: 03/14/1957", "name") == ["DOE, JANE M"]


def test_an_initial_before_a_misread_label_stays_the_names() -> None:
    assert sure("DOE, JOHN A Piocedure Date 12/27/11 MRN 269280903 DOB 03/14/1957", "name") == ["DOE, JOHN A"]


def test_who_signs_a_form_is_no_name() -> None:
    assert values("Signature Patient / Personal Representative\nDate", "name") == []


@pytest.mark.parametrize("words", ["CHOLESTEROL, TOTAL", "LDL, CALCULATED", "Depression, stable", "Calcium, Ionized"])
def test_a_tests_name_over_the_patients_numbers_is_nobodys(words: str) -> None:
    assert sure(f"{words}\nMRN: 04027564\nDOB: 03/14/1957", "name") == []
