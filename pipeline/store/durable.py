"""Files into the store's place for good: write, fsync, rename, fsync the folder."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipeline.model.durable import failure, sync_folder


@contextmanager
def told_apart(what: str) -> Iterator[None]:
    """OSErrors of the store's own disk as DiskFull or StoreDown."""
    try:
        yield
    except OSError as error:
        raise failure(error, what) from None


@contextmanager
def part_file(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A file to write into, locked while it is used so that `sweep` leaves it alone, and gone afterwards unless it was renamed."""
    while True:
        handle, name = tempfile.mkstemp(dir=folder)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            break
        os.close(handle)  # it was swept before we had it
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield path, out
    finally:
        path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away the parts of processes that are gone."""
    for part in folder.iterdir():
        try:
            handle = os.open(part, os.O_RDWR)
        except FileNotFoundError:
            continue  # it was finished meanwhile
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            part.unlink(missing_ok=True)
        except BlockingIOError:
            pass  # its writer lives
        finally:
            os.close(handle)


class Folders:
    """The store's folders, each made and made durable once a process: one that stands there may be a killed process's, not yet synced."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._durable: set[str] = set()  # names, not paths: there are 65,792 of them in the end

    def make(self, folder: Path) -> None:
        """The folder and those above it, up to the root, to stay."""
        name = f"{folder.parent.name}/{folder.name}"
        if name in self._durable:
            return
        if folder != self._root:
            self.make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent, "store")
        self._durable.add(name)

    def put_in_place(self, part: Path, final: Path) -> None:
        """Rename a finished, synced file to its place, to stay."""
        self.make(final.parent)
        part.rename(final)
        sync_folder(final.parent, "store")

    def keep(self, final: Path) -> None:
        """Make sure that a file which stands there stays: whoever put it there may have been killed before its folder was synced."""
        self.make(final.parent)
        sync_folder(final.parent, "store")
