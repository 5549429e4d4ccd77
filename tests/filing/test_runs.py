"""Which pages make a document: scripts of pages, and the documents that come out of them."""

from __future__ import annotations

import pytest

from pipeline.model.types import Document, Findings, Identifier, PageResult, Patient, PersonName
from tests.filing.support import CONSENT, DISCHARGE, FULL, JANE, JOHN, LAB, PROGRESS, at_foot, blank, failed, file, found, of, page

TITLES = {DISCHARGE: "DISCHARGE SUMMARY", PROGRESS: "PROGRESS NOTE", LAB: "LABORATORY REPORT", CONSENT: "INFORMED CONSENT"}


def body(number: str, title: str | None) -> str:
    """Pages that another follows are full; last ones and documents of one page are not."""
    k, _, n = number.partition("/")
    lines = 52 if number and k != n else 40 if title is None else 28
    return "\n".join(["was seen and is well"] * lines)


def sheet(who: Patient | None, number: str = "", title: str | None = None, type_code: str = DISCHARGE, *more: Identifier) -> Findings:
    """A page of `who`; `number` as in "2/3"; `title` is a type's code. Without a title or "1/" it looks as pages do that go on."""
    says = (*(of(who) if who else ()), *more)
    foot = f"Page {number.replace('/', ' of ')}" if number else ""
    if title is None and not number.startswith("1/"):
        return page(1, tuple(map(at_foot, says)), f"\n\n\n\n\n{body(number, title)}\n{foot}", type_code)
    head = "" if title is None else TITLES[title]
    return page(1, says, f"GENERAL HOSPITAL\nTel 555-555-0100\n{head}\n{body(number, title)}\n{foot}", title or type_code)


def numbered(pages: list[PageResult]) -> list[PageResult]:
    made: list[PageResult] = []
    for index, result in enumerate(pages, 1):
        if not isinstance(result, Findings):
            made.append(failed(index))
        elif result.page.blank:
            made.append(blank(index))
        else:
            made.append(page(index, result.identifiers, result.page.text, result.typed.type.code, result.page.confidence))
    return made


def outcome(pages: list[PageResult], *more: Patient) -> list[tuple[str, str]]:
    """For each document its source pages and whose it is, or why it is held."""
    return [(_pages(document), _verdict(document)) for document in file(numbered(pages), (JANE, JOHN, *more))]


def _pages(document: Document) -> str:
    return " ".join(str(p.page.number if isinstance(p, Findings) else p.number) for p in document.pages)


def _verdict(document: Document) -> str:
    if document.patient is None:
        return ",".join(document.reasons)
    return document.patient.mpi_id or "?"


E7, E9 = found("encounter", "E7001"), found("encounter", "E9002")
FEB, MAR = found("service_date", "2019-02-01"), found("service_date", "2019-03-01")
TWIN = Patient("M9", "1234568", PersonName("DOE", "ROBERT"), "1957-03-14", "M")


ROE = found("name", "ROE, RICHARD")
ABSCESS, GALL = "Doctor Wallace: gluteal abscess, drained 2003", "Doctor Anderson: cholecystectomy 2006"

MORE = f"{GALL}, {' '.join(letter * 5 for letter in 'abcdefghijklmnopqrstuvwxyz')}"


def headed(who: Patient, *more: Identifier) -> Findings:
    """A page without a title under a letterhead, its identifiers at the top."""
    return page(1, (*of(who), *more), f"GENERAL HOSPITAL\nTel 555-555-0100\n{body('', DISCHARGE)}", DISCHARGE)


def strip(who: Patient, first: str) -> Findings:
    """A page of `who` whose identifiers stand in a line at its top, above `first`."""
    return page(1, of(who), f"\n\n\n\n\n{who.mrn}\n{first}\n{body('', None)}", DISCHARGE)


