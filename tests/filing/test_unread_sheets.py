"""The next patient's separator sheet that did not come out: what names nobody behind it is not the last patient's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.filing import Filer
from pipeline.model.separators import Separator
from pipeline.model.types import Barcode, Findings, PageFailed, PageResult, PageText
from tests.filing.support import (
    ARRIVAL,
    DISCHARGE,
    FULL,
    JANE,
    JOHN,
    LAB,
    SETTINGS,
    MemoryPatients,
    blank,
    combine_types,
    failed,
    found,
    of,
    unread,
)
from tests.filing.support import page as drawn
from tests.filing.test_separators import FOR_JANE, PLACE, coded, filed, pages_of, sheet

BODY = "Procedure: the patient was brought to the operating room and placed supine\n" * 8
OPERATIVE = drawn(1, (), "OPERATIVE REPORT\n" + BODY, LAB)
SUMMARY = drawn(1, (), "DISCHARGE SUMMARY\n" + BODY, DISCHARGE)
SHEET_WORDS = "CHARTSCAN SEPARATOR SHEET\nPATIENT\nNAME\nSMITH, JOHN\nLay this sheet on top of this patient's pages."
FOOT = "Separator sheet - not part of any record"


def words(text: str, confidence: float = 0.95, *identifiers: str) -> Findings:
    names = tuple(found("name", name) for name in identifiers)
    return drawn(1, names, text, None, confidence)


def barred(text: str, *codes: tuple[str, str]) -> Findings:
    return replace(words(text), barcodes=tuple(Barcode(form, said, PLACE) for form, said in codes))


# what the second patient's sheet may have become
RUINED: dict[str, PageResult] = {
    "black": unread(1),
    "failed": failed(1),
    "blurred by a jam": words("ll iIl em | ~ rn lIl\n" * 20, 0.3),
    "noise": words("a . : ; |", 0.2),
    "a fax machine's line": words("From: 8605550100 03/04/2024 10:11 p. 3/9"),
    "torn, the codes gone": barred(f"{SHEET_WORDS}\n{FOOT}", ("patch_t", "T")),
    "torn, only the foot": barred(FOOT, ("patch_t", "T")),
    "torn, only the bars": barred("", ("patch_t", "T")),
    "stained over the codes": barred(f"{SHEET_WORDS}\n{FOOT}", ("patch_t", "T"), ("patch_t", "T")),
    "stained, no bars": words(SHEET_WORDS),
    "its name alone": words("CHARTSCAN SEPARATOR SHEET\nPATIENT\nDOE, JANE", 0.95, "DOE, JANE"),
    "a later version's": barred("", ("qr_code", "CHARTSCAN2;patient=7654321")),
    "a site's, not read": words("NEW PATIENT"),
    "a site's, not understood": barred("NEW PATIENT", ("code_128", "PX/7654321")),
    "a site's, without words": words("|"),
    "a site's, with instructions": words("Scanning department\nPlace this page before the chart\nDo not fold\n" * 3),
}


@pytest.mark.parametrize("ruined", RUINED.values(), ids=RUINED.keys())
def test_what_names_nobody_behind_a_sheet_that_did_not_come_out_is_nobodys(ruined: PageResult) -> None:
    documents = filed(FOR_JANE, SUMMARY, ruined, OPERATIVE)
    assert [one.patient.mpi_id for one in documents if one.patient] in ([], ["M1"])
    for one in documents:
        held = {number(page) for page in one.pages} & {3, 4}
        assert not held or (one.status == "review" and one.encounter is None and one.patient is None)
    assert 4 in {number(page) for one in documents for page in one.pages}


@pytest.mark.parametrize("ruined", RUINED.values(), ids=RUINED.keys())
def test_nor_where_it_is_only_named(ruined: PageResult) -> None:
    """Charts lie by the alphabet: two Jane Does' may be neighbours."""
    documents = filed(FOR_JANE, SUMMARY, ruined, replace(OPERATIVE, identifiers=(found("name", "DOE, JANE"),)))
    assert all(one.status == "review" for one in documents if 4 in map(number, one.pages))


@pytest.mark.parametrize("ruined", RUINED.values(), ids=RUINED.keys())
def test_nor_when_a_person_puts_the_pages_together(ruined: PageResult) -> None:
    pages = numbered(FOR_JANE, SUMMARY, ruined, OPERATIVE)
    filer = Filer(SETTINGS, MemoryPatients((JANE, JOHN)), combine_types)
    assert filer.one(ARRIVAL, pages, (4,), "a1-0004").status == "review"
    assert filer.one(ARRIVAL, pages, (2,), "a1-0002").patient == filed(FOR_JANE, SUMMARY)[0].patient


