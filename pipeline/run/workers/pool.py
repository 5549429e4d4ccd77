"""Worker processes that read pages. Pixels never leave them: a task names a file and a page, the answer is text and findings.

A page that takes long lets the others overtake (`lanes`). A worker that dies costs the page it was reading, and that page is tried again
before it is given up. One that hangs is not: it would hang again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.model.errors import ConfigError, EngineCrashed, EngineTimeout
from pipeline.model.types import Rotation
from pipeline.run.home import Home
from pipeline.run.workers.crew import Crew
from pipeline.run.workers.lanes import Asked, Request
from pipeline.run.workers.minding import Result, Role
from pipeline.settings import Settings

MODES = ("auto", "require", "off")  # of run.confine
SCRATCH = "scratch"  # in the home folder: where programs that workers start may write
_LOOK_EVERY_S = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """Read one page of a stored file; page 0 asks how many pages the file has."""

    arrival_id: str
    path: Path
    page: int
    tried: int = 0
    token: int = 0  # the claim under which it was handed out; an answer to an earlier one counts no more
    turn: Rotation | None = None  # degrees clockwise that a person says it must be turned
    urgent: bool = False
    year: int = 0  # in which the file came; 0 where nobody knows


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a task: an encoded page result, the page count for page 0, or the error."""

    task: Task
    result: Result
    seconds: float = 0.0  # how long a worker was at it
    overran: bool = False  # whether that was longer than a first try


class PagePool:
    """As many worker processes as asked for, with a short queue ahead of them so that none ever waits for the ledger, and spare ones
    beside them while pages take long. `at_once`: so many start now, the others when there is something for them to do.
    """

    def __init__(self, settings: Settings, folder: Path, readable: tuple[Path, ...] = (), at_once: int = 0) -> None:
        if settings.run.confine not in MODES:
            raise ConfigError(f"run.confine: {settings.run.confine!r} is none of {', '.join(MODES)}")
        self.jobs = settings.run.jobs or os.cpu_count() or 1
        self._timeout = settings.run.page_timeout_s
        self._retries = settings.run.retries
        self._crew = Crew(role(settings, readable), self.jobs, folder / SCRATCH, settings.run.first_try_s, at_once)
        self._running: dict[Asked, Task] = {}

    @classmethod
    def of(cls, home: Home, settings: Settings | None = None, at_once: int = 0) -> Self:
        """For the files in the home's store."""
        return cls(settings or home.settings, home.folder, (home.folder / "store",), at_once)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._crew.close()  # what was not answered is done again by the next run

    @property
    def free(self) -> int:
        """How many more tasks it takes now; those in the slow line don't count."""
        return 3 * self.jobs - sum(not asked.slow for asked in self._running)

    @property
    def busy(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._running)

    @property
    def slow(self) -> frozenset[str]:
        """Arrivals of which a page takes long just now, or waits in the slow line."""
        return frozenset(task.arrival_id for asked, task in self._running.items() if asked.slow)

    def idle(self) -> bool:
        """Whether no answer is ready yet."""
        return not any(future.done() for future in self._running)

    def submit(self, task: Task, slow: bool = False) -> None:
        """Hand a task to the next free worker; `slow`: it is known to take long."""
        what = (task.path.absolute(), task.page, task.turn, task.year)
        request = Request(what, self._timeout, task.arrival_id, task.urgent)
        self._running[self._crew.submit(request, slow)] = task

    def drop_slow(self) -> None:
        """Wait no more for what takes long; it is done again by the next run."""
        self._crew.drop_slow()
        self._running = {asked: task for asked, task in self._running.items() if not asked.slow}

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        """The answers that are ready; waits for at least one, or for `timeout` seconds, and looks up every second."""
        most = _LOOK_EVERY_S if timeout is None else min(timeout, _LOOK_EVERY_S)
        done, _ = wait(self._running, timeout=most, return_when=FIRST_COMPLETED)
        for future, task in [(future, self._running.pop(future)) for future in list(self._running) if future in done]:
            result = future.result()
            if isinstance(result, EngineCrashed) and task.tried < self._retries:
                self.submit(replace(task, tried=task.tried + 1), slow=True)
            else:
                yield Answer(task, _of_page(result, task.page), future.seconds, future.overran)


def _of_page(result: Result, page: int) -> Result:
    if isinstance(result, EngineCrashed | EngineTimeout):
        return type(result)(f"page {page}: {result.message}", result.advice)
    return result


def role(settings: Settings, readable: tuple[Path, ...]) -> Role:
    """What a worker is. `readable`: where the files stand that it reads."""
    named = (settings.ocr.tessdata, settings.classify.model, settings.classify.types)
    own = tuple(Path(name).absolute() for name in named if name)
    return Role(
        start="pipeline.run.workers.worker:start",
        arguments=(settings,),
        serve="pipeline.run.workers.worker:answer",
        readable=(*own, *(path.absolute() for path in readable)),
        memory_mb=settings.run.worker_memory_mb,
        requests=settings.run.pages_per_worker,
        confined=settings.run.confine,
        programs=settings.ocr.engine == "pytesseract",
    )
