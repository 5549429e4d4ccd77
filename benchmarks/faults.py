"""Every n-th file operation of a run fails, for every n until a run completes; then the run is repeated without a fault.

After each: verify is clean, the records, the counts and the places of the sources are those of an undisturbed run, and nothing is left
in the store's parts. Four small files; ledger, store, filing, index, intake and watch are the program's own, pages are answered for
from a table (tests/support/faults/canned.py).
"""

from __future__ import annotations

import argparse
import errno
import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.resumable import Log
from tests.support.faults.bench import Bench, Fault, GenuineBench

KINDS = {
    "ENOSPC": (errno.ENOSPC, False),
    "EIO": (errno.EIO, False),
    "short": (0, False),
    "ENOSPC-forever": (errno.ENOSPC, True),
    "EIO-forever": (errno.EIO, True),
}


def main() -> int:
    """0 when nothing was wrong after any fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--do", choices=("ingest", "watch"), default="ingest")
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    parser.add_argument("--genuine", action="store_true", help="ingest by the program itself, with its workers and engine: seconds a run")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each N-th operation")
    parser.add_argument("--log", type=Path, metavar="FILE", help="one line a fault; run again with it the campaign goes on where it was")
    arguments = parser.parse_args()
    log, kind_of_bench = Log(arguments.log), GenuineBench if arguments.genuine else Bench
    name = "genuine" if arguments.genuine else arguments.do
    began, wrong_runs = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="chartscan-faults-") as folder, kind_of_bench(Path(folder), arguments.do) as bench:
        print(f"{name}: {bench.count} operations in an undisturbed run; kinds {', '.join(arguments.kinds)}; every {arguments.every}")
        codes: Counter[str] = Counter()
        for kind in arguments.kinds:
            number, forever = KINDS[kind]
            for done, at in enumerate(range(1, 10 * bench.count, arguments.every), 1):
                key = f"{name} {kind} {at}"
                if (known := log.known(key)) is None:
                    first, wrong = bench.faulted(Fault(at, number, forever))
                    known = log.write(key, {"count": first["count"], "code": first["code"], "wrong": wrong})
                if max(known["count"], bench.count * arguments.genuine) < at:  # the run was complete before
                    break
                codes[f"{kind}: exit {known['code']}"] += 1
                if known["wrong"]:
                    wrong_runs += 1
                    print(f"WRONG after {key}: {json.dumps(known['wrong'])[:2000]}", flush=True)
                if done % 50 == 0:
                    print(f"{kind}: {done} faults, {wrong_runs} wrong, {time.monotonic() - began:.0f} s", flush=True)
        print(f"{sum(codes.values())} faulted runs, {wrong_runs} wrong; {dict(codes)}")
    return 1 if wrong_runs else 0


if __name__ == "__main__":
    raise SystemExit(main())
