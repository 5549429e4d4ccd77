"""What people decided at the desk: each decision with what it replaced, in one transaction with the documents that it changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.ledger.database import Database
from pipeline.ledger.writing import columns, drop_record, put_record, state_of
from pipeline.model.errors import DecisionRefused
from pipeline.model.record import Record

_LISTED = "SELECT seq, arrival_id, document_id, at, who, kind, detail, undone_at, undone_by FROM decisions"


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decision changes. `seen`: the revision of each document that the person looked at; `after`: the documents instead of those.

    `pages`: new page results, by page, as hashes of what the store holds. `detail` is kept with the decision. `quarantine`: the reason
    for which the whole file is taken out of the index instead.
    """

    arrival_id: str
    document_id: str
    kind: str
    who: str
    seen: Mapping[str, int]
    after: Sequence[Record]
    detail: Mapping[str, Any] = field(default_factory=dict)
    pages: Mapping[int, str] = field(default_factory=dict)
    quarantine: str = ""


class Decisions:
    """The part of the ledger about people's decisions."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, decided: Decided, besides: Callable[[sqlite3.Connection, int], None] | None = None) -> int:
        """Write the decision and what it changes; its number. DecisionRefused when a document changed since it was looked at.

        `besides` is done in the same transaction, with the decision's number.
        """
        with self._db.write() as db:
            before = {document_id: self._seen(db, document_id, revision) for document_id, revision in decided.seen.items()}
            state = db.execute("SELECT state FROM arrivals WHERE arrival_id = ?", (decided.arrival_id,)).fetchone()["state"]
            if state not in {"filed", "held"}:
                raise DecisionRefused("the file is being read again")
            pages = self._replace_pages(db, decided.arrival_id, decided.pages)
            after = {record["document_id"]: put_record(db, decided.arrival_id, record) for record in decided.after}
            after |= {document_id: drop_record(db, document_id) for document_id in before if document_id not in after}
            before |= {document_id: None for document_id in after if document_id not in before}
            seq = db.execute(
                "INSERT INTO decisions (arrival_id, document_id, at, who, kind, detail, before, after, pages_before, state_before)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(decided.arrival_id, decided.document_id, self._db.now(), decided.who, decided.kind),
                    *(_json(decided.detail), _json(before), _json(after), _json(pages), state),
                ),
            ).lastrowid
            assert seq is not None
            self._arrival(db, decided)
            self._db.event(db, decided.arrival_id, f"decided: {decided.kind}", decided.document_id)
            for document_id in before:
                db.execute("DELETE FROM reviewing WHERE document_id = ?", (document_id,))
            if besides:
                besides(db, seq)
            return seq

    def undo(self, seq: int, who: str) -> None:
        """Put back what the decision replaced. DecisionRefused when something was done to its documents since."""
        with self._db.write() as db:
            row = db.execute("SELECT * FROM decisions WHERE seq = ?", (seq,)).fetchone()
            if row is None or row["undone_at"]:
                raise DecisionRefused("there is nothing to take back")
            for document_id, revision in json.loads(row["after"]).items():
                self._unchanged(db, document_id, revision)
            for document_id, record in json.loads(row["before"]).items():
                if record is None:
                    drop_record(db, document_id)
                else:
                    put_record(db, row["arrival_id"], record)
            self._replace_pages(db, row["arrival_id"], {int(page): sha for page, sha in json.loads(row["pages_before"]).items()})
            db.execute(
                "UPDATE arrivals SET state = ?, code = NULL, reason = NULL, advice = NULL WHERE arrival_id = ?",
                (row["state_before"], row["arrival_id"]),
            )
            db.execute("DELETE FROM rescans WHERE decision = ? AND closed_at IS NULL", (seq,))
            db.execute("UPDATE decisions SET undone_at = ?, undone_by = ? WHERE seq = ?", (self._db.now(), who, seq))
            self._db.event(db, row["arrival_id"], "decision undone", row["document_id"])

    def get(self, seq: int) -> dict[str, Any] | None:
        """One decision, as `of_document` gives them."""
        row = self._db.row(f"{_LISTED} WHERE seq = ?", seq)
        return None if row is None else _listed(row)

    def last_of(self, who: str) -> dict[str, Any] | None:
        """The person's newest decision that was not taken back."""
        row = self._db.row(f"{_LISTED} WHERE who = ? AND undone_at IS NULL ORDER BY seq DESC LIMIT 1", who)
        return None if row is None else _listed(row)

    def of_arrival(self, arrival_id: str) -> list[dict[str, Any]]:
        """What was decided about a file, oldest first: seq, document_id, at, who, kind, detail, undone_at, undone_by."""
        return [_listed(row) for row in self._db.rows(f"{_LISTED} WHERE arrival_id = ? ORDER BY seq", arrival_id)]

    def hands(self) -> dict[str, tuple[str, ...]]:
        """Who decided about each document, the last one first."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self._db.rows("SELECT document_id, who FROM decisions WHERE undone_at IS NULL ORDER BY seq DESC"):
            known = found.get(row["document_id"], ())
            found[row["document_id"]] = known if row["who"] in known else (*known, row["who"])
        return found

    def settled(self) -> list[tuple[Record, dict[str, Any]]]:
        """Every document as the machine held it and the detail of what a person settled it to, oldest first: what can be learnt from."""
        sql = (
            "SELECT document_id, detail, json_extract(before, '$.\"' || document_id || '\"') AS record FROM decisions"
            " WHERE kind = 'settle' AND undone_at IS NULL ORDER BY seq"
        )
        return [(json.loads(row["record"]), json.loads(row["detail"])) for row in self._db.rows(sql)]

    def _seen(self, db: sqlite3.Connection, document_id: str, revision: int) -> Any:
        row = self._unchanged(db, document_id, revision)
        if row["record"] is None:
            raise DecisionRefused(f"document {document_id} is no more")
        return json.loads(row["record"])

    def _unchanged(self, db: sqlite3.Connection, document_id: str, revision: int) -> sqlite3.Row:
        row: sqlite3.Row | None = db.execute("SELECT revision, record FROM documents WHERE document_id = ?", (document_id,)).fetchone()
        if row is None or row["revision"] != revision:
            raise DecisionRefused(f"document {document_id} has changed meanwhile")
        return row

    def _replace_pages(self, db: sqlite3.Connection, arrival_id: str, pages: Mapping[int, str]) -> dict[int, str]:
        """The hashes that stood there before."""
        before = {}
        for page, sha256 in pages.items():
            found = db.execute("SELECT sha256 FROM pages WHERE arrival_id = ? AND page = ?", (arrival_id, page)).fetchone()
            before[page] = found["sha256"]
            db.execute("UPDATE pages SET sha256 = ? WHERE arrival_id = ? AND page = ?", (sha256, arrival_id, page))
        return before

    def _arrival(self, db: sqlite3.Connection, decided: Decided) -> None:
        if decided.quarantine:
            db.execute(
                "UPDATE arrivals SET state = 'quarantined', code = 'by_a_person', reason = ?, advice = ?, failed_at = ?"
                " WHERE arrival_id = ?",
                (
                    decided.quarantine,
                    "Ask who put it there; `chartscan quarantine retry` files it anew.",
                    self._db.now(),
                    decided.arrival_id,
                ),
            )
            return
        rows = db.execute("SELECT record FROM documents WHERE arrival_id = ? AND record IS NOT NULL", (decided.arrival_id,)).fetchall()
        state = state_of(json.loads(row["record"]) for row in rows)
        db.execute("UPDATE arrivals SET state = ? WHERE arrival_id = ?", (state, decided.arrival_id))


def _listed(row: sqlite3.Row) -> dict[str, Any]:
    return {**columns(row), "detail": json.loads(row["detail"])}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
