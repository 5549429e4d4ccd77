"""What a disk may hold after the power went: a trace up to some operation, of which what was not synced is there or not.

The rules are those of Pillai et al., All File Systems Are Not Created Equal (OSDI 2014) and Mohan et al., CrashMonkey (OSDI 2018),
in two kinds. "posix": data is certain after an fsync of its file, a name after an fsync of its folder (a file's own fsync says nothing of
its name); without one, writes are there or not in any order and cut at sectors, and each folder keeps some beginning of its changes.
"ext4": names change in the order of the journal, and any fsync writes the whole journal; data is as above. A rename is all or nothing.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tests.support.faults.bench import Bench
from tests.support.faults.trace import Operation, read_trace

Rules = Literal["posix", "ext4"]
_SECTOR = 512  # bytes
_NAMING = frozenset("crulmx")


@dataclass(eq=False)
class _Node:
    """A file or folder; `changes` are its writes and cuts, each with its place in the trace."""

    folder: bool
    entries: dict[str, _Node] = field(default_factory=dict)
    start: bytes = b""
    original: str = ""  # where it stood before the trace
    changes: list[tuple[int, Operation]] = field(default_factory=list)
    synced: int = -1  # place of its last fsync


@dataclass(frozen=True)
class _Naming:
    """A change of names, as it was made: entries that came and went, by folder."""

    at: int
    gone: tuple[tuple[_Node, str], ...]
    come: tuple[tuple[_Node, str, _Node], ...]

    @property
    def folders(self) -> list[_Node]:
        return [node for node, _ in self.gone] + [node for node, _, _ in self.come]


class Replay:
    """The trace up to an operation, played on a tree that began as `root` was (files with their bytes)."""

    def __init__(self, root: Path, before: dict[str, bytes], trace: Sequence[Operation]) -> None:
        self._root = _Node(folder=True)
        self._base = str(root)
        self._namings: list[_Naming] = []
        self._last_sync = -1
        for path, data in before.items():
            self._plant(path, data)
        self._first = {node: dict(node.entries) for node in _folders(self._root)}
        for at, operation in enumerate(trace):
            self._play(at, operation)

    def _plant(self, path: str, data: bytes) -> None:
        *folders, name = path.split("/")
        node = self._root
        for one in folders:
            node = node.entries.setdefault(one, _Node(folder=True))
        node.entries[name] = _Node(folder=False, start=data, original=path)

    def _find(self, path: str) -> tuple[_Node, str]:
        """The folder that a path lies in, and its last name."""
        *folders, name = path.removeprefix(self._base).strip("/").split("/")
        node = self._root
        for one in folders:
            node = node.entries[one]
        return node, name

    def _node(self, path: str) -> _Node | None:
        if path == self._base:
            return self._root
        folder, name = self._find(path)
        return folder.entries.get(name)

    def _play(self, at: int, operation: Operation) -> None:
        if operation.kind in _NAMING:
            self._rename(at, operation)
        elif (node := self._node(operation.path)) is None:
            raise ValueError(f"{operation.kind} {operation.path}: no such file")
        elif operation.kind == "s":
            node.synced = self._last_sync = at
        else:
            node.changes.append((at, operation))

    def _rename(self, at: int, operation: Operation) -> None:
        folder, name = self._find(operation.path)
        gone: list[tuple[_Node, str]] = []
        come: list[tuple[_Node, str, _Node]] = []
        if operation.kind in "cm":
            come.append((folder, name, _Node(folder=operation.kind == "m")))
        elif operation.kind in "ux":
            gone.append((folder, name))
        else:
            target, new = self._find(operation.other)
            come.append((target, new, folder.entries[name]))
            if operation.kind == "r":
                gone.append((folder, name))
        naming = _Naming(at, tuple(gone), tuple(come))
        _apply(naming)
        self._namings.append(naming)

    def disk(self, rules: Rules, keep: float, chance: random.Random) -> dict[str, bytes | str | None]:
        """One state of the disk: each file's bytes by its path, or where it stood before if nothing was written to it; None: a folder.

        What was not synced is kept with the probability `keep`.
        """
        kept = self._ext4(keep, chance) if rules == "ext4" else self._posix(keep, chance)
        for node in {node for naming in self._namings for node in naming.folders} | set(self._first):
            node.entries = dict(self._first.get(node, {}))
        for naming in kept:
            _apply(naming)
        return {path: _content(node, keep, chance) for path, node in _walk(self._root, "")}

    def _ext4(self, keep: float, chance: random.Random) -> list[_Naming]:
        certain = [one for one in self._namings if one.at < self._last_sync]
        rest = self._namings[len(certain) :]
        return certain + (rest[: chance.randrange(len(rest) + 1)] if keep else [])

    def _posix(self, keep: float, chance: random.Random) -> list[_Naming]:
        kept, ended = [], set[int]()
        for one in self._namings:
            certain = any(node.synced > one.at for node in one.folders)
            if certain or (not ended & {id(node) for node in one.folders} and chance.random() < keep):
                kept.append(one)
            else:
                ended |= {id(node) for node in one.folders}
        return kept


def _apply(naming: _Naming) -> None:
    for folder, name in naming.gone:
        folder.entries.pop(name, None)
    for folder, name, node in naming.come:
        folder.entries[name] = node


def _content(node: _Node, keep: float, chance: random.Random) -> bytes | str | None:
    if node.folder:
        return None
    return node.original if node.original and not node.changes else _bytes(node, keep, chance)


def _bytes(node: _Node, keep: float, chance: random.Random) -> bytes:
    data = bytearray(node.start)
    for at, change in node.changes:
        if at > node.synced and chance.random() >= keep:
            continue
        if change.kind == "t":
            del data[change.offset :]
            data.extend(bytes(change.offset - len(data)))
            continue
        written = change.data
        if at > node.synced and chance.random() < 0.2:
            written = written[: chance.randrange(len(written) + 1) // _SECTOR * _SECTOR]
        data.extend(bytes(max(0, change.offset - len(data))))
        data[change.offset : change.offset + len(written)] = written
    return bytes(data)


def _walk(node: _Node, at: str) -> Iterator[tuple[str, _Node]]:
    for name, one in node.entries.items():
        yield f"{at}{name}", one
        if one.folder:
            yield from _walk(one, f"{at}{name}/")


def _folders(node: _Node) -> list[_Node]:
    return [node, *(one for _, one in _walk(node, "") if one.folder)]


class PowerLoss:
    """A traced run of the daemon, and the disks that a cut of the power may have left of it."""

    def __init__(self, folder: Path, bench: Bench) -> None:
        self._bench = bench
        self._place = folder / "faulted"
        home, source = bench.fresh("faulted")
        self._before = {str(one.relative_to(self._place)): one.read_bytes() for one in self._place.rglob("*") if one.is_file()}
        self._originals = folder / "originals"  # a source keeps its inode and times through a cut, and the program knows it by them
        shutil.copytree(self._place, self._originals, copy_function=os.link)
        trace = folder / "trace"
        run = bench.order("watch", home, source, trace=str(trace))
        assert run["code"] == 0, run["said"]
        self.trace = [one for one in read_trace(trace) if one.path.startswith(f"{self._place}/") or one.path == str(self._place)]

    def cut(self, at: int, rules: Rules, keep: float, chance: random.Random) -> list[str]:
        """The power goes after so many operations; what is wrong when the daemon has run again."""
        disk = Replay(self._place, self._before, self.trace[:at]).disk(rules, keep, chance)
        shutil.rmtree(self._place)
        self._place.mkdir()
        for path, data in disk.items():
            target = self._place / path
            if data is None:
                target.mkdir(parents=True, exist_ok=True)
            elif isinstance(data, str):
                os.link(self._originals / data, target)
            else:
                target.write_bytes(data)
        return self._bench.recovered(self._place / "home", self._place / "in")


def cuts(count: int, length: int, seed: int) -> Iterator[tuple[int, Rules, float, random.Random]]:
    """Places in a trace, rules, how much of what was not synced is kept, and the chance for the rest."""
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        rules: Rules = chance.choice(("posix", "ext4"))
        yield chance.randrange(1, length + 1), rules, chance.choice((0.0, 0.5, 0.9)), chance
