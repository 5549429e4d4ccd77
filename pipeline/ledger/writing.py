"""Documents into the ledger's tables, inside whatever transaction is open."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.model.record import Record

_ADD_PAGES = (
    "UPDATE documents SET pages = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(documents.pages)"
    " UNION SELECT value FROM json_each(?1, '$.source.pages'))) WHERE document_id = ?2"
)


def state_of(records: Iterable[Record]) -> str:
    """An arrival's state: "held" while any of its documents waits for a person."""
    return "held" if any(needs_a_person(record) for record in records) else "filed"


def needs_a_person(record: Record) -> bool:
    """Whether it is in review and nobody has settled it, or it was sent back to the scanner and has not come again."""
    decision = record.get("decision")
    return record["status"] != "filed" and (decision is None or decision["outcome"] == "rescan")


def put_record(db: sqlite3.Connection, arrival_id: str, record: Record) -> int:
    """Write a document in the open transaction, unless it stands there already; its revision."""
    body = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    known = db.execute("SELECT revision, record FROM documents WHERE document_id = ?", (record["document_id"],)).fetchone()
    if known is not None and known["record"] == body:
        return int(known["revision"])
    revision = 1 if known is None else known["revision"] + 1
    _write(db, record["document_id"], arrival_id, revision, record["status"], body)
    return int(revision)


def drop_record(db: sqlite3.Connection, document_id: str) -> int:
    """Take a document out in the open transaction: it is no more, and the index is told. Its new revision."""
    row = db.execute("SELECT arrival_id, revision FROM documents WHERE document_id = ?", (document_id,)).fetchone()
    _write(db, document_id, row["arrival_id"], row["revision"] + 1, None, None)
    return int(row["revision"]) + 1


def drop_others(db: sqlite3.Connection, arrival_id: str, kept: Sequence[str]) -> None:
    """Take out every document of the arrival but those, in the open transaction."""
    rows = db.execute("SELECT document_id FROM documents WHERE arrival_id = ? AND record IS NOT NULL", (arrival_id,)).fetchall()
    for row in rows:
        if row["document_id"] not in kept:
            drop_record(db, row["document_id"])


def _write(db: sqlite3.Connection, document_id: str, arrival_id: str, revision: int, status: str | None, body: str | None) -> None:
    db.execute(
        "INSERT INTO documents (document_id, arrival_id, revision, status, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT (document_id)"
        " DO UPDATE SET revision = excluded.revision, status = excluded.status, record = excluded.record",
        (document_id, arrival_id, revision, status, body),
    )
    if body is not None:
        db.execute(_ADD_PAGES, (body, document_id))
    db.execute("DELETE FROM rejections WHERE document_id = ?", (document_id,))
    db.execute("INSERT OR REPLACE INTO outbox VALUES (?, ?)", (document_id, revision))


def columns(row: sqlite3.Row) -> dict[str, Any]:
    """A row as a dict."""
    return {key: row[key] for key in row.keys()}  # noqa: SIM118  # sqlite3.Row iterates over values
