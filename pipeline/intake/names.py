"""Names of files as people, the ledger and the file system can bear them."""

from __future__ import annotations

import os
from pathlib import Path

_MOST_BYTES = 255  # of one name, on every file system in use
_FIRST_RAW, _LAST_RAW = 0xDC80, 0xDCFF  # how Python shows bytes that are no UTF-8 (PEP 383); no database takes them
_SHIFT = 0x10F000 - 0xDC00  # into the last private plane, where no name has a character


def printable(name: str) -> str:
    """A name without control characters or undecodable bytes, so that no log or terminal is upset by it."""
    if name.isascii() and name.isprintable():
        return name
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def key_of(path: Path) -> str:
    """A path as the ledger can keep it, whatever bytes its name has; `path_of` is its inverse."""
    return "".join(chr(ord(char) + _SHIFT) if _FIRST_RAW <= ord(char) <= _LAST_RAW else char for char in str(path))


def path_of(key: str) -> Path:
    """The path of a key."""
    first, last = _FIRST_RAW + _SHIFT, _LAST_RAW + _SHIFT
    return Path("".join(chr(ord(char) - _SHIFT) if first <= ord(char) <= last else char for char in key))


def fitted(stem: str, ending: str) -> str:
    """`stem` + `ending`, the stem cut where the name would be longer than a file system takes."""
    room = _MOST_BYTES - len(os.fsencode(ending))
    raw = os.fsencode(stem)
    if len(raw) <= room:
        return stem + ending
    while room and raw[room] & 0xC0 == 0x80:  # not in the middle of a character
        room -= 1
    return os.fsdecode(raw[:room]) + ending
