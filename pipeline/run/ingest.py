"""Files and folders that a person names: taken in, processed, indexed. The sources stay where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assembly import Desk
from pipeline.intake import Candidate, find_files
from pipeline.model.errors import IndexDown, InputRejected
from pipeline.model.types import Arrival
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.pool import PagePool
from pipeline.run.processing import Processor


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake did: arrivals that are new, files known already, files that could not be taken."""

    new: int
    known: int
    refused: int
    arrival_ids: frozenset[str]  # of the new and the known ones
    index_down: IndexDown | None = None  # why what was read is not indexed yet


def ingest(home: Home, paths: Iterable[Path], station: str | None, listener: Listener, stopping: Callable[[], bool]) -> Taken:
    """Take everything in, then process whatever waits, also from a run that was killed; an index that is away stops neither."""
    taken = take_in(home, paths, station, listener, stopping)
    try:
        process_waiting(home, listener, stopping)
    except IndexDown as error:
        return replace(taken, index_down=error)
    return taken


def take_in(home: Home, paths: Iterable[Path], station: str | None, listener: Listener, stopping: Callable[[], bool]) -> Taken:
    """Store each file's bytes and tell the ledger; a file that can't be read is refused and told, the rest goes on."""
    new = known = refused = 0
    ids: set[str] = set()
    for candidate in find_files(paths, home.settings.intake):
        if stopping():
            break
        if candidate.refused:
            listener.refused(candidate.display, candidate.refused)
            refused += 1
            continue
        try:
            arrival, is_new = accept(home, candidate, station)
        except InputRejected as error:
            home.ledger.arrivals.refuse(
                candidate.display, str(candidate.path.absolute()), "ingest", error.code, error.message, error.advice
            )
            listener.refused(candidate.display, error.message)
            refused += 1
            continue
        new, known = new + is_new, known + (not is_new)
        ids.add(arrival.arrival_id)
        if is_new:
            listener.arrived(arrival)
    return Taken(new, known, refused, frozenset(ids))


def accept(home: Home, candidate: Candidate, station: str | None) -> tuple[Arrival, bool]:
    """One file into the store and the ledger."""
    stored = home.store.put_file(candidate.path)
    return home.ledger.arrivals.accept(
        path=candidate.display,
        source_key=str(candidate.path.absolute()),
        sha256=stored.sha256,
        size=stored.size,
        station=station or candidate.station,
        origin="ingest",
    )


def process_waiting(home: Home, listener: Listener, stopping: Callable[[], bool]) -> None:
    """Process every waiting arrival and index what came of it. IndexDown only at the end, when everything is read and queued."""
    waiting = home.ledger.arrivals.waiting()
    if waiting:
        desk = Desk(home.settings, home.patients)
        with PagePool.of(home) as pool:
            Processor(home, desk, pool, listener, indexing.KeepingUp(home)).run(waiting, stopping)
    indexing.drain(home)
