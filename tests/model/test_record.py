from __future__ import annotations

from pipeline.model.geometry import Box
from pipeline.model.record import record_of
from pipeline.model.types import Arrival, Document, FiledPatient, Findings, Identifier, PageFailed, PersonName, TypedPage, TypeGuess
from tests.support.pagetext import page_from_text

ARRIVAL = Arrival("a1", "station-1/batch7.tif", "ab" * 32, "station-1", "2026-11-23T10:00:00Z", 100)
FOUND = Findings(
    TypedPage(page_from_text("MRN 12-34-56"), TypeGuess("18842-5", 0.98)),
    (Identifier("mrn", "12-34-56", "123456", 0.97, 1, Box(10, 20, 30, 40), "label"),),
)


def document(**changes: object) -> Document:
    values: dict[str, object] = {
        "document_id": "a1-0001",
        "arrival": ARRIVAL,
        "pages": (FOUND, PageFailed(2, "ocr", "engine_timeout")),
        "type": TypeGuess("18842-5", 0.98),
        "patient": FiledPatient("m1", "123456", PersonName("DOE", "JANE"), "1957-03-14", "F"),
        "encounter": None,
        "service_date": "2019-02-01",
        "status": "review",
        "reasons": ("page_failed",),
    } | changes
    return Document(**values)  # type: ignore[arg-type]  # the table above names every field


def test_the_record_has_the_agreed_shape() -> None:
    record = record_of(document(), {"18842-5": "Discharge summary"}, "0.1.0")
    assert record["source"] == {
        "path": "station-1/batch7.tif",
        "sha256": "ab" * 32,
        "station": "station-1",
        "received_at": "2026-11-23T10:00:00Z",
        "pages": [1, 2],
    }
    assert record["document_type"] == {"system": "http://loinc.org", "code": "18842-5", "name": "Discharge summary", "confidence": 0.98}
    assert record["patient"] == {
        "mpi_id": "m1",
        "mrn": "123456",
        "name": {"family": "DOE", "given": "JANE"},
        "birth_date": "1957-03-14",
        "sex": "F",
    }
    assert record["encounter"] == {"number": None}
    assert record["identifiers"] == [
        {"kind": "mrn", "raw": "12-34-56", "value": "123456", "confidence": 0.97, "page": 1, "box": [10, 20, 30, 40]}
    ]
    assert record["pages"][0]["text"] == "MRN 12-34-56"
    assert record["pipeline"] == {"version": "0.1.0", "engine": "test"}


def test_a_failed_page_says_so_and_is_not_just_empty() -> None:
    page = record_of(document(), {}, "0.1.0")["pages"][1]
    assert (page["source_page"], page["text"], page["failed"]) == (2, "", "ocr: engine_timeout")


def test_what_is_not_known_is_null() -> None:
    record = record_of(document(patient=None, type=TypeGuess(None, 0.2)), {}, "0.1.0")
    assert record["patient"] is None
    assert record["document_type"]["code"] is None
    assert record["document_type"]["name"] is None
