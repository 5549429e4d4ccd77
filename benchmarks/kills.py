"""kill -9 of the daemon, of a worker or of all at random moments, while 200 mixed files arrive in a drop folder that `watch` looks after.

After each kill of the daemon the index is brought up to the ledger and `verify` must find nothing; each source must be in exactly one
place. At the end every file is accounted for, in done/ or quarantine/ once, and the records are those of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.support.killing import Killing


def main() -> int:
    """0 when nothing was ever lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="where everything stands; run again with it the campaign goes on where it was"
    )
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so many; with --folder it can be gone on with")
    given = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chartscan-kills-") as temporary:
        killing = Killing(given.folder or Path(temporary), given.files, given.kills, given.seed)
        print(f"seed {given.seed}: {given.kills} kills, {len(killing.names)} files; {killing.kills} kills were done before", flush=True)
        failures = 0
        for wrong in killing.run():
            failures += bool(wrong)
            for line in wrong:
                print(f"WRONG after kill {killing.kills}: {line}", flush=True)
            if killing.kills % 20 == 0:
                print(f"{killing.kills} kills {dict(killing.victims)}, {failures} wrong, {time.monotonic() - began:.0f} s", flush=True)
            if time.monotonic() - began > 60 * given.minutes:
                print(f"stopped after {killing.kills} kills {dict(killing.victims)}, {failures} wrong")
                return 1 if failures else 0
        ending = killing.finish()
        for line in ending:
            print(f"WRONG at the end: {line}")
        print(f"seed {given.seed}: {killing.kills} kills {dict(killing.victims)}, {failures} wrong after a kill, {len(ending)} at the end")
    return 1 if failures or ending else 0


if __name__ == "__main__":
    raise SystemExit(main())
