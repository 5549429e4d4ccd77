"""Files and folders that a person names: taken in, processed, indexed. The sources stay where they are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.assembly import Desk
from pipeline.intake import Candidate, find_files
from pipeline.intake import key_of as source_key_of
from pipeline.ledger.batches import ManifestRow
from pipeline.ledger.review import is_urgent
from pipeline.model.errors import IndexDown, InputRejected
from pipeline.model.types import Arrival
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.owner import is_dead
from pipeline.run.processing import Besides, Processor
from pipeline.run.room import check_room
from pipeline.run.turn import Turn, holder, named
from pipeline.run.workers.pool import PagePool
from pipeline.store import SourceAway, SourceChanged

_SLICE_S = 0.2  # seconds of taking in between two looks at the answers of the workers
_RACY_S = 2.0  # a file that changed so shortly before it was read may change again without looking changed
_LOOK_S = 0.5


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for: `batch` names it, `manifest` says what it is to hold, `again` reads files that are known too."""

    paths: Sequence[Path]
    station: str | None = None
    batch: str = ""
    manifest: Iterable[ManifestRow] | None = None
    again: bool = False

    @property
    def key(self) -> str:
        """Under which the ledger knows the batch: its name, or else what was named on the command line."""
        more = f" and {len(self.paths) - 1} more" if len(self.paths) > 1 else ""
        return self.batch or key_of(self.paths[0]) + more


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake did: arrivals that are new, files known already, files that could not be taken."""

    new: int
    known: int
    refused: int
    index_down: IndexDown | None = None  # why what was read is not indexed yet


def key_of(path: Path) -> str:
    """A path as the ledger keeps it: absolute, and readable whatever bytes it has."""
    return os.fsencode(path.absolute()).decode("utf-8", "backslashreplace")


def ingest(home: Home, request: Request, listener: Listener, stopping: Callable[[], bool]) -> Taken:
    """Take everything in and process whatever waits meanwhile, also from a run that was killed; an index that is away stops neither.

    While another process reads on this home, everything is taken in and left to it; this one waits until it is done.
    """
    home.ledger.batches.begin(request.key, request.manifest)
    taking = TakingIn(home, request, listener, stopping)
    try:
        process_waiting(home, listener, stopping, taking, lambda: bool(home.ledger.batches.states(request.key).get("waiting")))
    except IndexDown as error:
        return replace(taking.taken, index_down=error)
    return taking.taken


class TakingIn:
    """Stores each file's bytes and tells the ledger, some files at a time; one that can't be read is refused and told, the rest goes on."""

    def __init__(self, home: Home, request: Request, listener: Listener, stopping: Callable[[], bool]) -> None:
        self._home = home
        self._request = request
        self._listener = listener
        self._stopping = stopping
        self._files = iter(find_files(request.paths, home.settings.intake))
        self._ended = False
        self._looked_at = 0
        self.taken = Taken(0, 0, 0)

    def __call__(self, idle: Callable[[], bool]) -> bool:
        """Take files until something else is to be done; False when there were none left."""
        end, before = time.monotonic() + _SLICE_S, self._looked_at
        while not self._ended and not self._stopping():
            candidate = next(self._files, None)
            if candidate is None:
                self._ended = True
                self._home.ledger.batches.taken_in(self._request.key)
                break
            self._take(candidate)
            self._looked_at += 1
            if not idle() or time.monotonic() > end:
                break
        return self._looked_at > before

    def _take(self, candidate: Candidate) -> None:
        key = key_of(candidate.path)
        if candidate.refused:
            self._refuse(candidate, key, "not_a_file", candidate.refused)
            return
        look = "" if self._request.again else _look(candidate.path)
        before = self._home.ledger.sources.known(source_key_of(candidate.path.absolute()), look) if look else None
        if before is not None:
            self._home.ledger.batches.enter(self._request.key, key, before.arrival_id)
            self.taken = replace(self.taken, known=self.taken.known + 1)
            return
        try:
            arrival, is_new = self._accept(candidate, key)
        except InputRejected as error:
            self._home.ledger.arrivals.refuse(
                candidate.display, source_key_of(candidate.path.absolute()), "ingest", error.code, error.message, error.advice
            )
            self._refuse(candidate, key, error.code, error.message)
            return
        except (SourceChanged, SourceAway) as error:  # the next run takes it
            self._refuse(candidate, key, error.code, error.message)
            return
        if is_new:
            self.taken = replace(self.taken, new=self.taken.new + 1)
            self._listener.arrived(arrival)
        else:
            self.taken = replace(self.taken, known=self.taken.known + 1)

    def _refuse(self, candidate: Candidate, key: str, code: str, reason: str) -> None:
        self._home.ledger.batches.refused(self._request.key, key, code)
        self._listener.refused(candidate.display, reason)
        self.taken = replace(self.taken, refused=self.taken.refused + 1)

    def _accept(self, candidate: Candidate, key: str) -> tuple[Arrival, bool]:
        """One file into the store and the ledger."""
        request, ledger = self._request, self._home.ledger
        check_room(self._home, candidate.state.size)
        look, began = _look(candidate.path), time.time()
        stored = self._home.store.put_file(candidate.path, stopping=self._stopping)
        certain = look and look == _look(candidate.path) and candidate.path.stat().st_ctime < began - _RACY_S
        box, chart = ledger.batches.expected(request.key, key)
        with ledger.together():
            arrival, is_new = ledger.arrivals.accept(
                path=candidate.display,
                source_key=source_key_of(candidate.path.absolute()),
                sha256=stored.sha256,
                size=stored.size,
                station=request.station or candidate.station,
                origin="ingest",
                urgent=is_urgent(candidate.display, self._home.settings.desk.urgent_folders),
                seen=look if certain else "",
            )
            ledger.batches.enter(request.key, key, arrival.arrival_id)
            if is_new and (request.batch or box or chart):
                ledger.batches.name(arrival.arrival_id, request.batch, box, chart)
        return arrival, is_new


def _look(path: Path) -> str:
    """What a file looks like without reading it: its bytes can't have changed while this stays, unless the clock was turned back."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_dev}:{found.st_ino}:{found.st_size}:{found.st_mtime_ns}:{found.st_ctime_ns}"


def _nothing(_idle: Callable[[], bool]) -> bool:
    return False


def process_waiting(
    home: Home,
    listener: Listener,
    stopping: Callable[[], bool],
    besides: Besides = _nothing,
    unfinished: Callable[[], bool] = lambda: False,
) -> None:
    """Process every waiting arrival and index what came of it. IndexDown only at the end, when everything is read and queued.

    Where another process reads on this home, what waits is left to it for as long as `unfinished`; if it ends, this one goes on.
    """
    with Turn(home.folder, "processing", "ingest") as turn:
        while not turn.take():
            if not besides(lambda: True):
                if stopping() or not unfinished():
                    return
                listener.left_to(named(holder(home.folder, "processing")))
                time.sleep(_LOOK_S)
        home.ledger.arrivals.release_dead(is_dead)
        since, began = home.ledger.now(), besides(lambda: False)
        waiting = home.ledger.arrivals.next_waiting() is not None
        if began or waiting:
            with PagePool.of(home, at_once=int(waiting)) as pool:  # a worker starts while the desk is built and more is taken in
                desk = Desk(home.settings, home.patients)
                processor = Processor(home, desk, pool, listener, indexing.KeepingUp(home))
                processor.run(stopping, besides)
                if home.ledger.arrivals.due_now(since):  # what was put off has waited while the rest was read
                    processor.run(stopping, last_try=True)
        indexing.drain(home)
