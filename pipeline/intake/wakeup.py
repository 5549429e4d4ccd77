"""Events only wake; what there is to take, a scan finds out. So a lost event costs one poll interval and nothing else."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

log = logging.getLogger(__name__)
_STEP = 0.2  # seconds between two looks at the request to stop
_OURS = {"opened", "closed_no_write"}  # our own reading must not keep us awake


class Wakeup(FileSystemEventHandler):
    """Watches a folder while it is entered; without events (shares, no inotify watches left) it is a plain timer."""

    def __init__(self, folder: Path, events: bool = True) -> None:
        self._folder = folder
        self._events = events
        self._woken = threading.Event()
        self._observer: BaseObserver | None = None
        self._watched: tuple[int, int] | None = None  # device and inode of the folder that sends events

    def __enter__(self) -> Self:
        self.look()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._end()

    def look(self) -> None:
        """See that the folder that stands there now is the one that sends events: it may have been mounted or made anew."""
        if not self._events:
            return
        try:
            found = self._folder.stat()
        except OSError:
            self._watched = None
            return
        gone = self._observer is not None and not all(emitter.is_alive() for emitter in self._observer.emitters)
        if gone or self._watched != (found.st_dev, found.st_ino):
            self._end()
            self._begin()
            self._watched = (found.st_dev, found.st_ino)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Whatever happened: wake."""
        if event.event_type not in _OURS:
            self._woken.set()

    def wake(self) -> None:
        """As if something had happened."""
        self._woken.set()

    def wait(self, seconds: float, stopping: Callable[[], bool]) -> None:
        """Until something happens, the time is over, or the request to stop comes."""
        end = time.monotonic() + seconds
        while not stopping() and (left := end - time.monotonic()) > 0:
            if self._woken.wait(min(_STEP, left)):
                break
        self._woken.clear()

    def _begin(self) -> None:
        observer = Observer()
        try:
            observer.schedule(self, str(self._folder), recursive=True)
            observer.start()
        except OSError as error:
            log.warning("no change events (%s): polling only", error.strerror)
            return
        self._observer = observer

    def _end(self) -> None:
        self._watched = None
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
            self._observer = None
