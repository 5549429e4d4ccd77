"""Who works on an arrival: this process, told apart from an earlier one of the same number, and whether it still lives."""

from __future__ import annotations

import os
import socket
from pathlib import Path

_STARTED = 19  # place of the start time among the fields after the command's name in /proc/PID/stat (proc(5), field 22)


def this_process() -> str:
    """host:pid:start, the start in clock ticks since the machine's."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_dead(owner: str) -> bool:
    """True only for a process of this machine that is gone; of another machine only its lease can tell."""
    host, pid, started = owner.rsplit(":", 2)
    return host == socket.gethostname() and _started(int(pid)) != started


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[_STARTED]
    except OSError:
        return "gone"
