"""A ledger that an earlier version wrote goes on, and its documents reach an index that is new to it."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.ledger import Ledger, schema
from pipeline.ledger.schema import MIGRATIONS
from pipeline.model.errors import StoreDown
from tests.support.records import record

EARLIER = range(1, len(MIGRATIONS))
_SINCE = {  # what a program of that version had written besides
    2: ("INSERT INTO rejections VALUES ('d1', 'too long', '2026-01-01T00:00:00Z')",),
    3: ("INSERT INTO fingerprints VALUES ('d1', 'a1', '[]')", "INSERT INTO bands VALUES (7, 'd1')"),
    4: (
        "INSERT INTO decisions VALUES (1, 'a1', 'd1', '2026-01-02T00:00:00Z', 'anne', 'split', '{}', '{}', '{}', '{}', 'held', NULL, NULL)",
        "INSERT INTO reviewing VALUES ('d1', 'ben', 1.0)",
        "INSERT INTO rescans VALUES ('R-0001', 'd1', 'a1', '[1]', 's/f.tif', NULL, '', '', 'blurred', 'anne', '2026-01-02T00:00:00Z',"
        " 1, NULL, NULL)",
    ),
    6: (
        "INSERT INTO batches (batch, at) VALUES ('b1', '2026-01-01T00:00:00Z')",
        "INSERT INTO manifest VALUES ('b1', 'f.tif', 'box 1', 'chart 1', 3)",
        "INSERT INTO batch_files VALUES ('b1', 'f.tif', 'a1', '')",
    ),
}


def earlier_version(path: Path, version: int) -> None:
    """A ledger of that version with a row in every table that it had from the start, and in those that each version since brought."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = WAL")
    for number, step in enumerate(MIGRATIONS[:version], 1):
        db.executescript(f"{step} PRAGMA user_version = {number};")
        if number == 1:
            _rows(db)
        for row in _SINCE.get(number, ()):
            db.execute(row)
    db.commit()
    db.close()


def _rows(db: sqlite3.Connection) -> None:
    arrival = (
        "INSERT INTO arrivals (arrival_id, path, source_key, sha256, origin, received_at, size, state) VALUES (?, ?, ?, ?, ?, ?, 1, ?)"
    )
    db.execute(arrival, ("a1", "s/f.tif", "/s/f.tif", "ab", "ingest", "2026-01-01T00:00:00Z", "filed"))
    db.execute(arrival, ("a2", "s/g.tif", "/s/g.tif", "cd", "watch", "2026-01-01T00:00:00Z", "waiting"))
    db.execute("INSERT INTO documents VALUES ('d1', 'a1', 1, 'filed', ?)", (json.dumps(record("d1", pages=3)),))
    db.execute("INSERT INTO pages VALUES ('a1', 1, 'ef')")
    for arrival_id in ("a1", "a2"):
        db.execute("INSERT INTO events (arrival_id, at, kind, detail) VALUES (?, '2026-01-01T00:00:00Z', 'accepted', '')", (arrival_id,))


def kept(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the columns that later versions brought."""
    db = sqlite3.connect(path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
    rows = {name: sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}
    db.close()
    return rows


@pytest.mark.parametrize("version", EARLIER)
def test_no_row_of_an_earlier_version_changes(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ledger.sqlite"
    earlier_version(path, version)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO outbox VALUES ('d1', 1)")
    db.close()
    before = kept(path)
    assert all(before.values()), "a table without a row shows nothing"
    Ledger(path).close()
    after = kept(path)
    changed = [table for table, rows in before.items() if [new[: len(rows[0])] for new in after[table]] != rows]
    assert not changed


@pytest.mark.parametrize("version", [number for number in EARLIER if number >= 4])
def test_what_people_decided_before_is_still_known(tmp_path: Path, version: int) -> None:
    earlier_version(tmp_path / "ledger.sqlite", version)
    ledger = Ledger(tmp_path / "ledger.sqlite")
    assert [(one["who"], one["kind"], one["undone_at"]) for one in ledger.decisions.of_arrival("a1")] == [("anne", "split", None)]
    assert [one["ticket"] for one in ledger.rescans.open()] == ["R-0001"]
    ledger.close()


def is_used(ledger: Ledger) -> None:
    """What was there is there, and the arrival that waited goes its way."""
    assert ledger.counts() == {"filed": 1, "waiting": 1}
    assert ledger.arrival_count() == 2
    assert [one["document_id"] for one in ledger.documents.all()] == ["d1"]
    assert set(ledger.walking.hashes()) == {"ab", "cd", "ef"}
    token = ledger.arrivals.claim("a2", "me", 60)
    assert token is not None
    ledger.arrivals.page_done("a2", 1, "12", token)
    found = record("d2")
    found["arrival_id"] = "a2"
    ledger.documents.finish("a2", [found], token)
    assert ledger.counts() == {"filed": 2}
    assert ledger.integrity() == []


@pytest.mark.parametrize("version", EARLIER)
def test_every_earlier_version_goes_on(tmp_path: Path, version: int) -> None:
    earlier_version(tmp_path / "ledger.sqlite", version)
    ledger = Ledger(tmp_path / "ledger.sqlite")
    is_used(ledger)
    ledger.close()


@pytest.mark.parametrize("version", EARLIER)
def test_a_step_that_fails_at_its_end_leaves_the_earlier_version(tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite"
    earlier_version(path, version)
    broken = (*MIGRATIONS[:version], MIGRATIONS[version] + "INSERT INTO no_such_table VALUES (1);", *MIGRATIONS[version + 1 :])
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(StoreDown):
            Ledger(path)
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (version,)
    db.close()
    ledger = Ledger(path)
    is_used(ledger)
    ledger.close()


_KILLED = """
import os, signal, sqlite3, sys
from pipeline.ledger import schema
from pipeline.ledger import Ledger
version = int(sys.argv[2])
real = sqlite3.connect
class Connection(sqlite3.Connection):
    def executescript(self, script):
        if f"user_version = {version + 1}" in script:
            self.executescript_before(script)
        return super().executescript(script)
    def executescript_before(self, script):
        super().executescript(script.replace("COMMIT;", ""))  # all of the step but its end
        os.kill(os.getpid(), signal.SIGKILL)
sqlite3.connect = lambda *a, **k: real(*a, factory=Connection, **k)
Ledger(__import__("pathlib").Path(sys.argv[1]))
"""


@pytest.mark.parametrize("version", EARLIER)
def test_killed_in_the_middle_of_a_step_it_goes_on_from_there(tmp_path: Path, version: int) -> None:
    path = tmp_path / "ledger.sqlite"
    earlier_version(path, 1)
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path), str(version)], check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )
    assert killed.returncode == -signal.SIGKILL
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (version,)
    db.close()
    ledger = Ledger(path)
    is_used(ledger)
    ledger.close()


@pytest.mark.parametrize(("backend", "queued"), [("sqlite", 0), ("elasticsearch", 1)])
def test_documents_of_an_earlier_version_go_to_another_index_only(tmp_path: Path, backend: str, queued: int) -> None:
    earlier_version(tmp_path / "ledger.sqlite", 1)
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.outbox.is_for(backend)
    entries = ledger.outbox.entries(10)
    assert len(entries) == queued
    assert [entry.pages for entry in entries] == [(1, 2, 3)] * queued
    ledger.close()
