"""Whether a file's end has arrived: cheap looks at its structure, no decoding.

A file may have its full size at once and be filled later; what was not written yet is a hole, or zeros.
"""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

from pipeline.intake.complete_tiff import is_plain_tiff, tiff_complete

_TAIL = 2048  # bytes in which the end mark of a PDF or JPEG must stand
_HEAD = 1024  # bytes in which a linearized PDF says how long it is
_LINEARIZED = re.compile(rb"/Linearized\b.*?/L\s+(\d+)", re.DOTALL)
_BARE = {0x01, *range(0xD0, 0xD9)}  # JPEG markers without a length
_SCAN, _END = 0xDA, 0xD9
_MOST_SEGMENTS = 10_000


def complete(path: Path) -> bool:
    """True when the end is there, or when the format has no end that could be looked for."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            size = os.fstat(handle).st_size
            return _complete(file, file.read(8), size) and not _has_hole(file, size)
    except (OSError, struct.error):  # cut off in the middle of a number
        return False


def _has_hole(file: BinaryIO, size: int) -> bool:
    """Whether blocks were never written. An uncompressed picture may have holes where it is white; some file systems can't tell."""
    try:
        return os.lseek(file.fileno(), 0, os.SEEK_HOLE) < size and not is_plain_tiff(file)
    except OSError:
        return False


def _complete(file: BinaryIO, head: bytes, size: int) -> bool:
    if head.startswith(b"%PDF"):
        return b"%%EOF" in _tail(file, size) and size >= _linearized_length(file)
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in _tail(file, size, _scan_begins(file))
    if head.startswith(b"\x89PNG"):
        return b"IEND" in _tail(file, size)
    if head[:4] in {b"II*\0", b"MM\0*"}:
        return tiff_complete(file, head, size)
    return bool(head.strip(b"\0"))  # eight zeros begin no file


def _tail(file: BinaryIO, size: int, begin: int | None = 0) -> bytes:
    """The last bytes, none before `begin`; nothing where it is None."""
    if begin is None:
        return b""
    file.seek(max(begin, size - _TAIL))
    return file.read(_TAIL)


def _linearized_length(file: BinaryIO) -> int:
    """A linearized PDF has an end mark near its beginning too, and says how long it will be; 0 for others."""
    file.seek(0)
    said = _LINEARIZED.search(file.read(_HEAD))
    return int(said[1]) if said else 0


def _scan_begins(file: BinaryIO) -> int | None:
    """Where a JPEG's own picture begins, behind thumbnails that have an end mark of their own; None while it is not there."""
    file.seek(2)
    for _ in range(_MOST_SEGMENTS):
        mark = file.read(2)
        if len(mark) < 2 or mark[0] != 0xFF:
            return None
        if mark[1] == 0xFF:  # fill byte
            file.seek(-1, os.SEEK_CUR)
        elif mark[1] in {_SCAN, _END}:
            return file.tell() - (2 if mark[1] == _END else 0)
        elif mark[1] not in _BARE:
            length = int.from_bytes(file.read(2), "big")
            if length < 2:
                return None
            file.seek(length - 2, os.SEEK_CUR)
    return None
