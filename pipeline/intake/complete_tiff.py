"""Whether every page of a TIFF is there: each directory of the chain, and the last bytes that each one points to."""

from __future__ import annotations

import struct
from typing import BinaryIO

_STRIPS, _STRIP_LENGTHS, _TILES, _TILE_LENGTHS = 273, 279, 324, 325
_SHORT, _LONG = 3, 4  # types of a field: two and four bytes
_COMPRESSION, _NONE = 259, 1
_LAST, _LAST_PLAIN = 512, 1 << 18  # bytes at the end of a page's data that are looked at; uncompressed white paper may be zeros
_MOST_STRIPS = 1_000_000


def tiff_complete(file: BinaryIO, head: bytes, size: int) -> bool:
    """Zeros where a directory or the end of a page's data should be are room that a writer has set aside and not filled yet."""
    order = "<" if head[:2] == b"II" else ">"
    (offset,) = struct.unpack(order + "I", head[4:8])
    if offset == 0:
        return False  # the writer fills it in at the end
    looked_at = 0  # bytes of directories and of their tables
    while offset:
        if looked_at > size:
            return True  # they overlap or lead in a circle: there is no end to wait for; decoding will tell
        if offset + 2 > size:
            return False
        file.seek(offset)
        (entries,) = struct.unpack(order + "H", file.read(2))
        if entries == 0 or offset + 2 + 12 * entries + 4 > size:
            return False
        table = file.read(12 * entries)
        (offset,) = struct.unpack(order + "I", file.read(4))
        if not _data_there(file, table, order, size):
            return False
        looked_at += len(table) + 2 * max(count for _, count, _ in _fields(table, order).values())
    return True


def is_plain_tiff(file: BinaryIO) -> bool:
    """Whether it is a TIFF whose first page is not compressed."""
    file.seek(0)
    head = file.read(8)
    if head[:4] not in {b"II*\0", b"MM\0*"}:
        return False
    order = "<" if head[:2] == b"II" else ">"
    file.seek(struct.unpack(order + "I", head[4:8])[0])
    (entries,) = struct.unpack(order + "H", file.read(2))
    return _is_plain(file, _fields(file.read(12 * entries), order), order)


def _fields(table: bytes, order: str) -> dict[int, tuple[int, int, bytes]]:
    return {tag: (kind, count, raw) for tag, kind, count, raw in struct.iter_unpack(order + "HHI4s", table)}


def _is_plain(file: BinaryIO, fields: dict[int, tuple[int, int, bytes]], order: str) -> bool:
    return _COMPRESSION not in fields or _values(file, fields[_COMPRESSION], order) == (_NONE,)


def _data_there(file: BinaryIO, table: bytes, order: str, size: int) -> bool:
    fields = _fields(table, order)
    for starts, lengths in ((_STRIPS, _STRIP_LENGTHS), (_TILES, _TILE_LENGTHS)):
        if starts in fields and lengths in fields:
            begin = _values(file, fields[starts], order)
            length = _values(file, fields[lengths], order)
            if not begin or len(begin) != len(length):
                return False
            last = _LAST_PLAIN if _is_plain(file, fields, order) else _LAST
            ends = [first + count for first, count in zip(begin, length, strict=True) if count]
            return not ends or (max(ends) <= size and _written(file, max(ends), min(sum(length), last)))
    return True


def _values(file: BinaryIO, field: tuple[int, int, bytes], order: str) -> tuple[int, ...]:
    kind, count, raw = field
    if kind not in {_SHORT, _LONG} or count > _MOST_STRIPS:
        return ()
    form = f"{order}{count}{'H' if kind == _SHORT else 'I'}"
    wanted = struct.calcsize(form)
    if wanted > len(raw):
        file.seek(struct.unpack(order + "I", raw)[0])
        raw = file.read(wanted)
    return struct.unpack(form, raw[:wanted]) if len(raw) >= wanted else ()


def _written(file: BinaryIO, end: int, length: int) -> bool:
    file.seek(end - length)
    return any(file.read(length))
