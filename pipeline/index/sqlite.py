"""The embedded index: SQLite FTS5, one row a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from pipeline.index.abbreviations import Abbreviations
from pipeline.index.facets import Normaliser
from pipeline.index.protocol import Change, DocumentResults, Rejection, SearchQuery, SearchResults
from pipeline.index.reading import Reader
from pipeline.index.schema import VERSION, make_anew, prepare
from pipeline.index.settings import IndexSettings
from pipeline.index.type_names import TypeNames
from pipeline.index.writing import remove, write
from pipeline.model import durable
from pipeline.model.databases import failure, transaction
from pipeline.model.errors import IndexDown
from pipeline.model.private import make_private
from pipeline.model.types import ArrivalState

_BUSY_S = 30.0
_NO_RECORD = (KeyError, TypeError, AttributeError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)


class SqliteIndex:
    """Opens or creates the index at `path`. `type_names` gives the display of each type's code, for filters by name."""

    def __init__(
        self,
        path: Path,
        settings: IndexSettings,
        type_names: Mapping[str, str],
        normalise: Normaliser,
        abbreviations: Abbreviations = MappingProxyType({}),
    ) -> None:
        self._normalise = normalise
        with _told_apart():
            make_private(path)
            self._db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")  # the ledger forgets what the index took; a power cut must not take it back
            prepare(self._db)
        self._reader = Reader(self._db, settings, TypeNames(type_names).codes, normalise, abbreviations)

    @property
    def schema(self) -> str:
        """The tables' version."""
        return f"sqlite {VERSION}"

    def upsert(self, changes: Sequence[Change]) -> tuple[Rejection, ...]:
        """Write documents whole, in one transaction."""
        rejected = []
        with self._transaction() as db:
            for change in changes:
                db.execute("SAVEPOINT document")
                try:
                    if change.record is None:
                        remove(db, change.document_id)
                    else:
                        write(db, change.record, change.revision, self._normalise)
                except _NO_RECORD as error:
                    db.execute("ROLLBACK TO document")
                    rejected.append(Rejection(change.document_id, type(error).__name__))
                db.execute("RELEASE document")
        return tuple(rejected)

    def report(self, states: Sequence[ArrivalState]) -> None:
        """There is no dashboard over one machine's file; `chartscan status` tells."""

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer a query."""
        with self._one_state():
            return self._reader.search(query)

    def search_documents(self, query: SearchQuery) -> DocumentResults:
        """Answer a query by documents."""
        with self._one_state():
            return self._reader.search_documents(query)

    def documents(self) -> Iterator[tuple[str, int]]:
        """Every document's id and revision."""
        with _told_apart():
            yield from self._db.execute("SELECT document_id, revision FROM documents ORDER BY document_id")

    def begin_rebuild(self) -> None:
        """Forget everything; the file is filled again in place."""
        with _told_apart():
            make_anew(self._db)

    def finish_rebuild(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Close the file."""
        self._reader.close()
        self._db.close()

    @contextmanager
    def _one_state(self) -> Iterator[None]:
        """All questions of a search are answered from one state, whatever is written meanwhile."""
        with _told_apart():
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._db.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _told_apart(), transaction(self._db) as db:
            yield db


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise failure(error, "index", IndexDown, "Try again; if it stays, delete index.sqlite and run `chartscan reindex`.") from None
    except OSError as error:
        raise durable.failure(error, "index") from None
