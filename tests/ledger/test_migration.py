"""A ledger that an earlier version wrote goes on, and its documents reach an index that is new to it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from pipeline.ledger import Ledger
from pipeline.ledger.schema import MIGRATIONS
from tests.support.records import record


def first_version(path: Path) -> None:
    db = sqlite3.connect(path)
    db.executescript(f"{MIGRATIONS[0]} PRAGMA user_version = 1;")
    db.execute(
        "INSERT INTO arrivals (arrival_id, path, source_key, sha256, origin, received_at, size, state)"
        " VALUES ('a1', 's/f.tif', '/s/f.tif', 'ab', 'ingest', '2026-01-01T00:00:00Z', 1, 'filed')"
    )
    db.execute("INSERT INTO documents VALUES ('d1', 'a1', 1, 'filed', ?)", (json.dumps(record("d1", pages=3)),))
    db.commit()
    db.close()


@pytest.mark.parametrize(("backend", "queued"), [("sqlite", 0), ("elasticsearch", 1)])
def test_documents_of_an_earlier_version_go_to_another_index_only(tmp_path: Path, backend: str, queued: int) -> None:
    first_version(tmp_path / "ledger.sqlite")
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.outbox.is_for(backend)
    entries = ledger.outbox.entries(10)
    assert len(entries) == queued
    assert [entry.pages for entry in entries] == [(1, 2, 3)] * queued
    ledger.close()
