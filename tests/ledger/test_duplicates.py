"""Of two documents that are one on paper the later arrival is held, whichever is finished first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.ledger import Ledger
from pipeline.ledger.fingerprints import Likeness
from pipeline.model.record import Record, as_possible_duplicate
from pipeline.model.types import Fingerprint
from tests.support.records import record


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite")
    yield opened
    opened.close()


def same_text(one: Record, other: Record, pictures: Sequence[str], others: Sequence[str]) -> bool:
    return one["pages"][0]["text"] == other["pages"][0]["text"]


def accepted(ledger: Ledger, number: int) -> tuple[str, int]:
    arrival, _ = ledger.arrivals.accept(f"a/{number}.tif", f"/in/{number}.tif", f"{number:064}", 10, None, "ingest")
    token = ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    return arrival.arrival_id, token


def finish(ledger: Ledger, arrival: tuple[str, int], *texts: str) -> str:
    arrival_id, token = arrival
    records = [Record(**(record(f"{arrival_id}-{number:04}", text) | {"arrival_id": arrival_id})) for number, text in enumerate(texts, 1)]
    prints = {one["document_id"]: Fingerprint((1,), ()) for one in records}
    return ledger.documents.finish(arrival_id, records, token, Likeness(prints, same_text))


def in_arrival(arrival_id: str, page: int, text: str) -> Record:
    made = Record(**record(f"{arrival_id}-{page:04}", text))
    return {**made, "arrival_id": arrival_id, "source": {**made["source"], "pages": [page]}}


def repeated(ledger: Ledger) -> dict[str, str]:
    found = {one["document_id"]: ledger.documents.repeated(one) for one in ledger.documents.all()}
    return {document_id: one["document_id"] for document_id, one in found.items() if one}


def held(ledger: Ledger) -> list[str]:
    return [one["document_id"] for one in ledger.documents.all() if "possible_duplicate" in one["reasons"]]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_first_to_arrive_is_filed_in_whatever_order_they_are_finished(ledger: Ledger, order: tuple[int, ...]) -> None:
    arrivals = [accepted(ledger, number) for number in range(3)]
    for at in order:
        finish(ledger, arrivals[at], "the same words")
    ids = [arrival_id for arrival_id, _ in arrivals]
    assert held(ledger) == [f"{arrival_id}-0001" for arrival_id in ids[1:]]
    assert [ledger.arrivals.state(arrival_id) for arrival_id in ids] == ["filed", "held", "held"]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_it_is_told_which_document_came_before(ledger: Ledger, order: tuple[int, ...]) -> None:
    arrivals = [accepted(ledger, number) for number in range(2)]
    texts = (["the same words"], ["other words", "the same words"])
    for at in order:
        finish(ledger, arrivals[at], *texts[at])
    (first, _), (second, _) = arrivals
    assert repeated(ledger) == {f"{second}-0002": f"{first}-0001"}


def test_within_a_file_it_is_told_too(ledger: Ledger) -> None:
    arrival_id, token = accepted(ledger, 1)
    finish(ledger, (arrival_id, token), "the same words", "other words", "the same words")
    assert repeated(ledger) == {f"{arrival_id}-0003": f"{arrival_id}-0001"}


def test_the_same_bytes_repeat_the_same_page_of_the_earliest(ledger: Ledger) -> None:
    found = []
    for number in range(3):
        arrival, _ = ledger.arrivals.accept(f"a/{number}.tif", f"/in/{number}.tif", f"{7:064}", 10, None, "ingest")
        token = ledger.arrivals.claim(arrival.arrival_id, "me", 60)
        assert token is not None
        records = [in_arrival(arrival.arrival_id, page, "words") for page in (1, 2)]
        again = [as_possible_duplicate(one) for one in records]
        ledger.documents.finish(arrival.arrival_id, again if number else records, token)
        found.append(arrival.arrival_id)
    first, *others = found
    assert repeated(ledger) == {f"{one}-{page:04}": f"{first}-{page:04}" for one in others for page in (1, 2)}


def test_one_that_is_held_afterwards_is_indexed_again(ledger: Ledger) -> None:
    first, second = accepted(ledger, 1), accepted(ledger, 2)
    finish(ledger, second, "the same words", "other words")
    ledger.outbox.indexed(ledger.outbox.entries(10))
    finish(ledger, first, "the same words")
    waiting = [(entry.document_id, entry.record["status"]) for entry in ledger.outbox.entries(10) if entry.record]
    assert sorted(waiting) == [(f"{first[0]}-0001", "filed"), (f"{second[0]}-0001", "review")]


def test_within_a_file_the_later_page_is_held(ledger: Ledger) -> None:
    arrival = accepted(ledger, 1)
    assert finish(ledger, arrival, "the same words", "other words", "the same words") == "held"
    assert held(ledger) == [f"{arrival[0]}-0003"]
