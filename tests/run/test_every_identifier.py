"""Every kind of identifier from a page to the record: `show --json` gives its value, its page and the place where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.types import IdentifierKind
from tests.support.program import Program

Field = tuple[str, str, str, str]  # label, what stands behind it, kind, value as the record writes it

FACE_SHEET: tuple[Field, ...] = (
    ("Patient Name:", "DOE, JANE M", "name", "DOE, JANE M"),
    ("MRN:", "00123456", "mrn", "00123456"),
    ("Maiden Name:", "ROE", "former_name", "ROE"),
    ("Preferred Name:", "Janie", "nickname", "JANIE"),
    ("Date of Birth:", "03/14/1957", "birth_date", "1957-03-14"),
    ("Sex:", "Female", "sex", "F"),
    ("Address:", "12 Mill Road", "address", "12 MILL ROAD"),
    ("Home Phone:", "(218) 555-0123", "phone", "2185550123"),
    ("SSN:", "123-45-6789", "ssn", "6789"),
    ("Account #:", "4477881", "account", "4477881"),
    ("Encounter #:", "90017755", "encounter", "90017755"),
    ("Admission Date:", "01/28/2019", "admission_date", "2019-01-28"),
    ("Discharge Date:", "02/01/2019", "discharge_date", "2019-02-01"),
    ("Medicare Number:", "1EG4-TE5-MK73", "member_id", "1EG4TE5MK73"),
)
REPORT: tuple[Field, ...] = (
    ("Patient Name:", "DOE, JANE M", "name", "DOE, JANE M"),
    ("MRN:", "00123456", "mrn", "00123456"),
    ("Accession #:", "S19-6695", "accession", "S19-6695"),
    ("Collection Date:", "01/29/2019", "service_date", "2019-01-29"),
    ("Ordering Provider:", "Helen Park, MD", "provider", "PARK, HELEN"),
    ("NPI:", "1234567893", "npi", "1234567893"),
    ("Electronically signed by:", "Omar Diaz, MD", "provider", "DIAZ, OMAR"),
)
WRONG_CHECK_DIGIT = "1234567894"
LABEL_AT, VALUE_AT, TOP, STEP = 72, 230, 700, 24  # points


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("every")
    program = Program(folder / "home")
    program.run("ingest", born_digital(folder / "chart.pdf"), codes=(0, 3))
    shown = [program.json("show", one["document_id"]) for one in program.records()]
    return {page: one for one in shown for page in one["source"]["pages"]}


def born_digital(path: Path) -> Path:
    """A face sheet and a report, a field a line, as a program prints them."""
    canvas = Canvas(str(path), pagesize=letter)
    for title, fields, more in (("FACE SHEET", FACE_SHEET, ()), ("LABORATORY REPORT", REPORT, (("NPI:", WRONG_CHECK_DIGIT),))):
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(LABEL_AT, TOP + 40, title)
        canvas.setFont("Helvetica", 11)
        for row, (label, printed) in enumerate([*((label, printed) for label, printed, _, _ in fields), *more]):
            canvas.drawString(LABEL_AT, TOP - row * STEP, label)
            canvas.drawString(VALUE_AT, TOP - row * STEP, printed)
        canvas.showPage()
    canvas.save()
    return path


def test_no_kind_is_forgotten() -> None:
    assert {kind for _, _, kind, _ in (*FACE_SHEET, *REPORT)} == set(get_args(IdentifierKind))


@pytest.mark.parametrize(
    ("page", "row", "kind", "value"),
    [(page, row, kind, value) for page, fields in ((1, FACE_SHEET), (2, REPORT)) for row, (_, _, kind, value) in enumerate(fields)],
)
def test_the_record_says_what_stands_where(record: Any, page: int, row: int, kind: str, value: str) -> None:
    found = [one for one in record[page]["identifiers"] if (one["kind"], one["page"]) == (kind, page)]
    (mine,) = [one for one in found if one["value"] == value]
    size = next(one for one in record[page]["pages"] if one["source_page"] == page)
    per_point = size["width"] / letter[0]
    base = size["height"] - (TOP - row * STEP) * per_point  # of the line, in pixels from the top
    x0, y0, x1, y1 = mine["box"]
    assert y0 < base - 3 * per_point < y1
    assert VALUE_AT - 4 < x0 / per_point < VALUE_AT + 4
    assert x1 > x0


def test_nothing_else_is_told(record: Any) -> None:
    told = {(one["kind"], one["value"]) for page in (1, 2) for one in record[page]["identifiers"]}
    assert ("npi", WRONG_CHECK_DIGIT) not in told
    assert {value for kind, value in told if kind == "name"} == {"DOE, JANE M"}
    assert all("123-45" not in one["raw"] for one in record[1]["identifiers"] if one["kind"] == "ssn")
