"""The whole ledger in order, a piece at a time: flat in memory, and no reading transaction stays open for long."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pipeline.ledger.database import Database, Row
from pipeline.model.record import Record

_PIECE = 500
_REVISIONS = "SELECT document_id, revision, record IS NULL AS gone FROM documents WHERE document_id > ? ORDER BY document_id LIMIT ?"
_STATES = (  # each with what is wrong with it
    ("has no reason for its quarantine", "state = 'quarantined' AND code IS NULL"),
    ("has no page count", "state IN ('filed', 'held') AND page_count IS NULL"),
    (
        "lacks pages",
        "state IN ('filed', 'held') AND page_count <> (SELECT count(*) FROM pages WHERE pages.arrival_id = arrivals.arrival_id)",
    ),
    (
        "has no document",
        # nothing but separators and their backs makes none; then the history says so
        "state IN ('filed', 'held') AND page_count > 0 AND NOT EXISTS"
        " (SELECT 1 FROM documents WHERE documents.arrival_id = arrivals.arrival_id) AND NOT EXISTS"
        " (SELECT 1 FROM events WHERE events.arrival_id = arrivals.arrival_id AND kind = 'filed' AND detail = '0 documents')",
    ),
    ("is not in the history", "NOT EXISTS (SELECT 1 FROM events WHERE events.arrival_id = arrivals.arrival_id)"),
)


class Kept(NamedTuple):
    """A document as the ledger has it; `record` None: it is no more. `pages`: every source page that it ever had."""

    document_id: str
    revision: int
    record: Record | None
    pages: tuple[int, ...]


class Walking:
    """The part of the ledger for those who look at all of it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def documents(self) -> Iterator[Kept]:
        """Every document that there is, by id."""
        sql = "SELECT * FROM documents WHERE document_id > ? AND record IS NOT NULL ORDER BY document_id LIMIT ?"
        for row in self._pieces(sql, "document_id"):
            yield _kept(row)

    def revisions(self) -> Iterator[tuple[str, int]]:
        """Their ids and revisions, by id."""
        for row in self._pieces(_REVISIONS, "document_id"):
            if not row["gone"]:
                yield row["document_id"], row["revision"]

    def newer_than(self, known: Iterable[tuple[str, int]]) -> Iterator[Kept]:
        """Documents that changed since they were as in `known` (ids and revisions, by id), came since, or are no more."""
        others = iter(known)
        other = next(others, None)
        for row in self._pieces(_REVISIONS, "document_id"):
            while other is not None and other[0] < row["document_id"]:
                other = next(others, None)
            is_known = other is not None and other[0] == row["document_id"]
            if (is_known and other is not None and row["revision"] > other[1]) or (not is_known and not row["gone"]):
                now = self._db.row("SELECT * FROM documents WHERE document_id = ?", row["document_id"])
                assert now is not None
                yield _kept(now)

    def hashes(self) -> Iterator[str]:
        """Every hash that the store must hold, in order: originals, page results, and those that a person's decision replaced."""
        sql = (
            "SELECT sha256 FROM arrivals WHERE sha256 <> '' UNION SELECT sha256 FROM pages"
            " UNION SELECT value FROM decisions, json_each(pages_before) ORDER BY 1"
        )
        for row in self._db.stream(sql):
            yield row["sha256"]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Arrivals whose state and pages do not agree: the id and what is wrong, in words that follow it."""
        for wrong, condition in _STATES:
            for row in self._db.stream(f"SELECT arrival_id FROM arrivals WHERE {condition} ORDER BY arrival_id"):  # noqa: S608  # ours
                yield row["arrival_id"], wrong

    def _pieces(self, sql: str, key: str) -> Iterator[Row]:
        after: Any = ""
        while rows := self._db.rows(sql, after, _PIECE):
            yield from rows
            after = rows[-1][key]


def _kept(row: Row) -> Kept:
    record = None if row["record"] is None else json.loads(row["record"])
    return Kept(row["document_id"], row["revision"], record, tuple(json.loads(row["pages"])))
