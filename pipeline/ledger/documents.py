"""Documents: the verdicts of an arrival, and the records everything else is rebuilt from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import cast

from pipeline.ledger.arrivals import arrival_of, fence
from pipeline.ledger.database import Database
from pipeline.ledger.fingerprints import Likeness, duplicates, write_fingerprints
from pipeline.ledger.rescans import answer_tickets
from pipeline.ledger.writing import drop_others, put_record, state_of
from pipeline.model.record import Record, as_possible_duplicate

_FORGET_REPEATS = "DELETE FROM repeats WHERE document_id IN (SELECT document_id FROM documents WHERE arrival_id = ?)"
_WRITE_REPEATS = "INSERT OR REPLACE INTO repeats VALUES (?, ?)"
# Of the same bytes, the document with the same page as the earliest of the arrivals has it.
_OF_SAME_BYTES = (
    "SELECT record FROM arrivals own JOIN arrivals before ON before.sha256 = own.sha256 AND before.arrival_id < own.arrival_id"
    " JOIN documents ON documents.arrival_id = before.arrival_id WHERE own.arrival_id = ? AND record IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM json_each(record, '$.source.pages') WHERE value = ?) ORDER BY document_id LIMIT 1"
)
_OF_SAME_LOOKS = (
    "SELECT record FROM repeats JOIN documents ON documents.document_id = earlier WHERE repeats.document_id = ? AND record IS NOT NULL"
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
            again, later = duplicates(db, arrival_id, records, like) if like else ({}, [])
            records = [as_possible_duplicate(record) if record["document_id"] in again else record for record in records]
            for record in records:
                put_record(db, arrival_id, record)
            drop_others(db, arrival_id, [record["document_id"] for record in records])
            write_fingerprints(db, arrival_id, like.prints if like else {})
            db.execute(_FORGET_REPEATS, (arrival_id,))
            db.executemany(_WRITE_REPEATS, again.items())
            state = state_of(records)
            db.execute(
                "UPDATE arrivals SET state = ?, lease_until = 0, code = NULL, reason = NULL, advice = NULL, setbacks = 0"
                " WHERE arrival_id = ?",
                (state, arrival_id),
            )
            self._db.event(db, arrival_id, state, f"{len(records)} documents")
            for record, repeated in later:
                self._hold_as_duplicate(db, record, repeated)
            self._answer_tickets(db, arrival_id)
        return state

    def _hold_as_duplicate(self, db: sqlite3.Connection, record: Record, repeated: str) -> None:
        arrival_id = record["arrival_id"]
        if "possible_duplicate" in record["reasons"] or "decision" in record:  # a person has looked at it
            return
        put_record(db, arrival_id, as_possible_duplicate(record))
        db.execute(_WRITE_REPEATS, (record["document_id"], repeated))
        db.execute("UPDATE arrivals SET state = 'held' WHERE arrival_id = ? AND state = 'filed'", (arrival_id,))
        self._db.event(db, arrival_id, "held", f"{record['document_id']} came before")

    def _answer_tickets(self, db: sqlite3.Connection, arrival_id: str) -> None:
        arrival = arrival_of(db.execute("SELECT * FROM arrivals WHERE arrival_id = ?", (arrival_id,)).fetchone())
        for ticket in answer_tickets(db, arrival, self._db.now()):
            self._db.event(db, arrival_id, "answers", ticket)

    def get(self, document_id: str) -> Record | None:
        """One record."""
        row = self._db.row("SELECT record FROM documents WHERE document_id = ? AND record IS NOT NULL", document_id)
        return None if row is None else cast(Record, json.loads(row["record"]))

    def repeated(self, record: Record) -> Record | None:
        """The document that a possible duplicate repeats; None for any other, and where that is no more or nobody wrote it down."""
        if "possible_duplicate" not in record["reasons"]:
            return None
        row = self._db.row(_OF_SAME_BYTES, record["arrival_id"], record["source"]["pages"][0])
        row = row or self._db.row(_OF_SAME_LOOKS, record["document_id"])
        return None if row is None else cast(Record, json.loads(row["record"]))

    def patients_of(self, document_ids: Collection[str]) -> list[str]:
        """The mpi_ids of those whose documents these are."""
        sql = (
            "SELECT DISTINCT json_extract(record, '$.patient.mpi_id') FROM documents"
            " WHERE record IS NOT NULL AND document_id IN (SELECT value FROM json_each(?))"
        )
        return [row[0] for row in self._db.rows(sql, json.dumps(list(document_ids))) if row[0]]

    def of_arrival(self, arrival_id: str) -> list[tuple[Record, int]]:
        """An arrival's records with their revisions, by id."""
        sql = "SELECT record, revision FROM documents WHERE arrival_id = ? AND record IS NOT NULL ORDER BY document_id"
        return [(json.loads(row["record"]), row["revision"]) for row in self._db.rows(sql, arrival_id)]

    def at_revision(self, document_id: str) -> tuple[Record, int] | None:
        """A record and its revision."""
        row = self._db.row("SELECT record, revision FROM documents WHERE document_id = ? AND record IS NOT NULL", document_id)
        return None if row is None else (json.loads(row["record"]), row["revision"])

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
            " WHERE status = 'review' AND record IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return dict(map(tuple, self._db.rows(sql)))
