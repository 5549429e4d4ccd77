"""Quarantined files are tried again one by one, by cause or all; what was not the file's fault is tried again by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.assembly import Desk
from pipeline.model.errors import EngineCrashed
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.processing import Processor
from pipeline.run.workers.pool import Answer
from pipeline.settings import Settings, parse
from tests.support.faults.canned import PEOPLE, CannedPool, Reader, page
from tests.support.program import Program


def test_one_all_of_a_cause_or_all(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "cut.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (tmp_path / "in" / "words.tif").write_text("no picture")
    (tmp_path / "in" / "more.tif").write_text("no picture either")
    program.run("ingest", tmp_path / "in", codes=(3,))
    listed = program.json("quarantine", "list")
    causes = {entry["cause"] for entry in listed}
    assert len(causes) == 2
    for arguments, count in (
        ([listed[0]["arrival_id"]], 1),
        (["--cause", "unknown_format"], 2),
        (["unknown_format"], 2),
        ([], 3),
        (["--cause", "encrypted"], 0),
    ):
        said = program.run("quarantine", "retry", *arguments, "--json", codes=(0, 3)).stdout
        assert f'"retried": {count},' in said, arguments
    assert {entry["cause"] for entry in program.json("quarantine", "list")} == causes
    program.run("verify")


class CrashingPool(CannedPool):
    """Its worker dies when a file is opened, so many times: how often a real one would is not to be told beforehand."""

    crashes = 0

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        for answer in super().answers(timeout):
            crashed = answer.task.page == 0 and CrashingPool.crashes > 0
            CrashingPool.crashes -= crashed
            yield replace(answer, result=EngineCrashed("page 0: the worker process died")) if crashed else answer


def settings(*delays: float) -> Settings:
    return parse({"run": {"retry_delays_s": list(delays)}})


def processed(home: Home, crashes: int) -> None:
    CannedPool.reader, CrashingPool.crashes = Reader(), crashes
    source = home.folder.parent / "chart.txt"
    source.write_text(page(PEOPLE[0], "A note."))
    stored = home.store.put_file(source)
    home.ledger.arrivals.accept("chart.txt", str(source), stored.sha256, stored.size, None, "ingest")
    with CrashingPool() as pool:
        processor = Processor(home, Desk(home.settings, home.patients), pool, Silent(), lambda: None)  # type: ignore[arg-type]
        processor.run()
        assert home.ledger.arrivals.waiting_by_cause() == ({"engine_crashed": 1} if home.settings.run.retry_delays_s[:1] > (0.0,) else {})
        processor.run()


def test_a_crash_is_tried_again_and_read(tmp_path: Path) -> None:
    with Home(tmp_path / "home", settings(0.0, 0.0)) as home:
        processed(home, crashes=2)
        assert home.ledger.counts() == {"filed": 1}


def test_a_file_that_always_crashes_the_engine_ends_in_quarantine(tmp_path: Path) -> None:
    with Home(tmp_path / "home", settings(0.0, 0.0)) as home:
        processed(home, crashes=100)
        assert home.ledger.counts() == {"quarantined": 1}
        assert [entry["cause"] for entry in home.ledger.quarantine.listed()] == ["engine_crashed"]


def test_until_its_time_it_waits_with_its_cause(tmp_path: Path) -> None:
    with Home(tmp_path / "home", settings(600.0)) as home:
        processed(home, crashes=100)
        assert home.ledger.counts() == {"waiting": 1}
