"""What a worker process does: built once, then one page after the other. It is confined (`child`) before this is imported."""

from __future__ import annotations

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


def start(settings: Settings) -> None:
    """Build the stages, once per process. ToolMissing or ConfigError when they can't be."""
    global _worker  # noqa: PLW0603  # a process has nowhere else to leave what it built
    _worker = _Worker(settings)


def answer(path: Path, page: int, turn: Rotation | None, year: int) -> bytes | int:
    """An encoded page result, or for page 0 the number of pages.

    `turn`: degrees clockwise that a person says the page must be turned. `year`: in which the file came, 0 where nobody knows.
    """
    if _worker is None:
        raise RuntimeError("the worker was not started")
    try:
        scan = _worker.scan(path)
        return scan.page_count if page == 0 else encode(_worker.hallway.read(scan, page, turn, year))
    except PipelineError:
        raise
    except MemoryError:
        raise OutOfMemory(f"page {page}: out of memory") from None
    except Exception as error:  # noqa: BLE001  # a defect costs one file; its text may quote the page, so only its kind is told
        raise Unreadable(f"page {page}: {where(error)}") from None
