"""Which files there are: the truth behind every event. Sorted, so that two runs see the same order.

One listing and one look at each entry; links are never followed, also not one that was put in a folder's place meanwhile.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.intake.names import printable
from pipeline.intake.settings import IntakeSettings, Ready

DONE, QUARANTINE = "done", "quarantine"
_READY = ".ready"


class FileState(NamedTuple):
    """What a file looked like. Two that are equal are the same file with the same bytes, as far as can be told without reading it."""

    size: int
    mtime_ns: int
    inode: int
    ctime_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> FileState:
        """From the system's answer."""
        return cls(found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)

    @property
    def looks(self) -> tuple[int, int, int]:
        """Size, modification time and inode: what stays when the file is moved."""
        return self[:3]

    @property
    def key(self) -> str:
        """The looks as the ledger keeps them."""
        return f"{self.inode}:{self.size}:{self.mtime_ns}"


_NOTHING = FileState(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be taken, at `place` below the folder `root`. (A string: a Path for each of many files takes half of a round.)"""

    place: str
    root: Path
    state: FileState = _NOTHING
    refused: str = ""  # why it is not taken, in plain words
    companion: str | None = None  # place of the file by which the station tells that this one is whole
    is_folder: bool = False  # a folder that could not be listed

    @property
    def path(self) -> Path:
        """Where it is."""
        return Path(self.place)

    @property
    def relative(self) -> Path:
        """Its place below the root; its name where it is the root."""
        return Path(self.path.name) if self.path == self.root else self.path.relative_to(self.root)

    @property
    def display(self) -> str:
        """Its name for people: relative to its folder, safe to print."""
        return printable(str(self.relative))

    @property
    def station(self) -> str | None:
        """The sub-folder it lies in."""
        parts = self.relative.parts
        return printable(parts[0]) if len(parts) > 1 else None


@dataclass(slots=True)
class Dropped:
    """A drop folder, looked at anew each time it is iterated. Its done/ and quarantine/ are left alone, and so are `others`: drop
    folders within this one.
    """

    root: Path
    settings: IntakeSettings
    ready: Ready = "none"
    others: frozenset[Path] = frozenset()
    troubles: list[str] = field(default_factory=list)  # folders that could not be listed in the last look, in plain words
    passed_over: int = 0  # files that were not looked at in the last look, for their names

    def __iter__(self) -> Iterator[Candidate]:
        self.troubles.clear()
        own = frozenset(identity for name in (DONE, QUARANTINE) if (identity := _identity(self.root / name)))
        look = _Look(self.root, _pattern(self.settings.ignore), own, frozenset(map(str, self.others)), self.ready == "companion")
        for found in _walk(look):
            if found.is_folder:
                self.troubles.append(f"{found.display}: {found.refused}")
            else:
                yield found
        self.passed_over = look.passed_over


def find_files(paths: Iterable[Path], settings: IntakeSettings) -> Iterator[Candidate]:
    """Every file below the paths. Links, pipes and devices come as refused: they may lead anywhere, or nowhere."""
    for root in paths:
        try:
            found = root.lstat()
        except OSError as error:
            yield Candidate(str(root), root, refused=error.strerror or "can't be read")
            continue
        if stat.S_ISDIR(found.st_mode):
            yield from _walk(_Look(root, _pattern(settings.ignore)))
        else:
            yield Candidate(str(root), root, FileState.of(found), _refusal(found.st_mode))


@dataclass(slots=True)
class _Look:
    root: Path
    ignored: re.Pattern[str]
    own: frozenset[tuple[int, int]] = frozenset()  # device and inode of folders that are left alone
    others: frozenset[str] = frozenset()
    companions: bool = False
    passed_over: int = 0


class _Folder(NamedTuple):
    place: str
    identity: tuple[int, int] | None  # device and inode that it must have; None for the root, which a person named


class _Entry(NamedTuple):
    name: str
    mode: int
    device: int
    state: FileState


def _walk(look: _Look) -> Iterator[Candidate]:
    stack: list[Iterator[Candidate | _Folder]] = [iter([_Folder(str(look.root), None)])]  # folders may lie deeper than calls may
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif isinstance(found, Candidate):
            yield found
        else:
            try:
                entries = _entries(found)
            except OSError as error:
                yield Candidate(found.place, look.root, refused=f"the folder can't be read: {error.strerror}", is_folder=True)
            else:
                stack.append(_sorted_out(found.place, entries, look))


def _entries(folder: _Folder) -> list[_Entry]:
    """One look at each entry, through a handle of the folder, so that no link can be put in its place between."""
    handle = os.open(folder.place, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | (os.O_NOFOLLOW if folder.identity else 0))
    try:
        found = os.fstat(handle)
        if folder.identity not in {None, (found.st_dev, found.st_ino)}:
            return []  # another one was put in its place; the next look finds out what it is
        with os.scandir(handle) as listed:
            entries = [entry for one in listed if (entry := _looked_at(one))]
    finally:
        os.close(handle)
    return sorted(entries)  # by name: no two have the same


def _looked_at(entry: os.DirEntry[str]) -> _Entry | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # it went while we looked
    return _Entry(entry.name, found.st_mode, found.st_dev, FileState.of(found))


def _sorted_out(folder: str, entries: Iterable[_Entry], look: _Look) -> Iterator[Candidate | _Folder]:
    ready = {entry.name.casefold(): entry.name for entry in entries if _is_companion(entry.name)} if look.companions else {}
    for entry in entries:
        if entry.name.casefold() in ready:
            continue
        if look.ignored.match(entry.name):
            look.passed_over += 1
            continue
        place = os.path.join(folder, entry.name)  # noqa: PTH118  # see Candidate
        if not stat.S_ISDIR(entry.mode):
            beside = _companion(entry.name.casefold(), ready)
            yield Candidate(place, look.root, entry.state, _refusal(entry.mode), beside and os.path.join(folder, beside))  # noqa: PTH118
        elif (entry.device, entry.state.inode) not in look.own and place not in look.others:
            yield _Folder(place, (entry.device, entry.state.inode))


def _is_companion(name: str) -> bool:
    return name.casefold().endswith(_READY)


def _companion(name: str, ready: Mapping[str, str]) -> str | None:
    """scan.pdf is told whole by scan.pdf.ready or scan.ready."""
    return ready.get(name + _READY) or ready.get(name.rpartition(".")[0] + _READY)


def _refusal(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    kind = "a link" if stat.S_ISLNK(mode) else "not a plain file"
    return f"{kind}; copy the file itself"


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.lstat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISDIR(found.st_mode) else None


@lru_cache(maxsize=8)
def _pattern(ignore: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, ignore)) or r"(?!)")
