"""Patient names: forms, where they end, and whose they are."""

from __future__ import annotations

import pytest

from pipeline.extract import format_name, parse_name
from pipeline.model.types import PersonName
from tests.extract.reading import found, sure, values


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("DOE, JANE M", "DOE, JANE M"),
        ("Doe, Jane", "DOE, JANE"),
        ("Doe,Jane", "DOE, JANE"),
        ("Jane M. Doe Jr.", "DOE, JANE M JR"),
        ("JANE DOE", "DOE, JANE"),
        ("Jane Ann Marie Doe", "DOE, JANE ANN MARIE"),
        ("DOE JANE M", "DOE, JANE M"),
        ("Smith-Jones, Mary", "SMITH-JONES, MARY"),
        ("Mary Smith-Jones", "SMITH-JONES, MARY"),
        ("Sean O'Brien", "O'BRIEN, SEAN"),
        ("O’Brien, Seán", "O'BRIEN, SEÁN"),
        ("Maria de la Cruz", "DE LA CRUZ, MARIA"),
        ("de la Cruz, Maria", "DE LA CRUZ, MARIA"),
        ("Vincent van der Berg", "VAN DER BERG, VINCENT"),
        ("García López, María", "GARCÍA LÓPEZ, MARÍA"),
        ("DOE JR, JOHN Q", "DOE, JOHN Q JR"),
        ("DOE, JOHN Q, JR", "DOE, JOHN Q JR"),
        ("Doe, John III", "DOE, JOHN III"),
        ("Jane Doe, MD", "DOE, JANE"),
        ("Jane Doe, M.D., Ph.D.", "DOE, JANE"),
        ("DOE, JANE, RN", "DOE, JANE"),
        ("Mr. John Doe", "DOE, JOHN"),
        ("Do, Anh", "DO, ANH"),
        ("NGUYEN, DO", "NGUYEN, DO"),
        ("St. John, Mary", "ST JOHN, MARY"),
        ("D'Angelo, Gina", "D'ANGELO, GINA"),
    ],
)
def test_parse_name(raw: str, value: str) -> None:
    name = parse_name(raw)
    assert name is not None
    assert format_name(name) == value


@pytest.mark.parametrize("raw", ["", "Jane", "DOE,", ",", "12345", "Jane 123", "M", "a" * 200, "A B", "1 2 3 4 5 6 7 8 9", "MD", "J, K"])
def test_what_is_no_name(raw: str) -> None:
    assert parse_name(raw) is None


def test_the_parts_are_apart() -> None:
    assert parse_name("Jane M. Doe Jr.") == PersonName("DOE", "JANE", "M", "JR")


LABELS = [
    "Patient Name:",
    "PATIENT NAME",
    "Patient:",
    "Pt Name:",
    "Pt. Name:",
    "Pt.:",
    "Name:",
    "NAME",
    "Name of Patient:",
    "RE:",
    "Re:",
    "Patient's Name:",
    "Narne:",
    "PATlENT:",
    "Patient Narne:",
    "Patlent Name:",
]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_known(label: str) -> None:
    assert sure(f"{label} DOE, JANE M", "name") == ["DOE, JANE M"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Patient: DOE, JANE M  DOB: 03/14/1957  Sex: F", "DOE, JANE M"),
        ("Patient: DOE, JANE M DOB: 03/14/1957 Sex: F", "DOE, JANE M"),
        ("Patient: Jane Doe MRN 00123456", "DOE, JANE"),
        ("Patient Name: DOE, JANE Age: 61", "DOE, JANE"),
        ("Patient Name: DOE, JANE (F)", "DOE, JANE"),
        ("Patient:DOE, JANE", "DOE, JANE"),
        ("Name: DOE, JANE F 61Y", "DOE, JANE"),
        ("Name: Doe, Jane; Sex: F", "DOE, JANE"),
        ("Patient Name     MRN\nDOE, JANE        00123456", "DOE, JANE"),
        ("PATIENT NAME\nDOE, JANE M", "DOE, JANE M"),
        ("2. PATIENT'S NAME (Last Name, First Name, Middle Initial)\nDoe, Jane", "DOE, JANE"),
        ("Last Name: Doe   First Name: Jane   MI: M", "DOE, JANE M"),
        ("Last Name    First Name    MI\nDoe          Jane          M", "DOE, JANE M"),
        ("DOE, JANE  MRN 00123456  Page 2 of 3", "DOE, JANE"),
        ("DOE, JANE M\nMRN: 00123456\nDOB: 03/14/1957 F", "DOE, JANE M"),
        ("DOE, JANE M\nF 61Y  03/14/1957", "DOE, JANE M"),
        ("RE: Jane Doe, DOB 03/14/1957, MRN 00123456", "DOE, JANE"),
        ("Patient: DOE. JANE", "DOE, JANE"),
        ("Patient: Jane Doe    Attending: John Smith, MD", "DOE, JANE"),
        ("Patient Name: de la Cruz, Maria    Room: 12", "DE LA CRUZ, MARIA"),
    ],
)
def test_where_it_ends(text: str, value: str) -> None:
    assert sure(text, "name") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Attending: SMITH, JOHN",
        "Attending Physician: John Smith, MD",
        "Ordering Provider: SMITH, JOHN",
        "Referring: Smith, John",
        "Provider: Mateo Jackson",
        "Physician: SMITH, JOHN",
        "Surgeon: SMITH, JOHN",
        "Dictated by: John Smith",
        "cc: John Smith, MD",
        "Dr. John Smith",
        "Dear Dr. Smith:",
        "Guarantor: DOE, ROBERT",
        "Guarantor Name: DOE, ROBERT",
        "Subscriber: DOE, ROBERT",
        "Insured's Name: DOE, ROBERT",
        "Emergency Contact: DOE, ROBERT",
        "Next of Kin: DOE, ROBERT",
        "Spouse: DOE, ROBERT",
        "Mother: DOE, MARY",
        "Father's Name: DOE, ROBERT",
        "GUARANTOR INFORMATION\nName: DOE, ROBERT",
        "EMERGENCY CONTACT\nName: Robert Doe   Phone: 555-1234",
        "NEXT OF KIN\nLast Name: Doe  First Name: Robert",
        "Pharmacy Name: Main Street",
        "Facility Name: Mercy General",
        "Patient denies chest pain.",
        "Patient: denies pain",
        "Patient Signature: Jane Doe",
        "Witness: Robert Doe",
        "Name: ____________",
        "Patient Name: Subscriber: DOE, ROBERT",
        "Insurance Plan Name: Blue Cross",
        "Discharge Summary, Final Report",
        "PCP Name: MATEO JACKSON, PhD",
    ],
)
def test_other_people_are_not_the_patient(text: str) -> None:
    assert sure(text, "name") == []


