"""Events only wake; what there is to take, a scan finds out. So a lost event costs one poll interval and nothing else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

log = logging.getLogger(__name__)
_STEP = 0.2  # seconds between two looks at the request to stop


class Wakeup(FileSystemEventHandler):
    """Watches folders while it is entered; without events (shares, no inotify watches left) it is a plain timer."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._woken = threading.Event()
        self._observer = Observer()

    def __enter__(self) -> Self:
        try:
            for folder in self._folders:
                self._observer.schedule(self, str(folder), recursive=True)
            self._observer.start()
        except OSError as error:
            log.warning("no change events (%s): polling only", error.strerror)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Whatever happened: wake."""
        if event.event_type not in {"opened", "closed_no_write"}:  # our own reading must not keep us awake
            self._woken.set()

    def wait(self, seconds: float, stopping: Callable[[], bool]) -> None:
        """Until something happens, the time is over, or the request to stop comes."""
        end = time.monotonic() + seconds
        while not stopping() and time.monotonic() < end:
            if self._woken.wait(_STEP):
                break
        self._woken.clear()
