"""The n-th file operation fails: the program says so and ends, and the next run sets it right. All of them: ./run campaign faults."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.faults.bench import Bench, Fault
from tests.support.faults.library import compiler, library
from tests.support.program import Program, chart_lines, draw_page, save_pages

pytestmark = pytest.mark.skipif(compiler() is None, reason="no C compiler: apt-get install gcc libc6-dev")


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