def test_a_name_in_a_sentence_is_read_and_never_sure() -> None:
    assert values("Jane Doe is a 61-year-old woman with pain.", "name") == ["DOE, JANE"]
    assert sure("Jane Doe is a 61-year-old woman with pain.", "name") == []


def test_a_doctor_behind_the_patients_label_is_never_sure() -> None:
    assert sure("Patient: Jane Doe, MD", "name") == []


def test_the_guarantor_beside_the_patient() -> None:
    text = "PATIENT INFORMATION              GUARANTOR INFORMATION\nName: DOE, JANE                  Name: DOE, ROBERT"
    assert values(text, "name") == ["DOE, JANE"]


def test_the_patient_after_the_guarantor() -> None:
    assert sure("GUARANTOR\nName: DOE, ROBERT\nPATIENT INFORMATION\nName: DOE, JANE", "name") == ["DOE, JANE"]


def test_the_box_is_the_words() -> None:
    name = found("Patient: DOE, JANE M  DOB: 03/14/1957", "name")[0]
    assert (name.box.x0, name.box.x1) == (100 + 9 * 20, 100 + 20 * 20 - 4)
    assert name.raw == "DOE, JANE M"
    assert name.rule == "label"


@pytest.mark.parametrize(
    ("printed", "surely"),
    [
        ("BLACKWOOD, CLARENCEE", False),
        ("BLACKWOOD, CLARENCE E", True),
        ("DOE, ROBERTA", True),
        ("DOE, LOUISE", True),
        ("DOE, MARIA", True),
        ("DOE, XANTHIPPE", True),
    ],
)
def test_a_given_name_that_an_initial_was_read_into_is_never_sure(printed: str, surely: bool) -> None:
    value = printed.upper()
    assert values(f"Patient Name: {printed}", "name") == [value]
    assert sure(f"Patient Name: {printed}", "name") == ([value] if surely else [])


@pytest.mark.parametrize(
    ("page", "value"),
    [
        ("Name of Patient: Page, David G   Order #: 749199428", "PAGE, DAVID G"),
        ("DAVID G PAGE   MRN 0952065   DOB 02/01/1983", "PAGE, DAVID G"),
        ("CHASE OSCAR STREET   Med Rec No 0952065", "STREET, CHASE OSCAR"),
        ("Ward, Mia   MRN 0952065", "WARD, MIA"),
        ("Patient: DOE, JANE Page 1 of 2", "DOE, JANE"),
        ("Patient: Jane Doe Page 1 of 2", "DOE, JANE"),
        ("Patient: JANE DOE Ward 5", "DOE, JANE"),
    ],
)
def test_words_of_a_page_that_are_families_too(page: str, value: str) -> None:
    assert sure(page, "name") == [value]


