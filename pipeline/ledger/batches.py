"""Batches: what an ingest took in, what its manifest expects, and which named files need not be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.ledger.database import Database
from pipeline.ledger.writing import columns


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """A file that a batch is to hold; `file` is its absolute path. `pages` None: the manifest does not say how many."""

    file: str
    box: str
    chart: str
    pages: int | None


_REPORT = (  # every file of the manifest, then every file that came without standing there
    "SELECT m.file, m.box, m.chart, m.pages AS expected, f.arrival_id, coalesce(f.refused, '') AS refused, a.state, a.page_count, a.code"
    " FROM manifest m LEFT JOIN batch_files f USING (batch, file) LEFT JOIN arrivals a ON a.arrival_id = f.arrival_id WHERE m.batch = ?1"
    " UNION ALL SELECT f.file, NULL, NULL, NULL, f.arrival_id, f.refused, a.state, a.page_count, a.code"
    " FROM batch_files f LEFT JOIN arrivals a ON a.arrival_id = f.arrival_id"
    " WHERE f.batch = ?1 AND NOT EXISTS (SELECT 1 FROM manifest m WHERE m.batch = ?1 AND m.file = f.file)"
)


class Batches:
    """The part of the ledger about batches."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def begin(self, batch: str, manifest: Iterable[ManifestRow] | None) -> None:
        """A batch is taken in, or goes on; a manifest replaces the one that it had."""
        with self._db.write() as db:
            db.execute("INSERT OR IGNORE INTO batches (batch, at) VALUES (?, ?)", (batch, self._db.now()))
            db.execute("UPDATE batches SET taken_in = 0 WHERE batch = ?", (batch,))
            if manifest is not None:
                db.execute("UPDATE batches SET has_manifest = 1 WHERE batch = ?", (batch,))
                db.execute("DELETE FROM manifest WHERE batch = ?", (batch,))
                rows = ((batch, row.file, row.box, row.chart, row.pages) for row in manifest)
                db.executemany("INSERT INTO manifest VALUES (?, ?, ?, ?, ?)", rows)

    def expected(self, batch: str, file: str) -> tuple[str, str]:
        """Box and chart that the manifest gives a file; empty where it gives none."""
        row = self._db.row("SELECT box, chart FROM manifest WHERE batch = ? AND file = ?", batch, file)
        return ("", "") if row is None else (row["box"], row["chart"])

    def enter(self, batch: str, file: str, arrival_id: str) -> None:
        """A file of the batch, where it is not known as such."""
        if self._db.row("SELECT 1 FROM batch_files WHERE batch = ? AND file = ? AND arrival_id = ?", batch, file, arrival_id) is None:
            with self._db.write() as db:
                db.execute("INSERT OR REPLACE INTO batch_files VALUES (?, ?, ?, '')", (batch, file, arrival_id))

    def name(self, arrival_id: str, batch: str, box: str, chart: str) -> None:
        """What a new arrival was taken in with."""
        with self._db.write() as db:
            db.execute("UPDATE arrivals SET batch = ?, box = ?, chart = ? WHERE arrival_id = ?", (batch, box, chart, arrival_id))

    def refused(self, batch: str, file: str, code: str) -> None:
        """A file that could not be taken."""
        with self._db.write() as db:
            db.execute("INSERT OR REPLACE INTO batch_files VALUES (?, ?, '', ?)", (batch, file, code))

    def taken_in(self, batch: str) -> None:
        """Every source of it was looked at."""
        with self._db.write() as db:
            db.execute("UPDATE batches SET taken_in = 1 WHERE batch = ?", (batch,))

    def states(self, batch: str) -> dict[str, int]:
        """How many of its files are in each state; "refused" are those that could not be taken."""
        sql = (
            "SELECT coalesce(state, 'refused'), count(*) FROM batch_files LEFT JOIN arrivals USING (arrival_id)"
            " WHERE batch_files.batch = ? GROUP BY 1"
        )
        return dict(map(tuple, self._db.rows(sql, batch)))

    def report(self, batch: str) -> Iterator[dict[str, Any]]:
        """Its files one by one: file, box, chart, expected (pages), arrival_id, refused, state, page_count, code; what the manifest does
        not know has no box.
        """
        for row in self._db.stream(_REPORT, batch):
            yield columns(row)

    def listed(self) -> list[dict[str, Any]]:
        """Every batch, the oldest first: batch, at, taken_in, has_manifest, sample_id, sampled."""
        return [columns(row) for row in self._db.rows("SELECT * FROM batches ORDER BY at, batch")]

    def documents(self, batch: str) -> Iterator[dict[str, Any]]:
        """Its filed documents, by id: document_id, revision, station, type_code."""
        sql = (
            "SELECT document_id, revision, json_extract(record, '$.source.station') AS station,"
            " json_extract(record, '$.document_type.code') AS type_code FROM documents WHERE status = 'filed' AND record IS NOT NULL"
            " AND arrival_id IN (SELECT arrival_id FROM batch_files WHERE batch_files.batch = ?) ORDER BY document_id"
        )
        for row in self._db.stream(sql, batch):
            yield columns(row)

    def sampled(self, batch: str, sample_id: str, lot_size: int) -> None:
        """Its quality sample was drawn."""
        with self._db.write() as db:
            db.execute("UPDATE batches SET sample_id = ?, sampled = ? WHERE batch = ?", (sample_id, lot_size, batch))
