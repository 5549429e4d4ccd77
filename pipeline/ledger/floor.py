"""The scanning floor: each arrival's state as it changes, for those who watch it from afar. No text, no names of files."""

from __future__ import annotations

from pipeline.ledger.database import Database
from pipeline.model.types import ArrivalState

_MOVED = (
    "SELECT arrival_id, seq, at, station, received_at, state, code, page_count, size,"
    " (SELECT count(*) FROM documents WHERE documents.arrival_id = arrivals.arrival_id AND record IS NOT NULL) AS documents"
    " FROM (SELECT arrival_id, max(seq) AS seq, max(at) AS at FROM (SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?)"
    " GROUP BY arrival_id) JOIN arrivals USING (arrival_id) ORDER BY seq"
)


_LATEST = 50_000  # events that are looked through: more than any floor makes in some minutes


class Floor:
    """The part of the ledger that is told to a dashboard."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def moved(self, limit: int) -> list[ArrivalState]:
        """Arrivals that changed since `told`, in the order of their change; those of the next `limit` events."""
        row = self._db.row("SELECT value FROM settled WHERE key = 'floor'")
        return [ArrivalState(*tuple(found)) for found in self._db.rows(_MOVED, 0 if row is None else int(row["value"]), limit)]

    def by_station(self) -> list[tuple[str, str, int]]:
        """How many files of each station are in each state."""
        sql = "SELECT coalesce(station, '-'), state, count(*) FROM arrivals GROUP BY 1, 2 ORDER BY 1, 2"
        return [tuple(row) for row in self._db.rows(sql)]

    def last_by_station(self) -> list[tuple[str, str]]:
        """When each station's latest file came."""
        sql = "SELECT station, max(received_at) FROM arrivals WHERE station IS NOT NULL GROUP BY station ORDER BY station"
        return [tuple(row) for row in self._db.rows(sql)]

    def by_hour(self, hours: int) -> list[tuple[str, int, int]]:
        """For each of the last hours in which anything came: when, how many files, and how many pages they had."""
        sql = (
            "SELECT substr(received_at, 1, 13) || ':00', count(*), coalesce(sum(page_count), 0) FROM arrivals"
            " WHERE received_at >= strftime('%Y-%m-%dT%H', 'now', ?) GROUP BY 1 ORDER BY 1 DESC"
        )
        return [tuple(row) for row in self._db.rows(sql, f"-{hours} hours")]

    def pages_of(self, minutes: int) -> int:
        """How many pages became documents in the last minutes; of files that were decided about again in that time too."""
        sql = (
            "SELECT coalesce(sum(page_count), 0) AS pages FROM arrivals WHERE arrival_id IN (SELECT arrival_id FROM events"
            " WHERE seq > (SELECT coalesce(max(seq), 0) FROM events) - ? AND kind IN ('filed', 'held')"
            " AND at >= strftime('%Y-%m-%dT%H:%M:%f', 'now', ?))"
        )
        row = self._db.row(sql, _LATEST, f"-{minutes} minutes")
        return int(row["pages"]) if row else 0

    def told(self, seq: int) -> None:
        """Everything up to this event is known over there."""
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO settled VALUES ('floor', ?)", (str(seq),))
