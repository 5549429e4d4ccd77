"""The proof that nothing was changed, taken out, put in or cut off: the chain, and every checkpoint on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.audit.checkpoints import Checkpoint, read_checkpoints
from pipeline.audit.entry import START, fault_of
from pipeline.audit.log import files


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much was looked at, and every problem in plain words with numbers of entries; no problems: the log is whole."""

    entries: int
    checkpoints: int
    problems: tuple[str, ...]


def verify(folder: Path, checkpoint_folder: Path | None) -> Verdict:
    """Read the whole log, and compare it with the checkpoints outside."""
    points = read_checkpoints(checkpoint_folder) if checkpoint_folder and checkpoint_folder.is_dir() else []
    wanted = {point.seq for point in points}
    problems, hashes, count = _chain(folder, wanted)
    if checkpoint_folder and not points:
        problems.append("there is no checkpoint to compare with")
    problems += _against(points, hashes, count)
    return Verdict(count, len(points), tuple(problems))


def check_lines(lines: Iterable[bytes]) -> tuple[list[str], dict[int, str]]:
    """Problems of a log's lines, each with its end, and the hash of each entry; it stops at the first that is wrong."""
    before, hashes = START, dict[int, str]()
    for seq, line in enumerate(lines, 1):
        fault = fault_of(line, before, seq)
        if fault:
            return [f"entry {seq} {fault}"], hashes
        before = hashes[seq] = line[:64].decode()
    return [], hashes


def _chain(folder: Path, wanted: set[int]) -> tuple[list[str], dict[int, str], int]:
    """Problems, the hashes at the wanted numbers, and how many entries are right."""
    problems, hashes, before, seq = list[str](), dict[int, str](), START, 0
    for number, path in enumerate(files(folder), 1):
        if path.name != f"log-{number:06}.jsonl":
            return [*problems, f"file {number} of the log is missing"], hashes, seq
        with path.open("rb") as lines:
            for line in lines:
                fault = fault_of(line, before, seq + 1)
                if fault:
                    return [*problems, f"entry {seq + 1} {fault}"], hashes, seq
                seq += 1
                before = line[:64].decode()
                if seq in wanted:
                    hashes[seq] = before
    return problems, hashes, seq


def _against(points: Iterable[Checkpoint], hashes: dict[int, str], count: int) -> list[str]:
    problems = []
    for point in points:
        if not point.signed:
            problems.append(f"{point.path.name} was not signed by the key beside it")
        elif point.seq > count:
            problems.append(f"the log ends at entry {count}; at the checkpoint of {point.at} it had {point.seq}")
        elif hashes.get(point.seq) != point.hash:
            problems.append(f"entry {point.seq} is not the one of the checkpoint of {point.at}")
    return problems
