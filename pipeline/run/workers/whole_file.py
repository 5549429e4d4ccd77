"""A whole file read by the worker processes at once, without the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.model.codec import decode
from pipeline.model.errors import PipelineError, StageFailed
from pipeline.model.types import PageFailed, PageResult
from pipeline.run.workers.pool import Answer, PagePool, Task


def read_file(pool: PagePool, path: Path) -> list[PageResult]:
    """Its pages in order. What keeps the file from being opened is raised; a page that can't be read is a PageFailed."""
    opened = next(_answers(pool, iter([Task("", path, 0)]))).result
    if isinstance(opened, PipelineError):
        raise opened
    assert isinstance(opened, int)
    found = {answer.task.page: _page(answer) for answer in _answers(pool, (Task("", path, page) for page in range(1, opened + 1)))}
    return [found[page] for page in sorted(found)]


def _answers(pool: PagePool, tasks: Iterator[Task]) -> Iterator[Answer]:
    while True:
        while pool.free > 0 and (task := next(tasks, None)) is not None:
            pool.submit(task)
        if not pool.busy:
            return
        yield from pool.answers()


def _page(answer: Answer) -> PageResult:
    result = answer.result
    if isinstance(result, bytes):
        return decode(result)
    if isinstance(result, StageFailed):
        return PageFailed(answer.task.page, "pages", result.code)
    assert isinstance(result, PipelineError)
    raise result
