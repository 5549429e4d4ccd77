"""What was refused: with its cause, a plain-language reason and what to do; and how it is tried again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.ledger.arrivals import fence
from pipeline.ledger.database import Database
from pipeline.ledger.writing import columns

_LISTED = (
    "SELECT arrival_id, path, station, code AS cause, reason, advice, failed_at AS at, origin, source_key, moved_to,"
    " sha256 = '' AS unread FROM arrivals WHERE state = 'quarantined' AND dismissed_at IS NULL ORDER BY arrival_id"
)
_PUT_OFF = "SELECT arrival_id, code AS cause FROM arrivals WHERE state = 'waiting' AND not_before > 0 AND owner IS NULL ORDER BY arrival_id"
_REJECTED = (
    "SELECT arrival_id, path, station, 'index_rejected' AS cause, rejections.reason, rejections.at, document_id,"
    " 'Mend what the reason names, then try it again; until then the document is kept and shown, but a search does not find it.' AS advice"
    " FROM rejections JOIN documents USING (document_id) JOIN arrivals USING (arrival_id) ORDER BY document_id"
)


class Quarantine:
    """The part of the ledger about files that could not be processed."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, arrival_id: str, code: str, reason: str, advice: str, token: int) -> None:
        """An arrival whose file can't be processed."""
        with self._db.write() as db:
            fence(db, arrival_id, token)
            db.execute(
                "UPDATE arrivals SET state = 'quarantined', lease_until = 0, code = ?, reason = ?, advice = ?, failed_at = ?"
                " WHERE arrival_id = ?",
                (code, reason, advice, self._db.now(), arrival_id),
            )
            self._db.event(db, arrival_id, "quarantined", code)

    def listed(self) -> list[dict[str, Any]]:
        """Every quarantined file, oldest first: arrival_id, path, station, cause, reason, advice, at, origin, source_key, moved_to, and
        whether it is `unread`: refused without its bytes. What was dismissed is not among them.
        """
        return [{**columns(row), "unread": bool(row["unread"])} for row in self._db.rows(_LISTED)]

    def rejected(self) -> list[dict[str, Any]]:
        """Every document that the index did not take, with the fields of `listed` and its document_id."""
        return [columns(row) for row in self._db.rows(_REJECTED)]

    def retry(self, ids_or_causes: Sequence[str]) -> list[str]:
        """Back to waiting: the named arrivals, all of a named cause, or all; those that were put off need not wait any more.
        Pages that were read stay read; returns the ids of the arrivals, and of the documents that the index rejected, which are
        written to it again.

        A file whose bytes were never read has nothing to try again: it is taken when it is dropped or ingested again.
        """
        wanted = set(ids_or_causes)
        with self._db.write() as db:
            # listed within the transaction: of two that retry at once the second finds nothing left to try
            found = self.listed() + [columns(row) for row in self._db.rows(_PUT_OFF)]
            retried = [entry["arrival_id"] for entry in found if not wanted or entry["arrival_id"] in wanted or entry["cause"] in wanted]
            for arrival_id in retried:
                sql = (
                    "UPDATE arrivals SET state = 'waiting', lease_until = 0, not_before = 0, setbacks = 0"
                    " WHERE arrival_id = ? AND sha256 <> '' AND state IN ('waiting', 'quarantined')"
                )
                if db.execute(sql, (arrival_id,)).rowcount:
                    self._db.event(db, arrival_id, "retried")
            again = [
                entry["document_id"]
                for entry in self.rejected()
                if not wanted or wanted & {entry["document_id"], entry["arrival_id"], entry["cause"]}
            ]
            for document_id in again:
                db.execute(
                    "INSERT OR REPLACE INTO outbox SELECT document_id, revision FROM documents WHERE document_id = ?", (document_id,)
                )
                db.execute("DELETE FROM rejections WHERE document_id = ?", (document_id,))
        return retried + again

    def dismiss(self, arrival_ids: Sequence[str]) -> list[str]:
        """Take what was refused unread off the list, as far as it stands there; the history keeps it, and it counts as quarantined."""
        sql = "UPDATE arrivals SET dismissed_at = ? WHERE arrival_id = ? AND sha256 = '' AND state = 'quarantined' AND dismissed_at IS NULL"
        with self._db.write() as db:
            dismissed = [one for one in arrival_ids if db.execute(sql, (self._db.now(), one)).rowcount]
            for arrival_id in dismissed:
                self._db.event(db, arrival_id, "dismissed")
        return dismissed

    def dismissed(self) -> int:
        """How many were."""
        row = self._db.row("SELECT count(*) FROM arrivals WHERE dismissed_at IS NOT NULL AND state = 'quarantined'")
        return 0 if row is None else int(row[0])

    def by_cause(self) -> dict[str, int]:
        """How many files, and documents that the index did not take, there are of each cause."""
        sql = (
            "SELECT code, count(*) FROM arrivals WHERE state = 'quarantined' AND dismissed_at IS NULL GROUP BY code"
            " UNION ALL SELECT 'index_rejected', count(*) FROM rejections HAVING count(*) > 0"
        )
        return dict(map(tuple, self._db.rows(sql)))

    def last_errors(self) -> list[dict[str, Any]]:
        """The latest quarantined file of each cause, by its id: monitors keep what they are told, and names of files may be patients'."""
        sql = (
            "SELECT code AS cause, max(failed_at) AS at, arrival_id FROM arrivals"
            " WHERE state = 'quarantined' AND dismissed_at IS NULL GROUP BY code ORDER BY at DESC"
        )
        return [columns(row) for row in self._db.rows(sql)]
