"""The log: lines appended under a lock, each on the disk before `append` returns. Nothing is ever changed or taken out."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.audit.checkpoints import Checkpoints
from pipeline.audit.entry import START, Entry, Kept, line_of, parsed
from pipeline.audit.settings import AuditSettings
from pipeline.model.durable import sync, sync_folder
from pipeline.model.errors import DiskFull, StoreDown

FILE_BYTES = 64 * 1024 * 1024  # then another file is begun
LEAST_ROOM = 1024 * 1024  # bytes: thousands of entries
_TAIL = 256 * 1024  # bytes: longer than any line


def utc_now() -> str:
    """ISO 8601, to the millisecond, "…Z"."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class _End:
    """Where the log ends: its last file and that file's length, the last number and the last hash."""

    path: Path
    size: int
    seq: int
    hash: str


class AuditLog:
    """`folder` holds the log; any number of processes and threads may write to it."""

    def __init__(self, folder: Path, settings: AuditSettings, now: Callable[[], str] = utc_now, file_bytes: int = FILE_BYTES) -> None:
        self._folder = folder
        self._now = now
        self._file_bytes = file_bytes
        self._known: _End | None = None
        self._threads = threading.Lock()
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreDown(f"audit log: {error.strerror}") from None
        self._checkpoints = Checkpoints(folder, settings)

    @property
    def checkpoint_problem(self) -> str:
        """Why the last checkpoint could not be written; "" when all is well."""
        return self._checkpoints.problem

    def append(self, entry: Entry) -> int:
        """The entry's number, once it is on the disk. DiskFull or StoreDown: it is not, and what it tells of must not be shown."""
        with self._told(), self._alone():
            end = self._end()
            at = self._now()
            line, own = line_of(entry, end.seq + 1, at, end.hash)
            path = end.path if end.size < self._file_bytes else self._folder / f"log-{_number(end.path) + 1:06}.jsonl"
            size = self._write(path, line, new=path != end.path or end.size == 0)
            self._known = _End(path, size, end.seq + 1, own)
            self._checkpoints.due(self._known.seq, own, at)
            return self._known.seq

    def check(self) -> None:
        """DiskFull or StoreDown when an entry could not be written now: asked before something is changed that must be logged."""
        with self._told(), self._alone():
            self._end()
            room = os.statvfs(self._folder)
            if room.f_bavail * room.f_frsize < LEAST_ROOM:
                raise OSError(errno.ENOSPC, "no space left")

    def checkpoint(self) -> Path | None:
        """Write one now; None where there is nothing to tell, or no folder for it. OSError says why it can't."""
        with self._told(), self._alone():
            end = self._end()
            return self._checkpoints.write(end.seq, end.hash, self._now()) if end.seq else None

    def entries(self) -> Iterator[Kept]:
        """Every entry, oldest first; a line that is none ends it (`verify` names it)."""
        for path in files(self._folder):
            with path.open("rb") as lines:
                for line in lines:
                    try:
                        yield parsed(line)
                    except (ValueError, KeyError, TypeError):
                        return

    def close(self) -> None:
        """Nothing stays open between entries."""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._threads:
            handle = os.open(self._folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX)
                yield
            finally:
                os.close(handle)

    def _end(self) -> _End:
        """Where the log ends now; what a writer that was killed had begun is set aside."""
        found = files(self._folder)
        if not found:
            return _End(self._folder / "log-000001.jsonl", 0, 0, START)
        path = found[-1]
        size = path.stat().st_size
        if self._known and (self._known.path, self._known.size) == (path, size):
            return self._known
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL))
            tail = file.read()
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            self._set_aside(path, size - (len(tail) - whole), tail[whole:])
            return self._end()
        if not tail:  # a file was begun and nothing written: the one before holds the end
            path.unlink()
            return self._end()
        try:
            last = parsed(tail[tail.rfind(b"\n", 0, len(tail) - 1) + 1 :])
        except (ValueError, KeyError, TypeError):
            raise StoreDown("audit log: its last entry is damaged", "`chartscan audit verify` tells where.") from None
        return _End(path, size, last.seq, last.hash)

    def _set_aside(self, path: Path, whole: int, rest: bytes) -> None:
        """Half a line, which `append` never returned for: kept beside the log, and cut off."""
        with (self._folder / "torn").open("ab") as aside:
            aside.write(rest + b"\n")
            sync(aside.fileno(), "audit log")
        with path.open("r+b") as file:
            file.truncate(whole)
            sync(file.fileno(), "audit log")

    def _write(self, path: Path, line: bytes, new: bool) -> int:
        handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        try:
            before = os.fstat(handle).st_size
            written = os.write(handle, line)
            if written < len(line):
                os.ftruncate(handle, before)
                raise OSError(errno.ENOSPC, "no space left")
            sync(handle, "audit log")
            if new:
                sync_folder(self._folder, "audit log")
            return before + written
        finally:
            os.close(handle)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._known = None
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise DiskFull("audit log: no space left", "Make room: what can't be logged is not shown.") from None
            raise StoreDown(f"audit log: {error.strerror}", "What can't be logged is not shown.") from None


def files(folder: Path) -> list[Path]:
    """The log's files in order."""
    return sorted(folder.glob("log-*.jsonl"))


def _number(path: Path) -> int:
    return int(path.stem.removeprefix("log-"))
