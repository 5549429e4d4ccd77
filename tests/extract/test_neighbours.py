"""Names and numbers of others beside the patient's: columns of other labels, recipients, stickers, running footers."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, sure, values

FOOTER = "MRN 00123456   DOB 03/14/1957"


@pytest.mark.parametrize(
    "label", ["Order #", "Acct No.", "Phone", "Policy #", "Accession", "Member ID", "Job #", "NPI", "Claim #", "Clerk ID", "Ticket No"]
)
def test_a_number_under_another_label_is_no_mrn(label: str) -> None:
    page = f"PATIENT NAME        Unit No         {label}\nWEBER, MIGUEL       MR-0850586      943604001"
    assert values(page, "mrn") == ["MR0850586"]


@pytest.mark.parametrize("label", ["Primary Care\nPhysician", "ATT DR", "Provider"])
def test_a_name_under_another_label_is_not_the_patients(label: str) -> None:
    first, _, second = label.partition("\n")
    page = (
        f"Pt Name               DOB             {first}\n                                      {second}\n"
        "Graham, Madeline W    10/01/1979      Scott, Sarah K"
    )
    assert values(page, "name") == ["GRAHAM, MADELINE W"]


def test_headings_of_two_lines_leave_the_values_their_labels() -> None:
    page = (
        "Patient Name      Chart #     Primary Care\n                              Physician\n"
        "NELSON, JOHN T    00777706    Julia A. Harrison MD"
    )
    assert sure(page, "name") == ["NELSON, JOHN T"]
    assert sure(page, "mrn") == ["00777706"]


@pytest.mark.parametrize(
    "text",
    [
        "RELEASE TO: Name: Elizabeth Martinez, Attorney at Law",
        "RELEASE TO\nName: Elizabeth Martinez",
        "Name: Elizabeth Martinez, Attorney at Law",
        "Disclose information to\nName: Elizabeth Martinez\nAddress: 12 Oak St",
    ],
)
def test_whom_records_are_sent_to_is_not_the_patient(text: str) -> None:
    page = f"{text}\nPurpose of disclosure\nHOWARD, DANIELA W   {FOOTER}"
    assert sure(page, "name") == ["HOWARD, DANIELA W"]


@pytest.mark.parametrize(
    ("line", "name", "born"),
    [
        ("LAUREN S BREWER   Hospital # 85-64-77   DATE OF BIRTH 02/03/1960", "BREWER, LAUREN S", "1960-02-03"),
        ("Harris Jr., Parker G MR No 870289 Born 9/15/1988 (10 yrs) Sex Male", "HARRIS, PARKER G JR", "1988-09-15"),
        ("Harris Jr., Parker G MR No 870289 Bom 9/15/1988 (10 yrs) Sex Male", "HARRIS, PARKER G JR", "1988-09-15"),
        ("Rogers, Luke E (MRN 123-648-380)   DOB: 09-28-1992", "ROGERS, LUKE E", "1992-09-28"),
        ("ST. JOHN, LAUREN C   MRN: 7014503   DOB: 22-Nov-1998", "ST JOHN, LAUREN C", "1998-11-22"),
    ],
)
def test_running_headers(line: str, name: str, born: str) -> None:
    assert sure(line, "name") == [name]
    assert sure(line, "birth_date") == [born]
    assert found(line, "name")[0].confidence >= 0.85


def test_a_sex_in_a_running_header() -> None:
    line = "Lauren Jordan Hernandez  Legal Sex F  M.R. No. 953-277-012  DOB 4/12/1988"
    assert sure(line, "sex") == ["F"]
    assert sure(line, "name") == ["HERNANDEZ, LAUREN JORDAN"]


def test_a_footer_under_the_line_to_sign_on() -> None:
    page = "Physician Signature   Date\nSUTTON, PATRICK R   Med Rec # 15-01-28   Birthdate 6/2/1960"
    assert sure(page, "name") == ["SUTTON, PATRICK R"]


def test_born_in_a_sentence_is_no_label() -> None:
    assert values("Her son was born 03/04/2010 by caesarean section.", "birth_date") == []


def test_a_sticker_without_a_comma() -> None:
    assert sure("Erin Williams\nUnit #:738453505\nDOB 11/9/1966", "name") == ["WILLIAMS, ERIN"]
    assert sure("Erin Williams\nUnit #:738453505\nDOB 11/9/1966", "mrn") == ["738453505"]
    assert sure("Erin Williams\nUnit #:738453505", "name") == []


def test_a_title_over_a_labelled_block_is_no_name() -> None:
    assert values("Wound Care\nMRN: 00123456\nDOB: 3/14/1957\nPatient: DOE, JANE", "name") == ["DOE, JANE"]


def test_a_name_below_the_sticker_is_never_sure() -> None:
    page = "Chart #: 4637955\nDOB 1/18/1959\n\nWATKINS, ADRIANA"
    assert sure(page, "name") == []


def test_an_address_is_no_name() -> None:
    assert values("PADILLA, MATTHEW M   MRN: 01314176\n6889 MAPLE AVENUE,   PORT ALBERT,   NY 37899", "name") == ["PADILLA, MATTHEW M"]


def test_a_zip_code_on_its_own_line_is_no_mrn() -> None:
    page = "Performed at Summit Laboratory, 1977 Birch Lane, Fairview, GA\n95339\nREED, MICHELLE F   MRN: 00801058"
    assert values(page, "mrn") == ["00801058"]


@pytest.mark.parametrize("label", ["P.O. number", "Purchase Order No", "Vendor ID", "Employee #"])
def test_numbers_of_trade_are_no_mrn(label: str) -> None:
    assert values(f"{label} 368348564", "mrn") == []


def test_a_torn_number_is_never_sure() -> None:
    assert sure("Chart #: MR9385 069 Date: 01-17-2008", "mrn") == []
    assert values("Chart #: MR9385 069 Date: 01-17-2008", "mrn") == ["MR9385069"]


def test_a_prefix_that_ends_in_a_misread_nought_is_never_sure() -> None:
    assert sure("MRN: MROQ624534", "mrn") == []


def test_labels_in_two_columns_are_no_section() -> None:
    page = (
        "Name                                  ANDREW J REID\nOrdering Provider                     Harris, Jacob\n"
        "Birth Date                            1942-01-07\nMed. Rec. #                           T423370"
    )
    assert sure(page, "birth_date") == ["1942-01-07"]
    assert sure(page, "name") == ["REID, ANDREW J"]


def test_a_column_of_staff_is_no_section() -> None:
    page = "Hospital #    Referring Provider    DATE OF BIRTH\n935591        Padilla, Cheyenne     1983-10-30"
    assert sure(page, "birth_date") == ["1983-10-30"]


def test_a_page_title_is_no_section() -> None:
    page = "Insurance Information\nName: SARAH HANSEN   DOS: 8/7/2023\nBirth Date: 12/8/1959\nMRN: 04027564"
    assert sure(page, "name") == ["HANSEN, SARAH"]
    assert sure(page, "birth_date") == ["1959-12-08"]


def test_a_subscribers_section_stays_one() -> None:
    page = "Insurance Information\nSubscriber: David Hansen\nName: DAVID HANSEN\nDOB: 5/5/1982\nMRN: 04027564"
    assert sure(page, "name") == []
    assert sure(page, "birth_date") == []


def test_the_name_on_a_card_is_never_sure() -> None:
    page = "Pt Name: HARRIS, PARKER G\n\n\n\n\nMember ID: W574266226\nName: JEREMY HARRIS\nRxBIN 291025"
    assert sure(page, "name") == ["HARRIS, PARKER G"]


def test_a_list_of_staff_has_no_patient() -> None:
    page = "STAFF SCHEDULE\nNAME                SUN     MON     TUE\nMelissa Collins     off     7a      7a"
    assert sure(page, "name") == []


def test_an_old_birth_date_on_an_old_chart() -> None:
    assert sure("MRN: 00123456\nDOB: 3/4/1901\nDate of Service: 8/14/1999", "birth_date") == ["1901-03-04"]


def test_the_number_of_a_forms_line_stands_before_its_label() -> None:
    assert sure("1.NAME: DOE, JANE   4.MRN: 227245", "mrn") == ["227245"]


def test_a_misread_numeral_is_a_suffix() -> None:
    assert sure(f"WALTERS Ili, MATTHEW   {FOOTER}", "name") == ["WALTERS, MATTHEW III"]


@pytest.mark.parametrize("name", ["DOE, JANE M", "Jane M. Doe"])
@pytest.mark.parametrize(
    "page",
    [
        "{}\nMRN: 00123456   DOB: 3/14/1957   Sex: F",
        "                    {}\n     MRN: 00123456   DOB: 3/14/1957   Sex: F",
        "General Hospital                         {}\n123 Oak St, Easton, WI 12345             MRN: 00123456\n"
        "Phone 444-555-0199                       DOB: 3/14/1957",
    ],
)
def test_a_name_over_its_numbers(page: str, name: str) -> None:
    assert sure(page.format(name), "name") == ["DOE, JANE M"]


def test_values_over_their_labels() -> None:
    page = "Jane M. Doe            00123456          3/14/1957\nName                   MRN               Date of Birth"
    assert sure(page, "name") == ["DOE, JANE M"]
    assert sure(page, "mrn") == ["00123456"]
    assert sure(page, "birth_date") == ["1957-03-14"]


def test_a_title_over_one_label_is_no_value() -> None:
    page = "NURSING PROGRESS\nPATIENT             VISIT\nName: SIMON, VANESSA T   MRN: 00123456"
    assert sure(page, "name") == ["SIMON, VANESSA T"]


@pytest.mark.parametrize("line", ["Results for DOE, JANE M (MRN 00123456)", "Chart of Jane M. Doe   MRN 00123456"])
def test_words_that_introduce_a_patient(line: str) -> None:
    assert sure(line, "name") == ["DOE, JANE M"]


def test_a_misread_credential_is_of_somebody_at_work() -> None:
    page = "MRN: 00123456   DOB: 3/14/1957\nElizabeth King, MO\nCardiology Associates"
    assert sure(page, "name") == []


def test_a_name_that_may_be_anybodys_gives_way_to_the_patients() -> None:
    page = "Patient Name: DOE, JANE M   MRN: 00123456\n\n\n\nInterpreter used: Yes\nName: Garrett Watts"
    assert sure(page, "name") == ["DOE, JANE M"]
    assert "WATTS, GARRETT" in values(page, "name")  # said, but not surely


def test_two_patients_on_one_page_are_both_surely_said() -> None:
    page = "Patient Name: DOE, JANE M   MRN: 00123456\n\n\n\nSMITH, JOHN   MRN: 00987654"
    assert sure(page, "name") == ["DOE, JANE M", "SMITH, JOHN"]


@pytest.mark.parametrize(
    "line",
    [
        "Name: Jade Wright   Relationship: Mother   DOB: 5/5/1962",
        "NAME             RELATION      PHONE\nJade Wright      Mother        555-0199",
    ],
)
def test_a_name_beside_a_relationship_is_not_sure(line: str) -> None:
    page = f"MRN: 00123456\n\n\n\n{line}"
    assert sure(page, "name") == []
    assert sure(page, "birth_date") == []


def test_a_name_behind_the_numbers_is_not_sure() -> None:
    assert sure("MRN: 00123456   DOB: 3/14/1957   Sarah Scott", "name") == []


@pytest.mark.parametrize("doctor", ["MORGAN, BLAKE R. MD ", "MORGAN, BLAKE RAY MD"])
def test_a_value_that_reaches_the_next_column_leaves_it_its_own(doctor: str) -> None:
    page = f"""
