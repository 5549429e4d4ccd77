"""The history only grows; what was put off waits, is tried again, and ends in quarantine; a failed fsync is told as such."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from pipeline.ledger import Ledger
from pipeline.model.databases import failure
from pipeline.model.errors import ClaimLost, DiskFull, EngineCrashed, StoreDown, SyncFailed
from tests.ledger.test_ledger import Clock, claimed, finish
from tests.support.records import record

CRASH = EngineCrashed("page 0: the worker process died")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE events SET kind = 'x'",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT seq, arrival_id, at, 'x', detail FROM events",
    ],
)
def test_the_history_can_not_be_changed(tmp_path: Path, change: str) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    claimed(ledger)
    ledger.close()
    db = sqlite3.connect(tmp_path / "ledger.sqlite")
    before = db.execute("SELECT * FROM events").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(change)
    assert db.execute("SELECT * FROM events").fetchall() == before
    db.close()


def next_id(ledger: Ledger) -> str | None:
    found = ledger.arrivals.next_waiting()
    return None if found is None else found.arrival_id


def test_put_off_it_waits_longer_each_time_and_then_no_more(tmp_path: Path) -> None:
    clock = Clock()
    ledger = Ledger(tmp_path / "ledger.sqlite", clock=clock)
    arrival_id, token = claimed(ledger)
    for delay in (10.0, 100.0):
        assert ledger.arrivals.put_off(arrival_id, CRASH, token, (10.0, 100.0))
        assert ledger.arrivals.waiting_by_cause() == {"engine_crashed": 1}
        clock.seconds += delay - 1
        assert ledger.arrivals.next_waiting() is None
        assert ledger.arrivals.claim(arrival_id, "me", 60) is None
        clock.seconds += 1.1
        assert next_id(ledger) == arrival_id
        token = ledger.arrivals.claim(arrival_id, "me", 60) or 0
    assert not ledger.arrivals.put_off(arrival_id, CRASH, token, (10.0, 100.0))
    ledger.quarantine.put(arrival_id, "engine_crashed", "it crashed", "try again", token)
    assert ledger.quarantine.retry(["engine_crashed"]) == [arrival_id]
    again = ledger.arrivals.claim(arrival_id, "me", 60)
    assert again is not None
    assert ledger.arrivals.put_off(arrival_id, CRASH, again, (10.0, 100.0))  # its tries are counted anew
    with pytest.raises(ClaimLost):
        ledger.arrivals.put_off(arrival_id, CRASH, again - 1, (10.0, 100.0))
    ledger.close()


def test_a_person_need_not_wait_for_what_was_put_off(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    arrival_id, token = claimed(ledger)
    ledger.arrivals.put_off(arrival_id, CRASH, token, (600.0,))
    assert ledger.quarantine.retry([]) == [arrival_id]
    assert next_id(ledger) == arrival_id
    ledger.close()


def test_an_outage_is_told_and_forgotten_when_it_is_over(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    arrival_id, token = claimed(ledger)
    ledger.arrivals.interrupted(arrival_id, DiskFull("store: no space left"), token)
    assert ledger.arrivals.waiting_by_cause() == {"disk_full": 1}
    token = ledger.arrivals.claim(arrival_id, "you", 60) or 0
    found = record("d1")
    found["arrival_id"] = arrival_id
    ledger.documents.finish(arrival_id, [found], token)
    assert ledger.arrivals.waiting_by_cause() == {}
    ledger.close()


def test_what_reached_the_index_late_is_queued_again(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    finish(ledger, record("d1"))
    stopped = ledger.outbox.entries(10)  # by a process that is stopped now
    db = sqlite3.connect(tmp_path / "ledger.sqlite")
    db.execute("UPDATE documents SET revision = 2")
    db.commit()
    db.close()
    ledger.outbox.indexed(ledger.outbox.entries(10))  # by the one that took over
    assert ledger.outbox.size() == 0
    ledger.outbox.indexed(stopped)
    assert [entry.revision for entry in ledger.outbox.entries(10)] == [2]
    ledger.close()


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        (sqlite3.SQLITE_FULL, "SQLITE_FULL", DiskFull),
        (sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC", SyncFailed),
        (sqlite3.SQLITE_IOERR_READ, "SQLITE_IOERR_READ", StoreDown),
    ],
)
def test_errors_of_sqlite_are_told_apart(code: int, name: str, kind: type[Exception]) -> None:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode, error.sqlite_errorname = code, name
    assert type(failure(error, "ledger")) is kind


def test_of_several_that_retry_at_once_one_does(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    ledger = Ledger(path)
    arrival_id, token = claimed(ledger)
    ledger.quarantine.put(arrival_id, "engine_crashed", "it crashed", "try again", token)

    def retry(_: int) -> list[str]:
        another = Ledger(path)
        together.wait()
        try:
            return another.quarantine.retry([])
        finally:
            another.close()

    together = Barrier(8)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(retry, range(8)))
    assert sorted(found, key=len) == [[]] * 7 + [[arrival_id]]
    ledger.close()
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM events WHERE kind = 'retried'").fetchone() == (1,)
    db.close()
