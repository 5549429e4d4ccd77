"""One drop folder, looked after round by round. Every round lists it whole, so a share without events loses nothing."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.intake import (
    DONE,
    Candidate,
    CannotMove,
    Dropped,
    FolderSettings,
    IntakeSettings,
    Settler,
    is_open_for_writing,
    key_of,
    move_to,
)
from pipeline.intake.complete import complete
from pipeline.model.errors import InputRejected, Unavailable
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.watching.aside import Aside
from pipeline.run.watching.taking import Outage, Outcome, Taking, in_groups
from pipeline.store import SourceAway

_LOOK_AGAIN = 1.0  # seconds between two looks while files settle
_SHARE_LOOKING = 0.2  # of the time at most is spent on looking again, and four times as much on taking before the next look
_LEAST_TAKING, _MOST_TAKING = 2.0, 30.0  # seconds of taking before the folder is looked at again: something urgent may have come
_TRY_AGAIN, _LONGEST = 5.0, 600.0  # seconds until a file that could not be read or moved is tried again; twice as long each time
_MOST_TOLD = 3  # problems of one kind
_AWAY = 3  # files in a row that a share does not give: the others wait as well

Tell = Callable[[Callable[[Listener], None]], None]


_NOT_A_FILE = (
    "Copy the file itself into the drop folder, and take away what stands there; then `chartscan quarantine dismiss ID` takes this from"
    " the list."
)


@dataclass(frozen=True, slots=True)
class FolderState:
    """How a drop folder is, for a person or a monitor: counts and plain words, no names of files."""

    path: str
    problem: str = ""  # in plain words; "" when all is well
    settling: int = 0  # files that are not whole or not quiet yet
    longest_settling_s: float = 0.0
    left_standing: int = 0  # files that stay in the folder: taken and not to be moved, or not to be read
    passed_over: int = 0  # files whose names say that they are no scans, or not yet: part files that nobody finished are among them


class DropFolder:
    """Settles, takes, sets aside. `clock` is in seconds and only goes forward; a test turns it."""

    def __init__(
        self,
        home: Home,
        root: Path,
        settings: FolderSettings,
        others: frozenset[Path],
        tell: Tell,
        stopping: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        intake = home.settings.intake
        intake = replace(
            intake,
            quiet_seconds=settings.quiet_seconds or intake.quiet_seconds,
            poll_seconds=settings.poll_seconds or intake.poll_seconds,
        )
        self.state = FolderState(str(root))
        self._home = home
        self._root = root
        self._intake: IntakeSettings = intake
        self._tell = tell
        self._stopping = stopping
        self._clock = clock
        self._dropped = Dropped(root, intake, settings.ready, others)
        self._settler = Settler(intake, complete, is_open_for_writing, settings.ready)
        self._taking = Taking(home, root, settings, stopping)
        self._aside = Aside(home.ledger, root, intake.late_seconds, clock)
        self._standing: dict[str, str] = {}  # files that stay in the folder, and why
        self._marked = False

    def round(self) -> float:
        """One look, and what it finds ready; seconds until the next one. Unavailable while nothing can be taken."""
        begun = self._clock()
        ready = self._settler.ready(self._dropped, begun)
        looked = self._clock() - begun
        self._standing = {place: why for place, why in self._standing.items() if place in self._settler}
        if not self._marked:
            self._marked = not self._dropped.troubles and self._aside.mark_moved() >= 0
        outage = ""
        try:
            until = begun + looked + min(max(_LEAST_TAKING, looked / _SHARE_LOOKING), _MOST_TAKING)
            more = self._take(sorted(ready, key=lambda one: not self._taking.urgent(one)), until)
            self._aside.set_aside()
            more = bool(self._aside.bring_late_back()) or more
        except Unavailable as error:
            outage = f"waiting: {error.message}"
            raise
        finally:
            self._publish(outage)
        if more:
            return 0.0
        soon = max(_LOOK_AGAIN, looked / _SHARE_LOOKING)
        return min(soon, self._intake.poll_seconds) if self.state.settling else self._intake.poll_seconds

    def fails(self, problem: str) -> None:
        """A round ended in a way that it should not; said until the next one."""
        self.state = replace(self.state, problem=problem)

    def _take(self, ready: Sequence[Candidate], until: float) -> bool:
        """Take what is ready until that time; whether there is more."""
        sharing = Counter(one.companion for one in ready)
        for one in ready:
            if one.refused:
                self._refuse(one, "not_a_file", one.refused, _NOT_A_FILE)
        for group in in_groups(one for one in ready if not one.refused):
            if self._stopping() or self._clock() >= until:
                return True
            try:
                outcomes, outage = self._taking.take(group), None
            except Outage as error:
                outcomes, outage = list(error.outcomes), error.error
            for outcome in outcomes:
                self._note(outcome, sharing)
            if outage is not None:
                raise outage
            away = [one.error for one in outcomes if isinstance(one.error, SourceAway)]
            if len(away) >= _AWAY and len(away) == len(outcomes):
                raise away[0]
        return False

    def _note(self, outcome: Outcome, sharing: Counter[str | None]) -> None:
        candidate, error = outcome.candidate, outcome.error
        if isinstance(error, InputRejected):
            if os.path.lexists(candidate.place):  # otherwise a person took it away again
                self._refuse(candidate, error.code, error.message, error.advice)
        elif error is not None:
            tries = self._put_off(candidate)
            if isinstance(error, SourceAway) or tries > _AWAY:
                self._standing[candidate.place] = f"can't be read: {error.message.rpartition(': ')[2]}"
        elif outcome.arrival is not None:
            self._taken(outcome, sharing)

    def _taken(self, outcome: Outcome, sharing: Counter[str | None]) -> None:
        candidate, arrival = outcome.candidate, outcome.arrival
        if outcome.new and arrival is not None:
            self._tell(lambda listener: listener.arrived(arrival))
        if outcome.stuck:
            self._standing[candidate.place] = f"taken, but can't be moved to {DONE}/: {outcome.stuck}"
            self._settler.put_off(candidate.place, self._clock(), _LONGEST, _LONGEST)
        elif outcome.moved is not None and arrival is not None:
            self._aside.watch_over(outcome.moved, arrival.sha256)
            sharing[candidate.companion] -= 1
            if candidate.companion is not None and not sharing[candidate.companion]:
                with suppress(CannotMove):
                    move_to(self._root / DONE, Path(candidate.companion), self._root)

    def _refuse(self, candidate: Candidate, code: str, reason: str, advice: str) -> None:
        """Told once: in the ledger, which `chartscan quarantine list` shows, and to whoever watches."""
        self._put_off(candidate)
        self._standing[candidate.place] = "refused; `chartscan quarantine list` says why"
        if self._home.ledger.arrivals.refuse(candidate.display, key_of(candidate.path), "watch", code, reason, advice):
            self._tell(lambda listener: listener.refused(candidate.display, reason))

    def _put_off(self, candidate: Candidate) -> int:
        return self._settler.put_off(candidate.place, self._clock(), _TRY_AGAIN, _LONGEST)

    def _publish(self, outage: str) -> None:
        settling = self._settler.settling(self._clock())
        standing = [f"{count} files: {why}" for why, count in Counter(self._standing.values()).most_common()]
        problems = [outage, *self._dropped.troubles[:_MOST_TOLD], self._aside.problem, *standing[:_MOST_TOLD]]
        self.state = FolderState(
            path=str(self._root),
            problem="; ".join(filter(None, problems)),
            settling=len(settling),
            longest_settling_s=max(settling, default=0.0),
            left_standing=len(self._standing),
            passed_over=self._dropped.passed_over,
        )
