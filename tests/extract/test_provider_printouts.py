"""Who ordered, treated, referred or signed, as print-outs, reports, letters and stickers name them."""

from __future__ import annotations

import pytest

from tests.extract.reading import sure

HEAD = "Patient: SMITH, JOHN Q   DOB: 01/02/1950   MRN: 00123456\n"
LABELS = """
Attending Phys|Attn Dr|Attending Prov|Attend|Admit Phys|Adm MD|Ordering Phys|Ord Dr|Ord Prov|Auth Provider|Authorizing Provider|
Requesting Phys|Req Dr|Req By|Ref MD|Consulting MD|Consulting Phys|Primary MD|Primary Care MD|Prim Care Prov|Private MD|Family Dr|Fam MD|
Operating Surgeon|Proceduralist|Endoscopist|Performing Physician|Reading Physician|Reading Radiologist|Interpreting Radiologist|
Overread by|Dictating Provider|Authored by|Digitally signed by|Electronically Authenticated by|Cosigned by|Finalized by|Treating Provider|
Rendering|Encounter Provider|Evaluated by|Examiner|Phys|Supervising MD|Prescribing Provider|Certifying Physician|Discharge Provider|
Responsible Provider|Submitting Phys|Subm Dr|Submitted by|Client/Physician|Physician(s)|Req. Provider|Billing Physician
"""


@pytest.mark.parametrize("label", [label.strip() for label in LABELS.replace("\n", "").split("|")])
def test_behind_a_label(label: str) -> None:
    assert sure(f"{HEAD}{label}: DOE, AMY B MD", "provider") == ["DOE, AMY B"]


@pytest.mark.parametrize(
    "line",
    [
        "Signed: Amy B. Doe, MD 03/01/2024 10:15",
        "Electronically signed: Amy B. Doe, MD",
        "Authenticated and Edited by Amy B. Doe, MD On 03/01/2024",
        "Verified by: Doe MD, Amy B on March 04, 2024 13:20 CST",
        "Reviewed by: Amy B. Doe, MD",
        "Therapist: Amy B. Doe, PT, DPT",
        "Dentist: Amy B. Doe, DDS",
        "Nurse Practitioner: Amy B. Doe, APRN",
        "/s/ Amy B. Doe, MD",
        "/es/ AMY B DOE MD",
        "Progress Notes by Amy B Doe, MD at 3/1/2024 10:15 AM",
        "Amy B. Doe, MD (Physician)",
        "Amy B. Doe, M.D., Cardiology",
        "Sincerely,\n\nAmy B. Doe, M.D.",
        "AMY B. DOE, M.D.\nABD/mt",
        "seen at the request of Dr. Amy B. Doe in the office",
        "Dr. Amy B. Doe Cardiology",
        "Amy B. Doe, RN, NP",
        "DOE,AMY B MD",
    ],
)
def test_by_title_or_credential(line: str) -> None:
    assert "DOE, AMY B" in sure(HEAD + line, "provider")
    assert sure(HEAD + line, "name") == ["SMITH, JOHN Q"]


@pytest.mark.parametrize(
    ("line", "providers"),
    [
        ("cc: Amy Doe, MD; Karl Roe, MD", ["DOE, AMY", "ROE, KARL"]),
        ("Consultants: Amy Doe, MD, Karl Roe, MD", ["DOE, AMY", "ROE, KARL"]),
        ("Cardiology, Amy Doe, MD", ["DOE, AMY"]),
        ("DOE, AMY LYNN, MD", ["DOE, AMY LYNN"]),
        ("Discussed with Dr. Amy Van Buren, who agrees", ["VAN BUREN, AMY"]),
        ("THOMAS R. DE LA CRUZ, M.D., F.A.C.C.", ["DE LA CRUZ, THOMAS R"]),
        ("William Smith, Jr., MD", ["SMITH, WILLIAM JR"]),
        ("Oksana Zhdanova, M.D.", ["ZHDANOVA, OKSANA"]),
    ],
)
def test_several_and_long_names(line: str, providers: list[str]) -> None:
    assert sorted(sure(HEAD + line, "provider")) == providers


@pytest.mark.parametrize(
    "line",
    [
        "Glen Burnie, MD 21061",  # towns of Maryland
        "Chevy Chase, MD",
        "JOHN SHOULD DO NOT RESUSCITATE",
        "Mary OD 20/20",
        "Zoe Poe, RN",
        "Department of Medicine, MD",
        "Dr. Doyle. Gastroesophageal reflux",
        "Dr. Le Blanc of pulmonary medicine saw the patient",
        "Copperfield Radiologists, P.A.",
    ],
)
def test_what_is_no_doctors_name(line: str) -> None:
    assert sure(HEAD + line, "provider") == []


def test_a_patient_who_is_a_doctor_treats_nobody() -> None:
    assert sure("Patient Name: DOE, AMY MD   DOB: 01/02/1950   MRN: 00123456", "provider") == []


def test_the_partners_of_a_letterhead_are_not_sure() -> None:
    assert sure("Amy Doe, M.D.   Karl Roe, M.D.\n100 River Road\n" + HEAD, "provider") == []


@pytest.mark.parametrize("line", [":DEL RIO, AMY B NP", ",DEL RIO, AMY B NP", "DEL RIO, AMY B DO", "/DEL RIO, AMY B MD"])
def test_a_stickers_doctor(line: str) -> None:
    assert sure(f"{HEAD}{line}", "provider") == ["DEL RIO, AMY B"]


def test_a_capital_i_read_as_a_small_l() -> None:
    assert sure(f"{HEAD}Signed by lan Franco, MD", "provider") == ["FRANCO, IAN"]


@pytest.mark.parametrize(
    "line", ["SMITH, AMY DO NOT RESUSCITATE", "she will see her primary care provider\nPAST HISTORY", "Prescriber\nDe La Cruz"]
)
def test_words_that_are_nobody(line: str) -> None:
    assert not sure(f"{HEAD}{line}", "provider")


def test_who_signs_with_a_number() -> None:
    assert sure(f"{HEAD}Amy B. Doe, 1730579415 (NPI)", "provider") == ["DOE, AMY B"]
    assert sure(f"{HEAD}ST. CLAIR, AMY B MD", "provider") == ["ST CLAIR, AMY B"]
