"""More of what a scanning station lays on the glass: twins without their letter, labels of two people, covers of faxes, names cut short."""

from __future__ import annotations

import pytest

from pipeline.model.types import PageResult, Patient, PersonName
from tests.filing.support import CONSENT, DISCHARGE, JANE, JOHN, LAB, ROSA, at_foot, blank, failed, found, of, page
from tests.filing.test_adversary import LONG, NAMESAKE, ROSTER, barcoded, born, foot, mrn, name, verdicts
from tests.filing.test_runs import ABSCESS, E7, E9, FEB, GALL, MAR, TWIN, headed, sheet, told
from tests.filing.test_separators import FOR_JANE
from tests.filing.test_stations import BABY, scribble

BOY_A = Patient("B2", "7700011", PersonName("DOE", "BABYBOY A"), "2024-05-05", "M")
BOY_B = Patient("B3", "7700012", PersonName("DOE", "BABYBOY B"), "2024-05-05", "M")
LONG_NAME = Patient("L1", "6660001", PersonName("CHRISTOPHERSON", "ALEXANDRIA"), "1966-06-06", "F")
NARROW = Patient("L2", "6660901", PersonName("MCALLISTER", "MIKAYLA"), "1980-06-20", "F")
PEOPLE = (JANE, JOHN, ROSA, TWIN, NAMESAKE, BABY, BOY_A, BOY_B, LONG_NAME, NARROW)
CONSULT = "11488-4"
COVER = page(1, (), "FAX COVER SHEET\nTo: Medical Records\nFrom: Dr. Roe\nPages: 3\nurgent", None)
JOHNS_TWO = foot(mrn(JOHN), name(JOHN), number="2 of 2")


def faxed(number: str, *lines: str, who: Patient | None = None) -> PageResult:
    """A page with a fax machine's line above its own."""
    said = f"08/24/2024 12:24 FAX 3585551673 RECORDS P.{number}"
    return page(1, of(who) if who else (), "\n".join((said, *lines)), DISCHARGE if lines else None)


REPORT = ("GENERAL HOSPITAL", "Tel 555-555-0100", "DISCHARGE SUMMARY", *(["was seen and is well"] * 30))

FORM = "HEALTH RECORD   CONSULTATION SHEET\nDATE OF REQUEST   FACILITY   CLINIC\n" + "seen and well\n" * 45


def form(who: Patient, text: str = FORM) -> PageResult:
    """A form of one page without a number, whose patient stands at its foot."""
    signed = (found("provider", "ROE, MAX"), found("service_date", "2020-05-01"))
    return page(1, (*map(at_foot, of(who)), *signed), text, CONSULT)


