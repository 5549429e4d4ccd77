"""The drop-folder daemon: takes what stands there already, then what comes, and reads it.

Each folder is looked after by a thread of its own, so that neither a share that hangs nor a long file that is being read keeps
others waiting. A file moves to done/ only after its bytes are stored and the ledger says so.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue

from pipeline.assembly import Desk
from pipeline.intake import Wakeup, ignore_lease_breaks
from pipeline.model.errors import PipelineError, Unavailable
from pipeline.ocr import check_engine
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.place import where
from pipeline.run.processing import Processor
from pipeline.run.service.habits import Service
from pipeline.run.turn import Busy, Turn, holder, named
from pipeline.run.watching.drop_folder import DropFolder
from pipeline.run.watching.folders import Folder, folders_of
from pipeline.run.watching.intake_state import IntakeState
from pipeline.run.workers.pool import PagePool

log = logging.getLogger(__name__)
_LONGEST_BACKOFF = 60.0  # seconds between two tries while the disk or the index is away
_STEP = 0.2  # seconds between two looks at the request to stop
_PATIENCE = 10.0  # seconds a folder's thread is given to end; one that hangs on a dead share is left behind, nothing is lost


class Watch:
    """Looks after drop folders until it is asked to stop."""

    def __init__(self, home: Home, folders: Sequence[Path], service: Service, stopping: Callable[[], bool]) -> None:
        self._home = home
        self._folders = folders_of(home, folders)
        self._listener = self._service = service
        self._asked = stopping
        self._reading = Turn(home.folder, "processing", "watch")
        self._state = IntakeState(home)
        self._failed: PipelineError | None = None
        self._told: SimpleQueue[Callable[[Listener], None]] = SimpleQueue()
        self._news = threading.Event()
        self._looking: dict[Folder, DropFolder] = {}
        self._wakeups = {folder: Wakeup(folder.path, folder.settings.events) for folder in self._folders}

    def run(self) -> None:
        """Read what waits, whenever something does; an outage is waited for, longer each time, and costs nothing.

        ToolMissing and ConfigError at once where nothing could be read.
        """
        ignore_lease_breaks()
        check_engine(self._home.settings.ocr)  # now, and not when the first scan of the day has come
        with self._alone(), self._reading, PagePool.of(self._home) as pool:
            desk = Desk(self._home.settings, self._home.patients)
            keeping_up = indexing.KeepingUp(self._home, self._service.look)
            processor = Processor(self._home, desk, pool, self._listener, lambda: self._between(keeping_up))
            threads = [threading.Thread(target=self._look_after, args=(folder,), daemon=True) for folder in self._folders]
            for thread in threads:
                thread.start()
            self._service.ready()
            try:
                self._read(processor)
            finally:
                for thread in threads:
                    thread.join(_PATIENCE)
                self._pass_on()
                self._state.forget()
        if self._failed is not None:
            raise self._failed

    def _alone(self) -> Turn:
        """Two daemons on one home would take each other's files; the second one is told so."""
        turn = Turn(self._home.folder, "watch", "watch")
        if not turn.take():
            found = named(holder(self._home.folder, "watch"))
            raise Busy(f"{found} looks after drop folders on this home already", "Stop it first, or name another --home for other folders.")
        return turn

    def _read(self, processor: Processor) -> None:
        least = backoff = self._home.settings.intake.poll_seconds
        while not self._stopping():
            try:
                self._read_once(processor)
                indexing.drain(self._home)
                self._service.round()
                backoff = least
            except Unavailable as error:
                log.warning("waiting: %s", error.code)
                self._service.round(error.code)
                backoff = min(2 * backoff, _LONGEST_BACKOFF)
            self._wait(backoff)

    def _read_once(self, processor: Processor) -> None:
        before = processor.begun
        if self._reading.take():  # otherwise an ingest reads what waits, this too
            processor.run(self._stopping)
        if processor.begun > before:
            for wakeup in self._wakeups.values():
                wakeup.wake()  # what turned out unreadable goes to quarantine/

    def _wait(self, seconds: float) -> None:
        """Until something came, the time is over, or it is time to stop."""
        end = time.monotonic() + seconds
        while not self._stopping() and time.monotonic() < end:
            self._between(lambda: None)
            if self._news.wait(_STEP):
                break
        self._news.clear()

    def _between(self, keeping_up: Callable[[], None]) -> None:
        """What is done between two pages."""
        self._pass_on()
        self._state.write([self._looking[folder].state for folder in self._folders if folder in self._looking])
        keeping_up()

    def _pass_on(self) -> None:
        while not self._told.empty():
            self._told.get()(self._listener)

    def _tell(self, what: Callable[[Listener], None]) -> None:
        self._told.put(what)
        self._news.set()

    def _stopping(self) -> bool:
        return self._failed is not None or self._asked()

    def _look_after(self, folder: Folder) -> None:
        """A folder's thread. What ends it ends the program: nobody would notice that one of several folders is not looked after."""
        wakeup = self._wakeups[folder]
        while not self._stopping():
            try:
                with Home(self._home.folder, self._home.settings) as home, wakeup:  # its own: a connection belongs to one thread
                    self._rounds(folder, home, wakeup)
            except Unavailable as error:  # the home folder is away
                log.warning("a drop folder waits: %s", error.code)
                wakeup.wait(_LONGEST_BACKOFF, self._stopping)
            except PipelineError as error:
                self._failed = error
                self._news.set()

    def _rounds(self, folder: Folder, home: Home, wakeup: Wakeup) -> None:
        others = frozenset(other.path for other in self._folders if other is not folder)
        drop_folder = DropFolder(home, folder.path, folder.settings, others, self._tell, self._stopping)
        self._looking[folder] = drop_folder
        backoff = least = folder.settings.poll_seconds or home.settings.intake.poll_seconds
        while not self._stopping():
            wakeup.look()
            try:
                pause, backoff = drop_folder.round(), least
            except Unavailable as error:
                log.warning("a drop folder waits: %s", error.code)
                pause = backoff = min(2 * backoff, _LONGEST_BACKOFF)
            except PipelineError:
                raise
            except Exception as error:  # noqa: BLE001  # a defect costs a round of this folder, not the intake; its words may name a file
                log.error("a round failed: %s", where(error))
                drop_folder.fails(f"a round failed: {where(error)}")
                pause = backoff = min(2 * backoff, _LONGEST_BACKOFF)
            wakeup.wait(pause, self._stopping)
