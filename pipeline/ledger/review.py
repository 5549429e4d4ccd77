"""The review queue: what waits for a person, and who is at which document."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.ledger.database import Database

_QUEUE = (
    "SELECT document_id, arrival_id, revision, json_extract(record, '$.reasons') AS reasons,"
    " json_extract(record, '$.document_type.name') AS type, json_extract(record, '$.document_type.code') AS code,"
    " json_extract(record, '$.source.station') AS station, json_extract(record, '$.source.path') AS path,"
    " json_extract(record, '$.source.received_at') AS received_at, json_array_length(record, '$.pages') AS pages,"
    " who, until FROM documents LEFT JOIN reviewing USING (document_id)"
    " WHERE status = 'review' AND json_extract(record, '$.decision') IS NULL ORDER BY document_id"
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held document. `who` has it open at the moment; None for nobody."""

    document_id: str
    arrival_id: str
    revision: int
    reasons: tuple[str, ...]
    type_name: str | None
    type_code: str | None
    station: str | None
    path: str
    received_at: str
    pages: int
    who: str | None


class Review:
    """The part of the ledger about what people look at."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def waiting(self, urgent: Collection[str] = ()) -> list[Waiting]:
        """Everything that waits, files from folders of these names first, then by age."""
        now = self._db.clock()
        found = [
            Waiting(
                *(row["document_id"], row["arrival_id"], row["revision"], tuple(json.loads(row["reasons"])), row["type"], row["code"]),
                *(row["station"], row["path"], row["received_at"], row["pages"]),
                row["who"] if row["until"] and row["until"] > now else None,
            )
            for row in self._db.rows(_QUEUE)
        ]
        return sorted(found, key=lambda one: not is_urgent(one.path, urgent))  # stable: the oldest first among equals

    def take(self, document_id: str, who: str, lease_s: float) -> bool:
        """Have the document to oneself for so many seconds; False when somebody else has it."""
        now = self._db.clock()
        with self._db.write() as db:
            row = db.execute("SELECT who, until FROM reviewing WHERE document_id = ?", (document_id,)).fetchone()
            if row is not None and row["until"] > now and row["who"] != who:
                return False
            db.execute("INSERT OR REPLACE INTO reviewing VALUES (?, ?, ?)", (document_id, who, now + lease_s))
            return True

    def release(self, document_id: str, who: str) -> None:
        """Give it back to the others."""
        with self._db.write() as db:
            db.execute("DELETE FROM reviewing WHERE document_id = ? AND who = ?", (document_id, who))

    def holder(self, document_id: str) -> str | None:
        """Who has it open at the moment."""
        row = self._db.row("SELECT who FROM reviewing WHERE document_id = ? AND until > ?", document_id, self._db.clock())
        return None if row is None else str(row["who"])


def is_urgent(path: str, folders: Collection[str]) -> bool:
    """Whether any folder of the path has one of these names, in capitals or not."""
    parts: Sequence[str] = path.replace("\\", "/").casefold().split("/")[:-1]
    return any(part in {name.casefold() for name in folders} for part in parts)