def test_an_initial_before_a_number_in_the_next_cell_is_no_sex() -> None:
    form = """
1. PATIENT'S NAME (Last, First, Middle)      2. BIRTH DATE
Porter, Michael M                            8/11/1942
"""
    assert sure(form, "name") == ["PORTER, MICHAEL M"]
    assert sure("Patient: DOE, JOHN M 61Y", "name") == ["DOE, JOHN"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("RUSSELL, ZOEY", "RUSSELL, ZOE Y"),  # a blank lost
        ("JOHNSON, KAYLAH JR", "JOHNSON, KAYLA H JR"),
        ("JONES, GABRIFLLE", "JONES, GABRIELLE"),
        ("MORALES, COURTNEY MICHEWNET", "MORALES, COURTNEY MICHELLE"),
        ("LAWRENGE, JENNIFER H", "LAWRENCE, JENNIFER H"),
    ],
)
def test_of_two_readings_of_a_name_the_misread_one_is_not_sure(wrong: str, right: str) -> None:
    family = right.split(",", maxsplit=1)[0]
    page = f"Patient Name: {wrong}   MRN: 0952065\nMs. {family} was seen.\n{right}   MRN: 0952065   Page 1 of 2"
    assert sure(page, "name") == [right]
    assert set(values(page, "name")) == {wrong, right}


def test_two_people_of_like_names_stay_two() -> None:
    page = "Patient Name: SMITH, JOAN   MRN: 0952065\nPatient Name: SMITH, JOHN   MRN: 0952066"
    assert set(sure(page, "name")) == {"SMITH, JOAN", "SMITH, JOHN"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("PAGE JR, MATTHEW JARED   MRN # 6329535   DOB 06/10/1961", "PAGE, MATTHEW JARED JR"),
        ("Patient Name: JACOB F PAGE JR", "PAGE, JACOB F JR"),
        ("de la Cruz, Sabrina Chart # 2081258 Date of Birth 01/20/1972", "DE LA CRUZ, SABRINA"),
        ("Patient Name: KamrynC. Pefia   MRN: 00123456", "PEFIA, KAMRYN C"),
        ("Patient Name: YOUNG, SAMANTHA $   MRN: 00123456", "YOUNG, SAMANTHA S"),
    ],
)
def test_families_and_initials_that_look_like_something_else(line: str, value: str) -> None:
    assert sure(line, "name") == [value]


@pytest.mark.parametrize("text", ["Mitchell, DO", "Mitchell, PA"])
def test_a_credential_is_no_given_name(text: str) -> None:
    assert sure(f"Patient Name: {text}", "name") == []
    assert sure("Patient Name: Ma, Jin", "name") == ["MA, JIN"]


def test_whom_to_notify_is_not_the_patient() -> None:
    page = "Patient Name: DOE, JACOB   MRN: 00123456\n\nNOTIFY IN EMERGENCY\nName   Brianna Jones   Phone   944-555-0170"
    assert sure(page, "name") == ["DOE, JACOB"]


def test_a_street_is_nobody() -> None:
    assert values("Address: 4641\n\nHarbor Rd, Newbury   MRN: 00123456", "name") == []


@pytest.mark.parametrize("hint", ["(Last, First, Middle)", "{Last, First, Middle)", "Last, First, Middle)", "(Last, First, Middle}"])
def test_a_hint_whose_bracket_was_misread(hint: str) -> None:
    page = f"""
1. PATIENT'S NAME {hint}        2. B/D         3. PATIENT ID
Dominguez, Julia J                               12-11-1957     7590524
"""
    assert sure(page, "name") == ["DOMINGUEZ, JULIA J"]


def test_a_speck_over_a_labels_letter() -> None:
    page = "Pt. Namé              Medical Record     Born\nHAYNES, VANESSA A     635-945-150        03/22/1971"
    assert sure(page, "name") == ["HAYNES, VANESSA A"]


def test_a_heading_that_says_patient_needs_no_number_beside_it() -> None:
    page = "Name of Patient          Collection Date     PCP\nCameron H. Dennis        06/04/2010          Peter Cruz, M.D."
    assert sure(page, "name") == ["DENNIS, CAMERON H"]


def test_a_common_given_name_is_no_other_with_an_initial() -> None:
    assert found("SPENCER, DESTINY   Hosp No K534854   Birthdate 08/28/1977", "name")[0].confidence > 0.85


