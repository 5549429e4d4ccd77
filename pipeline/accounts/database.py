"""The accounts' file: one connection behind a lock, since the desk's threads share it and each question is short."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.model.databases import failure, transaction
from pipeline.model.errors import ConfigError
from pipeline.model.private import make_private

_VERSION_1 = """
CREATE TABLE users (
    name TEXT PRIMARY KEY COLLATE NOCASE, display TEXT NOT NULL, role TEXT NOT NULL, password TEXT, totp TEXT, totp_pending TEXT,
    totp_step INTEGER NOT NULL DEFAULT 0, disabled INTEGER NOT NULL DEFAULT 0, clearances TEXT NOT NULL DEFAULT '[]',
    must_change INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, locked_until REAL NOT NULL DEFAULT 0, subject TEXT UNIQUE
) STRICT;
CREATE TABLE sessions (
    token TEXT PRIMARY KEY, session_id TEXT NOT NULL UNIQUE, name TEXT NOT NULL REFERENCES users ON DELETE CASCADE, csrf TEXT NOT NULL,
    created_at REAL NOT NULL, last_seen_at REAL NOT NULL, origin TEXT NOT NULL
) STRICT;
CREATE TABLE restrictions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL, mrns TEXT NOT NULL, category TEXT NOT NULL,
    why TEXT NOT NULL, who TEXT NOT NULL, at REAL NOT NULL, UNIQUE (kind, key, category)
) STRICT;
CREATE TABLE grants (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, mpi_id TEXT NOT NULL, mrns TEXT NOT NULL, reason TEXT NOT NULL,
    at REAL NOT NULL, until REAL NOT NULL, seen_by TEXT
) STRICT;
"""
MIGRATIONS = (_VERSION_1,)


class Database:
    """Opens or creates the file."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        with _told_apart():
            make_private(path)
            self._connection = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._migrate()

    def _migrate(self) -> None:
        with self.write() as db:
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version > len(MIGRATIONS):
                raise ConfigError(f"the accounts have version {version}, this program knows {len(MIGRATIONS)}", "Use the newer program.")
            for step in MIGRATIONS[version:]:
                for statement in step.split(";\n"):
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it, or nothing."""
        with self._lock, _told_apart(), transaction(self._connection) as db:
            yield db

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock, _told_apart():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """The first row, if any."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise failure(error, "accounts") from None
