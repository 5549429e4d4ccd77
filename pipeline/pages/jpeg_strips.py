"""The JPEG strips of a TIFF page as one JPEG, without decoding: a strip is what JPEG calls a restart interval (ITU-T T.81, B.2.1)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_START, _END = b"\xff\xd8", b"\xff\xd9"
_QUANTIZATION, _HUFFMAN, _INTERVAL, _SCAN = 0xDB, 0xC4, 0xDD, 0xDA
_BASELINE, _SEQUENTIAL = 0xC0, 0xC1  # frames whose data is one scan, of which any number of rows may be cut
_FIRST_RESTART, _RESTARTS = 0xD0, 8
_LONGEST = 65_535  # blocks that an interval may have
_MARK = re.compile(rb"\xff[^\x00]")  # in a scan's data: its end, or a restart of the strip's own
_BLOCK = 8  # pixels


class _Strip(NamedTuple):
    """Its segments before the scan by marker, and the scan: header and data."""

    segments: tuple[tuple[int, bytes], ...]
    scan: bytes
    data: bytes

    @property
    def tables(self) -> tuple[tuple[int, bytes], ...]:
        return tuple(one for one in self.segments if one[0] in {_QUANTIZATION, _HUFFMAN})

    @property
    def frame(self) -> bytes | None:
        frames = [body for marker, body in self.segments if marker in {_BASELINE, _SEQUENTIAL}]
        return frames[0] if len(frames) == 1 else None


def joined(strips: Sequence[bytes], rows: int, height: int) -> bytes | None:
    """One JPEG of `height` pixels from whole ones of `rows` each, the last perhaps lower.

    None where their coding differs, or they don't end where blocks do.
    """
    parsed = [strip for data in strips if (strip := _parsed(data)) is not None]
    if len(parsed) != len(strips) or not strips:
        return None
    first, frame = parsed[0], parsed[0].frame
    if frame is None or any(strip.tables != first.tables or strip.scan != first.scan for strip in parsed):
        return None
    heights = [min(rows, height - number * rows) for number in range(len(parsed))]
    if [strip.frame for strip in parsed] != [_of_height(frame, one) for one in heights]:
        return None
    interval = _blocks(frame, rows)
    if interval is None:
        return None
    before = b"".join(
        _segment(marker, _of_height(body, height) if marker in {_BASELINE, _SEQUENTIAL} else body) for marker, body in first.segments
    )
    marks = (bytes((0xFF, _FIRST_RESTART + number % _RESTARTS)) for number in range(len(parsed) - 1))
    data = b"".join(strip.data + mark for strip, mark in zip(parsed, (*marks, b""), strict=True))
    return b"".join((_START, before, _segment(_INTERVAL, struct.pack(">H", interval)), _segment(_SCAN, first.scan), data, _END))


def _blocks(frame: bytes, rows: int) -> int | None:
    """Units of blocks (T.81, A.2) in so many rows; None when they end within one, or are more than can be told."""
    width, components = struct.unpack_from(">HB", frame, 3)
    factors = [(frame[7 + 3 * one] >> 4, frame[7 + 3 * one] & 15) for one in range(components)]
    across, down = (max(factor) for factor in zip(*factors, strict=True)) if components > 1 else (1, 1)
    if rows % (_BLOCK * down):
        return None
    count: int = -(-width // (_BLOCK * across)) * (rows // (_BLOCK * down))
    return count if count <= _LONGEST else None


def _of_height(frame: bytes, height: int) -> bytes:
    return frame[:1] + struct.pack(">H", height) + frame[3:]


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _parsed(data: bytes) -> _Strip | None:
    segments = list(_segments(data))
    if not segments or segments[-1][0] != _SCAN or any(marker == _INTERVAL for marker, *_ in segments):
        return None
    _, scan, start = segments[-1]
    end = _MARK.search(data, start)
    if end is None or data[end.start() : end.end()] != _END:
        return None
    return _Strip(tuple((marker, body) for marker, body, _ in segments[:-1]), scan, data[start : end.start()])


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, body and where it ends, up to the scan."""
    at, marker = len(_START), 0
    while marker != _SCAN and at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = struct.unpack_from(">BH", data, at + 1)
        yield marker, data[at + 4 : at + 2 + length], at + 2 + length
        at += 2 + length
