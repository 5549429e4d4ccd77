"""What becomes of a drop folder's files after they were taken: refused ones go to quarantine/, and late ones come back."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.intake import (
    DONE,
    QUARANTINE,
    CannotMove,
    FileState,
    Replaced,
    key_of,
    move_to,
    note_of,
    path_of,
    sync_folders,
    write_reason,
)
from pipeline.ledger import Ledger
from pipeline.ledger.sources import Source

_MOST_NUMBERS = 9  # " (2)" to " (9)": names under which a file that was moved by a killed run is looked for
_LATE_EVERY_S = 5.0
_FAILED_EVERY_S = 300.0


@dataclass(frozen=True, slots=True)
class _Moved:
    path: Path
    looks: tuple[int, int, int]
    sha256: str
    until: float


class Aside:
    """Looks after done/ and quarantine/ of one drop folder; times are seconds of a clock that only goes forward."""

    def __init__(self, ledger: Ledger, root: Path, late_seconds: float, clock: Callable[[], float]) -> None:
        self._ledger = ledger
        self._root = root
        self._late_seconds = late_seconds
        self._clock = clock
        self._moved: deque[_Moved] = deque()
        self._next_late = 0.0
        self._failed: dict[str, float] = {}  # arrivals whose file could not be set aside, and when it is tried again
        self.problem = ""  # why quarantine/ can't be used, in plain words

    def mark_moved(self) -> int:
        """Tell the ledger of files that a killed run moved to done/ before it could say so; how many."""
        marked = 0
        for source in self._ledger.sources.unmoved(key_of(self._root)):
            path = path_of(source.source_key)
            if not os.path.lexists(path) and (found := self._in_done(path, source.seen)):
                self._ledger.arrivals.mark_source_moved(source.arrival_id, key_of(found))
                marked += 1
        return marked

    def watch_over(self, moved: Path, sha256: str) -> None:
        """A file with those bytes was moved to done/ just now: a writer may still be at it."""
        with suppress(OSError):
            self._moved.append(_Moved(moved, FileState.of(moved.lstat()).looks, sha256, self._clock() + self._late_seconds))

    def bring_late_back(self) -> int:
        """Files that were written to after they had gone to done/ return to the drop folder, to be taken again; how many did."""
        now = self._clock()
        if now < self._next_late:
            return 0
        self._next_late = now + _LATE_EVERY_S
        while self._moved and self._moved[0].until < now:
            self._moved.popleft()
        touched = [moved for moved in self._moved if _looks(moved.path) not in {None, moved.looks}]
        late = [moved for moved in touched if not _holds(moved.path, moved.sha256)]  # a file server may set the time when it closes
        self._moved = deque(moved for moved in self._moved if moved not in touched)
        for moved in late:
            self._bring_back(moved.path)
        for moved in touched:
            if moved not in late:
                self.watch_over(moved.path, moved.sha256)
        return len(late)

    def set_aside(self) -> None:
        """Sources that turned out unreadable go to quarantine/, with a note for a person; back to done/ when they were read after all."""
        done, quarantine = self._root / DONE, self._root / QUARANTINE
        problems = [self._put(source, done, quarantine) for source in self._ledger.sources.refused_in(key_of(done))]
        for source in self._ledger.sources.accepted_in(key_of(quarantine)):
            problems.append(self._put(source, quarantine, done))
            if not problems[-1]:
                with suppress(OSError):
                    note_of(path_of(source.moved_to)).unlink()
        self.problem = next(filter(None, problems), "")

    def _put(self, source: Source, out_of: Path, into: Path) -> str:
        """Move a source; why that was not possible, or nothing."""
        path = path_of(source.moved_to)
        if self._clock() < self._failed.get(source.arrival_id, 0.0):
            return self.problem
        if not path.is_file():
            return ""  # a person took it away
        try:
            moved = move_to(into, path, out_of)
        except (CannotMove, Replaced) as error:
            self._failed[source.arrival_id] = self._clock() + _FAILED_EVERY_S
            return f"files can't be moved to {into.name}/: {error}"
        if source.reason:
            with suppress(OSError):  # the reason stands in the ledger too
                write_reason(moved, source.reason, source.advice)
        if sync_folders([moved.parent, path.parent]):
            self._ledger.arrivals.mark_source_moved(source.arrival_id, key_of(moved))
        self._failed.pop(source.arrival_id, None)
        self._moved = deque(replace(one, path=moved) if one.path == path else one for one in self._moved)
        return ""

    def _bring_back(self, path: Path) -> None:
        base = self._root / (DONE if path.is_relative_to(self._root / DONE) else QUARANTINE)
        with suppress(CannotMove):
            back = move_to(self._root, path, base)
            sync_folders([back.parent, path.parent])

    def _in_done(self, source: Path, seen: str) -> Path | None:
        wanted = self._root / DONE / source.relative_to(self._root)
        numbered = [wanted.with_name(f"{wanted.stem} ({number}){wanted.suffix}") for number in range(2, _MOST_NUMBERS + 1)]
        return next((path for path in [wanted, *numbered] if (state := _state(path)) and state.key == seen), None)


def _state(path: Path) -> FileState | None:
    try:
        return FileState.of(path.lstat())
    except OSError:
        return None


def _holds(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return True  # it went, or its share did


def _looks(path: Path) -> tuple[int, int, int] | None:
    state = _state(path)
    return state and state.looks