@pytest.mark.parametrize("ruined", RUINED.values(), ids=RUINED.keys())
def test_nor_where_a_sheet_said_that_all_is_one_document(ruined: PageResult) -> None:
    named = replace(SUMMARY, identifiers=of(JANE))
    documents = filed(sheet(Separator("document")), named, ruined, OPERATIVE)
    assert all(one.status == "review" for one in documents if 4 in map(number, one.pages))


def test_what_says_itself_whose_it_is_needs_no_sheet() -> None:
    documents = filed(FOR_JANE, SUMMARY, unread(1), replace(OPERATIVE, identifiers=of(JANE)))
    assert [one.patient and one.patient.mpi_id for one in documents if 4 in map(number, one.pages)] in (["M1"], [None])
    documents = filed(FOR_JANE, words("NEW PATIENT"), replace(SUMMARY, identifiers=of(JANE)))
    assert "M1" in [one.patient and one.patient.mpi_id for one in documents]


def test_a_badly_read_page_right_behind_its_sheet_is_held() -> None:
    documents = filed(FOR_JANE, replace(drawn(1, (), BODY, LAB, 0.4)), SUMMARY)
    assert {one.status for one in documents} == {"review"}


BETWEEN: dict[str, tuple[PageResult, ...]] = {
    "a blank back": (drawn(1, (), f"DISCHARGE SUMMARY\n{BODY}"), blank(1)),
    "a page of print": (drawn(1, (), f"DISCHARGE SUMMARY\n{BODY}"), drawn(1, (), BODY)),
    "a numbered stub": (drawn(1, (), f"Page 1 of 2\nDISCHARGE SUMMARY\n{BODY}"), drawn(1, (), "Page 2 of 2\nseen and well", None)),
    "a stub with her number": (drawn(1, (), f"DISCHARGE SUMMARY\n{BODY}"), replace(words("seen and well"), identifiers=of(JANE))),
}


@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN.keys())
def test_a_sheet_that_was_read_holds_for_all_pages_behind_it(between: tuple[PageResult, ...]) -> None:
    documents = filed(FOR_JANE, blank(1), *between, blank(1), OPERATIVE)
    behind = [one for one in documents if 6 in map(number, one.pages)]
    assert {one.patient and one.patient.mpi_id for one in behind} == {"M1"}
    assert sorted(number(page) for one in documents for page in one.pages) == [3, 4, 5, 6]


def test_bars_alone_part_documents_of_one_patient_only_where_hers_has_others() -> None:
    assert pages_of(filed(FOR_JANE, drawn(1, (), FULL), coded("2", "patch_2", ""), drawn(1, (), FULL))) == [[2], [4]]
    patients = [one.patient and one.patient.mpi_id for one in filed(FOR_JANE, drawn(1), coded("2", "patch_2", ""), drawn(1))]
    assert patients == ["M1", "M1"]
    patients = [one.patient and one.patient.mpi_id for one in filed(FOR_JANE, drawn(1), coded("T", "patch_t", ""), drawn(1))]
    assert patients == ["M1", None]


@pytest.mark.parametrize("speck", ["e", "a r", "sheet", "or"])
def test_a_speck_read_as_a_letter_makes_no_separator(speck: str) -> None:
    assert pages_of(filed(words(speck))) == [[1]]


def number(page: PageResult) -> int:
    return page.number if isinstance(page, PageFailed) else page.page.number


def numbered(*pages: PageResult) -> list[PageResult]:
    return [_numbered(page, at) for at, page in enumerate(pages, 1)]


def _numbered(page: PageResult, at: int) -> PageResult:
    if isinstance(page, PageFailed):
        return replace(page, number=at)
    text: PageText = replace(page.page, number=at)
    return replace(page, typed=replace(page.typed, page=text))


def test_a_person_may_keep_what_is_taken_for_a_separator() -> None:
    pages = numbered(SUMMARY, sheet(Separator("document")), OPERATIVE)
    document = Filer(SETTINGS, MemoryPatients((JANE, JOHN)), combine_types).one(ARRIVAL, pages, (1, 2), "a1-0001")
    assert [number(page) for page in document.pages] == [1, 2]
