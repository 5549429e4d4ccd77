"""Separator sheets between documents, and what their codes say of the pages behind them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.filing import Filer
from pipeline.filing.bystanders import seen_on
from pipeline.filing.separators import SeparatorReader
from pipeline.filing.settings import SEPARATOR_PATTERNS, FilingSettings
from pipeline.model.errors import ConfigError
from pipeline.model.geometry import Box
from pipeline.model.separators import Separator, payload
from pipeline.model.types import Barcode, Document, Findings, PageResult, Patient
from tests.filing.support import (
    ARRIVAL,
    CONSENT,
    JANE,
    JOHN,
    LAB,
    SETTINGS,
    MemoryPatients,
    blank,
    combine_types,
    found,
    of,
    page,
)

PLACE = Box(100, 100, 400, 400)


def coded(text: str, form: str = "qr_code", words: str = "SEPARATOR SHEET") -> Findings:
    return replace(page(1, (), words, None), barcodes=(Barcode(form, text, PLACE),))


def sheet(separator: Separator) -> Findings:
    return coded(payload(separator))


def filed(*pages: PageResult, patients: tuple[Patient, ...] = (JANE, JOHN)) -> tuple[Document, ...]:
    numbered = [
        replace(one, typed=replace(one.typed, page=replace(one.page, number=n))) if isinstance(one, Findings) else replace(one, number=n)
        for n, one in enumerate(pages, 1)
    ]
    return Filer(SETTINGS, MemoryPatients(patients), combine_types).file(ARRIVAL, numbered)


def pages_of(documents: tuple[Document, ...]) -> list[list[int]]:
    return [[one.page.number for one in document.pages if isinstance(one, Findings)] for document in documents]


FOR_JANE = sheet(Separator("patient", mrn=JANE.mrn, birth_date=JANE.birth_date or "", name="DOE, JANE", encounter="E77"))


def test_a_sheet_belongs_to_no_document_and_neither_does_its_back() -> None:
    documents = filed(page(1, of(JANE)), sheet(Separator("document")), blank(1), page(1, of(JOHN)), blank(1))
    assert pages_of(documents) == [[1], [4, 5]]
    assert [one.patient and one.patient.mpi_id for one in documents] == ["M1", "M2"]


def test_the_patient_of_the_sheet_is_inherited() -> None:
    (document,) = filed(FOR_JANE, page(1), page(1))
    assert document.patient is not None
    assert (document.patient.mpi_id, document.encounter, document.status) == ("M1", "E77", "filed")


def test_until_the_next_one() -> None:
    other = sheet(Separator("patient", mrn=JOHN.mrn, birth_date=JOHN.birth_date or ""))
    documents = filed(FOR_JANE, page(1), other, page(1), sheet(Separator("batch", box="B2")), page(1))
    assert [one.patient and one.patient.mpi_id for one in documents] == ["M1", "M2", None]
    assert documents[2].reasons == ("no_patient",)


def test_documents_of_one_patient_behind_one_sheet() -> None:
    documents = filed(FOR_JANE, page(1), sheet(Separator("type", type_code=LAB)), page(1), page(1), sheet(Separator("document")), page(1))
    assert pages_of(documents) == [[2], [4, 5], [7]]
    assert {one.patient and one.patient.mpi_id for one in documents} == {"M1"}
    assert [one.type.code for one in documents][1] == LAB


def test_an_mrn_alone_on_a_sheet_files_nothing() -> None:
    (document,) = filed(sheet(Separator("patient", mrn=JANE.mrn)), page(1))
    assert document.reasons == ("no_patient",)
    (document,) = filed(sheet(Separator("patient", mrn=JANE.mrn)), page(1, (found("name", "DOE, JANE"),)))
    assert document.status == "filed"


def test_a_page_that_names_another_than_the_sheet_is_a_misfile() -> None:
    (document,) = filed(FOR_JANE, page(1, of(JOHN)))
    assert document.reasons == ("misfile",)
    (document,) = filed(sheet(Separator("document")), page(1, of(JANE)), page(1, of(JOHN)))
    assert document.reasons == ("misfile",)


def test_box_batch_and_station_travel_along() -> None:
    documents = filed(sheet(Separator("batch", box="B 12", station="s9", batch="7")), FOR_JANE, page(1))
    said = documents[0].separator
    assert said is not None
    assert (said.box, said.station, said.batch) == ("B 12", "s9", "7")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (coded("2", "patch_2"), [[1], [3]]),
        (coded("T", "patch_t"), [[1], [3]]),
        (coded("PATCHT", "code_39"), [[1], [3]]),
        (coded("MRN:7654321", "code_128"), [[1], [3]]),
        (coded("59284-0", "code_39"), [[1], [3]]),
        (coded("BOX=17", "code_128"), [[1], [3]]),
        (coded("1", "patch_1"), [[1, 2, 3]]),
        (coded("whatever", "code_128"), [[1, 2, 3]]),
        (coded("MRN:7654321", "code_128", "word " * 80), [[1, 2, 3]]),
        (coded("2", "patch_2", "word " * 80), [[1, 2, 3]]),
    ],
    ids=["patch 2", "patch T", "PATCHT", "MRN", "LOINC", "box", "patch 1", "some code", "a label on a full page", "bars in a form's head"],
)
def test_codes_of_scanners_and_sites(code: Findings, expected: list[list[int]]) -> None:
    body = "was seen and is well\n" * 50
    documents = filed(page(1, of(JANE), body), code, page(1, (), body))
    assert pages_of(documents) == expected


def test_a_sites_codes_say_fields() -> None:
    (consent,) = filed(coded("MRN 1234567", "code_128"), coded("DOCTYPE:59284-0", "code_39"), page(1, (found("birth_date", "1957-03-14"),)))
    assert (consent.type.code, consent.patient and consent.patient.mpi_id) == (CONSENT, "M1")


def test_a_label_on_a_page_is_an_identifier() -> None:
    labelled = replace(page(1, (found("name", "DOE, JANE"),), "word " * 80), barcodes=(Barcode("code_128", "MRN: 1234567", PLACE),))
    (document,) = filed(labelled)
    assert document.patient is not None
    assert document.patient.mpi_id == "M1"
    assert [one.rule for result in document.pages if isinstance(result, Findings) for one in result.identifiers] == ["label", "barcode"]


INSURED = "BlueCross BlueShield of Ohio\nMember: JANE DOE\nMember ID: XQP88412077\nGroup: 77120 Plan: PPO\nCopay: Office $25"
LABELLED: dict[str, Findings] = {
    "an insurance card's copy": page(1, (found("member_id", "XQP88412077"),), INSURED, None),
    "a signature page": page(1, of(JANE), "CONSENT\nI agree to the treatment described.\nSignature: ____ Date: 02/02/2024", CONSENT),
    "a report of few words": page(1, (), "LABORATORY REPORT\nGlucose 98 mg/dL\nSodium 139 mmol/L", LAB),
    "words of no kind": page(1, (), "Bed 12 wristband copy kept with the belongings list and key\nfor safe custody", None),
    "a photograph with a label": page(1, (), "lI. ~ rn", None, 0.3),
}


@pytest.mark.parametrize("labelled", LABELLED.values(), ids=LABELLED.keys())
@pytest.mark.parametrize("code", ["MRN:1234567", "2345-7", "BOX 17"])
def test_a_page_of_few_words_with_a_label_is_no_separator(labelled: Findings, code: str) -> None:
    documents = filed(replace(labelled, barcodes=(Barcode("code_128", code, Box(1800, 2900, 2400, 3000)),)), page(1, of(JOHN)))
    assert [number for pages in pages_of(documents) for number in pages] == [1, 2]


def test_nor_a_form_of_few_words_with_bars_in_its_head() -> None:
    form = replace(page(1, of(JANE), "CONSENT\nSignature: ____", CONSENT), barcodes=(Barcode("patch_t", "T", PLACE),))
    assert pages_of(filed(form)) == [[1]]


@pytest.mark.parametrize(
    ("code", "words", "type_code"),
    [
        ("MRN:1234567", "", None),
        ("MRN:1234567", "MRN: 1234567", None),
        ("MRN:1234567", "NEW PATIENT", None),
        ("MRN:1234567", "Separator\nPlace this page on top of the chart and scan it with the chart, face up", None),
        (CONSENT, "INFORMED CONSENT", CONSENT),
    ],
)
def test_a_sites_sheet_says_little_or_that_it_separates(code: str, words: str, type_code: str | None) -> None:
    site = replace(page(1, (), words, type_code), barcodes=(Barcode("code_128", code, PLACE),))
    assert pages_of(filed(page(1, of(JANE)), site, page(1))) == [[1], [3]]


def test_a_sheet_whose_codes_were_not_read_ends_what_was_inherited() -> None:
    unread = page(1, (), "PATIENT\nROE, RICHARD\nSeparat0r sheet - not part of any rec0rd", None)
    documents = filed(FOR_JANE, page(1), unread, page(1))
    assert pages_of(documents) == [[2], [4]]
    assert [one.patient and one.patient.mpi_id for one in documents] == ["M1", None]


def test_nothing_but_separators_is_no_document() -> None:
    assert filed(FOR_JANE, blank(1), sheet(Separator("document"))) == ()


@pytest.mark.parametrize("pattern", [r"(\d+)+X", r"(?:[A-Z]+ ?)*;", ".*A.*B.*C.*D.*", "BOX[", "(?P<mrn>"])
def test_a_pattern_that_may_run_away_is_refused_and_named(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"filing\.separator_patterns"):
        SeparatorReader(FilingSettings(separator_patterns=(pattern,)))


# what each shipped pattern takes
SHIPPED = (
    *("PATCH-T", "Separator", "MRN: 12345678", "Visit 77-123", "Doc type 18842-5", "18842-5"),
    *("BOX 17", "BATCH #4", "STATION: east 2"),
)


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        (".*mrn=(?P<mrn>[0-9]{4,12}).*", "station=2 mrn=12345678 page=1"),
        (r"(?:ZZ|DIV)\d{1,3}", "DIV12"),
        ("[^;]+;(?P<box>[^;]+);[^;]*", "hospital;17;"),
        *zip(SEPARATOR_PATTERNS, SHIPPED, strict=True),
    ],
)
def test_what_sites_write_is_taken(pattern: str, code: str) -> None:
    reader = SeparatorReader(FilingSettings(separator_patterns=(pattern,)))
    assert [len(section.pages) for section in reader.sections([page(1, of(JANE)), coded(code), page(1)])] == [1, 1]


def test_a_code_that_holds_a_letter_of_text_is_no_separator() -> None:
    first, long, short = page(1, of(JANE)), coded("BOX" + " " * 300 + "17"), coded("BOX   17")
    assert pages_of(filed(first, short, page(1))) == [[1], [3]]
    assert pages_of(filed(first, long, page(1))) != [[1], [3]]


def pale(text: str, words: str = "") -> Findings:
    """A sheet of which nothing is black: its code was read all the same."""
    faded = coded(text, "code_128", words)
    return replace(faded, barcodes=tuple(replace(one, pale=True) for one in faded.barcodes))


def test_a_faded_sheet_of_ours_says_whose_the_pages_behind_it_are() -> None:
    faded = pale(payload(Separator("patient", mrn=JOHN.mrn, birth_date=JOHN.birth_date or "", name="SMITH, JOHN")))
    documents = filed(page(1, of(JANE)), faded, page(1))
    assert [one.patient and one.patient.mpi_id for one in documents] == ["M1", "M2"]


def test_behind_a_faded_sheet_with_a_label_of_the_sites_what_names_nobody_is_held() -> None:
    documents = filed(FOR_JANE, page(1, of(JANE)), pale(f"MRN:{JOHN.mrn}"), page(1))
    assert [one.reasons for one in documents] == [(), ("no_patient",)]


def test_a_label_that_shines_through_from_the_other_side_begins_nothing() -> None:
    front = replace(page(1, of(JANE)), barcodes=(Barcode("code_128", f"MRN:{JANE.mrn}", PLACE),))
    documents = filed(front, pale(f"MRN:{JANE.mrn}"), page(1))
    assert pages_of(documents) == pages_of(filed(front, blank(1), page(1)))


def without_zeros(mrn: str) -> str | None:
    """As a site that leaves leading zeros out."""
    return mrn.lstrip("0") if mrn.isdigit() else None


@pytest.mark.parametrize("text", ["MRN:0001234567", payload(Separator("patient", mrn="0001234567"))])
def test_the_number_of_a_code_is_stored_as_one_that_was_read(text: str) -> None:
    filer = Filer(SETTINGS, MemoryPatients((JANE, JOHN)), combine_types, without_zeros)
    named = page(2, (found("name", "DOE, JANE"),))
    (behind,) = filer.file(ARRIVAL, [coded(text), named])
    (labelled,) = filer.file(ARRIVAL, [replace(named, barcodes=(Barcode("code_128", "MRN:0001234567", PLACE),))])
    for document in (behind, labelled):
        assert document.patient is not None
        assert document.patient.mrn == "1234567"


def test_the_number_of_a_wristband_is_stored_as_one_that_was_read() -> None:
    banded = replace(page(1), barcodes=(Barcode("code_128", "0001234567", PLACE),))
    assert list(seen_on(banded, MemoryPatients((JANE, JOHN)), False, without_zeros)) == [JANE]


def test_a_code_that_has_none_of_the_sites_forms_keeps_its_number() -> None:
    (section,) = SeparatorReader(SETTINGS, without_zeros).sections([coded("MRN:A0012345"), page(2)])
    assert section.sheet.said is not None
    assert section.sheet.said.mrn == "A0012345"
