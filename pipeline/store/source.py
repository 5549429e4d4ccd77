"""A file that is copied in: opened without following links or waiting for pipes, and not for longer than it should be."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from pipeline.model.errors import PipelineError, Unavailable, Unreadable

Looks = tuple[int, int, int]  # size in bytes, modification time in ns, inode
_CHUNK = 1 << 20  # bytes
_OF_THE_FILE = {errno.EACCES, errno.EPERM, errno.ENOENT, errno.ENAMETOOLONG}  # anything else is its disk's or its share's trouble
_NO_FILE = {errno.ELOOP, errno.ENXIO, errno.ENODEV}  # opening a link, a socket, a device without driver


class SourceChanged(Unavailable):
    """The source was still being written while it was copied."""

    code = "source_changed"
    default_advice = "It is tried again when the file has been quiet."


class SourceAway(Unavailable):
    """The share or disk that the source stands on does not answer."""

    code = "source_away"
    default_advice = "Check that the share is mounted and the disk is sound; the file is tried again."


def opened(source: Path) -> BinaryIO:
    """The file to read from."""
    try:
        handle = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except OSError as error:
        raise _told(source.name, error) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable(f"{source.name!r}: not a plain file", "Copy the file itself.")
    return os.fdopen(handle, "rb", buffering=0)


def looks(handle: BinaryIO, name: str) -> Looks:
    """What the open file looks like."""
    try:
        found = os.fstat(handle.fileno())
    except OSError as error:
        raise _told(name, error) from None
    return found.st_size, found.st_mtime_ns, found.st_ino


def chunks(source: BinaryIO, name: str, size: int, stopping: Callable[[], bool]) -> Iterator[bytes]:
    """The file's bytes; SourceChanged when there are more than `size`, or when it is time to stop."""
    done = 0
    while chunk := _read(source, name):
        done += len(chunk)
        if done > size or stopping():
            raise SourceChanged(f"{name!r}: changed while it was copied" if done > size else f"{name!r}: stopped while it was copied")
        yield chunk


def _read(source: BinaryIO, name: str) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise _told(name, error) from None


def _told(name: str, error: OSError) -> PipelineError:
    if error.errno in _NO_FILE:
        return Unreadable(f"{name!r}: not a plain file", "Copy the file itself.")
    if error.errno in _OF_THE_FILE:
        return Unreadable(f"{name!r}: {error.strerror}", "Check the file's permissions, then drop it again.")
    return SourceAway(f"{name!r}: {error.strerror}")
