"""Processes as the kernel shows them; a bare Debian has no ps."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def workers_of(pid: int) -> list[int]:
    """The worker processes that a run has started."""
    found: list[int] = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == pid and b"pipeline.run.workers.child" in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
    return found


def kill_workers(pid: int, patience_s: float = 60.0) -> int:
    """Wait for a run's workers, kill them all at once; how many there were."""
    give_up = time.monotonic() + patience_s
    killed = 0
    while not killed and time.monotonic() < give_up:
        time.sleep(0.3)  # into their work
        for worker in workers_of(pid):
            with suppress(ProcessLookupError):  # it ended while we looked
                os.kill(worker, signal.SIGKILL)
                killed += 1
    return killed
