"""The quality file's connection: WAL, one transaction at a time, used from any thread, SQLite's errors told apart."""

from __future__ import annotations

import fcntl
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.databases import failure, transaction
from pipeline.model.errors import ConfigError, StoreDown
from pipeline.model.private import make_private

_BUSY_S = 30.0
_VERSION_1 = """
CREATE TABLE keys (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE TABLE samples (
    number      INTEGER PRIMARY KEY,
    sample_id   TEXT NOT NULL UNIQUE,
    drawn_at    TEXT NOT NULL,
    seed        INTEGER NOT NULL,
    scope       TEXT NOT NULL,              -- what the lot was chosen by, as "station=st-1"; a series of lots has the same
    lot_size    INTEGER NOT NULL,
    plan        TEXT,                       -- JSON of tables.Plan; NULL for rates
    rates       TEXT NOT NULL               -- JSON, by station
) STRICT;
CREATE TABLE members (
    sample_id   TEXT NOT NULL REFERENCES samples (sample_id),
    document_id TEXT NOT NULL,
    turn        INTEGER NOT NULL,           -- the order in which documents are given out
    revision    INTEGER NOT NULL,
    station     TEXT NOT NULL, operator TEXT NOT NULL, type_code TEXT NOT NULL,
    handled_by  TEXT NOT NULL,              -- JSON: who else had a hand in it
    judge       TEXT NOT NULL DEFAULT '', lease_until REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (sample_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE judgements (
    sample_id   TEXT NOT NULL, document_id TEXT NOT NULL,
    judge       TEXT NOT NULL,
    at          TEXT NOT NULL,
    wrong       TEXT NOT NULL,              -- JSON: the fields that are wrong
    note_code   TEXT NOT NULL,
    PRIMARY KEY (sample_id, document_id),
    FOREIGN KEY (sample_id, document_id) REFERENCES members
) STRICT, WITHOUT ROWID;
"""
_MIGRATIONS = (_VERSION_1,)  # entry n brings version n to n + 1


class Database:
    """Opens or creates the file at `path`, readable by its owner only; one connection, guarded by a lock."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        with told_apart():
            self._connection = _opened(path)
            self._connection.row_factory = sqlite3.Row
            with _creation_lock(path):  # turning a new file to WAL does not wait for another process that does the same
                self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
        with self.write() as db:
            _migrate(db)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing."""
        with self._lock, told_apart(), transaction(self._connection) as db:
            yield db

    def rows(self, sql: str, *values: str) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock, told_apart():
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


@contextmanager
def told_apart() -> Iterator[None]:
    """SQLite's errors as the house's: a full disk, or a file that can't be used now."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(error, "quality samples") from None


def _opened(path: Path) -> sqlite3.Connection:
    try:
        make_private(path)
    except OSError as error:
        raise StoreDown(f"quality samples: {error.strerror}") from None
    return sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)


@contextmanager
def _creation_lock(path: Path) -> Iterator[None]:
    handle = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _migrate(db: sqlite3.Connection) -> None:
    """Within the caller's transaction, so that of two processes that open a new file one makes its tables and the other waits."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > len(_MIGRATIONS):
        raise ConfigError(f"quality.sqlite has version {version}, this program knows {len(_MIGRATIONS)}", "Use the newer program.")
    for number, step in enumerate(_MIGRATIONS[version:], version + 1):
        for statement in _statements(step):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
    db.execute("INSERT OR IGNORE INTO keys VALUES ('standing', ?)", (secrets.token_bytes(32),))


def _statements(script: str) -> Iterator[str]:
    """The single statements of a script: executescript would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
