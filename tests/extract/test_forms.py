"""Forms of insurers and registrars: boxes with their label above the value, boxes to tick, other people's boxes beside the patient's."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure, values

# Laid out as the CMS-1500 of 1990 is: the patient left, the insured right.
OLD_CLAIM = """
                          HEALTH INSURANCE CLAIM FORM

1. MEDICARE   MEDICAID                                                            1a. INSURED'S I.D. NUMBER
2. PATIENT'S NAME (Last Name, First Name)      3. PATIENT'S BIRTH DATE            4. INSURED'S NAME (Last Name, First Name)
                                                   MM    DD    YY        SEX
   Roe, Ann                                        03    14    57     M     F X     Roe, Paul
5. PATIENT'S ADDRESS (No., Street)             6. PATIENT RELATIONSHIP            7. INSURED'S ADDRESS (No., Street)
   12 Oak Street                                                                     99 Elm Street

                                                                                  a. INSURED'S DATE OF BIRTH
                                                                                        MM    DD    YY             SEX
                                                                                        06    12    65          M X      F

   24.   DATE(S) OF SERVICE        Place
     From             To
     MM   DD   YY    MM   DD   YY
     10   11   21    10   12   21   11   90801
     10   14   21                   11   90805

25. FEDERAL TAX I.D. NUMBER   SSN EIN   26. PATIENT'S ACCOUNT NO.   33. PHYSICIAN'S, SUPPLIER'S BILLING NAME, ADDRESS, ZIP CODE
    555-88-9999                   X                                     & PHONE #
                                                                        Jane Smith MD
                                                                        9 Care Ave        (920) 555-0101
"""


def test_a_claims_patient_is_told_from_the_insured_and_the_supplier() -> None:
    assert values(OLD_CLAIM, "name") == ["ROE, ANN"]
    assert values(OLD_CLAIM, "birth_date") == ["1957-03-14"]
    assert values(OLD_CLAIM, "sex") == ["F"]
    assert values(OLD_CLAIM, "address") == ["12 OAK STREET"]
    assert values(OLD_CLAIM, "provider") == ["SMITH, JANE"]
    assert values(OLD_CLAIM, "phone") == values(OLD_CLAIM, "ssn") == values(OLD_CLAIM, "account") == []


def test_a_claims_services_have_the_dates_of_their_lines() -> None:
    assert sure(OLD_CLAIM, "service_date") == ["2021-10-11", "2021-10-14"]


@pytest.mark.parametrize(
    ("boxes", "sex"),
    [
        ("   M [X]    F [ ]", ["M"]),
        ("   M       F X", ["F"]),
        ("   M X     F", ["M"]),
        ("   X M     F", ["M"]),
        ("   M     X F", ["F"]),
        ("   M    X    F", []),  # between them
        ("   M X     F X", []),
        ("   M       F", []),
        ("     X     F", []),  # the M was not read: whose mark it is can't be told
    ],
)
def test_a_tick_belongs_to_the_letter_it_stands_close_to(boxes: str, sex: list[str]) -> None:
    assert values("3. PATIENT'S BIRTH DATE            SEX\n       03/14/1957             " + boxes, "sex") == sex


def test_where_one_letter_was_not_read_the_label_between_the_boxes_tells() -> None:
    above = "3. PATIENT'S BIRTH DATE\n                         SEX\n"
    assert values(above + "                   M X", "sex") == ["M"]
    assert values(above + "                              F X", "sex") == ["F"]
    assert values(above + "                              M X", "sex") == []


@pytest.mark.parametrize("whose", ["INSURED'S DATE OF BIRTH", "OTHER INSURED'S DATE OF BIRTH", "Spouse's Date of Birth"])
def test_a_tick_in_somebody_elses_box_is_not_the_patients(whose: str) -> None:
    assert values(f"a. {whose}\n                              SEX\n                          M X     F", "sex") == []


def test_a_box_may_hold_its_value_beside_and_below_the_label() -> None:
    form = "   NAME                                          BIRTH DATE\n            Ann Roe                                 7-22-1979\n"
    assert sure(form, "name") == ["ROE, ANN"]
    assert sure(form, "birth_date") == ["1979-07-22"]


def test_an_id_number_beside_a_plan_is_the_members() -> None:
    assert values("NAME: Ann Roe\nID NUMBER    a-184054-6661\nINSURANCE PLAN NAME    Kestrel", "member_id") == ["A1840546661"]
    assert values("NAME: Ann Roe\nID NUMBER    a-184054-6661", "member_id") == []
    assert values("MRN: 00123456\nID NUMBER    a-184054-6661\nINSURANCE PLAN NAME    Kestrel", "member_id") == []


INVOICE = """
Harlow Hospital
Name: Jane Smith, MD
Street Address: 9 Care Ave
Phone: (920) 555-0101

