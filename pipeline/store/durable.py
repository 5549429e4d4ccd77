"""Files into the store's place for good: write, fsync, rename, fsync the folder."""

# This runs for each page, and a Path takes longer to build than the kernel to make a folder.
# ruff: noqa: PTH102, PTH104, PTH108, PTH120
from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


class Part:
    """A file that is being written: its path, and what to write to. Renamed to its place it is `done`."""

    def __init__(self, path: str, out: BinaryIO) -> None:
        self.path = path
        self.out = out
        self.done = False


@contextmanager
def part_file(folder: Path) -> Iterator[Part]:
    """A file to write into, locked while it is used so that `sweep` leaves it alone, and gone afterwards unless it was renamed."""
    while True:
        path = f"{folder}/{secrets.token_hex(8)}"
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        except FileExistsError:
            continue
        fcntl.flock(handle, fcntl.LOCK_EX)
        if os.fstat(handle).st_nlink:
            break
        os.close(handle)  # it was swept before we had it
    with os.fdopen(handle, "wb") as out:
        part = Part(path, out)
        try:
            yield part
        finally:
            if not part.done:
                with suppress(FileNotFoundError):
                    os.unlink(path)


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
    """The store's folders, each made and made durable once a process: one that stands there may be a killed process's, not yet synced.

    They are named by strings.
    """

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._durable: set[str] = set()  # their names below the root: there are 65,792 of them in the end

    def make(self, folder: str) -> None:
        """The folder and those above it, up to the root, to stay."""
        name = folder[len(self._root) :]
        if name in self._durable:
            return
        above = os.path.dirname(folder) or "."
        if name:
            self.make(above)
        with suppress(FileExistsError):
            os.mkdir(folder, 0o700)
        sync_folder(above, "store")
        self._durable.add(name)

    def put_in_place(self, part: Part, final: str) -> None:
        """Rename a finished, synced file to its place, to stay."""
        folder = os.path.dirname(final)
        self.make(folder)
        os.rename(part.path, final)
        part.done = True
        sync_folder(folder, "store")

    def keep(self, final: str) -> None:
        """Make sure that a file which stands there stays: whoever put it there may have been killed before its folder was synced."""
        folder = os.path.dirname(final)
        self.make(folder)
        sync_folder(folder, "store")