def told(who: Patient | None, words: str, number: str = "") -> Findings:
    """A titled first page of `who`, or a later page that names nobody; its body speaks of `words`."""
    plain = sheet(who, number, DISCHARGE if who else None)
    return page(1, plain.identifiers, plain.page.text.replace("was seen and is well", words, 3), DISCHARGE)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # one document
        ([sheet(JANE)], [("1", "M1")]),
        ([sheet(JANE), sheet(None), sheet(JANE)], [("1 2 3", "M1")]),
        ([sheet(JANE, "1/2"), sheet(None, "2/2")], [("1 2", "M1")]),
        # of which the first names nobody: it may be anybody's
        ([sheet(None, "1/2"), sheet(JANE, "2/2")], [("1 2", "low_confidence")]),
        ([sheet(None, "1/2", DISCHARGE, DISCHARGE, E7), sheet(JANE, "2/2", None, DISCHARGE, E7)], [("1 2", "M1")]),
        ([sheet(JANE, "1/2", DISCHARGE), sheet(JANE, "2/2", LAB)], [("1 2", "M1")]),
        ([sheet(JANE, "", DISCHARGE), sheet(JANE, "", DISCHARGE)], [("1", "M1"), ("2", "M1")]),
        ([sheet(JANE, "", DISCHARGE), sheet(JANE, "", None, LAB)], [("1 2", "M1")]),
        ([blank(1), sheet(JANE), blank(1), sheet(None)], [("1 2 3 4", "M1")]),
        # a new patient's first page begins a document
        ([sheet(JANE, "1/1"), sheet(JOHN, "1/1")], [("1", "M1"), ("2", "M2")]),
        ([sheet(JANE, "1/2"), sheet(None, "2/2"), sheet(JOHN, "1/2"), sheet(None, "2/2")], [("1 2", "M1"), ("3 4", "M2")]),
        ([sheet(JANE, "", PROGRESS), sheet(JOHN, "", PROGRESS)], [("1", "M1"), ("2", "M2")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(JOHN, "", LAB)], [("1 2", "M1"), ("3", "M2")]),
        ([sheet(JANE, "1/1"), blank(1), sheet(JOHN, "1/1")], [("1 2", "M1"), ("3", "M2")]),
        # twins with neighbouring MRNs are two patients
        ([sheet(JANE, "", PROGRESS), sheet(TWIN, "", PROGRESS)], [("1", "M1"), ("2", "M9")]),
        ([sheet(JANE, "1/2"), sheet(TWIN, "2/2")], [("1 2", "misfile")]),
        # a page of another patient that is no first page is a misfile, and holds the run
        ([sheet(JANE), sheet(JOHN)], [("1 2", "misfile")]),
        ([sheet(JANE, "", None, PROGRESS), sheet(JOHN, "", None, LAB)], [("1 2", "misfile")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(JOHN)], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(JOHN, "2/3")], [("1 2 3", "misfile,page_order")]),
        # the document goes on behind a page of somebody else, though that looks like a first page
        ([sheet(JANE, "1/2"), sheet(JOHN, "", LAB), sheet(None, "2/2")], [("1 2 3", "misfile,page_order")]),
        # a page of the same patient's other visit in the middle of a document
        (
            [sheet(JANE, "1/3", None, DISCHARGE, E7), sheet(JANE, "2/3", None, DISCHARGE, E9), sheet(JANE, "3/3", None, DISCHARGE, E7)],
            [("1 2 3", "misfile")],
        ),
        # two pages claim one place
        ([sheet(JANE, "1/2"), sheet(None, "2/2"), sheet(None, "2/2")], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "1", DISCHARGE), sheet(None, "2/2"), sheet(None, "2")], [("1 2 3", "low_confidence,misfile,page_order")]),
        # two documents wait for the same page
        ([sheet(JANE, "1/2"), sheet(JOHN, "1/2"), sheet(None, "2/2")], [("1", "misfile,page_order"), ("2 3", "low_confidence,misfile")]),
        ([sheet(JANE), sheet(JOHN), sheet(JANE)], [("1 2 3", "misfile")]),
        ([sheet(JANE, "1/3"), sheet(JOHN, "2/3"), sheet(JANE, "3/3")], [("1 2 3", "misfile")]),
        ([sheet(JANE, "1/3"), sheet(JOHN, "2/4"), sheet(JANE, "3/3")], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "", DISCHARGE), sheet(JOHN, "", DISCHARGE), sheet(JANE)], [("1 2 3", "misfile")]),
        ([sheet(JANE), page(1, (found("name", "ROE, RICHARD"),)), sheet(JANE)], [("1 2 3", "misfile")]),
        ([sheet(JANE), page(1, (found("mrn", "9999999"),)), sheet(JANE)], [("1 2 3", "misfile")]),
        # behind a complete document, a later page that bears somebody else's name alone
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(None, "2/2", None, DISCHARGE, ROE)], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(None, "2", None, DISCHARGE, ROE)], [("1 2 3", "misfile,page_order")]),
        # the same visit goes on behind somebody else's page, under a head as first pages have it; of another day it is one of its own
        ([sheet(JANE, "", DISCHARGE, DISCHARGE, FEB), sheet(JOHN, "", LAB), headed(JANE, FEB)], [("1 2 3", "misfile")]),
        ([sheet(JANE, "", DISCHARGE, DISCHARGE, FEB), sheet(JOHN, "", LAB), headed(JANE, MAR)], [("1", "M1"), ("2", "M2"), ("3", "M1")]),
        # a page that names nobody belongs to whose doctor, illness and year it speaks of
        ([told(JANE, ABSCESS), told(JOHN, GALL), told(None, ABSCESS)], [("1 2 3", "misfile")]),
        ([told(JANE, ABSCESS), told(JOHN, GALL), told(None, GALL)], [("1", "M1"), ("2 3", "low_confidence,misfile")]),
        # and to the document that lacks a page by its numbers, but for that
        (
            [told(JANE, ABSCESS, "1/2"), told(JOHN, MORE), told(None, MORE)],
            [("1", "misfile,page_order"), ("2 3", "low_confidence,misfile")],
        ),
        # or that numbers its pages as it does
        ([sheet(JANE, "", DISCHARGE), sheet(JOHN, "1/2", LAB), sheet(None)], [("1 2 3", "misfile,page_order")]),
        ([told(JANE, ABSCESS, "1"), told(JOHN, GALL), told(None, ABSCESS, "2")], [("1 2 3", "misfile,page_order")]),
        ([told(JANE, ABSCESS, "1"), told(JOHN, GALL), told(None, GALL)], [("1", "M1"), ("2 3", "low_confidence,misfile")]),
        # or whose years it gives
        ([told(JANE, "in 2009"), told(JOHN, "in 2004"), told(None, "in 2009")], [("1 2 3", "misfile")]),
        # a later page of somebody else behind a document that has ended, its identifiers in a strip at its top
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), strip(JOHN, "HEART: Regular rate.")], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), strip(JOHN, "General")], [("1 2 3", "misfile,page_order")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), strip(JOHN, "OPERATIVE REPORT")], [("1 2", "M1"), ("3", "M2")]),
        # after a misfile a first page begins anew
        ([sheet(JANE), sheet(JOHN), sheet(JANE, "1/1")], [("1 2", "misfile"), ("3", "M1")]),
        # the same patient's next document
        ([sheet(JANE, "", DISCHARGE), sheet(JANE, "", LAB)], [("1", "M1"), ("2", "M1")]),
        ([sheet(JANE, "1/1"), sheet(JANE, "1/1")], [("1", "M1"), ("2", "M1")]),
        ([sheet(JANE, "", None, DISCHARGE, E7), sheet(JANE, "", None, DISCHARGE, E9)], [("1", "M1"), ("2", "M1")]),
        ([sheet(JANE, "", None, DISCHARGE, E7), sheet(JANE, "", None, DISCHARGE, found("encounter", "E7007"))], [("1 2", "M1")]),
        ([sheet(JANE, "", PROGRESS, PROGRESS, FEB), sheet(JANE, "", PROGRESS, PROGRESS, MAR)], [("1", "M1"), ("2", "M1")]),
        ([sheet(JANE, "", PROGRESS, PROGRESS, FEB), sheet(JANE, "", None, PROGRESS, MAR)], [("1 2", "M1")]),
        ([sheet(JANE, "1/2", PROGRESS, PROGRESS, FEB), sheet(JANE, "2/2", PROGRESS, PROGRESS, MAR)], [("1 2", "M1")]),
        # nobody's page with a title and type of its own is not filed along with its neighbour
        ([sheet(JANE, "", DISCHARGE), sheet(None, "", CONSENT)], [("1", "M1"), ("2", "no_patient")]),
        ([sheet(JANE, "1/1"), sheet(None)], [("1", "M1"), ("2", "no_patient,misfile")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/2"), sheet(None)], [("1 2", "M1"), ("3", "no_patient,misfile")]),
        # the numbers prove that something is missing or swapped
        ([sheet(JANE, "1/4"), sheet(JANE, "3/4"), sheet(JANE, "2/4")], [("1 2 3", "page_order")]),
        ([sheet(JANE, "1/3"), sheet(JANE), sheet(JANE, "3/3"), sheet(JANE, "2/3")], [("1 2 3 4", "page_order")]),
        # the numbers prove the right order
        ([sheet(JANE, "1/3"), sheet(JANE, "3/3"), sheet(JANE, "2/3")], [("1 3 2", "M1")]),
        ([sheet(JANE, "1/3"), sheet(None, "3/3"), sheet(None, "2/3")], [("1 3 2", "M1")]),
        ([sheet(JANE, "2/2"), blank(1), sheet(JANE, "1/2"), blank(1)], [("3 4 1 2", "M1")]),
        ([sheet(None, "2/2"), sheet(JANE, "1/2"), sheet(JANE, "2/2")], [("1", "no_patient,page_order"), ("2 3", "M1")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "1/2"), sheet(JANE, "2/2")], [("1", "page_order"), ("2 3", "M1")]),
        ([sheet(JANE, "1/3"), sheet(JOHN, "1/1")], [("1", "page_order"), ("2", "M2")]),
        ([sheet(JANE, "1/2"), sheet(JANE, "2/5")], [("1", "page_order"), ("2", "page_order")]),
        # a failed page holds what it may belong to
        ([sheet(JANE), failed(1)], [("1 2", "page_failed")]),
        ([failed(1), sheet(JANE, "", PROGRESS)], [("1 2", "page_failed")]),
        ([failed(1), sheet(JANE, "1/1")], [("1", "no_patient,unknown_type,page_failed"), ("2", "M1")]),
        ([sheet(JANE, "1/1"), failed(1), sheet(JOHN, "2/2")], [("1", "M1"), ("2 3", "page_failed")]),
        # an MRN misread on one page is not another patient
        ([sheet(JANE), page(1, (found("mrn", "1234561"), found("name", "DOE, JANE")))], [("1 2", "ambiguous_patient")]),
        ([sheet(JANE), page(1, (found("mrn", "1234567"), found("name", "ROE, JANE")))], [("1 2", "ambiguous_patient")]),
        ([sheet(JANE), page(1, (found("name", "DOE, JANE"), found("birth_date", "1999-01-01")))], [("1 2", "ambiguous_patient")]),
        ([sheet(JANE), page(1, of(JOHN, 0.4), FULL.capitalize())], [("1", "M1"), ("2", "low_confidence")]),
    ],
)
def test_documents(pages: list[PageResult], expected: list[tuple[str, str]]) -> None:
    assert outcome(pages, TWIN) == expected


