"""The drop-folder daemon: takes what stands there already, then what comes.

Events only wake a round; every round scans the folders whole, so a share without events loses nothing. A file is taken
when it has been quiet and is complete, and moves to done/ only after its bytes are stored and the ledger says so.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.assembly import Desk
from pipeline.intake import DONE, QUARANTINE, Candidate, Settler, Wakeup, complete, find_files, move_to, write_reason
from pipeline.model.errors import ConfigError, InputRejected, Unavailable
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.pool import PagePool
from pipeline.run.processing import Processor
from pipeline.run.turn import Busy, Turn, holder, named
from pipeline.store import SourceChanged

log = logging.getLogger(__name__)
_LONGEST_BACKOFF = 60.0  # seconds between two tries while the disk or the index is away


class Watch:
    """Looks after drop folders until it is asked to stop."""

    def __init__(self, home: Home, folders: Sequence[Path], listener: Listener, stopping: Callable[[], bool]) -> None:
        self._home = home
        self._folders = [folder.absolute() for folder in folders or map(Path, home.settings.run.drop_folders)]
        if not self._folders:
            raise ConfigError("no drop folder is named", "Name one: chartscan watch DIR, or run.drop_folders in the settings.")
        for folder in self._folders:
            if not folder.is_dir():
                raise ConfigError(f"{folder}: no such folder", "Create the drop folder, or correct its path.")
        self._listener = listener
        self._stopping = stopping
        self._reading = Turn(home.folder, "processing", "watch")
        self._settlers = {folder: Settler(home.settings.intake, complete) for folder in self._folders}

    def run(self) -> None:
        """Round after round; an outage is waited for, longer each time, and costs nothing."""
        backoff = self._home.settings.intake.poll_seconds
        with self._alone(), self._reading, Wakeup(self._folders) as wakeup, PagePool.of(self._home) as pool:
            desk = Desk(self._home.settings, self._home.patients)
            processor = Processor(self._home, desk, pool, self._listener, indexing.KeepingUp(self._home))
            while not self._stopping():
                try:
                    pending = self.round(processor)
                    backoff = self._home.settings.intake.poll_seconds
                except Unavailable as error:
                    log.warning("waiting: %s", error.code)
                    pending, backoff = False, min(2 * backoff, _LONGEST_BACKOFF)
                # files that are still settling are looked at again soon; otherwise an event or the poll wakes us
                wakeup.wait(min(backoff, 1.0) if pending else backoff, self._stopping)

    def _alone(self) -> Turn:
        """Two daemons on one home would take each other's files; the second one is told so."""
        turn = Turn(self._home.folder, "watch", "watch")
        if not turn.take():
            found = named(holder(self._home.folder, "watch"))
            raise Busy(f"{found} looks after drop folders on this home already", "Stop it first, or name another --home for other folders.")
        return turn

    def round(self, processor: Processor) -> bool:
        """Take what has settled, process what waits, index what came of it; True while files are still settling."""
        for folder in self._folders:
            self._take_from(folder)
        if self._reading.take():  # otherwise an ingest reads what waits, this too
            processor.run(self._stopping)
        self._set_aside()
        indexing.drain(self._home)
        return any(settler.pending() for settler in self._settlers.values())

    def _take_from(self, folder: Path) -> None:
        settler = self._settlers[folder]
        candidates = [found for found in find_files([folder], self._home.settings.intake, drop=True) if not found.refused]
        for candidate in settler.ready(candidates, time.monotonic()):
            if self._stopping():
                return
            try:
                self._take(folder, candidate)
            except SourceChanged:
                continue  # it is still being written; its quiet time begins anew
            except InputRejected as error:
                self._home.ledger.arrivals.refuse(candidate.display, str(candidate.path), "watch", error.code, error.message, error.advice)
                self._listener.refused(candidate.display, error.message)
            settler.taken(candidate.path)

    def _take(self, folder: Path, candidate: Candidate) -> None:
        stored = self._home.store.put_file(candidate.path)
        arrival, new = self._home.ledger.arrivals.accept(
            path=candidate.display,
            source_key=str(candidate.path),
            sha256=stored.sha256,
            size=stored.size,
            station=candidate.station,
            origin="watch",
        )
        if new:
            self._listener.arrived(arrival)
        moved = move_to(folder / DONE, candidate.path, folder)
        if moved is not None:
            self._home.ledger.arrivals.mark_source_moved(arrival.arrival_id, str(moved))

    def _set_aside(self) -> None:
        """Sources of arrivals that turned out unreadable go from done/ to quarantine/, with a note for a person."""
        for entry in self._home.ledger.quarantine.listed():
            moved = Path(entry["moved_to"] or "")
            folder = next((folder for folder in self._folders if moved.is_relative_to(folder / DONE)), None)
            if folder is None or not moved.is_file():
                continue
            aside = move_to(folder / QUARANTINE, moved, folder / DONE)
            if aside is not None:
                write_reason(aside, entry["reason"], entry["advice"])
                self._home.ledger.arrivals.mark_source_moved(entry["arrival_id"], str(aside))
