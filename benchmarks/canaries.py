"""Canary identities through every failure path at DEBUG.

None may be seen in logs, what services say, process titles, metrics, the ledger's events or temporary files.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.support.canaries import Canaries
from tests.support.failure_paths import PATHS, FailurePaths


def main() -> int:
    """0 when none was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--identities", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--paths", nargs="*", default=list(PATHS), choices=PATHS)
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chartscan-canaries-") as folder:
        paths = FailurePaths(Path(folder), Canaries(given.identities, given.seed))
        seen = paths.walk(tuple(given.paths))
        for place, data in paths.said.items():
            print(f"{place}: {len(data)} bytes, {data.count(b'DEBUG')} at DEBUG")
        print(f"{paths.read} marks of {given.identities} identities stand in the records")
    for place, marks in seen.items():
        print(f"SEEN in {place}: {len(marks)}")  # how many, not which
    took = time.monotonic() - began
    print(f"seed {given.seed}: {given.identities} identities, {len(given.paths)} paths, seen in {len(seen)} places, {took:.0f} s")

    return 1 if seen else 0


if __name__ == "__main__":
    raise SystemExit(main())
