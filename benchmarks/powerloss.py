"""The power goes at any moment of a run of the drop-folder daemon: what was not synced is lost, cut short or out of order.

Each state of the disk opens, and when the daemon has run again, verify is clean, every source is in done/ or quarantine/ once, and the
records are those of an undisturbed run. Pages are answered for from a table (tests/support/faults/canned.py); all else is the program's.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.resumable import Log
from tests.support.faults.bench import Bench
from tests.support.faults.powerloss import PowerLoss, cuts


def main() -> int:
    """0 when nothing was ever lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefixes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log", type=Path, metavar="FILE", help="one line a prefix; run again with it the campaign goes on where it was")
    given = parser.parse_args()
    log, began, wrong_states, done = Log(given.log), time.monotonic(), 0, Counter[str]()
    with tempfile.TemporaryDirectory(prefix="chartscan-power-") as folder, Bench(Path(folder), "watch") as bench:
        loss = PowerLoss(Path(folder), bench)
        print(f"seed {given.seed}: a trace of {len(loss.trace)} operations, {given.prefixes} prefixes", flush=True)
        for number, (at, rules, keep, chance) in enumerate(cuts(given.prefixes, len(loss.trace), given.seed), 1):
            key = f"{given.seed} {number}: {rules}, {keep:.0%} of the unsynced kept, after operation {at}"
            known = log.known(key) or log.write(key, {"wrong": loss.cut(at, rules, keep, chance)})
            done[f"{rules} {keep:.0%}"] += 1
            if known["wrong"]:
                wrong_states += 1
                print(f"WRONG {key}: {str(known['wrong'])[:1500]}", flush=True)
            if number % 50 == 0:
                print(f"{number} prefixes, {wrong_states} wrong, {time.monotonic() - began:.0f} s", flush=True)
        print(f"seed {given.seed}: {done.total()} prefixes {dict(sorted(done.items()))}, {wrong_states} wrong")
    return 1 if wrong_states else 0


if __name__ == "__main__":
    raise SystemExit(main())
