"""Arrivals through the stages: pages read by the workers, verdicts by the filer, states by the ledger.

Each finished page is in the store and the ledger before the next answer is looked at, so a run that is killed
repeats at most the pages that were under way.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from pipeline.assembly import Desk
from pipeline.ledger.fingerprints import Likeness
from pipeline.model.codec import decode, encode
from pipeline.model.errors import ClaimLost, Disposition, EngineCrashed, EngineTimeout, PipelineError, StageFailed, Unavailable
from pipeline.model.record import Record
from pipeline.model.types import Arrival
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.owner import is_dead
from pipeline.run.place import where
from pipeline.run.setbacks import Setbacks, recorded
from pipeline.run.workers.pool import Answer, PagePool, Task

log = logging.getLogger(__name__)
_LONG, _MOST_BEGUN = 100, 16  # pages still to read; files under way at once, those not counted of which a page takes long
Besides = Callable[[Callable[[], bool]], bool]


@dataclass
class _Job:
    """An arrival under way: pages still to hand out, and how many answers are still to come."""

    arrival: Arrival
    token: int
    to_read: deque[int] = field(default_factory=lambda: deque([0]))
    outstanding: int = 0
    page_count: int = 0
    slow: bool = False  # whether the page that was answered last took long, or killed its worker
    setbacks: Setbacks = field(default_factory=Setbacks)


class Processor:
    """Takes arrivals through the hallway, several at a time so that no worker is idle while a file ends."""

    def __init__(self, home: Home, desk: Desk, pool: PagePool, listener: Listener, keeping_up: Callable[[], None]) -> None:
        self._home = home
        self._ledger = home.ledger
        self._desk = desk
        self._pool = pool
        self._listener = listener
        self._keeping_up = keeping_up
        self._jobs: dict[str, _Job] = {}
        self._renewed = time.monotonic()
        self.begun = 0  # arrivals
        self._delays: Sequence[float] = home.settings.run.retry_delays_s
        self._handed = 0  # pages

    def run(self, stopping: Callable[[], bool] = lambda: False, besides: Besides = lambda _: False, last_try: bool = False) -> None:
        """Process whatever waits, and whatever urgent comes meanwhile before the others, also between two pages of a long file.

        When `stopping` says so, what is under way is finished page by page and no more is begun. With `last_try`, what fails without
        being the file's fault is quarantined instead of put off once more.

        `besides` is called again and again to do a little other work, such as taking files in; it is told whether there is time (no
        answer waits to be looked at), and says whether it did anything.
        """
        self._delays = () if last_try else self._home.settings.run.retry_delays_s
        self._ledger.arrivals.release_dead(is_dead)
        try:
            self._until_done(stopping, besides)
        finally:
            self._let_go()

    def _until_done(self, stopping: Callable[[], bool], besides: Besides) -> None:
        while True:
            more = False
            if stopping():
                self._pool.drop_slow()  # nobody waits two minutes for a page that may hang
            else:
                self._hand_out()
                more = besides(self._pool.idle)
            if not self._pool.busy and not more:
                break
            for answer in self._pool.answers(timeout=0 if more else self._home.settings.ledger.lease_s / 3):
                self._take(answer)
            self._keep_claims()
            self._keeping_up()

    def _let_go(self) -> None:
        """What was begun and not finished is free for the next run, which goes on with it; where the ledger is away, its lease ends."""
        jobs, self._jobs = list(self._jobs.values()), {}
        self._pool.drop_slow()
        with suppress(Unavailable):
            for job in jobs:
                self._ledger.arrivals.release(job.arrival.arrival_id, job.token)

    def _hand_out(self) -> None:
        for job in self._jobs.values():
            if job.slow and job.to_read and not job.outstanding:
                self._submit(job, slow=True)
        while self._pool.free > 0:
            found = self._begin(urgent=True) or self._next()
            if found is None:
                return
            self._handed += 1
            self._submit(found)

    def _submit(self, job: _Job, slow: bool = False) -> None:
        page, arrival = job.to_read.popleft(), job.arrival
        job.outstanding += 1
        path = self._home.store.path(arrival.sha256)
        task = Task(arrival.arrival_id, path, page, token=job.token, urgent=arrival.urgent, year=arrival.year)
        self._pool.submit(task, slow)

    def _next(self) -> _Job | None:
        """Short files in the order in which they were begun; a long one keeps nobody waiting and has every fourth turn. One of which a
        page takes long has one page read at a time, beside the others.
        """
        waiting = self._pool.slow
        quick = [job for job in self._jobs.values() if job.to_read and not job.slow and job.arrival.arrival_id not in waiting]
        long = [job for job in quick if not job.arrival.urgent and len(job.to_read) > _LONG]
        short = [job for job in quick if job not in long]
        if long and self._handed % 4 == 3:
            return long[0]
        first = min(short, key=lambda job: not job.arrival.urgent, default=None)
        begun = sum(not job.slow and job.arrival.arrival_id not in waiting for job in self._jobs.values())
        return first or (self._begin() if begun < _MOST_BEGUN else None) or next(iter(long), None)

    def _begin(self, urgent: bool = False) -> _Job | None:
        arrival = self._ledger.arrivals.next_waiting(urgent)
        if arrival is None:
            return None
        token = self._ledger.arrivals.claim(arrival.arrival_id, self._home.owner, self._home.settings.ledger.lease_s, is_dead)
        if token is None:  # another process was quicker
            return None
        self.begun += 1
        self._jobs[arrival.arrival_id] = _Job(arrival, token)
        return self._jobs[arrival.arrival_id]

    def _keep_claims(self) -> None:
        lease = self._home.settings.ledger.lease_s
        if self._jobs and time.monotonic() > self._renewed + lease / 3:
            self._renewed = time.monotonic()
            claims = [(job.arrival.arrival_id, job.token) for job in self._jobs.values()]
            for arrival_id in self._ledger.arrivals.heartbeat(claims, lease):
                log.info("arrival %s: %s", arrival_id, ClaimLost.code)
                del self._jobs[arrival_id]

    def _take(self, answer: Answer) -> None:
        job = self._jobs.get(answer.task.arrival_id)
        if job is None or job.token != answer.task.token:
            return  # given up after an error on another page, claimed by another process, or handed out before an outage
        job.outstanding -= 1
        try:
            self._record(job, answer)
            if not job.to_read and not job.outstanding:
                self._finish(job)
        except PipelineError as error:
            self._give_up(job, error)

    def _record(self, job: _Job, answer: Answer) -> None:
        page, result = answer.task.page, answer.result
        job.slow = answer.overran or isinstance(result, EngineCrashed | EngineTimeout)
        if page == 0:
            self._opened(job, answer)
            return
        failed = job.setbacks.note(page, result)
        if page not in job.setbacks.later:
            self._page_done(job, page, recorded(page, result))
        self._listener.page(job.arrival, answer.seconds, failed is not None)

    def _page_done(self, job: _Job, page: int, result: bytes) -> None:
        self._ledger.arrivals.page_done(job.arrival.arrival_id, page, self._home.store.put_bytes(result), job.token)

    def _opened(self, job: _Job, answer: Answer) -> None:
        if isinstance(answer.result, PipelineError):
            raise answer.result
        assert isinstance(answer.result, int)
        self._ledger.arrivals.set_page_count(job.arrival.arrival_id, answer.result, job.token)
        job.page_count = answer.result
        done = self._ledger.arrivals.pages_done(job.arrival.arrival_id)
        job.to_read.extend(page for page in range(1, answer.result + 1) if page not in done)
        job.setbacks.looked_at = len(done)
        self._listener.opened(job.arrival, len(job.to_read))

    def _finish(self, job: _Job) -> None:
        arrival = job.arrival
        if job.setbacks.later and self._pages_wait(job):
            return
        try:
            records, like = self._records(job)
        except PipelineError:
            raise
        except Exception as error:  # noqa: BLE001  # a defect costs one file, not the batch; its own words may quote a page
            raise StageFailed(f"filing failed: {where(error)}") from None
        state = self._ledger.documents.finish(arrival.arrival_id, records, job.token, like)
        del self._jobs[arrival.arrival_id]
        self._listener.finished(arrival, state)

    def _pages_wait(self, job: _Job) -> bool:
        """Whether pages whose failure may not be the file's fault are tried again later. After the last try they are failed pages, which
        hold their document.
        """
        arrival, cause = job.arrival, job.setbacks.cause()
        if self._ledger.arrivals.put_off(arrival.arrival_id, cause, job.token, self._delays):
            del self._jobs[arrival.arrival_id]
            self._listener.finished(arrival, "waiting", cause.message)
            return True
        for page, failed in job.setbacks.later.items():
            self._page_done(job, page, encode(failed))
        return False

    def _records(self, job: _Job) -> tuple[list[Record], Likeness]:
        arrival = job.arrival
        done = self._ledger.arrivals.pages_done(arrival.arrival_id)
        if len(done) != job.page_count:
            raise StageFailed(f"{len(done)} of {job.page_count} pages were read")
        results = [decode(self._home.store.read(done[page])) for page in sorted(done)]
        records = self._desk.records(arrival, results, self._ledger.arrivals.same_bytes_before(arrival.arrival_id))
        prints = {record["document_id"]: self._desk.print_of(record, results) for record in records}
        return records, Likeness(prints, self._desk.is_same)

    def _give_up(self, job: _Job, error: PipelineError) -> None:
        arrival = job.arrival
        self._jobs.pop(arrival.arrival_id, None)
        log.info("arrival %s: %s", arrival.arrival_id, error.code)
        if error.disposition is Disposition.RETRY_LATER:
            with suppress(ClaimLost, Unavailable):  # a full disk may not take this either
                self._ledger.arrivals.interrupted(arrival.arrival_id, error, job.token)
            self._listener.finished(arrival, "waiting", error.message)
            raise error
        if error.disposition is Disposition.STOP:
            raise error
        if error.disposition is not Disposition.DROP:
            with suppress(ClaimLost):
                state = self._set_back(arrival, error, job.token)
                self._listener.finished(arrival, state, error.message)

    def _set_back(self, arrival: Arrival, error: PipelineError, token: int) -> str:
        transient = error.disposition is Disposition.RETRY_THEN_QUARANTINE and not isinstance(error, EngineTimeout)
        if transient and self._ledger.arrivals.put_off(arrival.arrival_id, error, token, self._delays):
            return "waiting"
        self._ledger.quarantine.put(arrival.arrival_id, error.code, error.message, error.advice, token)
        return "quarantined"
