"""A page whose worker died, or that ran out of memory, is tried again later, a few times, and then holds its document."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL

from benchmarks.hostile.pdf_files import bombs
from pipeline.assembly import Desk
from pipeline.model.codec import encode
from pipeline.model.errors import EngineCrashed, EngineTimeout, PipelineError, Unreadable
from pipeline.model.types import PageFailed
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.processing import Processor
from pipeline.run.setbacks import Setbacks
from pipeline.run.verify import verify
from pipeline.run.workers.pool import PagePool
from pipeline.settings import parse
from tests.support.processes import workers_of
from tests.support.program import chart_lines, draw_page, save_pages


def taken(home: Home, source: Path) -> str:
    stored = home.store.put_file(source)
    return home.ledger.arrivals.accept(source.name, str(source), stored.sha256, stored.size, None, "ingest")[0].arrival_id


def killer(times: int) -> Callable[[Callable[[], bool]], bool]:
    """Kills the first worker processes that there are, as a system without memory does."""
    killed: set[int] = set()

    def kill(_idle: Callable[[], bool]) -> bool:
        for worker in workers_of(os.getpid()):
            if worker not in killed and len(killed) < times:
                killed.add(worker)
                with suppress(ProcessLookupError):
                    os.kill(worker, SIGKILL)
        return False

    return kill


def test_a_page_whose_worker_is_killed_each_time_is_read_when_that_is_over(tmp_path: Path) -> None:
    source = save_pages(tmp_path / "one.png", [draw_page(chart_lines("100001", "DOE, JANE", "03/14/1957"))])
    settings = parse({"run": {"jobs": 1, "retries": 0, "retry_delays_s": [0.0, 0.0, 600.0]}})
    with Home(tmp_path / "home", settings) as home, PagePool.of(home) as pool:
        arrival = taken(home, source)
        processor = Processor(home, Desk(home.settings, home.patients), pool, Silent(), lambda: None)
        processor.run(besides=killer(2))
        processor.run()
        assert home.ledger.arrivals.pages_done(arrival).keys() == {1}
        assert home.ledger.counts() == {"filed": 1}
        indexing.drain(home)
        assert verify(home).problems == ()


def test_a_page_that_always_kills_its_worker_holds_its_document_with_the_reason(tmp_path: Path) -> None:
    source = tmp_path / "bomb.pdf"
    source.write_bytes(next(data for name, data in bombs() if name == "pdf-contents-inflate"))
    settings = parse({"run": {"jobs": 1, "retries": 0, "retry_delays_s": [600.0], "worker_memory_mb": 700}})
    with Home(tmp_path / "home", settings) as home, PagePool.of(home) as pool:
        taken(home, source)
        processor = Processor(home, Desk(home.settings, home.patients), pool, Silent(), lambda: None)
        processor.run()
        assert sum(home.ledger.arrivals.waiting_by_cause().values()) == 1
        assert home.ledger.arrivals.due_now("")
        processor.run()
        (record,) = home.ledger.documents.all()
        assert record["status"] == "review"
        assert "page_failed" in record["reasons"]
        indexing.drain(home)
        assert verify(home).problems == ()


def noted(setbacks: Setbacks, page: int, result: bytes | int | PipelineError) -> PipelineError | None:
    try:
        setbacks.note(page, result)
    except PipelineError as error:
        return error
    return None


READ, CRASH, HANG = b"{}", EngineCrashed("the worker process died"), EngineTimeout("no answer in 9 s")


def test_three_pages_in_a_row_in_whatever_order_end_a_file() -> None:
    setbacks = Setbacks(looked_at=100)
    assert [noted(setbacks, page, HANG) for page in (13, 11, 20)] == [None, None, None]
    ended = noted(setbacks, 12, HANG)
    assert isinstance(ended, EngineTimeout)
    assert "3 pages before it" in ended.message


def test_a_file_of_which_every_other_page_hangs_ends_after_a_few() -> None:
    setbacks = Setbacks()
    found = [noted(setbacks, page, HANG if page % 2 else READ) for page in range(1, 40)]
    assert next(page for page, error in enumerate(found, 1) if error) == 5


def test_some_bad_pages_in_a_long_file_cost_themselves() -> None:
    setbacks = Setbacks()
    assert not any(noted(setbacks, page, CRASH if page in {30, 60, 90} else READ) for page in range(1, 101))
    assert setbacks.later.keys() == {30, 60, 90}
    assert setbacks.cause().message == "page 30: pages: the worker process died; 2 more pages failed"


def test_what_is_the_files_own_fault_is_not_tried_again() -> None:
    setbacks = Setbacks()
    unreadable, memory = (encode(PageFailed(*failed)) for failed in ((1, "pages", "unreadable"), (4, "ocr", "out_of_memory")))
    results: list[bytes | PipelineError] = [unreadable, Unreadable("page 2: damaged"), HANG, memory]
    assert not any(noted(setbacks, page, result) for page, result in enumerate(results, 1))
    assert setbacks.later == {4: PageFailed(4, "ocr", "out_of_memory")}
