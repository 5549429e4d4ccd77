"""Documents by what they look like, so that one that is scanned twice is found, whichever of its arrivals is finished first."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from pipeline.model.record import Record
from pipeline.model.types import Fingerprint

MOST = 40  # documents that are looked at, those that share most first


class SameDocument(Protocol):
    """Tells whether two records are of one document on paper."""

    def __call__(self, one: Record, other: Record, pictures: Sequence[str], others: Sequence[str]) -> bool:
        """`pictures` are those of the one's pages, `others` those of the other's."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How documents are compared: each new one's fingerprint, by its id, and who tells whether two are the same."""

    prints: Mapping[str, Fingerprint]
    is_same: SameDocument


def duplicates(
    db: sqlite3.Connection, arrival_id: str, records: Sequence[Record], like: Likeness
) -> tuple[dict[str, str], list[tuple[Record, str]]]:
    """The ids of those of `records` that came before, each with that of the document that it repeats, and records of later arrivals that
    they came before, each with the id of the one that did.

    Within a file the earlier page came first, among files the earlier arrival, so that it doesn't matter which is finished first.
    """
    again: dict[str, str] = {}
    later: dict[str, tuple[Record, str]] = {}
    for at, record in enumerate(records):
        document_id, own = record["document_id"], like.prints[record["document_id"]]
        if not own.bands:
            continue
        if among := _among(record, records[:at], like):
            again[document_id] = among
        for other, pictures in _alike(db, own, arrival_id):
            before = other["arrival_id"] < arrival_id
            if before and document_id in again:
                continue
            if like.is_same(record, other, own.pictures, pictures):
                again |= {document_id: other["document_id"]} if before else {}
                later |= {} if before else {other["document_id"]: (other, document_id)}
    return again, list(later.values())


def _among(record: Record, earlier: Sequence[Record], like: Likeness) -> str | None:
    """The id of the first of the earlier ones that it repeats."""
    own = like.prints[record["document_id"]]
    bands = set(own.bands)
    near = ((other, like.prints[other["document_id"]]) for other in earlier)
    same = (other for other, its in near if not bands.isdisjoint(its.bands) and like.is_same(record, other, own.pictures, its.pictures))
    return next((other["document_id"] for other in same), None)


def _alike(db: sqlite3.Connection, fingerprint: Fingerprint, arrival_id: str) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Records of other arrivals that may be the same document, likeliest first, each with its pages' pictures."""
    rows = db.execute(
        "SELECT record, pictures FROM (SELECT document_id, count(*) shared FROM bands WHERE band IN (SELECT value FROM json_each(?))"
        " GROUP BY document_id ORDER BY shared DESC, document_id LIMIT ?) JOIN fingerprints USING (document_id)"
        " JOIN documents USING (document_id) WHERE fingerprints.arrival_id <> ? AND record IS NOT NULL ORDER BY shared DESC, document_id",
        (json.dumps(fingerprint.bands), MOST, arrival_id),
    ).fetchall()
    for row in rows:
        yield cast(Record, json.loads(row["record"])), tuple(json.loads(row["pictures"]))


def write_fingerprints(db: sqlite3.Connection, arrival_id: str, found: Mapping[str, Fingerprint]) -> None:
    """Those of an arrival's documents, instead of any that it had."""
    db.execute("DELETE FROM bands WHERE document_id IN (SELECT document_id FROM fingerprints WHERE arrival_id = ?)", (arrival_id,))
    db.execute("DELETE FROM fingerprints WHERE arrival_id = ?", (arrival_id,))
    for document_id, one in found.items():
        db.execute("INSERT INTO fingerprints VALUES (?, ?, ?)", (document_id, arrival_id, json.dumps(one.pictures)))
        db.executemany("INSERT INTO bands VALUES (?, ?)", [(band, document_id) for band in set(one.bands)])
