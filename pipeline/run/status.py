"""Counts and causes for a person or a monitor; ids and codes only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pipeline.model.errors import IndexDown
from pipeline.run.home import Home
from pipeline.run.service import health
from pipeline.run.turn import holder
from pipeline.run.verify import STATES
from pipeline.run.watching import intake_state

_SIGN_OF_LIFE_S = 900.0  # a watcher that says nothing for so long has stopped, or its disk has


def snapshot(home: Home) -> dict[str, Any]:
    """What `chartscan status --json` prints. `alarms` holds what somebody should look at, in plain words."""
    ledger, now = home.ledger, datetime.now(UTC)
    counts, oldest = ledger.counts(), ledger.oldest_waiting()
    told = {
        "arrivals": {"total": sum(counts.values()), **{state: counts.get(state, 0) for state in STATES}},
        "documents": ledger.documents.counts(),
        "oldest_waiting": None
        if oldest is None
        else {
            "arrival_id": oldest.arrival_id,
            "received_at": oldest.received_at,
            "seconds": _since(oldest.received_at, now),
        },
        "waiting_by_cause": ledger.arrivals.waiting_by_cause(),
        "outbox": ledger.outbox.size(),
        "index": _index(home),
        "held_by_reason": dict(held_by_reason(home)),
        "quarantined_by_cause": dict(quarantined_by_cause(home)),
        "dismissed": ledger.quarantine.dismissed(),
        "last_errors": ledger.quarantine.last_errors(),
        "intake": intake_state.read(home.folder),
        "stations": [_station(home, station, last, now) for station, last in ledger.floor.last_by_station()],
        "watch": _watch(home, now),
        "reading": _reading(home),
        "disk": _disk(home),
    }
    return {**told, "alarms": list(_alarms(told))}


def _station(home: Home, station: str, last: str, now: datetime) -> dict[str, Any]:
    silent, limits = _since(last, now), home.settings.run.silent_minutes
    most = limits.get(station, limits.get("*"))
    return {"station": station, "last_arrival": last, "silent_seconds": silent, "alarm": most is not None and silent > most * 60}


def _watch(home: Home, now: datetime) -> dict[str, Any]:
    """Whether a watcher runs, when it last gave a sign of life and ended a round, and what it waits for."""
    found = health.read(home.folder)
    if found is None:
        return {"alive": False, "pid": None, "seen": None, "last_round": None, "waiting_for": None}
    silent = now.timestamp() - found.at
    return {
        "alive": silent < _SIGN_OF_LIFE_S,
        "pid": found.pid,
        "seen": _iso(found.at),
        "last_round": _iso(found.last_round) if found.last_round else None,
        "waiting_for": found.waiting_for or None,
    }


def _index(home: Home) -> dict[str, Any]:
    """Whether the index answered when it was last written to, and if not since when, why, and how many documents are held back."""
    away = home.ledger.outbox.away()
    told = {"backend": home.settings.index.backend, "cause": None, "since": None, "why": None, "held_back": 0}
    if away is None:
        return told
    return told | {"cause": IndexDown.code, "since": away[0], "why": away[1], "held_back": home.ledger.outbox.size()}


def _reading(home: Home) -> dict[str, Any] | None:
    """The process that reads pages now, or would."""
    found = holder(home.folder, "processing")
    return None if found is None else {"pid": found.pid, "command": found.command, "since": _iso(found.since)}


def _disk(home: Home) -> dict[str, int]:
    usage = shutil.disk_usage(home.folder)
    return {"free_bytes": usage.free, "total_bytes": usage.total}


def _alarms(told: dict[str, Any]) -> Iterator[str]:
    for station in told["stations"]:
        if station["alarm"]:
            yield f"station {station['station']}: silent since {station['last_arrival']}"
    if told["index"]["cause"]:
        yield f"the index is down since {told['index']['since']}: {told['index']['held_back']} documents wait ({told['index']['why']})"
    watch = told["watch"]
    if watch["pid"] is not None and not watch["alive"]:
        yield f"the watcher (process {watch['pid']}) gave no sign of life since {watch['seen']}"
    if watch["waiting_for"]:
        yield f"the watcher waits: {watch['waiting_for']}"


def _since(at: str, now: datetime) -> int:
    return max(0, int((now - datetime.fromisoformat(at)).total_seconds()))


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def held_by_reason(home: Home) -> list[tuple[str, int]]:
    """How many documents are held for each reason; a document may have several."""
    return sorted(home.ledger.documents.held_by_reason().items(), key=lambda row: (-row[1], row[0]))


def quarantined_by_cause(home: Home) -> list[tuple[str, int]]:
    """How many files are quarantined for each cause."""
    return sorted(home.ledger.quarantine.by_cause().items(), key=lambda row: (-row[1], row[0]))


def quarantined(home: Home) -> list[dict[str, Any]]:
    """Every quarantined file: arrival_id, path, cause, reason, advice, at."""
    return home.ledger.quarantine.listed() + home.ledger.quarantine.rejected()
