"""Bytes that are really on the disk: write, fsync, rename, fsync the folder. An error of fsync is never tried again."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.errors import DiskFull, StoreDown


@contextmanager
def told_apart(what: str) -> Iterator[None]:
    """OSErrors of the store's own disk as DiskFull or StoreDown."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(f"{what}: no space left") from None
        raise StoreDown(f"{what}: {error.strerror}") from None


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(part: Path, final: Path) -> None:
    """Rename a finished, synced file to its place, making the folders above it, all durably."""
    made = _make_folders(final.parent)
    part.rename(final)
    sync_folder(final.parent)
    for folder in made:
        sync_folder(folder.parent)


def _make_folders(folder: Path) -> list[Path]:
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(mode=0o700, exist_ok=True)
    return missing
