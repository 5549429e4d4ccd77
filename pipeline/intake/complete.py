"""Whether a file's end has arrived: cheap looks at its last bytes, no decoding."""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

_TAIL = 2048  # bytes in which the end mark of a PDF or JPEG must stand
_MOST_PAGES = 100_000  # a chain of TIFF directories longer than this is a loop


def complete(path: Path) -> bool:
    """True when the end is there, or when the format has no end that could be looked for."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
            size = os.fstat(file.fileno()).st_size
            return _complete(file, head, size)
    except OSError:
        return False


def _complete(file: BinaryIO, head: bytes, size: int) -> bool:
    if head.startswith(b"%PDF"):
        return b"%%EOF" in _tail(file, size)
    if head.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in _tail(file, size)
    if head.startswith(b"\x89PNG"):
        return b"IEND" in _tail(file, size)
    if head[:4] in {b"II*\0", b"MM\0*"}:
        return _tiff(file, head, size)
    return True


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read(_TAIL)


def _tiff(file: BinaryIO, head: bytes, size: int) -> bool:
    """Every directory of the chain lies within the file, and so does the data of its strips as far as offsets tell."""
    order = "<" if head[:2] == b"II" else ">"
    (offset,) = struct.unpack(order + "I", head[4:8])
    for _ in range(_MOST_PAGES):
        if offset == 0:
            return True
        if offset + 2 > size:
            return False
        file.seek(offset)
        (entries,) = struct.unpack(order + "H", file.read(2))
        if offset + 2 + 12 * entries + 4 > size:
            return False
        table = file.read(12 * entries)
        if not _strips_within(table, order, size):
            return False
        (offset,) = struct.unpack(order + "I", file.read(4))
    return False


def _strips_within(table: bytes, order: str, size: int) -> bool:
    fields = {tag: (count, value) for tag, _, count, value in struct.iter_unpack(order + "HHII", table)}
    starts, lengths = fields.get(273), fields.get(279)  # StripOffsets, StripByteCounts
    if not starts or not lengths or starts[0] != 1 or lengths[0] != 1:
        return True  # several strips: their tables stand elsewhere; decoding will tell
    return bool(starts[1] + lengths[1] <= size)
