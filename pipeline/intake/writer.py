"""Whether a program of this machine, a file server among them, still holds a file open for writing."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path


def ignore_lease_breaks() -> None:
    """Before the first `is_open_for_writing`: a program that opens a file while it is asked about sends SIGIO. Main thread only."""
    signal.signal(signal.SIGIO, signal.SIG_IGN)


def is_open_for_writing(path: Path) -> bool:
    """Asks the kernel for a read lease (fcntl(2), F_SETLEASE), which it refuses while there is a writer, and gives it back at once.

    False where it can't be told: files of another user, shares of another machine. An empty pipe or a link is never waited for.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
