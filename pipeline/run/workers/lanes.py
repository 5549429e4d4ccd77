"""Which request is served next: what takes long lets the others overtake.

Two lines. In the quick one everything has a first try. What is not done within it goes on beside the others if there is room for slow ones,
and otherwise is stopped and waits at the end of the slow line. Spare processes, one for four jobs, see to it that slow requests never take
a place from quick ones: while quick ones wait, as many slow ones are served as there are spares; else as many as there are jobs.
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from pipeline.run.workers.minding import Result


class Asked(Future[Result]):
    """An answer to come."""

    seconds = 0.0  # how long a process was at it the last time
    slow = False  # whether it is in the slow line
    overran = False  # whether it was not done within a first try


@dataclass(eq=False, slots=True)
class Request:
    """What is asked for. When one of a `group` is slow, those of it that still wait go to the slow line too; "" is no group."""

    what: tuple[Any, ...]
    seconds: float  # which it may take once a process is at it
    group: str = ""
    urgent: bool = False  # comes first in the slow line
    asked: Asked = field(default_factory=Asked)


class Lanes:
    """Thread-safe."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self.spares = max(1, jobs // 4)  # processes besides the jobs
        self._changed = threading.Condition()
        self._quick: deque[Request] = deque()
        self._slow: deque[Request] = deque()
        self._quick_served = self._slow_served = 0
        self._closed = False

    def put(self, request: Request, slow: bool = False) -> None:
        """To the end of its line."""
        with self._changed:
            if slow:
                self._to_slow(request)
            else:
                self._quick.append(request)
            self._changed.notify_all()

    def take(self, spare: bool) -> Request | None:
        """The next request; waits for one. None when the lanes are closed. `spare` only helps while the others are busy."""
        with self._changed:
            while not self._closed:
                if not spare or self._quick_served + self._slow_served >= self._jobs:
                    if self._quick and self._quick_served < self._jobs:
                        self._quick_served += 1
                        return self._quick.popleft()
                    if self._slow and self._room_for_slow():
                        self._slow_served += 1
                        return self._slow.popleft()
                self._changed.wait()
            return None

    def served(self, request: Request) -> None:
        """It was answered."""
        with self._changed:
            self._leave(request)

    def may_go_on(self, request: Request) -> bool:
        """It was not done within a first try: whether it may go on beside the others. If not, `set_aside` comes next."""
        with self._changed:
            request.asked.overran = True
            if request.asked.slow:
                return True
            if not self._room_for_slow():
                return False
            self._leave(request)
            self._slow_served += 1
            request.asked.slow = True
            self._group_to_slow(request)
            return True

    def set_aside(self, request: Request) -> None:
        """It was stopped, and begins anew from the slow line."""
        with self._changed:
            self._leave(request)
            self._to_slow(request)
            self._group_to_slow(request)

    @property
    def any_slow(self) -> bool:
        """Whether anything is served slowly, or waits to be."""
        with self._changed:
            return bool(self._slow) or self._slow_served > 0

    def drop_slow(self) -> None:
        """Forget what waits in the slow line."""
        with self._changed:
            self._drop(self._slow)

    def close(self) -> None:
        """Whoever waits for a request gets none, whoever waits for an answer neither."""
        with self._changed:
            self._closed = True
            self._drop(self._quick)
            self._drop(self._slow)
            self._changed.notify_all()

    def _room_for_slow(self) -> bool:
        return self._slow_served < (self.spares if self._quick else self._jobs)

    def _leave(self, request: Request) -> None:
        if request.asked.slow:
            self._slow_served -= 1
        else:
            self._quick_served -= 1
        self._changed.notify_all()

    def _to_slow(self, request: Request) -> None:
        request.asked.slow = True
        if self._closed:
            request.asked.cancel()
        elif request.urgent:
            self._slow.appendleft(request)
        else:
            self._slow.append(request)

    def _group_to_slow(self, request: Request) -> None:
        waiting = [one for one in self._quick if request.group and one.group == request.group]
        for one in waiting:
            self._quick.remove(one)
            self._to_slow(one)

    @staticmethod
    def _drop(line: deque[Request]) -> None:
        for request in line:
            request.asked.cancel()
        line.clear()
