"""Several confined processes that share the work; each request waits for the next one that is free."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from pipeline.model.errors import EngineCrashed
from pipeline.run.workers.minding import Child, Result, Role, sweep


class Asked(Future[Result]):
    """An answer to come; `seconds` is how long a process was at it."""

    seconds = 0.0


class Crew:
    """Thread-safe. A process that dies or hangs costs the request that it was at, and nobody else's."""

    def __init__(self, role: Role, jobs: int, scratch: Path) -> None:
        sweep(scratch)
        self._requests: SimpleQueue[tuple[Asked, tuple[Any, ...], float] | None] = SimpleQueue()
        self._children = [Child(role, scratch) for _ in range(jobs)]
        self._closed = False
        # a process dies with the thread that started it (prctl, PR_SET_PDEATHSIG): these live as long as the crew
        self._threads = [threading.Thread(target=self._mind, args=(child,), daemon=True) for child in self._children]
        for thread in self._threads:
            thread.start()

    def submit(self, request: tuple[Any, ...], seconds: float) -> Asked:
        """`seconds`: how long the request may take once a process is at it."""
        future = Asked()
        self._requests.put((future, request, seconds))
        return future

    def close(self) -> None:
        """Kill them all; what was not answered never is."""
        self._closed = True
        for child in self._children:
            self._requests.put(None)
            child.stop()
        for thread in self._threads:
            thread.join()
        while not self._requests.empty():
            if (left := self._requests.get()) is not None:
                left[0].cancel()

    def _mind(self, child: Child) -> None:
        try:
            while (taken := self._requests.get()) is not None and not self._closed:
                future, request, seconds = taken
                began = time.monotonic()
                try:
                    answer = child.ask(request, seconds)
                    future.seconds = time.monotonic() - began
                    future.set_result(answer)
                except Exception as error:  # noqa: BLE001  # told to whoever waits; this thread goes on
                    future.set_result(EngineCrashed(f"the worker process can't be asked: {type(error).__name__}"))
        finally:
            child.end()
