"""Worker processes that read pages. Pixels never leave them: a task names a file and a page, the answer is text and findings.

A worker that dies or hangs costs the page it was reading, and that page is tried again before it is given up.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from pipeline.model.errors import EngineCrashed, EngineTimeout, PipelineError
from pipeline.model.types import Rotation
from pipeline.run import worker
from pipeline.settings import Settings

Result = bytes | int | PipelineError
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """Read one page of a stored file; page 0 asks how many pages the file has."""

    arrival_id: str
    path: Path
    page: int
    tried: int = 0
    turn: Rotation | None = None  # degrees clockwise that a person says it must be turned


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task: an encoded page result, the page count for page 0, or the error."""

    task: Task
    result: Result


class PagePool:
    """As many worker processes as asked for, with a short queue ahead of them so that none ever waits for the ledger."""

    def __init__(self, settings: Settings) -> None:
        self.jobs = settings.run.jobs or os.cpu_count() or 1
        self._timeout = settings.run.page_timeout_s
        self._retries = settings.run.retries
        self._settings = settings
        self._pool = self._started()
        self._running: dict[Future[Result], Task] = {}
        self._lost: list[Task] = []

    def _started(self) -> ProcessPool:
        # spawn: the parent has threads (progress, watching), and a fork of a threaded process may hang
        context = multiprocessing.get_context("spawn")
        return ProcessPool(
            max_workers=self.jobs,
            max_tasks=self._settings.run.pages_per_worker,
            initializer=worker.start,
            initargs=(self._settings, os.getpid()),
            context=context,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped; what was not answered is done again by the next run
        self._pool.join()

    @property
    def free(self) -> int:
        """How many more tasks it takes now."""
        return 3 * self.jobs - len(self._running) - len(self._lost)

    @property
    def busy(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._running or self._lost)

    def submit(self, task: Task) -> None:
        """Hand a task to the next free worker."""
        try:
            future = self._schedule(task)
        except (RuntimeError, BrokenProcessPool):
            self._renew()
            future = self._schedule(task)
        self._running[future] = task

    def _schedule(self, task: Task) -> Future[Result]:
        future: Future[Result] = self._pool.schedule(worker.answer, args=(task.path, task.page, task.turn), timeout=self._timeout)
        return future

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        """The answers that are ready; waits for at least one, or for `timeout` seconds, and looks up every second."""
        most = _LOOK_EVERY_S if timeout is None else min(timeout, _LOOK_EVERY_S)
        done, _ = wait(self._running, timeout=most, return_when=FIRST_COMPLETED)
        if not done and self._running and not self._pool.active:
            self._renew()
        answered = [(task := self._running.pop(future), _outcome(future, task, self._timeout)) for future in done]
        lost, self._lost = self._lost, []
        answered += [(task, EngineCrashed(f"page {task.page}: the worker processes died")) for task in lost]
        for task, result in answered:
            if isinstance(result, EngineCrashed | EngineTimeout) and task.tried < self._retries:
                self.submit(replace(task, tried=task.tried + 1))
            else:
                yield Answer(task, result)

    def _renew(self) -> None:
        """New workers, after all of them died before they took a task; what the old ones were to do is lost."""
        self._lost += [task for future, task in self._running.items() if not future.done()]
        self._running = {future: task for future, task in self._running.items() if future.done()}
        self._pool = self._started()


def _outcome(future: Future[Result], task: Task, limit: float) -> Result:
    try:
        return future.result()
    except BrokenProcessPool:
        return EngineCrashed(f"page {task.page}: the worker processes died")
    except TimeoutError:
        return EngineTimeout(f"page {task.page}: no answer in {limit:.0f} s")
    except ProcessExpired:
        return EngineCrashed(f"page {task.page}: the worker process died")
