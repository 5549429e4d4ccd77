"""The genuine watching daemon is given every hostile file; what becomes of each, and of the good pages that come between.

Each must end indexed or quarantined with a reason and what to do; the daemon lives; each good page is found within 60 s; nothing is left
in temporary folders and nothing is written outside the home and the drop folder.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.hostile.files import Hostile, hostile_files
from benchmarks.hostile.station import Station

AT_ONCE = 20  # files that are dropped together, with one good page after them
WITHIN_S = 60.0  # in which that page must be found


def torture(data: Path) -> list[Hostile]:
    """The shared folder's odd and broken files, under names that are unique."""
    paths = sorted(path for path in (data / "torture").rglob("*") if path.is_file())
    return [Hostile("torture", f"torture-{n}-{path.name}".encode(), path.read_bytes()) for n, path in enumerate(paths)]


def main() -> int:
    """0 when nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--page-timeout", type=float, default=120.0, help="run.page_timeout_s")
    parser.add_argument("--every", type=int, default=1, help="only each n-th file")
    given = parser.parse_args()
    files = [*torture(given.data), *hostile_files(given.seed)][:: given.every]
    print(f"seed {given.seed}: {len(files)} files, page timeout {given.page_timeout:.0f} s, {os.cpu_count()} processors", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chartscan-hostile-") as folder:
        station = Station(Path(folder), given.page_timeout)
        wrong = []
        waits: list[float] = []
        station.drop_traps()
        left = iter(files)
        while some := list(islice(left, AT_ONCE)):
            for one in some:
                station.drop(one)
            waits.append(station.seconds_to_find(len(waits)))
            print(f"{len(waits) * AT_ONCE:4} dropped; the good page after them was found in {waits[-1]:.0f} s", flush=True)
        wrong += [f"a good page was found only after {wait:.0f} s" for wait in waits if wait > WITHIN_S]
        wrong += station.finish(files)
        print(station.summary())
    print(f"good pages: {len(waits)}, found in at most {max(waits):.0f} s; {time.monotonic() - began:.0f} s in all")
    for line in wrong:
        print(f"WRONG: {line}")
    print(f"seed {given.seed}: {len(files)} files, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
