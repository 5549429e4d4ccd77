"""Files of a drop folder into the store and the ledger, a few at a time, then out of the way to done/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake import DONE, Candidate, CannotMove, FolderSettings, Replaced, key_of, move_to, sync_folders
from pipeline.ledger.review import is_urgent
from pipeline.model.errors import InputRejected, PipelineError, Unavailable
from pipeline.model.types import Arrival
from pipeline.run.home import Home
from pipeline.run.room import check_room
from pipeline.store import SourceAway, SourceChanged, StoredFile

_MOST_FILES, _MOST_BYTES = 32, 64 << 20  # taken together, in one transaction: what a crash makes the next run look at again
_AT_ONCE = 8  # files that are copied at the same time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a candidate: its arrival, whether that is new, and where its file is now; or the error."""

    candidate: Candidate
    arrival: Arrival | None = None
    new: bool = False
    moved: Path | None = None
    error: PipelineError | None = None
    stuck: str = ""  # why the file can't be moved to done/


def in_groups(candidates: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Some files at a time, few bytes at a time."""
    group: list[Candidate] = []
    size = 0
    for candidate in candidates:
        if group and (len(group) == _MOST_FILES or size + candidate.state.size > _MOST_BYTES):
            yield group
            group, size = [], 0
        group.append(candidate)
        size += candidate.state.size
    if group:
        yield group


class Taking:
    """Takes what is ready from one drop folder."""

    def __init__(self, home: Home, root: Path, settings: FolderSettings, stopping: Callable[[], bool]) -> None:
        self._home = home
        self._ledger = home.ledger
        self._store_of_home = home.store
        self._root = root
        self._settings = settings
        self._stopping = stopping

    def take(self, group: Sequence[Candidate]) -> list[Outcome]:
        """Take them. What can't be had now costs itself only; DiskFull and StoreDown are raised after the others are safe."""
        known = [(one, self._ledger.sources.known(key_of(one.path), one.state.key)) for one in group]
        outcomes = [Outcome(one, arrival) for one, arrival in known if arrival is not None]
        stored: list[tuple[Candidate, StoredFile]] = []
        outage: Unavailable | None = None
        for one, result in self._stored([one for one, arrival in known if arrival is None]):
            if isinstance(result, StoredFile):
                stored.append((one, result))
            elif isinstance(result, SourceChanged | SourceAway | InputRejected):
                outcomes.append(Outcome(one, error=result))
            else:
                outage = result
        outcomes += self._entered(stored)
        outcomes = self._moved(outcomes)
        if outage is not None:
            raise Outage(outage, outcomes)
        return outcomes

    def urgent(self, candidate: Candidate) -> bool:
        """Whether it is read before others: its drop folder says so, or the name of a folder that it lies in."""
        named = f"{self._root.name}/{candidate.display}"
        return self._settings.urgent or is_urgent(named, self._home.settings.desk.urgent_folders)

    def _stored(self, group: Sequence[Candidate]) -> list[tuple[Candidate, StoredFile | InputRejected | Unavailable]]:
        """Several at once: most of the time is spent on waiting until the disk has one, and it takes several in the same stroke."""
        with ThreadPoolExecutor(min(_AT_ONCE, len(group) or 1)) as threads:
            return list(zip(group, threads.map(self._store, group), strict=True))

    def _store(self, candidate: Candidate) -> StoredFile | InputRejected | Unavailable:
        try:
            check_room(self._home, candidate.state.size)
            return self._store_of_home.put_file(candidate.path, candidate.state.looks, self._stopping)
        except (InputRejected, Unavailable) as error:
            return error

    def _entered(self, stored: Sequence[tuple[Candidate, StoredFile]]) -> list[Outcome]:
        if not stored:
            return []
        with self._ledger.together():
            return [Outcome(candidate, *self._accept(candidate, file)) for candidate, file in stored]

    def _accept(self, candidate: Candidate, file: StoredFile) -> tuple[Arrival, bool]:
        return self._ledger.arrivals.accept(
            path=candidate.display,
            source_key=key_of(candidate.path),
            sha256=file.sha256,
            size=file.size,
            station=self._settings.station or candidate.station,
            origin="watch",
            urgent=self.urgent(candidate),
            seen=candidate.state.key,
        )

    def _moved(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The files out of the way, durably, before the ledger says so."""
        done = [self._move(one) for one in outcomes]
        moved = [(one.arrival.arrival_id, one.moved, one.candidate.path) for one in done if one.arrival and one.moved]
        if moved:
            durable = sync_folders([folder for _, to, source in moved for folder in (to.parent, source.parent)])
            with self._ledger.together():
                for arrival_id, to, _ in moved if durable else []:  # otherwise it may come back, and is known then
                    self._ledger.arrivals.mark_source_moved(arrival_id, key_of(to))
        return done

    def _move(self, one: Outcome) -> Outcome:
        if one.arrival is None:
            return one
        try:
            moved = move_to(self._root / DONE, one.candidate.path, self._root, one.candidate.state)
        except Replaced:  # new bytes under the same name: they stand in the drop folder and are taken next
            return Outcome(one.candidate, one.arrival, one.new)
        except CannotMove as error:
            return Outcome(one.candidate, one.arrival, one.new, stuck=str(error))
        return Outcome(one.candidate, one.arrival, one.new, moved)


class Outage(Exception):
    """The home folder's disk can't take more now. `outcomes` is what was taken before."""

    def __init__(self, error: Unavailable, outcomes: Sequence[Outcome]) -> None:
        super().__init__(error.code)
        self.error = error
        self.outcomes = outcomes
