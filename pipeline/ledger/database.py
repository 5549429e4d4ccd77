"""The ledger's connection: WAL, synchronous FULL, one transaction at a time, SQLite's errors told apart."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.ledger.schema import migrate
from pipeline.model import durable
from pipeline.model.databases import failure, transaction
from pipeline.model.private import make_private

_BUSY_MS = 30_000
Row = sqlite3.Row


def utc_now() -> str:
    """ISO 8601, to the millisecond, "…Z"."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Database:
    """Opens or creates the ledger's file; `now` and `clock` (seconds) are passed in so that a test can turn them."""

    def __init__(self, path: Path, now: Callable[[], str] = utc_now, clock: Callable[[], float] = time.time) -> None:
        self.now = now
        self.clock = clock
        with told_apart():
            make_private(path)
            self._connection = sqlite3.connect(path, timeout=_BUSY_MS / 1000, isolation_level=None)
            self._connection.row_factory = sqlite3.Row
            try:
                self._prepare(path)
            except BaseException:
                self._connection.close()
                raise

    def _prepare(self, path: Path) -> None:
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        with _creation_lock(path):
            migrate(self._connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing. Within another one it is part of that."""
        if self._connection.in_transaction:
            yield self._connection
            return
        with told_apart(), transaction(self._connection) as db:
            yield db

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """All rows of a query."""
        with told_apart():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row, if any."""
        with told_apart():
            row: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return row

    def stream(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        """Row by row, on a cursor of its own."""
        with told_apart():
            yield from self._connection.execute(sql, values)

    def event(self, connection: sqlite3.Connection, arrival_id: str, kind: str, detail: str = "") -> None:
        """Append to the history; `detail` is a code or a count, never text of a page."""
        connection.execute("INSERT INTO events (arrival_id, at, kind, detail) VALUES (?, ?, ?, ?)", (arrival_id, self.now(), kind, detail))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


@contextmanager
def told_apart() -> Iterator[None]:
    """SQLite's errors as the house's: a full disk, a failed fsync, or a ledger that can't be used now."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(error, "ledger") from None
    except OSError as error:
        raise durable.failure(error, "ledger") from None


@contextmanager
def _creation_lock(path: Path) -> Iterator[None]:
    """Two processes that open a new ledger at once must not both create its tables."""
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
