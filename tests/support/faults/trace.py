"""The file operations of a run, as faults.c wrote them down."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("=cHHqI")  # kind, lengths of two paths, offset or size, length of the data
_GONE = " (deleted)"


@dataclass(frozen=True, slots=True)
class Operation:
    """`kind`: c made, w written, t cut or stretched to `offset`, r renamed, l linked, u removed, s synced; m, x a folder made, removed."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


def read_trace(path: Path) -> list[Operation]:
    """Every operation in order; those on files that had no name any more change nothing that could come back."""
    return [one for one in _all(path.read_bytes()) if not one.path.endswith(_GONE)]


def _all(data: bytes) -> Iterator[Operation]:
    at = 0
    while at < len(data):
        kind, first, second, offset, size = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        path, other = data[at : at + first], data[at + first : at + first + second]
        at += first + second
        yield Operation(kind.decode(), path.decode(), other.decode(), offset, data[at : at + size])
        at += size
