"""How long a good page waits behind files that hang: the genuine watching daemon, two workers, and files each of which takes a worker's
whole time limit.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from benchmarks.hostile.files import Hostile
from benchmarks.hostile.pdf_files import loops
from benchmarks.hostile.station import Station

_UNDER_WAY_S = 6.0  # for the hanging files to be taken and begun before the good page comes


def hanging(number: int) -> Hostile:
    """A PDF whose page takes minutes to draw; each has bytes of its own."""
    drawn = next(data for name, data in loops() if name == "pdf-pattern-tiny")
    return Hostile("hanging", b"hanging-%d.pdf" % number, drawn + b"%% %d\n" % number)


def waited(files: int, timeout: float, first_try: float) -> float:
    """Seconds from the drop of a good page until a search finds it."""
    with tempfile.TemporaryDirectory(prefix="chartscan-overtaking-") as folder:
        station = Station(Path(folder), timeout, f"jobs = 2\nfirst_try_s = {first_try}")
        try:
            station.seconds_to_find(0)  # the workers are started
            for number in range(files):
                station.drop(hanging(number))
            time.sleep(_UNDER_WAY_S)
            return station.seconds_to_find(1)
        finally:
            station.daemon.terminate()
            station.daemon.wait()


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="*", default=[2, 10, 20])
    parser.add_argument("--page-timeout", type=float, default=120.0, help="run.page_timeout_s")
    parser.add_argument("--first-try", type=float, nargs="*", default=[0.0, 5.0], help="run.first_try_s; 0: nobody overtakes")
    given = parser.parse_args()
    print(f"page timeout {given.page_timeout:.0f} s, 2 workers, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for files in given.files:
        for first_try in given.first_try:
            took = waited(files, given.page_timeout, first_try)
            print(f"{files:3} hanging files, first try {first_try:.0f} s: found after {took:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
