"""The ledger: one file, an append-only history, and one current state for each arrival."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from pipeline.ledger.arrivals import Arrivals, arrival_of
from pipeline.ledger.batches import Batches
from pipeline.ledger.database import Database, utc_now
from pipeline.ledger.decisions import Decisions
from pipeline.ledger.documents import Documents
from pipeline.ledger.floor import Floor
from pipeline.ledger.outbox import Outbox
from pipeline.ledger.quarantine import Quarantine
from pipeline.ledger.rescans import Rescans
from pipeline.ledger.review import Review
from pipeline.ledger.sources import Sources
from pipeline.ledger.walking import Walking
from pipeline.model.types import Arrival


class Ledger:
    """Opens or creates the ledger at `path`; its parts are `arrivals`, `documents`, `quarantine`, `outbox`,
    `floor`, `decisions`, `review`, `rescans`, `sources`, `batches` and `walking`.

    Every write is one durable transaction. DiskFull and StoreDown mean that nothing of it happened.
    """

    def __init__(self, path: Path, now: Callable[[], str] = utc_now, clock: Callable[[], float] = time.time) -> None:
        self._db = Database(path, now, clock)
        self.arrivals = Arrivals(self._db)
        self.documents = Documents(self._db)
        self.quarantine = Quarantine(self._db)
        self.outbox = Outbox(self._db)
        self.floor = Floor(self._db)
        self.decisions = Decisions(self._db)
        self.review = Review(self._db)
        self.rescans = Rescans(self._db)
        self.sources = Sources(self._db)
        self.batches = Batches(self._db)
        self.walking = Walking(self._db)

    def now(self) -> str:
        """The time as the ledger writes it."""
        return self._db.now()

    def together(self) -> AbstractContextManager[object]:
        """What is written within is one transaction: all of it, or nothing. Nothing slow belongs in it, others wait for its end."""
        return self._db.write()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def counts(self) -> dict[str, int]:
        """How many arrivals are in each state."""
        return dict(map(tuple, self._db.rows("SELECT state, count(*) FROM arrivals GROUP BY state")))

    def arrival_count(self) -> int:
        """How many arrivals the history knows, whatever the states say: each entered with one event."""
        row = self._db.row("SELECT count(DISTINCT arrival_id) FROM events WHERE kind IN ('accepted', 'refused')")
        return 0 if row is None else int(row[0])

    def oldest_waiting(self) -> Arrival | None:
        """The arrival that waits longest."""
        row = self._db.row("SELECT * FROM arrivals WHERE state = 'waiting' ORDER BY arrival_id LIMIT 1")
        return None if row is None else arrival_of(row)

    def integrity(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when it is sound."""
        found = [str(row[0]) for row in self._db.rows("PRAGMA integrity_check")]
        return [] if found == ["ok"] else found
