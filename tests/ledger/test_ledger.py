from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.ledger import Ledger
from pipeline.model.errors import ClaimLost, ConfigError
from pipeline.model.record import Record
from tests.support.records import record

KEY: dict[str, Any] = {"path": "a/b.tif", "source_key": "/in/a/b.tif", "sha256": "11" * 32, "size": 10, "station": "a"}


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        self.seconds += 0.001
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite", clock=clock)
    yield opened
    opened.close()


def claimed(ledger: Ledger, **changes: Any) -> tuple[str, int]:
    arrival, _ = ledger.arrivals.accept(**(KEY | {"origin": "ingest"} | changes))
    token = ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    return arrival.arrival_id, token


def finish(ledger: Ledger, *records: Record, **changes: Any) -> str:
    arrival_id, token = claimed(ledger, **changes)
    ledger.documents.finish(arrival_id, [Record(**(one | {"arrival_id": arrival_id})) for one in records], token)
    return arrival_id


def test_ingested_again_it_is_the_same_arrival(ledger: Ledger) -> None:
    first, new = ledger.arrivals.accept(**KEY, origin="ingest")
    again, new_again = ledger.arrivals.accept(**KEY, origin="ingest")
    assert (new, new_again) == (True, False)
    assert again == first


def test_other_bytes_at_the_same_place_are_another_arrival(ledger: Ledger) -> None:
    first, _ = ledger.arrivals.accept(**KEY, origin="ingest")
    other, new = ledger.arrivals.accept(**(KEY | {"sha256": "22" * 32}), origin="ingest")
    assert new
    assert other.arrival_id > first.arrival_id


def test_ids_keep_the_order_of_arrival_when_the_clock_is_set_back(ledger: Ledger, clock: Clock) -> None:
    first, _ = ledger.arrivals.accept(**KEY, origin="ingest")
    clock.seconds -= 3600
    second, _ = ledger.arrivals.accept(**(KEY | {"sha256": "22" * 32}), origin="ingest")
    assert second.arrival_id > first.arrival_id


def test_dropped_again_it_is_another_arrival_once_the_first_was_moved_away(ledger: Ledger) -> None:
    first, _ = ledger.arrivals.accept(**KEY, origin="watch")
    assert ledger.arrivals.accept(**KEY, origin="watch") == (first, False)  # killed between accepting and moving
    ledger.arrivals.mark_source_moved(first.arrival_id, "/in/done/a/b.tif")
    second, new = ledger.arrivals.accept(**KEY, origin="watch")
    assert new
    assert ledger.arrivals.same_bytes_before(second.arrival_id)
    assert not ledger.arrivals.same_bytes_before(first.arrival_id)


def test_a_file_that_could_not_be_read_counts_once_and_may_come_later(ledger: Ledger) -> None:
    refused = {"path": "a/b.tif", "source_key": KEY["source_key"], "code": "unreadable", "reason": "no permission", "advice": "allow it"}
    assert ledger.arrivals.refuse(**refused, origin="ingest")
    assert not ledger.arrivals.refuse(**refused, origin="ingest")
    assert (ledger.counts(), ledger.arrival_count()) == ({"quarantined": 1}, 1)
    assert ledger.quarantine.listed()[0]["cause"] == "unreadable"
    _, new = ledger.arrivals.accept(**KEY, origin="ingest")
    assert new
    assert (ledger.counts(), ledger.arrival_count()) == ({"waiting": 1}, 1)


def test_only_one_owner_at_a_time(ledger: Ledger, clock: Clock) -> None:
    arrival_id, token = claimed(ledger)
    assert ledger.arrivals.claim(arrival_id, "you", 60) is None
    clock.seconds += 50
    assert ledger.arrivals.heartbeat([(arrival_id, token)], 60) == []
    clock.seconds += 50
    assert ledger.arrivals.claim(arrival_id, "you", 60) is None
    clock.seconds += 61
    assert ledger.arrivals.claim(arrival_id, "you", 60) == token + 1
    assert ledger.arrivals.heartbeat([(arrival_id, token)], 60) == [arrival_id]


def test_a_dead_owners_lease_is_not_waited_for(ledger: Ledger) -> None:
    arrival_id, token = claimed(ledger)
    assert ledger.arrivals.claim(arrival_id, "you", 60, lambda owner: owner == "someone else") is None
    assert ledger.arrivals.claim(arrival_id, "you", 60, lambda owner: owner == "me") == token + 1


def test_a_revived_worker_can_not_commit_late(ledger: Ledger, clock: Clock) -> None:
    arrival_id, stale = claimed(ledger)
    clock.seconds += 61
    assert ledger.arrivals.claim(arrival_id, "you", 60)
    for late in (
        lambda: ledger.arrivals.page_done(arrival_id, 1, "33" * 32, stale),
        lambda: ledger.arrivals.set_page_count(arrival_id, 1, stale),
        lambda: ledger.documents.finish(arrival_id, [], stale),
        lambda: ledger.quarantine.put(arrival_id, "x", "y", "z", stale),
    ):
        with pytest.raises(ClaimLost):
            late()
    assert ledger.arrivals.pages_done(arrival_id) == {}


