"""TIFFs byte by byte, for what Pillow does not write: byte orders, BigTIFF, tiles, planes, odd tags, broken chains."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Directory:
    """One page: its pieces of data (strips or tiles), and its tags with one value or several; offsets and counts are filled in."""

    pieces: list[bytes]
    tags: Mapping[int, int | tuple[int, ...]]
    tiled: bool = False
    following: int | None = None  # a false offset of the next directory
    places: list[int] = field(default_factory=list)


def write(path: Path, directories: list[Directory], order: str = "<", big: bool = False) -> Path:
    out = bytearray(_header(order, big))
    link = len(out) - (8 if big else 4)  # where the offset of the next directory is to be written
    for directory in directories:
        directory.places = []
        for piece in directory.pieces:
            directory.places.append(len(out))
            out += piece
        start = len(out)
        struct.pack_into(order + ("Q" if big else "L"), out, link, start)
        link = _add(out, directory, order, big)
    path.write_bytes(out)
    return path


def _header(order: str, big: bool) -> bytes:
    mark = b"II" if order == "<" else b"MM"
    return mark + (struct.pack(order + "HHHQ", 43, 8, 0, 0) if big else struct.pack(order + "HL", 42, 0))


def _add(out: bytearray, directory: Directory, order: str, big: bool) -> int:
    """Append the directory and what does not fit into it; where its link to the next one stands."""
    tags = dict(directory.tags)
    starts, counts = (324, 325) if directory.tiled else (273, 279)
    tags[starts] = tuple(directory.places)
    tags[counts] = tuple(len(piece) for piece in directory.pieces)
    room, code = (8, "Q") if big else (4, "L")
    entries, link = b"", len(out) + (8 + 20 * len(tags) if big else 2 + 12 * len(tags))
    outside = bytearray()
    for tag in sorted(tags):
        given = tags[tag]
        values = given if isinstance(given, tuple) else (given,)
        data, kind, count = _values(tag, values, order)
        if len(data) > room:
            at = link + room + len(outside)
            outside += data
            data = struct.pack(order + code, at)
        entries += struct.pack(order + "HH" + code, tag, kind, count) + data.ljust(room, b"\0")
    out += struct.pack(order + ("Q" if big else "H"), len(tags)) + entries
    out += struct.pack(order + code, directory.following or 0) + outside
    return link if directory.following is None else len(out) - len(outside) - room


def _values(tag: int, values: tuple[int, ...], order: str) -> tuple[bytes, int, int]:
    if tag in {282, 283}:  # resolutions are fractions
        return struct.pack(order + "LL", values[0], 1), 5, 1
    code, kind = ("L", 4) if tag in {254, 256, 257, 273, 278, 279, 324, 325} else ("H", 3)
    return struct.pack(order + code * len(values), *values), kind, len(values)
