"""Documents by what they look like, so that one that is scanned twice is found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import cast

from pipeline.ledger.database import Database
from pipeline.model.record import Record
from pipeline.model.types import Fingerprint

MOST = 40  # documents that are looked at, those that share most first


class Fingerprints:
    """The part of the ledger about resemblance."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def alike(self, fingerprint: Fingerprint, arrival_id: str) -> Iterator[tuple[Record, tuple[str, ...]]]:
        """Records of other arrivals that may be the same document, likeliest first, each with its pages' pictures."""
        rows = self._db.rows(
            "SELECT record, pictures FROM (SELECT document_id, count(*) shared FROM bands WHERE band IN (SELECT value FROM json_each(?))"
            " GROUP BY document_id ORDER BY shared DESC, document_id LIMIT ?) JOIN fingerprints USING (document_id)"
            " JOIN documents USING (document_id) WHERE fingerprints.arrival_id <> ? AND record IS NOT NULL"
            " AND instr(json_extract(record, '$.reasons'), 'possible_duplicate') = 0 ORDER BY shared DESC, document_id",
            json.dumps(fingerprint.bands),
            MOST,
            arrival_id,
        )
        for row in rows:
            yield cast(Record, json.loads(row["record"])), tuple(json.loads(row["pictures"]))


def write_fingerprints(db: sqlite3.Connection, arrival_id: str, found: Mapping[str, Fingerprint]) -> None:
    """Those of an arrival's documents, instead of any that it had."""
    db.execute("DELETE FROM bands WHERE document_id IN (SELECT document_id FROM fingerprints WHERE arrival_id = ?)", (arrival_id,))
    db.execute("DELETE FROM fingerprints WHERE arrival_id = ?", (arrival_id,))
    for document_id, one in found.items():
        db.execute("INSERT INTO fingerprints VALUES (?, ?, ?)", (document_id, arrival_id, json.dumps(one.pictures)))
        db.executemany("INSERT INTO bands VALUES (?, ?)", [(band, document_id) for band in set(one.bands)])