def test_a_page_that_says_to_be_its_first_has_strayed_from_no_document() -> None:
    nameless = [page(2, (), f"\n\n\n\n\n{body('', None)}\n{foot}", DISCHARGE) for foot in ("Page 1 of 1", "")]
    verdicts = [outcome([sheet(JANE, "1/1", DISCHARGE), one])[1] for one in nameless]
    assert verdicts == [("2", "no_patient"), ("2", "no_patient,misfile")]


@pytest.mark.parametrize(
    ("foot", "reasons"),
    [
        ("DOE, JANE Unit # 1234S6", []),  # the same foot, its number misread
        ("ROE SR, J", ["low_confidence"]),  # a stray last page, its foot cut off
        ("continued overleaf", ["low_confidence"]),
    ],
)
def test_a_nameless_page_behind_pages_whose_feet_name_their_patient(foot: str, reasons: list[str]) -> None:
    first = sheet(JANE, "", DISCHARGE)
    named = page(2, tuple(map(at_foot, of(JANE))), f"\n\n\n{body('', None)}\n\n\n\n\nDOE, JANE Unit # 123456")
    nameless = page(3, (), f"\n\n\n{body('', None).replace('was seen and is well', 'Rx 20 mg')}\n\n\n\n\n{foot}")
    (document,) = file(numbered([first, named, nameless]))
    assert list(document.reasons) == reasons


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ("seen again on February 10, 2015", []),
        ("in 2001 a fracture; seen again on 2/10/2015", []),
        ("seen again on February 10, 2001", ["low_confidence"]),  # a page of somebody else's visit, fourteen years before
    ],
)
def test_a_nameless_page_of_another_time(said: str, reasons: list[str]) -> None:
    first = page(1, of(JANE), f"GENERAL HOSPITAL\nTel 555-555-0100\nDISCHARGE SUMMARY\nadmitted 10/27/2015\n{body('', None)}")
    nameless = page(2, (), f"\n\n\n{said}\n{body('', None)}")
    (document,) = file(numbered([first, nameless]))
    assert list(document.reasons) == reasons


