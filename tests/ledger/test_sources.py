"""What the ledger knows of files in drop folders, and which arrival is read next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.ledger import Ledger
from pipeline.model.errors import DiskFull
from pipeline.model.types import Arrival


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def accept(ledger: Ledger, key: str = "/in/a.tif", sha256: str = "11" * 32, **more: Any) -> Arrival:
    return ledger.arrivals.accept(key.rpartition("/")[2], key, sha256, 10, None, "watch", **more)[0]


def test_urgent_arrivals_come_before_older_ones(ledger: Ledger) -> None:
    old, urgent, new = (accept(ledger, f"/in/{name}", urgent=name == "2") for name in "123")
    assert urgent.urgent
    given = []
    while (arrival := ledger.arrivals.next_waiting()) is not None:
        given.append(arrival)
        assert ledger.arrivals.claim(arrival.arrival_id, "host:1:1", 60) is not None
    assert given == [urgent, old, new]


def test_what_a_dead_process_held_is_given_at_once(ledger: Ledger) -> None:
    arrival = accept(ledger)
    ledger.arrivals.claim(arrival.arrival_id, "host:1:1", 60)
    assert ledger.arrivals.next_waiting() is None
    ledger.arrivals.release_dead(lambda owner: owner == "host:1:1")
    assert ledger.arrivals.next_waiting() == arrival


def test_the_urgent_ones_alone(ledger: Ledger) -> None:
    accept(ledger)
    assert ledger.arrivals.next_waiting(urgent=True) is None


def test_a_source_that_still_stands_there_is_known_by_its_looks_until_it_is_moved(ledger: Ledger) -> None:
    arrival = accept(ledger, seen="7:10:99")
    assert ledger.sources.known("/in/a.tif", "7:10:99") == arrival
    assert ledger.sources.known("/in/a.tif", "7:10:100") is None
    assert ledger.sources.known("/in/b.tif", "7:10:99") is None
    assert accept(ledger, seen="8:10:100") == arrival  # the same bytes, and nothing was moved: only touched
    assert ledger.sources.known("/in/a.tif", "8:10:100") == arrival
    assert [source.arrival_id for source in ledger.sources.unmoved("/in")] == [arrival.arrival_id]
    ledger.arrivals.mark_source_moved(arrival.arrival_id, "/in/done/a.tif")
    assert ledger.sources.known("/in/a.tif", "8:10:100") is None
    assert ledger.sources.unmoved("/in") == []


def test_without_looks_nothing_is_known(ledger: Ledger) -> None:
    accept(ledger)
    assert ledger.sources.known("/in/a.tif", "") is None


def test_refused_files_are_found_below_their_folder_and_so_are_those_that_were_read_after_all(ledger: Ledger) -> None:
    arrival = accept(ledger)
    ledger.arrivals.mark_source_moved(arrival.arrival_id, "/in/done/a.tif")
    token = ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    ledger.quarantine.put(arrival.arrival_id, "unreadable", "It is cut off.", "Scan it again.", token)
    (found,) = ledger.sources.refused_in("/in/done")
    assert (found.arrival_id, found.moved_to, found.reason, found.advice) == (
        *(arrival.arrival_id, "/in/done/a.tif"),
        *("It is cut off.", "Scan it again."),
    )
    assert ledger.sources.refused_in("/in/do") == []
    assert ledger.sources.accepted_in("/in/done") == []
    ledger.quarantine.retry([])
    token = ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    ledger.documents.finish(arrival.arrival_id, [], token)
    assert [source.arrival_id for source in ledger.sources.accepted_in("/in/done")] == [arrival.arrival_id]
    assert ledger.sources.refused_in("/in/done") == []


def test_what_is_written_together_is_all_there_or_not_at_all(ledger: Ledger) -> None:
    with ledger.together():
        accept(ledger, "/in/a")
        accept(ledger, "/in/b")
    assert ledger.arrival_count() == 2

    def fails() -> None:
        with ledger.together():
            accept(ledger, "/in/c")
            raise DiskFull("no space")

    with pytest.raises(DiskFull):
        fails()
    assert ledger.arrival_count() == 2
