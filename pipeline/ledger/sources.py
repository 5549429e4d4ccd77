"""Where files came from and where they were put: sources that still stand in a drop folder, and those that a person must look at."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ledger.arrivals import arrival_of
from pipeline.ledger.database import Database, Row
from pipeline.model.types import Arrival

_AFTER_SLASH = "0"  # the character after "/": what begins with "folder/" lies between "folder/" and "folder0"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of an arrival: where it was taken from and where it was put ("" while it stands there), as the ledger writes paths."""

    arrival_id: str
    source_key: str
    moved_to: str
    seen: str
    reason: str
    advice: str


class Sources:
    """The part of the ledger about files in drop folders."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def known(self, source_key: str, seen: str) -> Arrival | None:
        """The arrival whose file still stands at that place and has not changed since: it need not be read again."""
        sql = "SELECT * FROM arrivals WHERE source_key = ? AND seen = ? AND seen <> '' AND sha256 <> '' AND moved_to IS NULL"
        row = self._db.row(sql, source_key, seen)
        return None if row is None else arrival_of(row)

    def unmoved(self, folder: str) -> list[Source]:
        """Files taken from below a folder that were not moved away, as far as the ledger knows."""
        sql = "SELECT * FROM arrivals WHERE source_key > ? AND source_key < ? AND origin = 'watch' AND moved_to IS NULL AND sha256 <> ''"
        return [_source(row) for row in self._db.rows(sql, f"{folder}/", folder + _AFTER_SLASH)]

    def refused_in(self, folder: str) -> list[Source]:
        """Quarantined arrivals whose file lies below a folder."""
        return self._lying_in(folder, "state = 'quarantined'")

    def accepted_in(self, folder: str) -> list[Source]:
        """Arrivals that were quarantined once and are filed or held now, whose file lies below a folder."""
        return self._lying_in(folder, "state IN ('filed', 'held')")

    def _lying_in(self, folder: str, state: str) -> list[Source]:
        sql = f"SELECT * FROM arrivals WHERE failed_at IS NOT NULL AND moved_to > ? AND moved_to < ? AND {state}"  # noqa: S608  # ours
        return [_source(row) for row in self._db.rows(sql, f"{folder}/", folder + _AFTER_SLASH)]


def _source(row: Row) -> Source:
    return Source(row["arrival_id"], row["source_key"], row["moved_to"] or "", row["seen"], row["reason"] or "", row["advice"] or "")
