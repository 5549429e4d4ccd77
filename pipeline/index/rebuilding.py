"""The embedded index built anew beside the one that is searched, in tables of the same file, and swapped in one transaction.

Readers see the old tables until the swap, a crash leaves them, and every process that has the file open sees the new ones afterwards:
SQLite's schema version tells it. What other processes write meanwhile goes to the old tables; the swap asks for it again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.index.facets import Normaliser
from pipeline.index.protocol import Change, Rejection
from pipeline.index.schema import NAMES, PAGES_BY_DOCUMENT, TABLES, VERSION
from pipeline.index.writing import write_changes
from pipeline.model.databases import transaction

Missed = Callable[[Iterable[tuple[str, int]]], Iterable[Change]]
_NEW = "new_"
_NAME = re.compile(rf"\b({'|'.join(NAMES)})\b")


class _Beside(sqlite3.Connection):
    """Says the new tables' names instead of the old ones'."""

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        return super().execute(_renamed(sql), parameters)

    def executemany(self, sql: str, parameters: Iterable[Any]) -> sqlite3.Cursor:
        return super().executemany(_renamed(sql), parameters)

    def plain(self, sql: str) -> None:
        """As it stands."""
        super().execute(sql)


@lru_cache(maxsize=100)
def _renamed(sql: str) -> str:
    return _NAME.sub(rf"{_NEW}\1", sql)


class Rebuilding:
    """Empty tables beside the old ones; those of a rebuild that was killed go first."""

    def __init__(self, path: Path, normalise: Normaliser, busy_s: float) -> None:
        self._normalise = normalise
        self._db = sqlite3.connect(path, timeout=busy_s, isolation_level=None, factory=_Beside)
        self._db.plain("PRAGMA synchronous = FULL")
        with transaction(self._db):
            for name in NAMES:
                self._db.plain(f"DROP TABLE IF EXISTS {_NEW}{name}")
            for statement in filter(str.strip, TABLES.split(";")):
                self._db.execute(statement)

    def upsert(self, changes: Sequence[Change]) -> tuple[Rejection, ...]:
        """Write documents whole into the new tables."""
        with transaction(self._db):
            return write_changes(self._db, changes, self._normalise)

    def documents(self) -> Iterator[tuple[str, int]]:
        """What stands in the new tables, by id."""
        yield from self._db.execute("SELECT document_id, revision FROM documents ORDER BY document_id")

    def finish(self, missed: Missed) -> tuple[Rejection, ...]:
        """While nobody else writes: what changed meanwhile, then the new tables take the old ones' place."""
        with transaction(self._db):
            rejected = write_changes(self._db, missed(list(self.documents())), self._normalise)
            for name in NAMES:
                self._db.plain(f"DROP TABLE IF EXISTS {name}")
            for name in NAMES:
                self._db.plain(f"ALTER TABLE {_NEW}{name} RENAME TO {name}")
            self._db.plain(PAGES_BY_DOCUMENT)
            self._db.plain(f"PRAGMA user_version = {VERSION}")
        return rejected

    def close(self) -> None:
        """Close this connection; unfinished tables stay for the next rebuild to drop."""
        self._db.close()