Bill To
Name: Ann Roe
Street Address: 12 Oak Street

If you have any questions please contact us at
Phone: (920) 555-0102
"""


def test_an_invoices_sender_is_the_provider_and_its_payer_not_surely_the_patient() -> None:
    assert values(INVOICE, "provider") == ["SMITH, JANE"]
    assert values(INVOICE, "address") == ["12 OAK STREET"]
    assert values(INVOICE, "phone") == []
    assert "ROE, ANN" in values(INVOICE, "name")
    assert sure(INVOICE, "name") == sure(INVOICE, "address") == []


def test_the_payer_is_somebody_else_where_the_patient_is_named() -> None:
    page = "Patient Name: ROE, ANN   MRN: 00123456\n\nBill To\nName: Paul Stone\nAddress: 99 Elm Street, Fairview, OH 12345"
    assert values(page, "name") == ["ROE, ANN"]
    assert values(page, "address") == []


def test_contacts_in_somebody_elses_section_are_not_the_patients() -> None:
    page = "Patient: DOE, JANE   MRN: 00123456\n\nNext of Kin\nName  John Doe\nPhone  588-555-0172\nAddress  12 Oak St, Fairview, OH 12345"
    assert values(page, "phone") == values(page, "address") == []


CERTIFICATE = """
                      CERTIFICATE OF LIVE BIRTH
  CHILD-NAME    FIRST       MIDDLE      LAST        SEX     DATE OF BIRTH (Mo., Day,
                PAULO       SOUZA       ROE         MALE    MARCH 23, 1981

> MOTHER-MAIDEN NAME   FIRST     MIDDLE     LAST      STATE OF BIRTH
                       MARIA     OLIVIA     GARCIA    01/02/1950

> FATHER               FIRST     MIDDLE     LAST      STATE OF BIRTH
                       DIEGO                STONE     ILLINOIS
"""


def test_parents_on_a_certificate_of_birth_are_nobody_whose_page_it_is() -> None:
    assert not {"GARCIA, MARIA OLIVIA", "STONE, DIEGO"} & set(values(CERTIFICATE, "name"))
    assert values(CERTIFICATE, "birth_date") == ["1981-03-23"]


def test_a_forms_own_words_are_no_former_name() -> None:
    text = "Have you used any other names?\nExamples include maiden name, other married names, other names, or nickname."
    assert values(text, "former_name") == []


@pytest.mark.parametrize(
    ("boxes", "sex"), [("03/14/1957   F                       Roe, Paul", ["F"]), ("03/14/1957   M  F                    Roe, Paul", [])]
)
def test_a_box_for_birth_date_and_sex_holds_both(boxes: str, sex: list[str]) -> None:
    form = f"2. PATIENT'S NAME     3. PATIENT'S BIRTH DATE     SEX         4. INSURED'S NAME\n   Roe, Ann           {boxes}"
    assert values(form, "birth_date") == ["1957-03-14"]
    assert values(form, "sex") == sex


def test_the_insureds_sex_behind_their_birth_date_is_not_the_patients() -> None:
    assert values("a. INSURED'S DATE OF BIRTH     SEX\n   03/14/1957    F", "sex") == []


def test_a_hint_whose_bracket_was_not_read_is_no_value() -> None:
    form = """
2. PATIENT'S NAME (Last Name, First Name, Middle Initial' 3. PATIENT'S BIRTH DATE
   Roe, Ann B                                                03/14/1957"""
    assert sure(form, "name") == ["ROE, ANN B"]


@pytest.mark.parametrize("item", ["9.", "9,", "la.", "10d."])
def test_a_forms_item_number_comes_before_a_label_however_it_was_read(item: str) -> None:
    assert values(f"NAME: Ann Roe\n\n{item} OTHER INSURED'S NAME\n   Paul Stone", "name") == ["ROE, ANN"]


def test_a_policy_number_of_the_insured_is_no_record_number() -> None:
    assert values("PATIENT'S NAME: Ann Roe\n\n11. INSURED'S POLICY GROUP OR FECA NUMBER\n    572096", "mrn") == []


def test_whoever_referred_and_signed_a_claim_is_a_provider() -> None:
    form = """
17. NAME OF REFERRING PROVIDER         31. SIGNATURE OF PHYSICIAN OR SUPPLIER
    Jane Smith, MD                         Paul Stone, DO"""
    assert set(values(form, "provider")) == {"SMITH, JANE", "STONE, PAUL"}
    assert values("31. SIGNATURE OF PHYSICIAN OR SUPPLIER\n    Harlow Family Practice", "provider") == []


@pytest.mark.parametrize("house", ["Fairview Memorial Hospital", "Jane Addams Clinic", "Harlow Care Center of Fairview"])
def test_a_house_under_a_label_that_lost_its_first_word_is_nobody(house: str) -> None:
    assert values(f"—NAME (If not in hospital)     CITY\n   {house}", "name") == []


def test_a_mask_between_two_boxes_leaves_them_apart() -> None:
    form = "2. PATIENT'S NAME (Last, First)              SEX\n   Roe, Ann                             mM [X        Roe, Paul"
    assert values(form, "name") == ["ROE, ANN"]


@pytest.mark.parametrize("head", ["JS MOTHER-MAIDEN NAME", "J MQOTHER—MAIDEN NAME", "x FATHER—NAME"])
def test_a_parents_name_in_parts_is_known_by_its_row(head: str) -> None:
    row = f"{head}      FIRST      MIDDLE      LAST\n"
    assert values(row + " " * (len(head) + 6) + "MARIA      OLIVIA      GARCIA", "name") == []


def test_figures_stand_in_their_columns_though_a_rule_was_read_with_them() -> None:
    claim = "24.  DATE(S) OF SERVICE\n     MM    DD    YY    MM    DD    YY\n     10  ; 11  :21                         90801"
    assert values(claim, "service_date") == ["2021-10-11"]
    assert values(claim.replace("; 11", "; 114"), "service_date") == []


@pytest.mark.parametrize("boxes", ["03  |  14  |  57", "03    14----57", "03    14    1957"])
def test_a_birth_date_in_its_boxes_is_sure(boxes: str) -> None:
    above = "3. PATIENT'S BIRTH DATE\n   MM    DD    YY\n   "
    assert sure(above + boxes, "birth_date") == ["1957-03-14"]
    assert values(above.replace("PATIENT'S", "INSURED'S") + boxes, "birth_date") == []


@pytest.mark.parametrize("whose", ["Insured's", "Subscriber's", "Mother's", "Husband's", "Policyholder's"])
def test_whose_birth_date_it_is_stands_before_the_label(whose: str) -> None:
    assert values(f"Patient Name: ROE, ANN\n{whose} Birth Date: 03/14/1957    {whose} Gender: M", "birth_date") == []
    assert values(f"Patient Name: ROE, ANN\n{whose} Birth Date: 03/14/1957    {whose} Gender: M", "sex") == []


def test_a_payer_is_no_label_of_its_members_number() -> None:
    assert values("Patient Name: ROE, ANN\n\nMEDICARE          0000112", "member_id") == []
    assert values("Patient Name: ROE, ANN\n\n60 INSURED'S UNIQUE ID\n1EG4TE5MK73", "member_id") == ["1EG4TE5MK73"]


def test_the_telephone_in_the_insureds_column_is_theirs() -> None:
    form = """
2. PATIENT'S NAME                               4. INSURED'S NAME
   ROE, ANN, M                                     STONE, PAUL
ZIP CODE      TELEPHONE (Include Area Code)     ZIP CODE      TELEPHONE (Include Area Code)
12345         (330) 555-0139                    12346         (330) 555-0140"""
    assert values(form, "phone") == ["3305550139"]
    assert sure(form, "name") == ["ROE, ANN M"]


def test_a_credential_two_lines_down_makes_the_signer_a_provider() -> None:
    assert values(
        "31. SIGNATURE OF PHYSICIAN OR SUPPLIER\n    INCLUDING DEGREES OR CREDENTIALS\n    Paul Stone MD   10/11/21", "provider"
    ) == ["STONE, PAUL"]


def test_a_boxs_part_has_a_letter_before_its_value() -> None:
    assert sure("8 PATIENT NAME     a\nb  ROE, ANN M", "name") == ["ROE, ANN M"]


IMPRINTED = """
PATIENT NAME AND ADDRESS (Mechanical imprinting, if    HARBORVIEW CLINIC
available)                                             ID: 765550834   DOB: 03/15/1936
{name}                                                 Printed 12/08/2020 Page 1 of 3
5332 JUNIPER AVE
"""


def test_a_hint_that_goes_on_in_the_next_line() -> None:
    assert sure(IMPRINTED.format(name="LEHMAN, KYRA D"), "name") == ["LEHMAN, KYRA D"]
    assert not sure(IMPRINTED.format(name=""), "name")


def test_made_up_people_on_forms() -> None:
    text = "NAME\nFailed Test\nADDRESS\n1 Test St\nDoctor: If Known"
    assert values(text, "name") == ["TEST, FAILED"]
    assert values(text, "address") == ["1 TEST ST"]
    assert values(text, "provider") == []


def test_an_empty_box_takes_no_word_of_the_row_below() -> None:
    form = """First Name          MI            Last Name       Suffix
Paola                             Wolf
Gender              Start         Day             Seen
Female              Checked       Monday          Allison"""
    assert values(form, "name") == ["WOLF, PAOLA"]


def test_a_middle_name_in_a_line_of_its_own_is_kept() -> None:
    assert sure("Last Name: Doe\nFirst Name: Jane   MI: M", "name") == ["DOE, JANE M"]
