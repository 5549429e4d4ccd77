"""Encounter and account numbers."""

from __future__ import annotations

import pytest

from tests.extract.reading import found, sure, values


@pytest.mark.parametrize(
    "label",
    [
        "Encounter",
        "Encounter:",
        "Encounter #",
        "Encounter No.",
        "Encounter Number:",
        "Enc #:",
        "Visit #",
        "Visit No",
        "Visit No.:",
        "Visit Number",
        "CSN",
        "CSN:",
        "FIN",
        "FIN:",
        "FIN #",
        "Encounter ID:",
        "Visit ID",
        "V1sit #:",
        "Encounler #:",
        "C5N:",
        "Case No.:",
        "Case #",
        "CASE NUMBER",
    ],
)
def test_encounter_labels(label: str) -> None:
    assert sure(f"{label} 987654321", "encounter") == ["987654321"]
    assert values(f"{label} 987654321", "account") == []


@pytest.mark.parametrize(
    "label",
    [
        "HAR",
        "HAR:",
        "Acct #",
        "Acct #:",
        "Acct. No.",
        "Account Number",
        "Account #:",
        "Account No:",
        "Account:",
        "Patient Account",
        "Patient Account #:",
        "ACCOUNT NUMBER:",
        "Acct:",
        "Hospital Account:",
        "Accounl Number:",
        "Account Nurnber",
        "Patient Acct #",
        "A/C #",
    ],
)
def test_account_labels(label: str) -> None:
    assert sure(f"{label} 987654321", "account") == ["987654321"]
    assert values(f"{label} 987654321", "encounter") == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Visit #: V00123456", "encounter", "V00123456"),
        ("Visit #:V00123456", "encounter", "V00123456"),
        ("Acct #: 00123456-01", "account", "00123456-01"),
        ("CSN: 12345678  FIN: 12345678", "encounter", "12345678"),
        ("MRN         Acct #      Room\n00123456    98765432    412", "account", "98765432"),
        ("Account Number\n98765432", "account", "98765432"),
        ("Acct#98765432", "account", "98765432"),
        ("FIN98765432", "encounter", "98765432"),
        ("Acct #: 9876543Z", "account", "9876543Z"),
        ("Acct #: 98765l3O2", "account", "987651302"),
    ],
)
def test_formats_and_places(text: str, kind: str, value: str) -> None:
    assert value in values(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "MRN: 00123456",
        "Order #: 12345678",
        "Accession #: 12345678",
        "Phone: 5551234567",
        "Encounter Date: 03/14/2019",
        "Visit Date: 03/14/2019",
        "Encounter Type: Inpatient",
        "Account Balance: 12345678",
        "Bank Account #: 12345678",
        "Guarantor Account #: 12345678",
        "Visit: 3",
        "Visit (Encounter)",
        "The visit 12345678 was long.",
        "Account #:",
        "Account #: none",
        "Acct #: 123",
        "Invoice #: 12345678",
        "Reason for Visit: 12345678",
        "Case Number: S19-12345",
        "Case No.: SP17-00123",
        "Case No: 12345",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert values(text, "encounter") == []
    assert values(text, "account") == []


def test_both_on_one_line() -> None:
    text = "Acct #: 98765432  Visit #: 123456789  MRN: 00123456"
    assert (sure(text, "account"), sure(text, "encounter"), sure(text, "mrn")) == (["98765432"], ["123456789"], ["00123456"])


def test_the_box_covers_the_number() -> None:
    account = found("Acct #: 98765432", "account")[0]
    assert (account.box.x0, account.box.x1) == (100 + 8 * 20, 100 + 16 * 20 - 4)


@pytest.mark.parametrize("number", ["76863594", "E35958258", "100042496834"])
def test_in_a_line_without_signs(number: str) -> None:
    line = f"DOE, JANE C Encounter {number} DOB 08/14/1957 ACCT HA742689008"
    assert sure(line, "encounter") == [number]
    assert sure(line, "account") == ["HA742689008"]
    assert sure(line, "name") == ["DOE, JANE C"]


@pytest.mark.parametrize("read", ["£94216949", "E£94216949"])
def test_the_letter_read_as_a_sign_and_itself(read: str) -> None:
    assert sure(f"CSN: {read}", "encounter") == ["E94216949"]


def test_a_guarantors_account_is_not_the_patients() -> None:
    assert values("MRN: 00123456\nGuarantor Acct: 367398520", "account") == []


@pytest.mark.parametrize("date", ["09-21-19", "3-5-2023", "MAR-09-2022"])
def test_a_visits_date_is_not_its_number(date: str) -> None:
    assert values(f"VISIT: {date}", "encounter") == []


def test_a_number_with_hyphens_that_is_no_date_is_one() -> None:
    assert values("Visit No: 12-34-567", "encounter") == ["12-34-567"]
