"""What a drop folder costs: `python -m benchmarks.burst --files 50000 --seed 1`.

A burst of tiny files lands at once. Printed are the take-in (into a real store and ledger, and away to done/), one idle round over the
empty folder, and one over as many files that can't be moved away and stand there for good; and the most memory the process took.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.intake import CannotMove, FolderSettings, IntakeSettings
from pipeline.run.home import Home
from pipeline.run.watching import taking
from pipeline.run.watching.drop_folder import DropFolder
from pipeline.settings import Settings


@dataclass
class Clock:
    """The time, and what a test would wait for added to it."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def main() -> None:
    """Drop, take, look, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.burst", description=__doc__)
    parser.add_argument("--files", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work; a folder of the disk that is to be measured")
    given = parser.parse_args()
    print(f"{given.files} files, seed {given.seed}")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        base = Path(name)
        drop(base / "drop", given.files, random.Random(given.seed))
        settings = replace(Settings(), intake=replace(IntakeSettings(), quiet_seconds=5.0))
        print(f"memory before: {memory_mb():.0f} MB")
        with Home(base / "home", settings) as home:
            clock = Clock()
            folder = looked_after(home, base / "drop", clock)
            measured("first look, nothing is quiet yet", folder.round)
            clock.ahead += 6
            measured("take-in", lambda: until_empty(folder), given.files)
            print(f"taken: {home.ledger.arrival_count()} arrivals, {sum(1 for _ in home.store.all())} stored")
            measured("idle round, the folder is empty", folder.round)
            drop(base / "drop", given.files, random.Random(given.seed))
            standing(home, base / "drop", clock)


def standing(home: Home, root: Path, clock: Clock) -> None:
    """The same files once more, in a folder from which nothing can be moved."""

    def refuse(*_: object) -> Path:
        raise CannotMove("Read-only file system")

    real, taking.move_to = taking.move_to, refuse  # type: ignore[attr-defined,assignment]  # a read-only share without being root
    try:
        folder = looked_after(home, root, clock)
        folder.round()
        clock.ahead += 6
        measured("the same bytes again, not to be moved", lambda: until_empty(folder))
        measured("idle round over files that stand there", folder.round)
        again = looked_after(home, root, clock)
        again.round()
        clock.ahead += 6
        measured("after a restart: known without reading", lambda: until_empty(again))
    finally:
        taking.move_to = real  # type: ignore[attr-defined]


def looked_after(home: Home, root: Path, clock: Callable[[], float]) -> DropFolder:
    return DropFolder(home, root, FolderSettings(str(root)), frozenset(), lambda _: None, lambda: False, clock)


def drop(root: Path, files: int, chance: random.Random) -> None:
    """As many as that, in boxes of 500."""
    for number in range(files):
        folder = root / f"box{number // 500:03}"
        if number % 500 == 0:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.png").write_bytes(b"\x89PNG" + chance.randbytes(60) + b"IEND")


def until_empty(folder: DropFolder) -> None:
    while folder.round() == 0.0:
        pass


def measured(what: str, work: Callable[[], object], files: int = 0) -> None:
    began, spent = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - began, time.process_time() - spent
    rate = f", {files / wall:.0f} files/s" if files else ""
    print(f"{what}: {wall:.2f} s, processor {cpu:.2f} s{rate}; memory at most {memory_mb():.0f} MB", flush=True)


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
