"""When a file may be taken: it has been quiet, is not empty, and its end is there.

What counts is what was seen, on a clock that only goes forward: old, future or jumping modification times change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.scan import Candidate
from pipeline.intake.settings import IntakeSettings


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a file looked like, and since when it has looked so (seconds, monotonic)."""

    state: tuple[int, int, int]  # size, modification time in ns, inode
    since: float


class Settler:
    """Remembers what each file looked like in the last round."""

    def __init__(self, settings: IntakeSettings, complete: Callable[[Path], bool]) -> None:
        self._settings = settings
        self._complete = complete
        self._seen: dict[Path, _Seen] = {}
        self._taken: dict[Path, tuple[int, int, int]] = {}

    def ready(self, candidates: Iterable[Candidate], now: float) -> list[Candidate]:
        """The candidates that may be taken now; files that are gone are forgotten."""
        ready = []
        for candidate in candidates:
            entry = self._look(candidate.path, now)
            if entry is None or self._taken.get(candidate.path) == entry.state:
                continue
            self._seen[candidate.path] = entry
            if self._settled(candidate.path, entry, now - entry.since):
                ready.append(candidate)
        self._forget()
        return ready

    def taken(self, path: Path) -> None:
        """The file was taken; if it still stands there (a read-only share), it is not ready again until it changes."""
        if path in self._seen:
            self._taken[path] = self._seen[path].state

    def pending(self) -> bool:
        """Whether files are still settling."""
        return any(self._taken.get(path) != entry.state for path, entry in self._seen.items())

    def _look(self, path: Path, now: float) -> _Seen | None:
        try:
            found = path.stat()
        except OSError:
            return None
        state = (found.st_size, found.st_mtime_ns, found.st_ino)
        before = self._seen.get(path)
        return before if before is not None and before.state == state else _Seen(state, now)

    def _settled(self, path: Path, entry: _Seen, quiet: float) -> bool:
        if quiet < self._settings.quiet_seconds:
            return False
        if entry.state[0] == 0:
            return quiet >= self._settings.empty_seconds
        return quiet >= self._settings.incomplete_seconds or self._complete(path)

    def _forget(self) -> None:
        self._seen = {path: entry for path, entry in self._seen.items() if path.exists()}
        self._taken = {path: state for path, state in self._taken.items() if path in self._seen}