def test_ids_are_the_first_source_page() -> None:
    documents = file(numbered([blank(1), sheet(JANE, "1/1"), sheet(JOHN, "1/1")]))
    assert [document.document_id for document in documents] == ["a1-0001", "a1-0003"]


def test_two_thousand_pages_take_no_time_to_speak_of() -> None:
    strangers = [page(n, (found("mrn", f"{n:07d}"), found("name", f"{chr(65 + n % 26) * 6}, AMY"))) for n in range(1, 2001)]
    (document,) = file(strangers)
    assert document.reasons == ("misfile",)


def test_a_card_that_names_nobody_surely_between_two_numbered_pages_is_a_misfile() -> None:
    first = page(1, of(JANE), f"GENERAL HOSPITAL\nTel 555-555-0100\nDISCHARGE SUMMARY\n{body('1/2', DISCHARGE)}\nPage 1")
    card = page(
        2,
        (found("name", "SMITH, JOHN", 0.48),),
        "HARBOR MUTUAL HEALTH\nMember ID: XQP743884388\nName:\nJOHN SMITH\nINSURANCE CARD",
        CONSENT,
    )
    second = page(3, tuple(map(at_foot, of(JANE))), f"\n\n\n\n\n{body('2/3', None)}\nPage 2")
    assert outcome([first, card, second]) == [("1 2 3", "misfile,page_order")]
    assert outcome([first, card]) == [("1", "M1"), ("2", "no_patient")]
    assert outcome([first, second]) == [("1 2", "M1")]
