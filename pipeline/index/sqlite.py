"""The embedded index: SQLite FTS5, one row a page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from pipeline.index.abbreviations import Abbreviations
from pipeline.index.facets import Normaliser
from pipeline.index.protocol import Change, DocumentResults, Rejection, SearchQuery, SearchResults, digest
from pipeline.index.reading import Reader
from pipeline.index.rebuilding import Missed, Rebuilding
from pipeline.index.schema import VERSION, prepare
from pipeline.index.settings import IndexSettings
from pipeline.index.type_names import TypeNames
from pipeline.index.writing import write_changes
from pipeline.model import durable
from pipeline.model.databases import failure, transaction
from pipeline.model.errors import IndexDown
from pipeline.model.private import make_private
from pipeline.model.types import ArrivalState

_BUSY_S = 30.0
_CONTENTS = (
    "SELECT document_id, source_page, text FROM json_each(?) JOIN documents ON document_id = value"
    " JOIN pages ON pages.document = documents.id JOIN words ON words.rowid = pages.id ORDER BY document_id, source_page"
)


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
        self._path = path
        self._normalise = normalise
        self._building: Rebuilding | None = None
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
        if self._building is not None:
            with _told_apart():
                return self._building.upsert(changes)
        with _told_apart(), transaction(self._db) as db:
            return write_changes(db, changes, self._normalise)

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
        """Every document's id and revision, by id."""
        with _told_apart():
            yield from self._db.execute("SELECT document_id, revision FROM documents ORDER BY document_id")

    def contents(self, document_ids: Sequence[str]) -> dict[str, str]:
        """A digest of what is kept of each document's pages."""
        with _told_apart():
            rows = self._db.execute(_CONTENTS, (json.dumps(document_ids),))
            return {document: digest((row[1], row[2]) for row in pages) for document, pages in groupby(rows, key=lambda row: row[0])}

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file and its words."""
        with _told_apart():
            found = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check")]
            try:
                self._db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                    raise
                found.append("the words do not agree with the pages")
        return [one for one in found if one != "ok"]

    def begin_rebuild(self) -> None:
        """New tables beside those that are searched; what is written from now on by this process goes there."""
        with _told_apart():
            self._end_rebuild()
            self._building = Rebuilding(self._path, self._normalise, _BUSY_S)

    def finish_rebuild(self, missed: Missed = lambda _: ()) -> tuple[Rejection, ...]:
        """The new tables take the place of the old ones, all at once."""
        assert self._building is not None
        with _told_apart():
            rejected = self._building.finish(missed)
            self._end_rebuild()
        return rejected

    def _end_rebuild(self) -> None:
        if self._building is not None:
            self._building.close()
            self._building = None

    def close(self) -> None:
        """Close the file."""
        self._end_rebuild()
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
def _told_apart() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise failure(error, "index", IndexDown, "Try again; if it stays, delete index.sqlite and run `chartscan reindex`.") from None
    except OSError as error:
        raise durable.failure(error, "index") from None
