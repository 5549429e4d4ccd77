"""A record as Elasticsearch's documents: one a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.index.elasticsearch.settings import ElasticsearchSettings
from pipeline.index.facets import Normaliser, people_of, places_of, read_values
from pipeline.model.record import PageJson, Record


def page_id(document_id: str, page: int) -> str:
    """The deterministic _id of a page."""
    return f"{document_id}:{page}"


def kind_of(record: Record, settings: ElasticsearchSettings) -> str:
    """Which index a record belongs to."""
    code, station = record["document_type"]["code"], record["source"]["station"]
    apart = code in settings.sensitive_types or station in settings.sensitive_stations
    return "sensitive" if apart else "pages"


def tombstone(document_id: str, page: int, revision: int) -> dict[str, Any]:
    """What stands for a page that is no more: it keeps late writes out, and the ingest role may not delete."""
    return {"page_id": page_id(document_id, page), "document_id": document_id, "source_page": page, "revision": revision, "gone": True}


def page_documents(record: Record, revision: int, desk: str, normalise: Normaliser) -> Iterator[dict[str, Any]]:
    """Each page's document, in the record's order; `desk` is where people reach the records desk."""
    shared = _of_document(record, revision, normalise)
    for position, page in enumerate(record["pages"], 1):
        yield shared | _of_page(record["document_id"], page, position, desk)


def _of_page(document_id: str, page: PageJson, position: int, desk: str) -> dict[str, Any]:
    number = page["source_page"]
    link = f"{desk.rstrip('/')}/documents/{document_id}/pages/{number}" if desk else None
    return {
        "page_id": page_id(document_id, number),
        "source_page": number,
        "position": position,
        "text": page["text"],
        "confidence": page["confidence"],
        "blank": page["blank"],
        "failed": page.get("failed"),
        "rotation": page["rotation"],
        "skew": page["skew"],
        "link": link,
    }


def _of_document(record: Record, revision: int, normalise: Normaliser) -> dict[str, Any]:
    source, kind, patient = record["source"], record["document_type"], record["patient"]
    return {
        "document_id": record["document_id"],
        "arrival_id": record["arrival_id"],
        "revision": revision,
        "gone": False,
        "pages": len(record["pages"]),
        "people": people_of(record),
        "document_type": {"code": kind["code"], "name": kind["name"], "confidence": kind["confidence"]},
        "mrn": sorted({normalise(mrn) or mrn for mrn in read_values(record, "mrn")}),
        "mrn_raw": sorted({entry["raw"] for entry in record["identifiers"] if entry["kind"] == "mrn"}),
        "birth_date": sorted(read_values(record, "birth_date")),
        "service_date": record["service_date"],
        "patient": None if patient is None else _patient(record),
        "encounter": record["encounter"]["number"],
        "status": record["status"],
        "reasons": record["reasons"],
        "station": source["station"],
        **places_of(record),
        "source_path": source["path"],
        "sha256": source["sha256"],
        "received_at": source["received_at"],
        "pipeline": {"version": record["pipeline"]["version"], "engine": record["pipeline"]["engine"]},
    }


def _patient(record: Record) -> dict[str, Any]:
    patient = record["patient"]
    assert patient is not None  # the caller looked
    name = patient["name"]
    return {
        "mpi_id": patient["mpi_id"],
        "mrn": patient["mrn"],
        "name": f"{name['family']}, {name['given']}" if name else None,
        "birth_date": patient["birth_date"],
        "sex": patient["sex"],
    }
