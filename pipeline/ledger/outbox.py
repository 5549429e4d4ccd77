"""What the index has not seen yet: at most one entry a document, its newest revision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ledger.database import Database
from pipeline.model.record import Record


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """A document to write, or, where `record` is None, to delete."""

    document_id: str
    revision: int
    record: Record | None
    pages: tuple[int, ...]  # every source page that it ever had


class Outbox:
    """The part of the ledger that the index catches up with."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def entries(self, limit: int) -> list[OutboxEntry]:
        """The oldest entries."""
        rows = self._db.rows(
            "SELECT document_id, documents.revision, record, pages FROM outbox JOIN documents USING (document_id)"
            " ORDER BY outbox.rowid LIMIT ?",
            limit,
        )
        return [
            OutboxEntry(
                row["document_id"],
                row["revision"],
                None if row["record"] is None else json.loads(row["record"]),
                tuple(json.loads(row["pages"])),
            )
            for row in rows
        ]

    def indexed(self, entries: Sequence[OutboxEntry]) -> None:
        """Take entries out, unless a newer revision came meanwhile.

        When another process has brought the index further, what was written just now came late: the newest revision is queued again.
        """
        with self._db.write() as db:
            db.executemany(
                "INSERT OR REPLACE INTO outbox SELECT document_id, revision FROM documents WHERE document_id = ? AND revision > ?",
                [(entry.document_id, entry.revision) for entry in entries],
            )
            db.executemany(
                "DELETE FROM outbox WHERE document_id = ? AND revision <= ?", [(entry.document_id, entry.revision) for entry in entries]
            )

    def rejected(self, reasons: Mapping[str, str]) -> None:
        """Documents that the index can't take, each with the index's reason; they leave the outbox and stand in quarantine."""
        if not reasons:
            return
        with self._db.write() as db:
            for document_id, reason in reasons.items():
                db.execute("INSERT OR REPLACE INTO rejections VALUES (?, ?, ?)", (document_id, reason, self._db.now()))
                row = db.execute("SELECT arrival_id FROM documents WHERE document_id = ?", (document_id,)).fetchone()
                self._db.event(db, row["arrival_id"], "rejected by the index", document_id)

    def rejections(self) -> dict[str, str]:
        """Every document that the index did not take, with its reason."""
        return dict(map(tuple, self._db.rows("SELECT document_id, reason FROM rejections ORDER BY document_id")))

    def requeue_all(self) -> None:
        """Every document again, for an index that is built anew; those that the last one rejected too."""
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO outbox SELECT document_id, revision FROM documents WHERE record IS NOT NULL")
            db.execute("DELETE FROM rejections")
            db.execute("DELETE FROM settled WHERE key = 'floor'")

    def is_for(self, backend: str) -> None:
        """The index that is written from now on; another one than before gets every document."""
        row = self._db.row("SELECT value FROM settled WHERE key = 'index'")
        if row is not None and row["value"] == backend:
            return
        if row is not None:
            self.requeue_all()
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO settled VALUES ('index', ?)", (backend,))

    def is_behind(self, backend: str) -> bool:
        """Whether the documents went to another index than this one."""
        row = self._db.row("SELECT value FROM settled WHERE key = 'index'")
        return row is not None and row["value"] != backend

    def rebuilt(self, backend: str, rejected: Mapping[str, str]) -> None:
        """An index was built from the whole ledger: what it could not take stands in quarantine instead of what the old one could not."""
        with self._db.write() as db:
            db.execute("DELETE FROM rejections")
            db.execute("DELETE FROM settled WHERE key = 'floor'")
            db.execute("INSERT OR REPLACE INTO settled VALUES ('index', ?)", (backend,))
            self.rejected(rejected)

    def index_away(self, why: str) -> None:
        """The index did not answer, and what is written to it waits; `why` names no text. The first time counts until it answers again."""
        if self.away() is None:
            with self._db.write() as db:
                db.execute("INSERT OR IGNORE INTO settled VALUES ('index_away', ?)", (json.dumps([self._db.now(), why]),))

    def index_answered(self) -> None:
        """It took what waited."""
        if self.away() is not None:
            with self._db.write() as db:
                db.execute("DELETE FROM settled WHERE key = 'index_away'")

    def away(self) -> tuple[str, str] | None:
        """Since when the index does not answer, and why; None while it does, as far as anybody tried."""
        row = self._db.row("SELECT value FROM settled WHERE key = 'index_away'")
        return None if row is None else tuple(json.loads(row["value"]))

    def holds(self, document_id: str) -> bool:
        """Whether the document waits to be written."""
        return self._db.row("SELECT 1 FROM outbox WHERE document_id = ?", document_id) is not None

    def size(self) -> int:
        """How many documents wait."""
        row = self._db.row("SELECT count(*) FROM outbox")
        return 0 if row is None else int(row[0])
