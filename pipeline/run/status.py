"""Counts and causes for a person or a monitor; ids, paths and codes only."""

from __future__ import annotations

from typing import Any

from pipeline.run import intake_state
from pipeline.run.home import Home
from pipeline.run.verify import STATES


def snapshot(home: Home) -> dict[str, Any]:
    """What `chartscan status --json` prints."""
    ledger = home.ledger
    counts, oldest = ledger.counts(), ledger.oldest_waiting()
    return {
        "arrivals": {"total": ledger.arrival_count(), **{state: counts.get(state, 0) for state in STATES}},
        "documents": ledger.documents.counts(),
        "oldest_waiting": None if oldest is None else {"arrival_id": oldest.arrival_id, "received_at": oldest.received_at},
        "waiting_by_cause": ledger.arrivals.waiting_by_cause(),
        "outbox": ledger.outbox.size(),
        "held_by_reason": dict(held_by_reason(home)),
        "quarantined_by_cause": dict(quarantined_by_cause(home)),
        "last_errors": ledger.quarantine.last_errors(),
        "intake": intake_state.read(home.folder),
    }


def held_by_reason(home: Home) -> list[tuple[str, int]]:
    """How many documents are held for each reason; a document may have several."""
    return sorted(home.ledger.documents.held_by_reason().items(), key=lambda row: (-row[1], row[0]))


def quarantined_by_cause(home: Home) -> list[tuple[str, int]]:
    """How many files are quarantined for each cause."""
    counts: dict[str, int] = {}
    for entry in quarantined(home):
        counts[entry["cause"]] = counts.get(entry["cause"], 0) + 1
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def quarantined(home: Home) -> list[dict[str, Any]]:
    """Every quarantined file: arrival_id, path, cause, reason, advice, at."""
    return home.ledger.quarantine.listed() + home.ledger.quarantine.rejected()