Patient's Name       Hosp No     Ordering MD          Birth Date     Account No
Ashley E. Bowman     7199215     {doctor} 08-14-1997     334339359
"""
    assert sure(page, "birth_date") == ["1997-08-14"]
    assert sure(page, "account") == ["334339359"]
    assert sure(page, "name") == ["BOWMAN, ASHLEY E"]


def test_a_doctors_column_begins_no_section() -> None:
    page = """
PATIENT NAME             Referring Provider     Location     Address
Gardner, Alexandria C    Austin Lyons, MD       Ortho        3995 Maple Avenue

MR#          DOB            Job #
00584928     10/07/1923     6849674
"""
    assert sure(page, "birth_date") == ["1923-10-07"]


def test_a_foot_that_dates_the_visit_ends_the_witness_section() -> None:
    page = """
Patient signed the form after the operation was explained.

Witness                       Relationship if other than patient
Interpreter

MARIA C NG   Sex F   Account # 453203358   Procedure Date 10/27/2007   Birthdate 7/8/1948
"""
    assert sure(page, "birth_date") == ["1948-07-08"]


def test_a_doctors_heading_among_others_begins_no_section() -> None:
    page = """
Pt               Location         SSN           Ordering Provider
LILLIAN DEAN     ED               XXX-39-3932   Lambert, Grace
Med Rec No       Room             Policy #      D.O.B.
79-85-58         4 West           XQP7592653    1976-06-24 Age: 36
"""
    assert sure(page, "birth_date") == ["1976-06-24"]
