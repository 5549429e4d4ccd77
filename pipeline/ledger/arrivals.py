"""Arrivals: how a file enters the ledger, who works on it, and which pages are done."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Literal

from pipeline.ledger.database import Database, Row
from pipeline.model.errors import ClaimLost, PipelineError
from pipeline.model.types import Arrival

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32
Origin = Literal["ingest", "watch"]


def new_arrival_id(clock: float, last: str | None = None) -> str:
    """Fourteen characters that sort by time: milliseconds, then 25 random bits.

    It comes after `last` in any case, within one millisecond and when the clock was set back: the order of the ids is that of arrival.
    """
    after = 0 if last is None else (reduce(lambda number, sign: number << 5 | _ALPHABET.index(sign), last, 0) >> 25) + 1
    number = (max(int(clock * 1000), after) << 25) | secrets.randbits(25)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(65, -1, -5))


def arrival_of(row: Row) -> Arrival:
    """A row as the model's type."""
    return Arrival(
        row["arrival_id"],
        row["path"],
        row["sha256"],
        row["station"],
        row["received_at"],
        row["size"],
        bool(row["urgent"]),
        row["batch"],
        row["box"],
        row["chart"],
    )


class Arrivals:
    """The part of the ledger about files."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def accept(
        self,
        path: str,
        source_key: str,
        sha256: str,
        size: int,
        station: str | None,
        origin: Origin,
        urgent: bool = False,
        seen: str = "",
    ) -> tuple[Arrival, bool]:
        """Enter a file whose bytes are stored; the second value says whether it is new.

        From `ingest`, the same bytes at the same place are the same arrival. From `watch`, they are only while the source has not
        been moved away: what is dropped again is another arrival. `urgent` ones are read before the others. `seen` is what the source
        looked like (see `Sources.known`).
        """
        with self._db.write() as db:
            known = db.execute(
                "SELECT * FROM arrivals WHERE source_key = ? AND sha256 IN (?, '') AND (moved_to IS NULL OR sha256 = '')"
                " ORDER BY arrival_id DESC",
                (source_key, sha256),
            ).fetchone()
            if known is not None and known["sha256"]:
                db.execute("UPDATE arrivals SET seen = ?1 WHERE arrival_id = ?2 AND ?1 NOT IN (seen, '')", (seen, known["arrival_id"]))
                return arrival_of(known), False
            if known is not None:  # it could not be read before, and now it can
                arrival_id = known["arrival_id"]
                db.execute(
                    "UPDATE arrivals SET sha256 = ?, size = ?, state = 'waiting', code = NULL, reason = NULL, advice = NULL,"
                    " moved_to = NULL, dismissed_at = NULL WHERE arrival_id = ?",
                    (sha256, size, arrival_id),
                )
            else:
                arrival_id = self._insert(db, path, source_key, sha256, size, station, origin, "waiting")
            db.execute("UPDATE arrivals SET urgent = ?, seen = ? WHERE arrival_id = ?", (urgent, seen, arrival_id))
            self._db.event(db, arrival_id, "accepted", sha256)
            row = db.execute("SELECT * FROM arrivals WHERE arrival_id = ?", (arrival_id,)).fetchone()
            return arrival_of(row), True

    def refuse(self, path: str, source_key: str, origin: Origin, code: str, reason: str, advice: str) -> bool:
        """Enter a file whose bytes could not be read; False when it is known as such already. One that was dismissed and is there again
        is told again.
        """
        with self._db.write() as db:
            sql = "SELECT arrival_id, dismissed_at FROM arrivals WHERE source_key = ? AND sha256 = ''"
            known = db.execute(sql, (source_key,)).fetchone()
            if known is not None and known["dismissed_at"] is not None:
                db.execute("UPDATE arrivals SET dismissed_at = NULL WHERE arrival_id = ?", (known["arrival_id"],))
                self._db.event(db, known["arrival_id"], "refused", code)
                return True
            if known is not None:
                return False
            arrival_id = self._insert(db, path, source_key, "", 0, None, origin, "quarantined")
            db.execute(
                "UPDATE arrivals SET code = ?, reason = ?, advice = ?, failed_at = ? WHERE arrival_id = ?",
                (code, reason, advice, self._db.now(), arrival_id),
            )
            self._db.event(db, arrival_id, "refused", code)
            return True

    def _insert(
        self, db: sqlite3.Connection, path: str, source_key: str, sha256: str, size: int, station: str | None, origin: str, state: str
    ) -> str:
        (last,) = db.execute("SELECT max(arrival_id) FROM arrivals").fetchone()
        arrival_id = new_arrival_id(self._db.clock(), last)
        db.execute(
            "INSERT INTO arrivals (arrival_id, path, source_key, sha256, station, origin, received_at, size, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (arrival_id, path, source_key, sha256, station, origin, self._db.now(), size, state),
        )
        return arrival_id

    def mark_source_moved(self, arrival_id: str, moved_to: str) -> None:
        """The source no longer stands in its drop folder."""
        with self._db.write() as db:
            db.execute("UPDATE arrivals SET moved_to = ? WHERE arrival_id = ?", (moved_to, arrival_id))
            self._db.event(db, arrival_id, "source_moved")

    def same_bytes_before(self, arrival_id: str) -> bool:
        """Whether an earlier arrival brought the same bytes."""
        found = self._db.row(
            "SELECT 1 FROM arrivals one JOIN arrivals other USING (sha256) WHERE one.arrival_id = ? AND other.arrival_id < one.arrival_id",
            arrival_id,
        )
        return found is not None

    def get(self, arrival_id: str) -> Arrival | None:
        """One arrival."""
        row = self._db.row("SELECT * FROM arrivals WHERE arrival_id = ?", arrival_id)
        return None if row is None else arrival_of(row)

    def of_path(self, path: str) -> list[Arrival]:
        """Those that came by this name, the first first."""
        return [arrival_of(row) for row in self._db.rows("SELECT * FROM arrivals WHERE path = ? ORDER BY arrival_id", path)]

    def state(self, arrival_id: str) -> str | None:
        """Its current state."""
        row = self._db.row("SELECT state FROM arrivals WHERE arrival_id = ?", arrival_id)
        return None if row is None else str(row["state"])

    def put_off(self, arrival_id: str, error: PipelineError, token: int, delays_s: Sequence[float]) -> bool:
        """Try it again after a while, longer each time: what went wrong was not the file's fault. False when all delays are used up."""
        with self._db.write() as db:
            fence(db, arrival_id, token)
            (setbacks,) = db.execute("SELECT setbacks FROM arrivals WHERE arrival_id = ?", (arrival_id,)).fetchone()
            if setbacks >= len(delays_s):
                return False
            db.execute(
                "UPDATE arrivals SET owner = NULL, lease_until = 0, setbacks = setbacks + 1, not_before = ?, code = ?, reason = ?,"
                " advice = ?, failed_at = ? WHERE arrival_id = ?",
                (self._db.clock() + delays_s[setbacks], error.code, error.message, error.advice, self._db.now(), arrival_id),
            )
            self._db.event(db, arrival_id, "put off", error.code)
            return True

    def due_now(self, since: str) -> list[Arrival]:
        """What was put off at that time or later; it need not wait any more."""
        sql = "UPDATE arrivals SET not_before = 0 WHERE state = 'waiting' AND not_before > 0 AND failed_at >= ? RETURNING *"
        with self._db.write() as db:
            return sorted((arrival_of(row) for row in db.execute(sql, (since,)).fetchall()), key=lambda arrival: arrival.arrival_id)

    def interrupted(self, arrival_id: str, error: PipelineError, token: int) -> None:
        """Leave it waiting with the cause, for the next try: the disk, the store or the index was away, as it is for every file."""
        with self._db.write() as db:
            fence(db, arrival_id, token)
            db.execute(
                "UPDATE arrivals SET owner = NULL, lease_until = 0, code = ?, reason = ?, advice = ?, failed_at = ? WHERE arrival_id = ?",
                (error.code, error.message, error.advice, self._db.now(), arrival_id),
            )

    def waiting_by_cause(self) -> dict[str, int]:
        """How many wait because something went wrong, by its cause."""
        sql = "SELECT code, count(*) FROM arrivals WHERE state = 'waiting' AND code IS NOT NULL GROUP BY code ORDER BY code"
        return dict(map(tuple, self._db.rows(sql)))

    def next_waiting(self, urgent: bool = False) -> Arrival | None:
        """The arrival to be read next, of those that wait and that nobody works on: urgent ones first, then the oldest."""
        sql = (  # INDEXED BY: this is asked for every page, and sorting everything that waits would take longer than reading it
            "SELECT * FROM arrivals INDEXED BY arrivals_to_read WHERE state = 'waiting' AND urgent >= ?"
            " AND max(lease_until, not_before) < ? ORDER BY urgent DESC, arrival_id LIMIT 1"
        )
        row = self._db.row(sql, urgent, self._db.clock())
        return None if row is None else arrival_of(row)

    def release_dead(self, is_dead: Callable[[str], bool]) -> None:
        """Give back what owners hold that will never come back, so that their leases need not be waited for."""
        sql = "SELECT DISTINCT owner FROM arrivals WHERE state = 'waiting' AND owner IS NOT NULL AND lease_until > 0"
        for row in self._db.rows(sql):
            if is_dead(row["owner"]):
                with self._db.write() as db:
                    db.execute("UPDATE arrivals SET lease_until = 0 WHERE state = 'waiting' AND owner = ?", (row["owner"],))

    def claim(self, arrival_id: str, owner: str, lease_s: float, is_dead: Callable[[str], bool] = lambda _: False) -> int | None:
        """A fencing token, larger each time; None while another owner's lease runs or when the arrival waits no more.

        `is_dead` may tell of an owner that it will never come back, so that its lease need not be waited for.
        """
        with self._db.write() as db:
            now = self._db.clock()
            row = db.execute(
                "SELECT owner, lease_until FROM arrivals WHERE arrival_id = ? AND state = 'waiting' AND not_before <= ?", (arrival_id, now)
            ).fetchone()
            if row is None:
                return None
            if row["lease_until"] >= now and row["owner"] not in {None, owner} and not is_dead(row["owner"]):
                return None
            db.execute(
                "UPDATE arrivals SET owner = ?, token = token + 1, lease_until = ?, attempts = attempts + 1 WHERE arrival_id = ?",
                (owner, now + lease_s, arrival_id),
            )
            (token,) = db.execute("SELECT token FROM arrivals WHERE arrival_id = ?", (arrival_id,)).fetchone()
            return int(token)

    def heartbeat(self, claims: Sequence[tuple[str, int]], lease_s: float) -> list[str]:
        """Renew leases; returns the arrivals whose claim was lost."""
        lost = []
        with self._db.write() as db:
            until = self._db.clock() + lease_s
            for arrival_id, token in claims:
                sql = "UPDATE arrivals SET lease_until = ? WHERE arrival_id = ? AND token = ?"
                if not db.execute(sql, (until, arrival_id, token)).rowcount:
                    lost.append(arrival_id)
        return lost

    def release(self, arrival_id: str, token: int) -> None:
        """Let another take it at once."""
        with self._db.write() as db:
            db.execute("UPDATE arrivals SET lease_until = 0, owner = NULL WHERE arrival_id = ? AND token = ?", (arrival_id, token))

    def set_page_count(self, arrival_id: str, count: int, token: int) -> None:
        """How many pages the file has."""
        with self._db.write() as db:
            fence(db, arrival_id, token)
            db.execute("UPDATE arrivals SET page_count = ? WHERE arrival_id = ?", (count, arrival_id))

    def page_done(self, arrival_id: str, page: int, sha256: str, token: int) -> None:
        """A page's result is in the store."""
        with self._db.write() as db:
            fence(db, arrival_id, token)
            db.execute("INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", (arrival_id, page, sha256))

    def pages_done(self, arrival_id: str) -> dict[int, str]:
        """Pages with a result, and the results' hashes."""
        return dict(map(tuple, self._db.rows("SELECT page, sha256 FROM pages WHERE arrival_id = ? ORDER BY page", arrival_id)))


def fence(db: sqlite3.Connection, arrival_id: str, token: int) -> None:
    """ClaimLost unless the token is the newest: a worker that was stopped and revived can't commit late."""
    row = db.execute("SELECT token FROM arrivals WHERE arrival_id = ?", (arrival_id,)).fetchone()
    if row is None or row["token"] != token:
        raise ClaimLost(f"arrival {arrival_id}: another worker owns it")
