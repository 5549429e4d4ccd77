"""Worker processes that read pages. Pixels never leave them: a task names a file and a page, the answer is text and findings.

A worker that dies or hangs costs the page it was reading, and that page is tried again before it is given up.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessPool

from pipeline.model.errors import EngineCrashed, EngineTimeout, PipelineError
from pipeline.run import worker
from pipeline.settings import Settings

Result = bytes | int | PipelineError


@dataclass(frozen=True, slots=True)
class Task:
    """Read one page of a stored file; page 0 asks how many pages the file has."""

    arrival_id: str
    path: Path
    page: int
    tried: int = 0


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
        # spawn: the parent has threads (progress, watching), and a fork of a threaded process may hang
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPool(
            max_workers=self.jobs,
            max_tasks=settings.run.pages_per_worker,
            initializer=worker.start,
            initargs=(settings, os.getpid()),
            context=context,
        )
        self._running: dict[Future[Result], Task] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it untyped; what was not answered is done again by the next run
        self._pool.join()

    @property
    def free(self) -> int:
        """How many more tasks it takes now."""
        return 3 * self.jobs - len(self._running)

    @property
    def busy(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._running)

    def submit(self, task: Task) -> None:
        """Hand a task to the next free worker."""
        future = self._pool.schedule(worker.answer, args=(task.path, task.page), timeout=self._timeout)
        self._running[future] = task

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        """The answers that are ready; waits for at least one, or for `timeout` seconds."""
        done, _ = wait(self._running, timeout=timeout, return_when=FIRST_COMPLETED)
        for future in done:
            task = self._running.pop(future)
            result = _outcome(future, task, self._timeout)
            if isinstance(result, EngineCrashed | EngineTimeout) and task.tried < self._retries:
                self.submit(Task(task.arrival_id, task.path, task.page, task.tried + 1))
            else:
                yield Answer(task, result)


def _outcome(future: Future[Result], task: Task, limit: float) -> Result:
    try:
        return future.result()
    except TimeoutError:
        return EngineTimeout(f"page {task.page}: no answer in {limit:.0f} s")
    except ProcessExpired:
        return EngineCrashed(f"page {task.page}: the worker process died")
