"""What a run costs, looked at from outside: processor time and memory of its processes, and how far it is."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Look:
    """One look at a run: seconds by the clock and of processors since it began, pages done, megabytes held."""

    clock: float
    cpu: float
    pages: int
    main_mb: float
    workers_mb: float
    home_mb: float = 0.0


def look(pid: int, home: Path, began: float, cpu_before: float) -> Look:
    """Where the run stands; the workers' time counts whether they live or were replaced."""
    main, workers = _figures(pid), [_figures(child) for child in _children(pid)]
    cpu = cpu_before + main[0] + main[1] + sum(own for own, _, _ in workers)
    return Look(time.monotonic() - began, cpu, pages_done(home), main[2], sum(held for _, _, held in workers))


def pages_done(home: Path) -> int:
    """As the ledger says."""
    if not (home / "ledger.sqlite").exists():
        return 0
    with suppress(sqlite3.OperationalError):
        ledger = sqlite3.connect(f"file:{home / 'ledger.sqlite'}?mode=ro", uri=True, timeout=30)
        try:
            return int(ledger.execute("SELECT count(*) FROM pages").fetchone()[0])
        finally:
            ledger.close()
    return 0


def _figures(pid: int) -> tuple[float, float, float]:
    """Seconds of its own, seconds of children that ended, megabytes resident."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        held = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (FileNotFoundError, ProcessLookupError):
        return 0.0, 0.0, 0.0
    own, children = (int(fields[11]) + int(fields[12])) / _TICKS, (int(fields[13]) + int(fields[14])) / _TICKS
    return own, children, held


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            found += [int(child) for child in task.read_text().split()]
    return found + [grand for child in found for grand in _children(child)]
