from __future__ import annotations

from pathlib import Path

from pipeline.ledger import Ledger
from pipeline.run.waiting import Waiting


def accept(ledger: Ledger, name: str, urgent: bool = False) -> None:
    ledger.arrivals.accept(name, f"/in/{name}", name * 64, 1, None, "watch", urgent)


def test_what_comes_meanwhile_is_given_too_and_urgent_things_first(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    for name in "abc":
        accept(ledger, name)
    waiting, given = Waiting(ledger), []
    for arrival in waiting:
        given.append(arrival.path)
        if arrival.path == "a":
            accept(ledger, "d", urgent=True)
            accept(ledger, "e")
    assert given == ["a", "d", "b", "c", "e"]
    accept(ledger, "f")
    assert [arrival.path for arrival in waiting] == ["f"]
    ledger.close()


def test_the_urgent_ones_alone(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    accept(ledger, "a")
    accept(ledger, "b", urgent=True)
    assert [arrival.path for arrival in Waiting(ledger, urgent=True)] == ["b"]
    ledger.close()
