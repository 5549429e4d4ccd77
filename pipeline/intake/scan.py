"""Which files there are: the truth behind every event. Sorted, so that two runs see the same order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from pipeline.intake.settings import IntakeSettings

DONE, QUARANTINE = "done", "quarantine"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be taken. `display` is its name for people: relative to its folder, safe to print."""

    path: Path
    display: str
    station: str | None
    refused: str = ""  # why it is not taken, in plain words


def find_files(paths: Iterable[Path], settings: IntakeSettings, drop: bool = False) -> Iterator[Candidate]:
    """Every file below the paths. Links, pipes and devices come as refused: they may lead anywhere, or nowhere.

    With `drop` the paths are drop folders: what lies in their done/ and quarantine/ is left alone.
    """
    for root in paths:
        if root.is_dir() and not root.is_symlink():
            yield from _below(root, root, settings, drop)
        else:
            yield _candidate(root, printable(root.name), None)


def _below(folder: Path, root: Path, settings: IntakeSettings, drop: bool) -> Iterator[Candidate]:
    try:
        entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        yield Candidate(folder, printable(folder.name), None, f"the folder can't be read: {error.strerror}")
        return
    for path in entries:
        if drop and folder == root and path.name in {DONE, QUARANTINE}:
            continue
        if any(fnmatch(path.name, pattern) for pattern in settings.ignore):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _below(path, root, settings, drop)
        else:
            relative = path.relative_to(root)
            station = relative.parts[0] if len(relative.parts) > 1 else None
            yield _candidate(path, printable(str(relative)), None if station is None else printable(station))


def _candidate(path: Path, display: str, station: str | None) -> Candidate:
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return Candidate(path, display, station, error.strerror or "can't be read")
    if stat.S_ISREG(mode):
        return Candidate(path, display, station)
    kind = "a link" if stat.S_ISLNK(mode) else "not a plain file"
    return Candidate(path, display, station, f"{kind}; copy the file itself")


def printable(name: str) -> str:
    """A name without control characters or undecodable bytes, so that no log or terminal is upset by it."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
