"""Bytes that are really on the disk: write, fsync, rename, fsync the folder.

An error of fsync is never tried again: the kernel may have dropped what could not be written, and would call the next fsync a
success (Rebello et al., Can Applications Recover from fsync Failures?, USENIX ATC 2020). The process stops instead.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.model.errors import DiskFull, StoreDown, SyncFailed, Unavailable


def failure(error: OSError, what: str) -> Unavailable:
    """An error of the home folder's disk: full, or away."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(f"{what}: no space left")
    return StoreDown(f"{what}: {error.strerror}")


def sync(handle: int, what: str) -> None:
    """Make an open file durable; SyncFailed names it as `what`."""
    try:
        os.fsync(handle)
    except OSError as error:
        raise SyncFailed(f"{what}: {error.strerror} (fsync)") from None


def sync_file(path: Path, what: str) -> None:
    """Make a file that was written and closed durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        sync(handle, what)
    finally:
        os.close(handle)


def sync_folder(folder: Path | str, what: str) -> None:
    """Make the folder's entries durable: files that were made in it, renamed or taken away. Some shares have no such thing."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise SyncFailed(f"{what}: {error.strerror} (fsync of a folder)") from None
    finally:
        os.close(handle)


def make_folders(folder: Path, what: str) -> None:
    """The folder and those above it that are missing, to stay."""
    if folder.is_dir():
        return
    make_folders(folder.parent, what)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent, what)


def replace_durably(part: Path, final: Path, what: str) -> None:
    """A finished file to its place, whatever stood there."""
    sync_file(part, what)
    part.replace(final)
    sync_folder(final.parent, what)
