"""When a file may be taken: it has been quiet, is not empty, nobody writes to it, and its end is there.

What counts is what was seen, on a clock that only goes forward: old, future or jumping modification times change nothing.
A station that tells by itself when a file is whole (a companion, a last rename) is believed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake.scan import Candidate, FileState
from pipeline.intake.settings import IntakeSettings, Ready

_CHECK_AGAIN, _LONGEST = 0.25, 30.0  # share of its quiet time, and seconds at most, after which a file's end is looked for again
_ENOUGH = 30  # doublings


@dataclass(slots=True)
class _Seen:
    """What a file looked like, since when it has looked so, and when it is worth another look (seconds, monotonic)."""

    state: FileState
    since: float
    not_before: float = 0.0
    put_off: int = 0  # times in a row


class Settler:
    """Remembers what each file looked like in the last round; files that are gone are forgotten."""

    def __init__(
        self,
        settings: IntakeSettings,
        complete: Callable[[Path], bool],
        is_open: Callable[[Path], bool],
        ready: Ready = "none",
    ) -> None:
        self._settings = settings
        self._complete = complete
        self._is_open = is_open
        self._told_by_station = ready
        self._seen: dict[str, _Seen] = {}  # by place

    def ready(self, candidates: Iterable[Candidate], now: float) -> list[Candidate]:
        """The candidates that may be taken now; refused ones that have stood there for the quiet time are among them."""
        ready, seen = [], {}
        for candidate in candidates:
            before = self._seen.get(candidate.place)
            entry = before if before is not None and before.state == candidate.state else _Seen(candidate.state, now)
            seen[candidate.place] = entry
            if now >= entry.not_before and self._settled(candidate, entry, now):
                ready.append(candidate)
        self._seen = seen
        return ready

    def put_off(self, place: str, now: float, first: float, longest: float) -> int:
        """Not ready again for `first` seconds unless it changes, twice as long each time, `longest` at most; how often that was said."""
        entry = self._seen[place]
        entry.not_before = now + min(first * 2**entry.put_off, longest)
        entry.put_off = min(entry.put_off + 1, _ENOUGH)
        return entry.put_off

    def settling(self, now: float) -> list[float]:
        """Files that are still settling: the seconds for which each has been quiet."""
        return [now - entry.since for entry in self._seen.values() if not entry.put_off]

    def __contains__(self, place: str) -> bool:
        """Whether the file stood there in the last round."""
        return place in self._seen

    def _settled(self, candidate: Candidate, entry: _Seen, now: float) -> bool:
        quiet = now - entry.since
        if self._told_by_station == "companion" and not candidate.refused:
            return candidate.companion is not None
        if self._told_by_station == "rename":
            return True
        if quiet < self._settings.quiet_seconds:
            return False
        return bool(candidate.refused) or self._whole(candidate, entry, now, quiet)

    def _whole(self, candidate: Candidate, entry: _Seen, now: float, quiet: float) -> bool:
        if entry.state.size == 0:
            return quiet >= self._settings.empty_seconds
        is_open = self._is_open(candidate.path)
        longest = self._settings.open_seconds if is_open else self._settings.incomplete_seconds
        if quiet >= longest or (not is_open and self._complete(candidate.path)):
            return True
        entry.not_before = min(now + min(_CHECK_AGAIN * quiet, _LONGEST), entry.since + longest)
        return False
