"""Several confined processes that share the work; each request waits for the next one that is free."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from pipeline.model.errors import EngineCrashed, PipelineError
from pipeline.run.workers.lanes import Asked, Lanes, Request
from pipeline.run.workers.minding import Child, Overtaken, Role, sweep

_LONG = 4  # times the usual, from which a request takes long, where that is more than a first try
_LATEST = 0.05  # how much the latest answer counts for the usual


class Crew:
    """Thread-safe. A process that dies or hangs costs the request that it was at, and nobody else's.

    `first_try_s`: seconds of processor time after which a request lets others overtake (see `lanes`), more where all take long; 0: none
    does. Some processes more than `jobs` are started then, while they are needed. `at_once`: so many don't wait for their first request
    to be started.
    """

    def __init__(self, role: Role, jobs: int, scratch: Path, first_try_s: float = 0.0, at_once: int = 0) -> None:
        sweep(scratch)
        self._lanes = Lanes(jobs)
        self._first_try_s = first_try_s
        self._usual_s = 0.0  # seconds of processor time that an answer takes, the latest counting most
        self._children = [Child(role, scratch) for _ in range(jobs + (self._lanes.spares if first_try_s > 0 else 0))]
        # a process dies with the thread that started it (prctl, PR_SET_PDEATHSIG): these live as long as the crew
        self._threads = [
            threading.Thread(target=self._mind, args=(child, number >= jobs, number < min(at_once, jobs)), daemon=True)
            for number, child in enumerate(self._children)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, request: Request, slow: bool = False) -> Asked:
        """`slow`: it is known to take long."""
        self._lanes.put(request, slow)
        return request.asked

    def drop_slow(self) -> None:
        """Cancel what waits in the slow line."""
        self._lanes.drop_slow()

    def close(self) -> None:
        """Kill them all; what was not answered never is."""
        self._lanes.close()
        for child in self._children:
            child.stop()
        for thread in self._threads:
            thread.join()

    def _mind(self, child: Child, spare: bool, at_once: bool) -> None:
        try:
            if at_once:
                child.make_ready()  # what keeps it from starting is told when it is asked
            while (request := self._lanes.take(spare)) is not None:
                self._serve(child, request)
                if spare and not self._lanes.any_slow:
                    child.end()
        finally:
            child.end()

    def _serve(self, child: Child, request: Request) -> None:
        asked, began = request.asked, time.monotonic()
        try:
            first_try_s = max(self._first_try_s, _LONG * self._usual_s) if self._first_try_s else 0.0
            answer = child.ask(request.what, request.seconds, first_try_s, lambda: self._lanes.may_go_on(request))
            if not isinstance(answer, PipelineError):
                self._usual_s += (child.took_s - self._usual_s) * _LATEST
        except Overtaken:
            self._lanes.set_aside(request)
            return
        except Exception as error:  # noqa: BLE001  # told to whoever waits; this thread goes on
            answer = EngineCrashed(f"the worker process can't be asked: {type(error).__name__}")
        asked.seconds = time.monotonic() - began
        self._lanes.served(request)
        asked.set_result(answer)
