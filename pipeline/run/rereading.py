"""One page read again because a person says how it must be turned: in a worker process of its own, as every page is."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.codec import decode
from pipeline.model.errors import PipelineError
from pipeline.model.types import Arrival, PageResult, Rotation
from pipeline.run.home import Home
from pipeline.run.workers.pool import PagePool, Task


def read_again(home: Home, arrival: Arrival, page: int, turn: Rotation) -> PageResult:
    """The page turned so many degrees clockwise. Takes a few seconds: the worker starts and ends with it. What a page's reading
    raises in the worker, it raises here.
    """
    settings = replace(home.settings, run=replace(home.settings.run, jobs=1))
    with PagePool.of(home, settings) as pool:
        pool.submit(Task(arrival.arrival_id, home.store.path(arrival.sha256), page, turn=turn, year=arrival.year))
        while True:
            for answer in pool.answers():
                if isinstance(answer.result, PipelineError):
                    raise answer.result
                assert isinstance(answer.result, bytes)
                return decode(answer.result)
