"""What can be learnt from people's decisions: each document's type, and whose it was beside what was read on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.ledger import Ledger

_READ = ("mrn", "name", "birth_date", "sex")


def lessons(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """One for each settled document: `document_id` and `code`, which `types train --corrections` reads; the patient (mpi_id) that a
    person chose, what had been read with its confidence, and why it had been held, for the matcher's calibration.
    """
    newest = {record["document_id"]: (record, detail) for record, detail in ledger.decisions.settled()}
    for document_id, (record, detail) in newest.items():
        if detail["outcome"] != "filed":
            continue
        read = [
            {"kind": one["kind"], "value": one["value"], "confidence": one["confidence"]}
            for one in record["identifiers"]
            if one["kind"] in _READ
        ]
        yield {
            "document_id": document_id,
            "code": detail["type_code"] or record["document_type"]["code"] or "none",
            "machine_code": record["document_type"]["code"],
            "mpi_id": detail["patient"]["mpi_id"],
            "read": read,
            "reasons": record["reasons"],
        }
