"""What the index has not seen yet: at most one entry a document, its newest revision."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ledger.database import Database
from pipeline.model.record import Record


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A document to write, or, where `record` is None, to delete."""

    document_id: str
    revision: int
    record: Record | None


class Outbox:
    """The part of the ledger that the index catches up with."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def entries(self, limit: int) -> list[OutboxEntry]:
        """The oldest entries."""
        rows = self._db.rows(
            "SELECT document_id, documents.revision, record FROM outbox JOIN documents USING (document_id) ORDER BY outbox.rowid LIMIT ?",
            limit,
        )
        return [
            OutboxEntry(row["document_id"], row["revision"], None if row["record"] is None else json.loads(row["record"])) for row in rows
        ]

    def indexed(self, entries: Sequence[OutboxEntry]) -> None:
        """Take entries out, unless a newer revision came meanwhile."""
        with self._db.write() as db:
            db.executemany(
                "DELETE FROM outbox WHERE document_id = ? AND revision <= ?", [(entry.document_id, entry.revision) for entry in entries]
            )

    def requeue_all(self) -> None:
        """Every document again, for an index that is built anew."""
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO outbox SELECT document_id, revision FROM documents WHERE record IS NOT NULL")

    def size(self) -> int:
        """How many documents wait."""
        row = self._db.row("SELECT count(*) FROM outbox")
        return 0 if row is None else int(row[0])