def test_an_emergency_departments_note_is_no_emergency_contact() -> None:
    title = "Emergency Department Note\n"
    assert sure(f"{title}Name: DOE, JANE M          Sex: F\nMRN: 00123456", "name") == ["DOE, JANE M"]
    assert sure("Emergency Contact   Robert Doe\nName: DOE, ROBERT", "name") == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("ACHEBE COLLEEN", "ACHEBE, COLLEEN"),
        ("SOKOLOV MATEO R", "SOKOLOV, MATEO R"),
        ("COLLEEN ACHEBE", "ACHEBE, COLLEEN"),
        ("ARIANNE SCOTT", "SCOTT, ARIANNE"),  # a given name that is many families'
        ("Achebe Colleen", "COLLEEN, ACHEBE"),  # only capitals are printed so
    ],
)
def test_capitals_tell_by_themselves_which_one_is_the_family(printed: str, value: str) -> None:
    assert sure(f"Name: {printed}   ID: 0123456", "name") == [value]


def test_who_signs_with_the_own_birth_date_is_the_patient() -> None:
    assert sure("I, Cedric McAllister ,born on June 9, 1989 , give permission for the transfusion.", "name") == ["MCALLISTER, CEDRIC"]
    assert not sure("I, Cedric McAllister, give permission for the transfusion.", "name")


@pytest.mark.parametrize(("printed", "value"), [("DE LEON CHARLENE", "DE LEON, CHARLENE"), ("VAN BUREN KEIKO M", "VAN BUREN, KEIKO M")])
def test_a_particle_begins_the_family(printed: str, value: str) -> None:
    assert sure(f"Name: {printed}   ID: 0123456", "name") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "I, Mary Doe, born March 14, 1957, legal guardian of Jim Doe, give permission",
        "I, Mary Doe, born March 14, 1957, give permission for the transfusion\nof blood on behalf of my son.",
    ],
)
def test_a_guardian_with_the_own_birth_date_is_not_the_patient(text: str) -> None:
    assert not sure(text, "name")
    assert not sure(text, "birth_date")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Patient Name: Michelle Jordan vasquez   MRN: 3268729", "VASQUEZ, MICHELLE JORDAN"),
        ("Patient Name: Michelle J. sanders", "SANDERS, MICHELLE J"),
        ("Patient Name: RICARDO ZACHARY ALLEMea@R", "ZACHARY, RICARDO"),
    ],
)
def test_a_western_name_whose_family_was_misread_is_never_sure(line: str, value: str) -> None:
    assert values(line, "name") == [value]
    assert sure(line, "name") == []


@pytest.mark.parametrize(
    "line", ["Patient: Michelle Jordan was seen", "Patient: Michelle Jordan presents today", "Patient: Michelle Jordan MRN: 3268729"]
)
def test_a_sentence_behind_a_name_takes_nothing_from_it(line: str) -> None:
    assert sure(line, "name") == ["JORDAN, MICHELLE"]


def test_who_signs_a_physicians_statement_is_not_the_patient() -> None:
    said = "CONSENT FOR SURGERY\n" + "I consent to the operation.\n" * 8
    page = f"{said}PHYSICIAN STATEMENT:\nI have explained the risks.\nName   Matthew Chapman\nPhysician   Date\n\n"
    assert sure(f"{page}Brian J. Byrd   Med Rec # 4927691   DOB 04/11/1955", "name") == ["BYRD, BRIAN J"]


@pytest.mark.parametrize("hint", ["(last, first, middle):", "(Last, First, MI)", "(Last, First)", "(last name, first name):"])
@pytest.mark.parametrize("label", ["Child's name", "Name of Child", "Client's Name"])
def test_how_a_name_is_to_be_written(label: str, hint: str) -> None:
    assert sure(f"{label} {hint} Doe, Jane Beth     Birthdate: 03/04/2015", "name") == ["DOE, JANE BETH"]


def test_labels_in_brackets_are_labels() -> None:
    assert sure("NAME (Last)  DOE   (First)  JANE", "name") == ["DOE, JANE"]


@pytest.mark.parametrize("kin", ["(wife)", "(son)", "(brother)", "(mother of patient)"])
def test_who_signs_for_a_patient_is_not_the_patient(kin: str) -> None:
    """A caption under a signature's line stands over the next line's name."""
    assert not values(f"07/22/2022\nPatient                 Date\nAlyssa Kumar {kin}          20:00\nStaff witness           Time", "name")


@pytest.mark.parametrize("title", ["Patient Laboratory Results", "RECORD OF SURGICAL OPERATION", "Patient Discharge Summary"])
def test_a_title_is_no_name(title: str) -> None:
    assert not sure(f"{title}\nDOB: 03/14/1957", "name")


def test_under_patient_details() -> None:
    text = "Patient Details          Physician Details\nHICKS DOMINIC J          Ordering: IRWIN, ERNESTO L MD\nDOB: 1971/01/19"
    assert sure(text, "name") == ["HICKS, DOMINIC J"]


def test_a_frames_side_before_a_label() -> None:
    assert values("I Resident Wu, Bryson R. (79110)    Facility 0417    Pg 1/1", "name") == ["WU, BRYSON R"]