def test_a_released_claim_is_free_at_once(ledger: Ledger) -> None:
    arrival_id, token = claimed(ledger)
    ledger.arrivals.release(arrival_id, token)
    assert ledger.arrivals.claim(arrival_id, "you", 60) == token + 1


def test_pages_done_survive(ledger: Ledger, tmp_path: Path) -> None:
    arrival_id, token = claimed(ledger)
    ledger.arrivals.set_page_count(arrival_id, 3, token)
    ledger.arrivals.page_done(arrival_id, 2, "44" * 32, token)
    ledger.close()
    again = Ledger(tmp_path / "ledger.sqlite")
    assert again.arrivals.pages_done(arrival_id) == {2: "44" * 32}
    assert set(again.walking.hashes()) == {"11" * 32, "44" * 32}
    again.close()


@pytest.mark.parametrize(("statuses", "state"), [(["filed"], "filed"), (["filed", "review"], "held")])
def test_finished_an_arrival_is_filed_or_held(ledger: Ledger, statuses: list[str], state: str) -> None:
    finish(ledger, *(record(f"d{number}", status=status) for number, status in enumerate(statuses)))
    assert ledger.counts() == {state: 1}
    assert len(ledger.outbox.entries(10)) == len(statuses)
    assert ledger.arrivals.next_waiting() is None


def test_a_changed_document_gets_a_higher_revision_and_a_lost_one_is_deleted(ledger: Ledger) -> None:
    arrival_id = finish(ledger, record("d1"), record("d2"))
    ledger.outbox.indexed(ledger.outbox.entries(10))
    with sqlite3.connect(str(ledger._db.rows("PRAGMA database_list")[0]["file"])) as raw:
        raw.execute("UPDATE arrivals SET state = 'waiting'")
    token = ledger.arrivals.claim(arrival_id, "me", 60)
    assert token is not None
    ledger.documents.finish(arrival_id, [Record(**(record("d1", text="other") | {"arrival_id": arrival_id}))], token)
    entries = {entry.document_id: entry for entry in ledger.outbox.entries(10)}
    assert entries["d1"].revision == 2
    assert entries["d2"].record is None
    assert ledger.documents.revisions() == {"d1": 2}


def test_an_entry_stays_when_a_newer_revision_came_while_it_was_indexed(ledger: Ledger) -> None:
    finish(ledger, record("d1"))
    (entry,) = ledger.outbox.entries(10)
    with sqlite3.connect(str(ledger._db.rows("PRAGMA database_list")[0]["file"])) as raw:
        raw.execute("UPDATE outbox SET revision = 2")
    ledger.outbox.indexed([entry])
    assert ledger.outbox.size() == 1


def test_requeueing_brings_every_document_once(ledger: Ledger) -> None:
    finish(ledger, record("d1"), record("d2"))
    ledger.outbox.indexed(ledger.outbox.entries(1))
    ledger.outbox.requeue_all()
    assert sorted(entry.document_id for entry in ledger.outbox.entries(10)) == ["d1", "d2"]


def test_quarantine_names_cause_and_advice_and_can_be_tried_again(ledger: Ledger) -> None:
    for number, code in enumerate(["encrypted", "encrypted", "too_large"]):
        arrival_id, token = claimed(ledger, source_key=f"/in/{number}")
        ledger.quarantine.put(arrival_id, code, "a reason", "some advice", token)
    assert [(entry["cause"], entry["advice"]) for entry in ledger.quarantine.listed()][:1] == [("encrypted", "some advice")]
    assert {error["cause"] for error in ledger.quarantine.last_errors()} == {"encrypted", "too_large"}
    assert len(ledger.quarantine.retry(["encrypted"])) == 2
    assert ledger.counts() == {"waiting": 2, "quarantined": 1}
    assert len(ledger.quarantine.retry([])) == 1


def test_held_documents_count_by_reason(ledger: Ledger) -> None:
    finish(ledger, record("d1", reasons=["no_patient", "unknown_type"]), record("d2", reasons=["no_patient"]))
    assert ledger.documents.held_by_reason() == {"no_patient": 2, "unknown_type": 1}
    assert ledger.documents.counts() == {"review": 2}


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.sqlite").close()
    with sqlite3.connect(tmp_path / "l.sqlite") as raw:
        raw.execute("PRAGMA user_version = 999")
    with pytest.raises(ConfigError, match="version 999"):
        Ledger(tmp_path / "l.sqlite")


def _accept_many(path: Path, worker: int) -> None:
    ledger = Ledger(path)
    for number in range(25):
        ledger.arrivals.accept("p", f"/in/{number}", "55" * 32, 1, None, "ingest")
    ledger.close()


def test_two_processes_enter_each_file_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_accept_many, args=(tmp_path / "l.sqlite", number)) for number in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0, 0]
    ledger = Ledger(tmp_path / "l.sqlite")
    assert ledger.arrival_count() == 25
    assert ledger.integrity() == []
    ledger.close()
