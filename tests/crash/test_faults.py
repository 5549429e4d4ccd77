"""The n-th file operation fails: the program says so and ends, and the next run sets it right. All of them: ./run campaign faults."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.run.test_watching import until
from tests.support.faults.bench import Bench, Fault
from tests.support.faults.library import compiler, library
from tests.support.program import Program, chart_lines, draw_page, save_pages

pytestmark = pytest.mark.skipif(
    compiler() is None and "CHARTSCAN_TEST_FAULTS" not in os.environ, reason="no C compiler: apt-get install gcc libc6-dev"
)


@pytest.mark.parametrize(
    ("do", "number", "forever", "every"),
    [("ingest", errno.ENOSPC, False, 211), ("ingest", 0, False, 173), ("watch", errno.EIO, False, 149), ("watch", errno.ENOSPC, True, 223)],
)
def test_whichever_operation_fails_the_next_run_sets_it_right(tmp_path: Path, do: str, number: int, forever: bool, every: int) -> None:
    with Bench(tmp_path, do) as bench:
        tried = 0
        for at in range(every // 2, bench.count, every):
            first, wrong = bench.faulted(Fault(at, number, forever))
            assert wrong == [], f"operation {at}"
            tried += first["failed"] > 0
        assert tried > 0


def test_a_full_disk_is_waited_for_and_the_daemon_goes_on_by_itself(tmp_path: Path) -> None:
    program, drop, site = Program(tmp_path / "home"), tmp_path / "drop", tmp_path / "site.toml"
    save_pages(drop / "one.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    site.write_text("[intake]\nquiet_seconds = 0.3\npoll_seconds = 0.5\n[run]\njobs = 1\n")
    parts = program.home / "store" / "parts"
    fault = {"LD_PRELOAD": str(library()), "FAULT_PREFIXES": str(parts), "FAULT_AT": "2", "FAULT_ERRNO": str(errno.ENOSPC)}  # after mkdir
    command = program.command("watch", drop, "--config", site)
    daemon = subprocess.Popen(command, env=os.environ | fault, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    until((drop / "done" / "one.png").exists, 150)
    until(lambda: program.json("status")["arrivals"]["waiting"] == 0, 150)
    daemon.send_signal(signal.SIGTERM)
    _, errors = daemon.communicate(timeout=60)
    assert daemon.returncode == 0
    assert "waits: disk_full" in errors
    program.run("verify")


def test_after_a_failed_fsync_the_program_stops_and_starts_again_clean(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    source = save_pages(tmp_path / "in" / "one.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    parts = program.home / "store" / "parts"
    fault = {
        "LD_PRELOAD": str(library()),
        "FAULT_PREFIXES": str(parts),
        "FAULT_AT": "4",
        "FAULT_ERRNO": str(errno.EIO),
    }  # mkdir, make, write
    stopped = subprocess.run(
        program.command("ingest", source), env=os.environ | fault, capture_output=True, text=True, timeout=120, check=False
    )
    assert stopped.returncode == 1
    assert "store: Input/output error (fsync)" in stopped.stderr
    assert "start again" in " ".join(stopped.stderr.split())
    assert "Traceback" not in stopped.stderr
    assert list(parts.iterdir()) == []
    program.run("ingest", source, codes=(0, 3))
    program.run("verify")
    assert len(program.records()) == 1
