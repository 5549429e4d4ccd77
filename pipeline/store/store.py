"""The content-addressed store: `ab/cd/abcd…`, one file for each SHA-256, never changed once it is there."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.durable import sync
from pipeline.store.durable import Folders, part_file, sweep, told_apart
from pipeline.store.source import Looks, SourceChanged, chunks, looks, opened

_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What was put: its hash and its size in bytes."""

    sha256: str
    size: int


class Store:
    """Opens or creates the store at `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._parts = root / "parts"
        self._folders = Folders(root)
        with told_apart("store"):
            self._folders.make(str(self._parts))
            sweep(self._parts)

    def put_file(self, source: Path, expected: Looks | None = None, stopping: Callable[[], bool] = lambda: False) -> StoredFile:
        """Copy a file in; `expected` is what it looked like when it was found.

        Unreadable when it can't be read, SourceAway when its share or disk does not answer, SourceChanged when it is another one by
        now, grew meanwhile, or `stopping` said so.
        """
        with opened(source) as handle:
            before = looks(handle, source.name)
            if expected not in {None, before}:
                raise SourceChanged(f"{source.name!r}: another file by now")
            stored = self._put(chunks(handle, source.name, before[0], stopping))
            if looks(handle, source.name) != before or stored.size != before[0]:
                raise SourceChanged(f"{source.name!r}: changed while it was copied")
        return stored

    def put_bytes(self, data: bytes) -> str:
        """Store bytes; returns their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        with told_apart(f"store {sha256[:12]}"):
            place = self._place(sha256)
            if self._holds(place, len(data)):
                self._folders.keep(place)
            else:
                with part_file(self._parts) as part:
                    part.out.write(data)
                    part.out.flush()
                    sync(part.out.fileno(), "store")
                    self._folders.put_in_place(part, place)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the bytes stand, or would."""
        return Path(self._place(sha256))

    def read(self, sha256: str) -> bytes:
        """The bytes; StoreDown when they are not there."""
        with told_apart(f"store {sha256[:12]}"):
            return self.path(sha256).read_bytes()

    def exists(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        return self.path(sha256).is_file()

    def verify(self, sha256: str) -> bool:
        """Whether the bytes are there and are the right ones."""
        try:
            with self.path(sha256).open("rb") as stored:
                return hashlib.file_digest(stored, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def all(self) -> Iterator[str]:
        """Every hash that is stored, in order."""
        for path in self._files():
            if self.path(path.name) == path and _HASH.fullmatch(path.name):
                yield path.name

    def unexpected(self) -> Iterator[str]:
        """What stands in the store and is none of its files, relative to it."""
        for path in self._files():
            if self.path(path.name) != path or not _HASH.fullmatch(path.name) or not path.is_file():
                yield str(path.relative_to(self._root))

    def parts(self) -> int:
        """Files that are being written, or were when their process was killed; the next process takes those away."""
        return sum(1 for _ in self._parts.iterdir())

    def _files(self) -> Iterator[Path]:
        for folder in sorted(self._root.iterdir()):
            if folder == self._parts:
                continue
            if not folder.is_dir():
                yield folder
                continue
            for inner in sorted(folder.iterdir()):
                yield from sorted(inner.iterdir()) if inner.is_dir() else [inner]

    def _put(self, source: Iterable[bytes]) -> StoredFile:
        digest, size = hashlib.sha256(), 0
        with told_apart("store"), part_file(self._parts) as part:
            for chunk in source:
                digest.update(chunk)
                size += len(chunk)
                part.out.write(chunk)
            sha256 = digest.hexdigest()
            place = self._place(sha256)
            if self._holds(place, size):
                self._folders.keep(place)
            else:
                part.out.flush()
                sync(part.out.fileno(), "store")
                self._folders.put_in_place(part, place)
        return StoredFile(sha256, size)

    def _place(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256[2:4]}/{sha256}"

    def _holds(self, place: str, size: int) -> bool:
        try:
            return os.stat(place).st_size == size  # noqa: PTH116  # see durable.py
        except FileNotFoundError:
            return False