CASES: dict[str, tuple[list[PageResult], list[str]]] = {
    # labels
    "label of one on the form of another": ([page(1, (*of(JANE), mrn(JOHN), name(JOHN)))], ["1: ambiguous_patient"]),
    "on the second page": (
        [sheet(JANE, "1/2"), foot(mrn(JANE), name(JANE), mrn(JOHN), name(JOHN), number="2 of 2")],
        ["1 2: ambiguous_patient"],
    ),
    "twins without their letter": ([page(1, (mrn(BOY_A), name("DOE, BABYBOY"), born(BOY_A)))], ["1: ambiguous_patient"]),
    "the other twin's letter": ([page(1, (mrn(BOY_A), name("DOE, BABYBOY B"), born(BOY_A)))], ["1: ambiguous_patient"]),
    "twins' pages": ([sheet(BOY_A, "1/2"), sheet(BOY_B, "2/2")], ["1 2: misfile"]),
    "twin's number at the foot": ([sheet(JANE, "", DISCHARGE), foot(mrn(TWIN), name(JANE))], ["1 2: ambiguous_patient,misfile"]),
    "baby under its mother's number": ([page(1, (mrn(JANE), name("DOE, BABY GIRL"), born(BABY)))], ["1: ambiguous_patient"]),
    "married between two pages": ([sheet(JANE, "1/2"), foot(mrn(JANE), name("ROE, JANE"), number="2 of 2")], ["1 2: ambiguous_patient"]),
    "birth date mistyped": ([page(1, (mrn(JANE), name(JANE), born("1975-03-14")))], ["1: ambiguous_patient"]),
    "another hospital's number": ([page(1, (mrn("9988776"), name(JANE), born(JANE)))], ["1: no_patient"]),
    # forms with their patient at the foot, without page numbers
    "two of one form": ([form(JANE), form(JOHN)], ["1: M1", "2: M2"]),
    "a later page of somebody else": (
        [form(JANE), form(JOHN, "and was seen again, with much the same " * 2 + FORM[60:])],
        ["1 2: misfile"],
    ),
    # names cut short: number and birth date must say it
    "half of a double name": ([page(1, (mrn(ROSA), name("NUNEZ, ROSA"), born(ROSA)))], ["1: M3"]),
    "the other half": ([page(1, (mrn(ROSA), name("ORTIZ, ROSA"), born(ROSA)))], ["1: M3"]),
    "half, and no birth date": ([page(1, (mrn(ROSA), name("NUNEZ, ROSA")))], ["1: no_patient"]),
    "half, and no number": ([page(1, (name("NUNEZ, ROSA"), born(ROSA)))], ["1: no_patient"]),
    "half of hers, another given name": ([page(1, (mrn(ROSA), name("NUNEZ, RUTH"), born(ROSA)))], ["1: ambiguous_patient"]),
    "cut by a label": ([page(1, (mrn(LONG_NAME), name("CHRISTOPHERS, ALEXANDRIA"), born(LONG_NAME)))], ["1: L1"]),
    "narrow print": ([page(1, (mrn(NARROW), name("MCALUSTER, MIKAYLA"), born(NARROW)))], ["1: L2"]),
    "cut, and perhaps another's": ([page(1, (mrn(LONG_NAME), name("CHRISTOPHERS, ALEXANDR"), born(LONG_NAME)))], ["1: ambiguous_patient"]),
    "not cut": ([page(1, (mrn(LONG_NAME), name("CHRIST, ALEX"), born(LONG_NAME)))], ["1: ambiguous_patient"]),
    # piles
    "cover between two patients": (
        [sheet(JANE, "", DISCHARGE), COVER, sheet(JOHN, "", DISCHARGE)],
        ["1: M1", "2: no_patient,unknown_type", "3: M2"],
    ),
    "cover behind a whole document": ([sheet(JANE, "1/1"), COVER, sheet(JOHN, "1/1")], ["1: M1", "2: no_patient,unknown_type", "3: M2"]),
    "numbers without totals": (
        [sheet(JANE, "1", DISCHARGE), sheet(JANE, "2"), sheet(JOHN, "1", DISCHARGE), sheet(None, "2")],
        ["1 2: M1", "3 4: M2"],
    ),
    "numbers without totals, one patient": (
        [sheet(JANE, "1", DISCHARGE), sheet(None, "2"), sheet(JANE, "1", LAB), sheet(None, "2")],
        ["1 2: M1", "3 4: M1"],
    ),
    "another's second page, without totals": ([sheet(JANE, "1", DISCHARGE), sheet(JOHN, "2")], ["1 2: misfile"]),
    "last pages exchanged": (
        [sheet(JANE, "1/2"), sheet(JOHN, "2/2"), sheet(JOHN, "1/2"), sheet(JANE, "2/2")],
        ["1 2: misfile", "3 4: misfile"],
    ),
    "last pages exchanged, names alone": (
        [sheet(JANE, "", DISCHARGE), foot(name(JOHN)), sheet(JOHN, "", DISCHARGE), foot(name(JANE))],
        ["1 2: misfile", "3 4: misfile"],
    ),
    "two stacks shuffled": ([sheet(JANE, "1/4"), sheet(JOHN, "2/4"), sheet(JANE, "3/4"), sheet(JOHN, "4/4")], ["1 2 3 4: misfile"]),
    "one long document": (
        [sheet(JANE, "1/6"), sheet(JANE, "2/6"), sheet(JANE, "3/6"), sheet(JOHN, "4/6"), sheet(JANE, "5/6"), sheet(JANE, "6/6")],
        ["1 2 3 4 5 6: misfile"],
    ),
    "scanned twice at once": ([sheet(JANE, "1/2"), sheet(JANE, "1/2"), sheet(JANE, "2/2")], ["1: page_order", "2 3: M1"]),
    "the page of the next document": ([told(JANE, ABSCESS), told(None, GALL), told(JOHN, GALL)], ["1 2: low_confidence", "3: M2"]),
    "of two that name nobody one speaks of another": (
        [told(JANE, ABSCESS), told(None, ABSCESS), told(None, GALL)],
        ["1 2 3: low_confidence"],
    ),
    "unreadable first": ([scribble(40), sheet(JANE, "1/2"), sheet(JANE, "2/2")], ["1: no_patient,low_confidence,unknown_type", "2 3: M1"]),
    "failed between two patients": ([sheet(JANE, "", DISCHARGE), failed(1), sheet(JOHN, "", DISCHARGE)], ["1: page_failed", "3: M2"]),
    "a title that names nobody between two": (
        [sheet(JANE, "", DISCHARGE), sheet(None, "", LAB), sheet(JOHN, "", CONSENT)],
        ["1: M1", "2: no_patient", "3: M2"],
    ),
    "spouse's card between": (
        [sheet(JANE, "", DISCHARGE), page(1, (name("ROE, RICHARD"),), "\n\nUNITY CHOICE\nMember ID 1234"), sheet(JANE)],
        ["1 2 3: misfile"],
    ),
    "bed census between": ([sheet(JANE, "1/3"), page(1, (), f"{ROSTER}\nPage 2 of 3"), sheet(JANE, "3/3")], ["1 2 3: misfile"]),
    "two visits of one": (
        [sheet(JANE, "1/2", DISCHARGE, DISCHARGE, E7), sheet(JANE, "2/2", None, DISCHARGE, E7), sheet(JANE, "1/1", LAB, LAB, E9)],
        ["1 2: M1", "3: M1"],
    ),
    "another between two visits": ([headed(JANE, FEB), headed(JOHN, FEB), headed(JANE, MAR)], ["1: M1", "2: M2", "3: M1"]),
    "backs between, and the document goes on": (
        [sheet(JANE, "1/3"), sheet(JANE, "2/3"), blank(1), headed(JOHN), blank(1), sheet(JANE, "3/3")],
        ["1 2 3 4 5 6: misfile,page_order"],
    ),
    "faxed with empty backs": (
        [faxed("001/004", *REPORT, who=JANE), faxed("002/004"), faxed("003/004", *REPORT, who=JOHN), faxed("004/004")],
        ["1 2: low_confidence", "3 4: low_confidence"],
    ),
    # one says the number, another page the name: both may be of anybody who has that name
    "number here, name there": ([page(1, (mrn(JANE),)), foot(name(JANE))], ["1 2: ambiguous_patient"]),
    "number of one, name of another": ([page(1, (mrn(JANE),)), foot(name(JOHN))], ["1 2: ambiguous_patient"]),
    "sex alone is another's": ([sheet(JANE, "", DISCHARGE), foot(found("sex", "M"))], ["1 2: ambiguous_patient"]),
    "hardly read number at the foot": ([sheet(JANE, "", DISCHARGE), foot(mrn(JOHN, 0.2))], ["1 2: ambiguous_patient,misfile"]),
    # separators and barcodes
    "sheet of one, name of another at the end": (
        [FOR_JANE, sheet(None, "1/2"), foot(name(JOHN, 0.6), number="2 of 2")],
        ["2 3: ambiguous_patient"],
    ),
    "a barcode nobody has": ([barcoded(page(1, of(JANE), LONG), "9999999")], ["1: M1"]),
    "another's second page behind a first one whose head did not come out": (
        [page(1, (), f"{LONG}\nPage 1", DISCHARGE), foot(mrn(JOHN), name(JOHN), number="2")],
        ["1 2: low_confidence"],
    ),
    "a signature of the document before behind somebody else's first page": (
        [
            page(1, (*of(JANE), found("provider", "MOORE, HALEY K")), LONG, LAB),
            page(1, (*of(JOHN), found("provider", "GARZA, DONOVAN H")), f"{LONG}\nPage 1 of 2", DISCHARGE),
            page(1, (found("provider", "MOORE, HALEY K"),), "Haley K. Moore, MD\nPage 2 of 2", None),
        ],
        ["1: M1", "2 3: low_confidence"],
    ),
    "a first page between two that hardly came out": (
        [
            page(1, (), "GENERAL HOSPITAL\nwii", None, 0.9),
            sheet(JOHN, "1/2", DISCHARGE),
            page(1, (), "Job\nPage 2 of 2\nat\nPeel", None, 0.9),
        ],
        ["1: no_patient,unknown_type", "2 3: low_confidence"],
    ),
    "two first pages, then one's second": ([sheet(JANE, "1/2"), sheet(JOHN, "1/2"), JOHNS_TWO], ["1: page_order", "2 3: M2"]),
}


@pytest.mark.parametrize("case", CASES)
def test_pile(case: str) -> None:
    pages, expected = CASES[case]
    assert verdicts(pages, PEOPLE) == expected
