"""Pages that were sent back to the scanner, and the scan that answers."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from pipeline.ledger.database import Database
from pipeline.ledger.writing import columns, put_record, state_of
from pipeline.model.record import Record
from pipeline.model.types import Arrival

_TICKET = re.compile(r"\bR-(\d{4,})\b", re.IGNORECASE | re.ASCII)


def open_ticket(db: sqlite3.Connection, seq: int, record: Record, pages: Sequence[int], why: str, who: str, at: str) -> str:
    """In the transaction of decision `seq`: "R-0017" is what the operator reads, and what the new file's name may carry."""
    ticket, source = f"R-{seq:04}", record["source"]
    folders = source["path"].replace("\\", "/").split("/")[:-1]
    db.execute(
        "INSERT INTO rescans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)",
        (
            *(ticket, record["document_id"], record["arrival_id"], json.dumps(list(pages)), source["path"], source["station"]),
            *(source.get("box") or "/".join(folders[1:2]), source.get("batch") or "/".join(folders[2:3]), why, who, at, seq),
        ),
    )
    return ticket


def answer_tickets(db: sqlite3.Connection, arrival: Arrival, at: str) -> list[str]:
    """Close, in the open transaction, the tickets that a new arrival answers: its name carries the ticket, or it is the same file anew.

    The documents that were sent back are replaced: they stay, and nobody is asked about them any more. Returns the tickets.
    """
    closed = []
    for row in db.execute("SELECT * FROM rescans WHERE closed_at IS NULL ORDER BY at").fetchall():
        if row["arrival_id"] == arrival.arrival_id or not _answers(row, arrival):
            continue
        db.execute("UPDATE rescans SET closed_by = ?, closed_at = ? WHERE ticket = ?", (arrival.arrival_id, at, row["ticket"]))
        _replace(db, row["document_id"], row["who"], at)
        closed.append(row["ticket"])
    return closed


def _answers(row: sqlite3.Row, arrival: Arrival) -> bool:
    """By the ticket in the file's name or folder; else the same path from the same station, received later."""
    named = {f"R-{int(number):04}" for number in _TICKET.findall(arrival.path)}
    if named:
        return row["ticket"] in named
    return (arrival.path, arrival.station) == (row["path"], row["station"]) and arrival.received_at > str(row["at"])


def _replace(db: sqlite3.Connection, document_id: str, who: str, at: str) -> None:
    found = db.execute("SELECT arrival_id, record FROM documents WHERE document_id = ? AND record IS NOT NULL", (document_id,)).fetchone()
    if found is None:
        return
    record: Record = json.loads(found["record"])
    record["decision"] = {"outcome": "replaced", "by": who, "at": at, "accepted": []}
    put_record(db, found["arrival_id"], record)
    rows = db.execute("SELECT record FROM documents WHERE arrival_id = ? AND record IS NOT NULL", (found["arrival_id"],)).fetchall()
    state = state_of(json.loads(row["record"]) for row in rows)
    db.execute("UPDATE arrivals SET state = ? WHERE arrival_id = ? AND state IN ('filed', 'held')", (state, found["arrival_id"]))


class Rescans:
    """The part of the ledger about tickets."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def open(self) -> list[dict[str, Any]]:
        """Tickets that wait, oldest first: ticket, document_id, pages, path, station, box, batch, why, who, at."""
        return [_listed(row) for row in self._db.rows("SELECT * FROM rescans WHERE closed_at IS NULL ORDER BY at")]

    def of_document(self, document_id: str) -> list[dict[str, Any]]:
        """Every ticket of a document."""
        return [_listed(row) for row in self._db.rows("SELECT * FROM rescans WHERE document_id = ? ORDER BY at", document_id)]


def _listed(row: sqlite3.Row) -> dict[str, Any]:
    return {**columns(row), "pages": json.loads(row["pages"])}
