"""Documents: the verdicts of an arrival, and the records everything else is rebuilt from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, cast

from pipeline.ledger.arrivals import fence
from pipeline.ledger.database import Database
from pipeline.ledger.fingerprints import Likeness, duplicates, write_fingerprints
from pipeline.model.record import Record, as_possible_duplicate

_ADD_PAGES = (
    "UPDATE documents SET pages = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(documents.pages)"
    " UNION SELECT value FROM json_each(?1, '$.source.pages'))) WHERE document_id = ?2"
)


class Documents:
    """The part of the ledger about records."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def finish(self, arrival_id: str, records: Sequence[Record], token: int, like: Likeness | None = None) -> str:
        """All of an arrival's documents in one transaction, with their fingerprints; returns the arrival's new state, "filed" or "held".

        With `like`, a document that was scanned before is held as a possible duplicate; so is one of a later arrival that was quicker.
        """
        with self._db.write() as db:
            fence(db, arrival_id, token)
            again, later = duplicates(db, arrival_id, records, like) if like else (set(), [])
            records = [as_possible_duplicate(record) if record["document_id"] in again else record for record in records]
            for record in records:
                self._put(db, arrival_id, record)
            self._drop_others(db, arrival_id, [record["document_id"] for record in records])
            write_fingerprints(db, arrival_id, like.prints if like else {})
            state = "held" if any(record["status"] != "filed" for record in records) else "filed"
            db.execute(
                "UPDATE arrivals SET state = ?, lease_until = 0, code = NULL, reason = NULL, advice = NULL WHERE arrival_id = ?",
                (state, arrival_id),
            )
            self._db.event(db, arrival_id, state, f"{len(records)} documents")
            for record in later:
                self._hold_as_duplicate(db, record)
        return state

    def _hold_as_duplicate(self, db: sqlite3.Connection, record: Record) -> None:
        arrival_id = record["arrival_id"]
        if "possible_duplicate" in record["reasons"]:
            return
        self._put(db, arrival_id, as_possible_duplicate(record))
        db.execute("UPDATE arrivals SET state = 'held' WHERE arrival_id = ? AND state = 'filed'", (arrival_id,))
        self._db.event(db, arrival_id, "held", f"{record['document_id']} came before")

    def _put(self, db: sqlite3.Connection, arrival_id: str, record: Record) -> None:
        body = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        known = db.execute("SELECT revision, record FROM documents WHERE document_id = ?", (record["document_id"],)).fetchone()
        if known is not None and known["record"] == body:
            return
        revision = 1 if known is None else known["revision"] + 1
        self._write(db, record["document_id"], arrival_id, revision, record["status"], body)

    def _drop_others(self, db: sqlite3.Connection, arrival_id: str, kept: Sequence[str]) -> None:
        rows = db.execute(
            "SELECT document_id, revision FROM documents WHERE arrival_id = ? AND record IS NOT NULL", (arrival_id,)
        ).fetchall()
        for row in rows:
            if row["document_id"] not in kept:
                self._write(db, row["document_id"], arrival_id, row["revision"] + 1, None, None)

    def _write(
        self, db: sqlite3.Connection, document_id: str, arrival_id: str, revision: int, status: str | None, body: str | None
    ) -> None:
        db.execute(
            "INSERT INTO documents (document_id, arrival_id, revision, status, record) VALUES (?, ?, ?, ?, ?) ON CONFLICT (document_id)"
            " DO UPDATE SET revision = excluded.revision, status = excluded.status, record = excluded.record",
            (document_id, arrival_id, revision, status, body),
        )
        if body is not None:
            db.execute(_ADD_PAGES, (body, document_id))
        db.execute("DELETE FROM rejections WHERE document_id = ?", (document_id,))
        db.execute("INSERT OR REPLACE INTO outbox VALUES (?, ?)", (document_id, revision))

    def get(self, document_id: str) -> Record | None:
        """One record."""
        row = self._db.row("SELECT record FROM documents WHERE document_id = ? AND record IS NOT NULL", document_id)
        return None if row is None else cast(Record, json.loads(row["record"]))

    def all(self) -> Iterator[Record]:
        """Every record, one at a time, in the order of arrival."""
        for row in self._db.stream("SELECT record FROM documents WHERE record IS NOT NULL ORDER BY document_id"):
            yield json.loads(row["record"])

    def revisions(self) -> dict[str, int]:
        """Every document's newest revision."""
        return dict(map(tuple, self._db.rows("SELECT document_id, revision FROM documents WHERE record IS NOT NULL")))

    def counts(self) -> dict[str, int]:
        """How many documents have each status."""
        return dict(
            map(tuple, self._db.rows("SELECT status, count(*) FROM documents WHERE record IS NOT NULL GROUP BY status ORDER BY status"))
        )

    def held_by_reason(self) -> dict[str, int]:
        """How many documents are held for each reason; one may have several."""
        sql = (
            "SELECT reason.value, count(*) FROM documents, json_each(record, '$.reasons') reason"
            " WHERE record IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return dict(map(tuple, self._db.rows(sql)))


def columns(row: sqlite3.Row) -> dict[str, Any]:
    """A row as a dict."""
    return {key: row[key] for key in row.keys()}  # noqa: SIM118  # sqlite3.Row iterates over values
