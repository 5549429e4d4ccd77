"""What an adversary would put into the pile: whatever files, files to the right patient, and the rest is held with its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract.two_words import names_somebody
from pipeline.filing import Filer
from pipeline.filing.bystanders import is_roster
from pipeline.model.separators import Separator
from pipeline.model.types import Barcode, Document, Findings, Identifier, PageResult, Patient, PersonName
from tests.filing.support import (
    ARRIVAL,
    CONSENT,
    DISCHARGE,
    JANE,
    JOHN,
    LAB,
    ROSA,
    SETTINGS,
    MemoryPatients,
    at_foot,
    combine_types,
    found,
    of,
    page,
    printed,
)
from tests.filing.test_runs import E7, E9, sheet
from tests.filing.test_separators import FOR_JANE, PLACE
from tests.filing.test_separators import sheet as separator

SENIOR = Patient("S1", "3100001", PersonName("SMITH", "JOHN", "", "SR"), "1950-02-02", "M", "1 Oak St")
JUNIOR = Patient("S2", "3100002", PersonName("SMITH", "JOHN", "", "JR"), "1980-12-01", "M", "1 Oak St")
MERGED = Patient(
    "F1", "5100002", PersonName("LEE", "ANN"), "1970-01-05", "F", other_mrns=("5199999",), other_names=(PersonName("DOE", "ANN"),)
)
JAMES = Patient("T1", "6100001", PersonName("JAMES", "THOMAS"), "1960-01-05", "M")
THOMAS = Patient("T2", "6100901", PersonName("THOMAS", "JAMES"), "1961-11-25", "M")
NAMESAKE = Patient("N1", "1289999", PersonName("DOE", "JANE"), "1990-01-01", "F")
EVERYBODY = (JANE, JOHN, ROSA, SENIOR, JUNIOR, MERGED, JAMES, THOMAS)
LONG = "the patient was seen and is well " * 4


def mrn(whose: Patient | str, confidence: float = 0.95) -> Identifier:
    return found("mrn", whose.mrn if isinstance(whose, Patient) else whose, confidence)


def name(whose: Patient | str, confidence: float = 0.95) -> Identifier:
    return found("name", printed(whose.name) if isinstance(whose, Patient) else whose, confidence)


def born(whose: Patient | str, confidence: float = 0.95) -> Identifier:
    return found("birth_date", (whose.birth_date or "") if isinstance(whose, Patient) else whose, confidence)


def foot(*identifiers: Identifier, number: str = "") -> Findings:
    """A page that goes on, with nothing of its patient but what stands at its foot."""
    return page(1, tuple(map(at_foot, identifiers)), f"\n\n\n\n{LONG}\n{f'Page {number}' if number else ''}")


def barcoded(result: Findings, text: str) -> Findings:
    return replace(result, barcodes=(Barcode("code_128", text, PLACE),))


def _numbered(result: PageResult, number: int) -> PageResult:
    if not isinstance(result, Findings):
        return replace(result, number=number)
    typed = replace(result.typed, page=replace(result.page, number=number))
    return replace(result, typed=typed, identifiers=tuple(replace(one, page=number) for one in result.identifiers))


def _verdict(document: Document) -> str:
    pages = " ".join(str(one.page.number) for one in document.pages if isinstance(one, Findings))
    return f"{pages}: {document.patient.mpi_id if document.patient else ','.join(document.reasons)}"


def verdicts(pages: list[PageResult], people: tuple[Patient, ...] = EVERYBODY) -> list[str]:
    numbered = [_numbered(result, number) for number, result in enumerate(pages, 1)]
    return [_verdict(document) for document in Filer(SETTINGS, MemoryPatients(people), combine_types).file(ARRIVAL, numbered)]


@pytest.mark.parametrize(
    ("identifiers", "expected"),
    [
        # father and son at one address, their numbers one digit apart, the suffix not printed: only the birth date tells them apart
        ((mrn(SENIOR), name("SMITH, JOHN")), "ambiguous_patient"),
        ((mrn(JUNIOR), name("SMITH, JOHN")), "ambiguous_patient"),
        ((mrn(SENIOR), name("SMITH, JOHN"), born(SENIOR)), "S1"),
        ((mrn(JUNIOR), name("SMITH, JOHN"), born(SENIOR)), "ambiguous_patient"),
        ((name("SMITH, JOHN"), born(SENIOR)), "S1"),
        # one whom the index doesn't know, and a namesake whom it knows
        ((mrn("5555555"), name("DOE, JANE"), born("1988-08-08")), "ambiguous_patient"),
        ((mrn("5555555", 0.5), name("DOE, JANE"), born("1988-08-08", 0.5)), "no_patient"),
        ((mrn("1234561", 0.75), name("DOE, JANE")), "no_patient"),
        # a wrong digit that makes it another patient's number
        ((mrn(JUNIOR), name(JAMES), born(JAMES)), "ambiguous_patient"),
        ((mrn(JANE), name("DOE, JACK")), "ambiguous_patient"),
        # family and given name the other way round is another patient here
        ((mrn(JAMES), name("THOMAS, JAMES"), born(THOMAS)), "ambiguous_patient"),
        ((mrn(JAMES), name("THOMAS, JAMES")), "ambiguous_patient"),
        ((name("THOMAS, JAMES"), born(JAMES)), "T1"),
        # under the number and name from before a merge or a marriage
        ((mrn("5199999"), name("DOE, ANN")), "F1"),
        ((mrn("5199999"), name("DOE, JANE")), "ambiguous_patient"),
        ((mrn(MERGED), mrn("5199999"), name(MERGED)), "F1"),
        # a roster
        ((mrn(JANE), name(JANE), mrn(JOHN), name(JOHN)), "ambiguous_patient"),
        ((mrn(JANE), name(JANE), name(ROSA)), "ambiguous_patient"),
    ],
)
def test_one_page(identifiers: tuple[Identifier, ...], expected: str) -> None:
    assert verdicts([page(1, identifiers)]) == [f"1: {expected}"]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # nothing but the foot names the second page's patient, and it was read badly
        ([page(1, of(JANE)), foot(mrn(JOHN))], ["1 2: misfile"]),
        ([page(1, of(JANE)), foot(mrn(JOHN, 0.6))], ["1 2: ambiguous_patient,misfile"]),
        ([page(1, of(JANE)), foot(name(JOHN, 0.6))], ["1 2: ambiguous_patient,misfile"]),
        ([page(1, of(JANE), "x\nPage 1 of 2"), foot(born(JOHN), number="2 of 2")], ["1 2: misfile"]),
        ([page(1, of(JANE), "x\nPage 1 of 2"), foot(found("sex", "M"), number="2 of 2")], ["1 2: ambiguous_patient"]),
        # or the visit alone
        ([page(1, (*of(JANE), E7), "x\nPage 1 of 2"), foot(E9, number="2 of 2")], ["1 2: misfile"]),
        ([page(1, (*of(JANE), E7), "x\nPage 1 of 2"), foot(E7, number="2 of 2")], ["1 2: M1"]),
        ([page(1, (*of(JANE), E7), "x\nPage 1 of 2"), foot(E9, name(JANE), number="2 of 2")], ["1 2: misfile"]),
        # father's page in the son's chart
        ([page(1, of(JUNIOR)), page(1, (name("SMITH, JOHN"),))], ["1 2: ambiguous_patient"]),
        ([page(1, of(JUNIOR), "x\nPage 1 of 2"), page(1, (name(SENIOR),), "x\nPage 2 of 2")], ["1 2: misfile"]),
        # her maiden name is the other patient's
        ([page(1, of(JANE)), page(1, (name("DOE, ANN"),))], ["1 2: misfile"]),
    ],
)
def test_a_page_of_somebody_else(pages: list[PageResult], expected: list[str]) -> None:
    assert verdicts(pages) == expected


ROSTER = f"{JOHN.mrn}  SMITH, JOHN  204B\n{ROSA.mrn}  Núñez-Ortiz, Rosa  205"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # no label says what the number is, or it was misread
        ([page(1, of(JANE), f"1234567 DOE, JANE 204A\n{ROSTER}")], ["1: ambiguous_patient"]),
        ([page(1, of(JANE)), page(1, (), ROSTER)], ["1 2: misfile"]),
        # a list of people of whom the index knows one
        (
            [page(1, (mrn(JANE), name(JANE)), "1234567 Doe, Jane 204A\n5566778 Roe, Ann 204B\n8877665 Poe, Max 205")],
            ["1: ambiguous_patient"],
        ),
        ([page(1, (mrn(JANE), name(JANE)), "1234567 Doe, Jane 204A\nNPI 1234567893 Roe, Ann\nOrder 8877665 Poe, Max")], ["1: M1"]),
        ([page(1, of(JANE)), page(1, (), f"{LONG}\nJohn Smith   76 54 321")], ["1 2: misfile"]),
        ([page(1, of(JANE)), page(1, (), f"{LONG}\nJohn   7654321")], ["1 2: M1"]),
        ([page(1, of(JANE)), page(1, (), f"{LONG}\nJohn Smith   7654322")], ["1 2: M1"]),
        ([page(1, of(JANE)), page(1, (), f"{LONG}\nJane Doe   1234567")], ["1 2: M1"]),
        ([page(1, (*of(JANE), found("account", JOHN.mrn)), f"{LONG} for John Smith\n7654321")], ["1: M1"]),
    ],
)
def test_number_and_name_without_labels(pages: list[PageResult], expected: list[str]) -> None:
    assert verdicts(pages) == expected


def test_addresses_are_no_list_of_patients() -> None:
    """ZIP codes have as many figures as the record numbers of a small practice."""
    text = "75 Palmetto Court, Columbia, SC 29201\nGIANNA PETERSON 73668\n3491 Yarrow Way, Ironton, MO 63650"
    assert not is_roster(page(1, (), text), {"73668"}, names_somebody)
    assert is_roster(page(1, (), "29201 Court, Columbia\nGIANNA PETERSON 73668\n63650 Way, Ironton"), {"73668"}, names_somebody)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([barcoded(page(1, of(JOHN), LONG * 3), "MRN:1234567")], ["1: ambiguous_patient"]),
        ([barcoded(page(1, (name(JOHN),), LONG * 3), "MRN:1234567")], ["1: ambiguous_patient"]),
        ([barcoded(page(1, (), LONG * 3), "MRN:1234567")], ["1: no_patient"]),
        ([page(1, of(JANE)), barcoded(page(1, (), LONG * 3), "MRN:7654321")], ["1 2: misfile"]),
        ([page(1, of(JANE)), barcoded(page(1, (), LONG * 3), "7654321")], ["1 2: misfile"]),
        ([page(1, of(JANE)), barcoded(page(1, (), LONG * 3), "1234567")], ["1 2: M1"]),
    ],
)
def test_barcode_and_print(pages: list[PageResult], expected: list[str]) -> None:
    assert verdicts(pages) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([FOR_JANE, page(1, of(JOHN))], ["2: misfile"]),
        ([FOR_JANE, page(1, (name(JOHN, 0.4),))], ["2: ambiguous_patient"]),
        ([FOR_JANE, page(1, (name("DOE, JANE"), born(NAMESAKE, 0.6)))], ["2: ambiguous_patient"]),
        ([FOR_JANE, sheet(JANE, "", DISCHARGE), sheet(None, "", LAB)], ["2: M1", "3: M1"]),
        # his sheet was forgotten: what names nobody may be his, before and behind
        ([FOR_JANE, sheet(JANE, "", DISCHARGE), sheet(JOHN, "", LAB), sheet(None, "", CONSENT)], ["2: M1", "3: misfile", "4: no_patient"]),
        ([FOR_JANE, sheet(None, "", DISCHARGE), sheet(JOHN, "", LAB)], ["2: no_patient", "3: misfile"]),
        ([separator(Separator("document")), sheet(JANE, "", LAB), separator(Separator("document")), page(1)], ["2: M1", "4: no_patient"]),
    ],
)
def test_separator_sheets(pages: list[PageResult], expected: list[str]) -> None:
    assert verdicts(pages, (JANE, JOHN, ROSA, NAMESAKE)) == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # fed backwards: each second page is the next patient's
        (
            [sheet(None, "2/2"), sheet(JANE, "1/2"), sheet(None, "2/2"), sheet(JOHN, "1/2")],
            ["1: no_patient,low_confidence,page_order", "2 3: low_confidence", "4: page_order"],
        ),
        ([sheet(None), sheet(JANE, "", DISCHARGE), sheet(None), sheet(JOHN, "", DISCHARGE)], ["1 2 3: misfile", "4: M2"]),
        # somebody else lacks the page that names nobody
        (
            [sheet(JANE, "1/2"), sheet(ROSA, "1/1"), sheet(JOHN, "1/2"), sheet(None, "2/2")],
            ["1: page_order", "2: M3", "3 4: low_confidence"],
        ),
        ([sheet(None, "1/2"), sheet(None, "1/2"), sheet(JANE, "2/2")], ["1: no_patient,page_order", "2 3: low_confidence"]),
        # fronts without their backs, then the backs
        ([sheet(JANE, "1/2"), sheet(JOHN, "1/2"), sheet(None, "2/2"), sheet(None, "2/2")], ["1 2 3 4: misfile,page_order"]),
        # whole documents take nothing of each other's
        ([sheet(JANE, "1/2"), sheet(None, "2/2"), sheet(JOHN, "1/2"), sheet(None, "2/2")], ["1 2: M1", "3 4: M2"]),
        ([sheet(JANE, "1/1"), sheet(None), sheet(JOHN, "1/1")], ["1: M1", "2: no_patient,misfile", "3: M2"]),
        # a page number that leads on from nothing was misread
        (
            [
                sheet(JANE, "", DISCHARGE),
                page(1, of(JOHN, 0.6), f"GENERAL HOSPITAL\nTel 555-555-0100\nLABORATORY REPORT\n{LONG}\nPage 4", LAB),
            ],
            ["1: M1", "2: low_confidence,page_order"],
        ),
        # the number fits, and the page looks as if it began something else
        (
            [sheet(JANE, "1/2"), page(1, (), f"GENERAL HOSPITAL\nTel 555-555-0100\nLABORATORY REPORT\n{LONG}\nPage 2 of 2", LAB)],
            ["1 2: low_confidence"],
        ),
        # the others say which page they are
        ([sheet(JANE, "1/2"), sheet(None)], ["1 2: low_confidence"]),
        # the file begins in the middle of a document
        ([sheet(JOHN, "2/2"), sheet(JANE, "", DISCHARGE), sheet(None)], ["1: page_order", "2 3: low_confidence"]),
        # her first page lies elsewhere, so this one is somebody's else
        (
            [sheet(None, "", DISCHARGE), sheet(JANE, "2/2"), sheet(JOHN, "1/1"), sheet(JANE, "1/2")],
            ["1 2: low_confidence", "3: M2", "4: page_order"],
        ),
        # behind a misfiled last page the document goes on
        ([sheet(JANE, "", DISCHARGE), sheet(JOHN, "2/2"), sheet(None)], ["1 2 3: misfile,page_order"]),
    ],
)
def test_pages_that_name_nobody(pages: list[PageResult], expected: list[str]) -> None:
    assert verdicts(pages) == expected


def test_near_numbers_and_dates_of_a_stranger_with_the_same_name() -> None:
    says = (mrn("1234561", 0.75), name("DOE, JANE"), born("1957-03-15", 0.75))
    assert verdicts([page(1, says)], (JANE, JOHN, NAMESAKE)) == ["1: ambiguous_patient"]
