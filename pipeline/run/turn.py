"""Whose turn it is: of the processes on one home, one watches and one reads pages; the others take in, search and show."""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from pipeline.model.errors import PipelineError, StoreDown
from pipeline.run.owner import is_dead, this_process

What = Literal["watch", "processing"]


class Busy(PipelineError):
    """Another process does this on the home."""

    code = "busy"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process whose turn it is."""

    pid: int
    command: str
    since: float  # seconds since the epoch


class Turn:
    """A lock of the operating system on a file in the home: it is free again when its process ends, however it ends."""

    def __init__(self, home: Path, what: What, command: str) -> None:
        self._path = home / f"{what}.lock"
        self._command = command
        self._handle: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.end()

    @property
    def taken(self) -> bool:
        """Whether it is this process's turn."""
        return self._handle is not None

    def take(self) -> bool:
        """Try; False while another process has it."""
        if self._handle is not None:
            return True
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                return False
            said = json.dumps({"owner": this_process(), "command": self._command, "since": time.time()})
            os.ftruncate(handle, 0)
            os.pwrite(handle, said.encode(), 0)
        except OSError as error:
            raise StoreDown(f"{self._path.name}: {error.strerror}") from None
        self._handle = handle
        return True

    def end(self) -> None:
        """Let another have it."""
        if self._handle is not None:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            os.close(self._handle)
            self._handle = None


def holder(home: Path, what: What) -> Holder | None:
    """Which process has the turn, as far as it is known; None for a process of this machine that is gone."""
    try:
        said = json.loads((home / f"{what}.lock").read_text(encoding="utf-8"))
        owner, found = said["owner"], Holder(int(said["owner"].rsplit(":", 2)[1]), str(said["command"]), float(said["since"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return None if is_dead(owner) else found


def named(found: Holder | None) -> str:
    """The holder for a message."""
    return "another process" if found is None else f"`chartscan {found.command}` (process {found.pid})"
