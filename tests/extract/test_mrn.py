"""Medical record numbers: labels, formats, and the numbers that are not one."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor, ExtractSettings, MrnFormat, load_rules, normalise_mrn
from pipeline.model.errors import ConfigError
from pipeline.model.types import TypedPage, TypeGuess
from tests.extract.reading import RULES, SURE, found, sure, values
from tests.support.pagetext import page_from_text

LABELS = [
    "MRN",
    "MRN:",
    "MR #",
    "MR#",
    "M.R. #",
    "M.R.#:",
    "MR No.",
    "MR Number",
    "Med Rec No",
    "Med. Rec. #",
    "Med. Rec. No.:",
    "Medical Record Number",
    "Medical Record No.",
    "Medical Record #",
    "MEDICAL RECORD NUMBER:",
    "Unit No",
    "Unit #",
    "Unit Number",
    "Patient ID",
    "Patient ID:",
    "Pt ID",
    "Pt. ID:",
    "Chart #",
    "Chart No",
    "Chart No.:",
    "Hosp No",
    "Hosp. No.",
    "Hospital #",
    "MRN #:",
    "mrn",
]


@pytest.mark.parametrize("label", LABELS)
def test_every_label_is_known(label: str) -> None:
    assert sure(f"{label} 00123456", "mrn") == ["00123456"]


MISREAD = [
    "MRN;",
    "MAN:",
    "MRM:",
    "MBN:",
    "MR#;",
    "Medica1 Record Number:",
    "Med. Rec. N0.:",
    "Medlcal Record Nurnber",
    "Pat1ent ID:",
    "Un1t No:",
    "Hospita1 #",
    "MRN .",
    "MRN -",
]


@pytest.mark.parametrize("label", MISREAD)
def test_misread_labels_are_tolerated(label: str) -> None:
    assert sure(f"{label} 00123456", "mrn") == ["00123456"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("MRN: 12345", "12345"),
        ("MRN: 0012345678", "0012345678"),
        ("MRN: 12-34-56", "123456"),
        ("MRN: 12-34-56.", "123456"),
        ("MRN: 25-77-85-17-8", "257785178"),
        ("MRN: M3-05-17-50", "M3051750"),
        ("MRN: 001-234-567", "001234567"),
        ("MRN: H123456", "H123456"),
        ("MRN: h123456", "H123456"),
        ("MRN: MR-0012345", "MR0012345"),
        ("MRN: 12 34 56", "123456"),
        ("MRN:00123456", "00123456"),
        ("MRN00123456", "00123456"),
        ("MRN#00123456", "00123456"),
        ("MR #00123456", "00123456"),
        ("MRN: #00123456", "00123456"),
        ("(MRN: 00123456)", "00123456"),
        ("Seen today, MRN 00123456, in clinic.", "00123456"),
        ("Patient ID: NARH-36640", "NARH36640"),
        ("MRN:\n00123456", "00123456"),
        ("MRN        DOB\n00123456   03/14/1957", "00123456"),
        ("Name       MRN        Room\nDOE, JANE  00123456   412", "00123456"),
        ("MRN: ______00123456____", "00123456"),
        ("MRN | 00123456 |", "00123456"),
        ("MRN.......00123456", "00123456"),
        ("MRN ....... 00123456", "00123456"),
    ],
)
def test_formats_and_places(printed: str, value: str) -> None:
    assert sure(printed, "mrn") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "NPI: 1234567890",
        "NPI 1234567890",
        "Account #: 12345678",
        "Acct No: 12345678",
        "Order #: 12345678",
        "Accession #: 12345678",
        "Accession No. S1912345",
        "Phone: 5551234567",
        "Phone: 555-123-4567",
        "Fax: 5551234567",
        "SSN: 123456789",
        "SSN: 123-45-6789",
        "Policy #: 12345678",
        "Group No: 12345678",
        "Member ID: 12345678",
        "Room: 12345",
        "Zip: 12345",
        "DEA #: AB1234567",
        "License No: 1234567",
        "Specimen #: 12345678",
        "Visit #: 12345678",
        "CSN: 12345678",
        "FIN: 12345678",
        "HAR: 12345678",
        "Encounter: 12345678",
        "Claim #: 12345678",
        "MRI: 20190304",
        "Mother's MRN: 00123456",
        "Medical Record Number:",
        "MRN: DOE, JANE",
        "MRN: 03/14/1957",
        "MRN: 123",
        "MRN: 12345678901234",
        "The patient has 12345678 copies.",
        "MRN     NPI: 1234567890",
        "MRN:\nNPI: 1234567890",
        "Invoice #: 00123456",
        "Attachment Control Number: 00338763",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert values(text, "mrn") == []


@pytest.mark.parametrize(
    ("printed", "value"),
    [("OO123456", "00123456"), ("0012345G", None), ("00l23456", "00123456"), ("0012E456", None), ("0012S4B6", "00125486")],
)
def test_confused_digits_are_put_right_at_lower_confidence(printed: str, value: str | None) -> None:
    found_here = found(f"MRN: {printed}", "mrn")
    assert [identifier.value for identifier in found_here] == ([value] if value else [])
    assert all(identifier.confidence < found("MRN: 00123456", "mrn")[0].confidence - 0.1 for identifier in found_here)


@pytest.mark.parametrize(
    ("printed", "surely"),
    [("MRB2499777", False), ("MRS2499777", False), ("H2499777", True), ("B2499777", True), ("MR82499777", True),
     ("NARH36640", True)],
)  # fmt: skip
def test_a_prefix_that_may_end_in_a_misread_figure_is_never_sure(printed: str, surely: bool) -> None:
    bare = printed.replace("-", "")
    assert values(f"MED REC # {printed}", "mrn") == [bare]
    assert sure(f"MED REC # {printed}", "mrn") == ([bare] if surely else [])


def test_where_the_sites_form_settles_it_the_prefix_is_sure() -> None:
    read = Extractor(ExtractSettings(mrn=MrnFormat(patterns=(r"MRB\d{7}",))), load_rules(RULES))
    (only,) = [
        one for one in read(TypedPage(page_from_text("MED REC # MRB2499777"), TypeGuess(None, 0.0))).identifiers if one.kind == "mrn"
    ]
    assert only.confidence >= SURE


def test_numbers_that_disagree_are_both_reported() -> None:
    assert set(values("MRN: 00123456\nMRN: 00123457", "mrn")) == {"00123456", "00123457"}


def test_numbers_that_agree_are_surer() -> None:
    once, twice = found("MRN: 00123456", "mrn")[0], found("MRN: 00123456\nsome text\nMR #: 00123456", "mrn")
    assert len(twice) == 1
    assert twice[0].confidence > once.confidence


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("12-34-56", "123456"),
        ("2044-5886", "20445886"),
        ("000000254451", "000000254451"),
        (" h123456 ", "H123456"),
        ("MR-0012345", "MR0012345"),
        ("1234", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_normalise_mrn(raw: str, value: str | None) -> None:
    assert normalise_mrn(raw, MrnFormat()) == value


def test_a_site_has_its_own_format() -> None:
    form = MrnFormat(patterns=(r"\d{3}/\d{3}",), separators="/", keep_leading_zeros=False)
    assert normalise_mrn("012/345", form) == "12345"
    assert normalise_mrn("012345", form) is None


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"mrn\.patterns"):
        normalise_mrn("1", MrnFormat(patterns=("(",)))


def test_a_sign_of_money_before_figures_is_an_e() -> None:
    assert sure("MRN: £227122", "mrn") == ["E227122"]


def test_a_pattern_that_may_run_away_is_refused_before_a_page_is_read() -> None:
    with pytest.raises(ConfigError, match=r"extract\.mrn\.patterns"):
        Extractor(ExtractSettings(mrn=MrnFormat(patterns=(r"(\d+)+X",))), load_rules(RULES))


@pytest.mark.parametrize(
    "line",
    [
        "CALDWELL, JUAN W MR 07843093 Encounter 55585944 DOB 04/26/1945",
        "Lopez, Juan (MR 07843093)   Birth Date: 04/26/1945",
        "MR: 07843093",
    ],
)
def test_a_label_without_its_sign(line: str) -> None:
    assert sure(line, "mrn") == ["07843093"]


@pytest.mark.parametrize("line", ["Accession: MR 4567890   DOB: 04/26/1945", "MR 4567890", "Mr. Juan Lopez"])
def test_the_letters_are_not_always_a_label(line: str) -> None:
    assert values(line, "mrn") == []


def test_four_pairs_of_figures() -> None:
    assert sure("Patient: DOE, JANE   MRN: 00-82-33-09", "mrn") == ["00823309"]


@pytest.mark.parametrize("whose", ["Mother", "Mother's Name", "Donor", "Baby"])
def test_the_number_of_a_relative_with_a_chart_is_never_sure(whose: str) -> None:
    assert not sure(f"{whose}: Mary Doe   DOB: 03/14/1957   MRN: 00123456", "mrn")
    assert sure(f"Patient: Ann Doe   {whose}: Mary Doe\nMRN: 00123456", "mrn") == ["00123456"]


def test_a_clients_and_a_persons_number() -> None:
    assert sure("Client Name Aubrey Boyer   Client No. 17-25128\nBorn on Feb 24, 1991", "mrn") == ["1725128"]
    assert not sure("Client Acct: 30310925   Specimen ID: 162-140-8264-0", "mrn")
    assert values("Name of patient: Jane Doe   Person no.: 20468", "mrn") == ["20468"]


def test_a_forms_number_of_its_next_item_is_no_patients() -> None:
    assert values("(M0020) Patient ID Number:   (M0066) Birth Date: 03/14/1957", "mrn") == []
    assert sure("Patient: DOE, JANE   MRN: (00123456)   DOB: 03/14/1957", "mrn") == ["00123456"]


@pytest.mark.parametrize(
    "text",
    [
        "LABORATORY REPORT\nDate: 03/04/2021\nClient Name: SMITH MEDICAL GROUP\nClient No: 1234567\nPatient: DOE, JANE\nDOB: 03/14/1957",
        "Sibling: DOE, ANN   MRN: 1234567   DOB: 03/14/1957",
        "Mom: DOE, JANE   MRN: 1234567   DOB: 03/14/1957",
        "Twin A of DOE, JANE   MRN: 1234567",
        "Mother: DOE, JANE MARIE\nMRN: 1234567",
        "FACE SHEET\nEmergency Contact\nName: DOE, JANE\nPerson ID: 1234567\nDOB and Age: 03/14/1957 (63)",
    ],
)
def test_numbers_of_somebody_else_are_never_sure(text: str) -> None:
    assert sure(text, "mrn") == []


def test_a_babys_own_number() -> None:
    assert sure("Patient: DOE, BABY GIRL   MRN: 00123456   DOB: 03/14/2024", "mrn") == ["00123456"]


def test_a_forms_numbers_over_a_heading_of_two_lines_are_nobodys() -> None:
    page = """
    (M0020) Patient ID    (M0066) Birth    (M0069) Gender    (M0030) Start of
    Number                Date                               Care
    0000049412            APR-11-1951      Female            MAY-09-2021
    """
    assert sure(page, "mrn") == ["0000049412"]
    assert sure("Patient ID (M0066) Number", "mrn") == ["M0066"]
