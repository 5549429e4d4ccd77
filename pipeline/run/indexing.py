"""The outbox into the index: bulk upserts with deterministic ids, marked as indexed only afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from pipeline.index import Change, Rejection, SearchIndex
from pipeline.ledger.walking import Kept
from pipeline.model.errors import IndexDown, Unavailable
from pipeline.run.home import Home

BATCH = 500  # documents a bulk
_EVERY_S, _AWAY_S = 2.0, 60.0


def drain(home: Home) -> int:
    """Bring the index up to the ledger; returns how many documents were written or taken out. IndexDown leaves the rest queued, and
    the ledger knows since when.
    """
    try:
        written = _drained(home)
    except IndexDown as error:
        with suppress(Unavailable):  # the disk may be full besides
            home.ledger.outbox.index_away(error.message)
        raise
    home.ledger.outbox.index_answered()
    return written


def _drained(home: Home) -> int:
    outbox, written = home.ledger.outbox, 0
    outbox.is_for(home.index.schema)
    while entries := outbox.entries(BATCH):
        rejected = home.index.upsert([Change(entry.document_id, entry.revision, entry.record, entry.pages) for entry in entries])
        outbox.rejected({rejection.document_id: rejection.reason for rejection in rejected})
        outbox.indexed(entries)
        written += len(entries) - len(rejected)
    while moved := home.ledger.floor.moved(BATCH):
        home.index.report(moved)
        home.ledger.floor.told(moved[-1].seq)
    return written


def searched(home: Home) -> SearchIndex:
    """The index, to be asked. IndexDown where the documents went to another one, before an update or in other settings: it would find
    nothing, as if nothing were there.
    """
    if home.ledger.outbox.is_behind(home.index.schema) and not any(True for _ in home.index.documents()):
        raise IndexDown(
            "this version of the program, or these settings, have a new search index, and no document is in it yet",
            "Run `chartscan reindex`; ingest and watch also fill it. Nothing is lost.",
        )
    return home.index


class KeepingUp:
    """Indexes now and then while pages are read, so that a long archive is found as it goes; an index that is away stops nobody."""

    def __init__(self, home: Home, besides: Callable[[], None] = lambda: None) -> None:
        self._home = home
        self._besides = besides
        self._next = 0.0

    def __call__(self) -> None:
        """Index what waits, unless it was done a moment ago or the index did not answer a while ago; `besides` in any case."""
        self._besides()
        if time.monotonic() < self._next:
            return
        try:
            drain(self._home)
            self._next = time.monotonic() + _EVERY_S
        except IndexDown:
            self._next = time.monotonic() + _AWAY_S


def rebuild(home: Home, told: Callable[[int], None] = lambda _: None) -> int:
    """The index anew from the ledger, beside the one that is searched, then in its place; how many documents it holds.

    Whoever writes meanwhile loses nothing; killed, the old one goes on. `told` hears how many were written, now and then.
    """
    index, ledger, written = home.index, home.ledger, 0
    rejected: dict[str, str] = {}
    index.begin_rebuild()
    for changes in _batches(ledger.walking.documents()):
        rejected |= _reasons(index.upsert(changes))
        written += len(changes)
        told(written)
    late = index.finish_rebuild(lambda built: (Change(*kept) for kept in ledger.walking.newer_than(built)))
    ledger.outbox.rebuilt(index.schema, rejected | _reasons(late))
    drain(home)
    return sum(1 for _ in index.documents())


def _batches(documents: Iterable[Kept]) -> Iterator[list[Change]]:
    changes = []
    for kept in documents:
        changes.append(Change(*kept))
        if len(changes) == BATCH:
            yield changes
            changes = []
    if changes:
        yield changes


def _reasons(rejected: Iterable[Rejection]) -> dict[str, str]:
    return {rejection.document_id: rejection.reason for rejection in rejected}
