"""What all SQLite files of the home folder have in common: one transaction at a time, and its errors as the house's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.model.errors import DiskFull, PipelineError, StoreDown, SyncFailed

_SYNCING = {sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC}


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it, or nothing. SQLite takes back by itself what a full disk or an I/O error broke off."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def failure(error: sqlite3.Error, what: str, away: type[PipelineError] = StoreDown, advice: str | None = None) -> PipelineError:
    """A full disk, a failed fsync, or `away` with its advice: the file can't be used now."""
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(f"{what}: no space left")
    name = getattr(error, "sqlite_errorname", type(error).__name__)
    if code in _SYNCING:
        return SyncFailed(f"{what}: {name}")
    return away(f"{what}: {name}", advice)
