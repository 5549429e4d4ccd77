"""What a worker process does: built once, then one page after the other."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from pathlib import Path

from pipeline.assembly import Hallway
from pipeline.model.codec import encode
from pipeline.model.errors import OutOfMemory, PipelineError, Unreadable
from pipeline.model.types import Rotation
from pipeline.pages import ScanFile, open_scan
from pipeline.run.place import where
from pipeline.settings import Settings


class _Worker:
    """The stages, and the file that was read last: the pages of a file come one after the other."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.hallway = Hallway(settings)
        self._path: Path | None = None
        self._scan: ScanFile | None = None

    def scan(self, path: Path) -> ScanFile:
        if self._scan is None or self._path != path:
            self.close()
            self._scan, self._path = open_scan(path, self.settings.pages), path
        return self._scan

    def close(self) -> None:
        if self._scan is not None:
            self._scan.close()
        self._scan = self._path = None


_worker: _Worker | None = None
_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def start(settings: Settings, parent: int) -> None:
    """Build the stages, once per process. Ctrl-C is the parent's to answer; a parent that is killed takes its workers along."""
    global _worker  # noqa: PLW0603  # a process pool's initializer has nowhere else to leave what it built
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was gone before the line above
        os._exit(1)
    _limit(settings.run.worker_memory_mb)
    _worker = _Worker(settings)
    _silence()


def _limit(megabytes: int) -> None:
    """What a process may hold for itself (RLIMIT_DATA, Linux 4.7 and later); address space that libraries only reserve is free."""
    most = megabytes * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _silence() -> None:
    """Native libraries print what they please to stderr, perhaps words of a page; what is to be known stands in the answers."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def answer(path: Path, page: int, turn: Rotation | None = None) -> bytes | int | PipelineError:
    """An encoded page result, or for page 0 the number of pages; an error is returned, not raised, so that it crosses whole.

    `turn`: degrees clockwise that a person says the page must be turned.
    """
    if _worker is None:
        raise RuntimeError("the worker was not started")
    try:
        scan = _worker.scan(path)
        return scan.page_count if page == 0 else encode(_worker.hallway.read(scan, page, turn))
    except PipelineError as error:
        return error
    except MemoryError:
        return OutOfMemory(f"page {page}: out of memory")
    except Exception as error:  # noqa: BLE001  # a defect costs one file; its text may quote the page, so only its kind is told
        return Unreadable(f"page {page}: {where(error)}")
