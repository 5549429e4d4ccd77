"""A TIFF's chain of directories: where each page stands, without decoding anything.

Layout: TIFF 6.0, section 2; BigTIFF as libtiff documents it. Pillow walks the chain again for every jump and takes a chain that is cut
off for one that ends; here it is walked once, and a break is told.
"""

from __future__ import annotations

import io
import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NEW_SUBFILE, _OLD_SUBFILE = 254, 255
_REDUCED = 1  # bit 0 of NewSubfileType: a smaller version of another page (TIFF 6.0, section 8)
_OLD_REDUCED = 2  # the same in SubfileType


@dataclass(frozen=True, slots=True)
class _Layout:
    """How one kind of TIFF writes its directories."""

    order: str  # "<" or ">"
    count: str  # struct code of a directory's number of entries
    entry: int  # bytes of an entry
    value: int  # where the value stands in an entry
    offset: str  # struct code of an offset
    first: int  # where the header keeps the first directory's offset


@dataclass(frozen=True, slots=True)
class Directories:
    """Offsets of the pages' directories, thumbnails left out; `broken`: the chain breaks off after them, so pages are missing."""

    offsets: tuple[int, ...]
    broken: bool


class _Broken(Exception):
    """The chain leads out of the file or in a circle."""


def walk(file: int, size: int, most: int) -> Directories:
    """Follow the chain in an open file (descriptor) of `size` bytes, at most `most` pages far."""
    head = os.pread(file, 16, 0)
    layout = _layout(head)
    pages: list[int] = []
    thumbnails: list[int] = []
    seen: set[int] = set()
    try:
        at = _number(head[layout.first :], layout, layout.offset)
        read = 0
        while at and len(pages) < most:
            if at in seen or read > size:  # directories that overlap could be made to take for ever
                raise _Broken
            seen.add(at)
            reduced, following, length = _directory(file, at, size, layout)
            read += length
            (thumbnails if reduced else pages).append(at)
            at = following
    except (_Broken, struct.error):
        return Directories(tuple(pages), broken=True)
    return Directories(tuple(pages or thumbnails), broken=False)


def _layout(head: bytes) -> _Layout:
    order = "<" if head.startswith(b"II") else ">"
    if struct.unpack(order + "H", head[2:4])[0] == 43:  # BigTIFF
        return _Layout(order, "Q", 20, 12, "Q", 8)
    return _Layout(order, "H", 12, 8, "L", 4)


def _number(data: bytes, layout: _Layout, code: str) -> int:
    return int(struct.unpack_from(layout.order + code, data)[0])


def _directory(file: int, at: int, size: int, layout: _Layout) -> tuple[bool, int, int]:
    """Whether the directory is a thumbnail's, the next one's offset, and its length in bytes."""
    head = struct.calcsize(layout.count)
    entries = _number(os.pread(file, head, at), layout, layout.count)
    length = entries * layout.entry
    if not 0 < length <= size - at:
        raise _Broken
    body = os.pread(file, length + struct.calcsize(layout.offset), at + head)
    reduced = any(_is_reduced(body[start : start + layout.entry], layout) for start in range(0, length, layout.entry))
    return reduced, _number(body[length:], layout, layout.offset), length


def _is_reduced(entry: bytes, layout: _Layout) -> bool:
    tag, kind = struct.unpack_from(layout.order + "HH", entry)
    if tag not in {_NEW_SUBFILE, _OLD_SUBFILE}:
        return False
    value = _number(entry[layout.value :], layout, "H" if kind == 3 else "L")
    return value == _OLD_REDUCED if tag == _OLD_SUBFILE else bool(value & _REDUCED)


class _PageFirst(io.RawIOBase):
    """The file, but its header names one page's directory as the first: a reader finds that page at once."""

    def __init__(self, file: int, size: int, header: bytes) -> None:
        self._file, self._size, self._header, self._at = file, size, header, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer)
        data = os.pread(self._file, len(room), self._at)
        if self._at < len(self._header):
            patched = self._header[self._at : self._at + len(data)]
            data = patched + data[len(patched) :]
        room[: len(data)] = data
        self._at += len(data)
        return len(data)


def page_first(file: int, size: int, offset: int) -> io.BufferedReader:
    """The open file (descriptor) as a stream that begins with the page whose directory is at `offset`; closing it leaves the file open."""
    head = os.pread(file, 16, 0)
    layout = _layout(head)
    first = struct.pack(layout.order + layout.offset, offset)
    return io.BufferedReader(_PageFirst(file, size, head[: layout.first] + first))
