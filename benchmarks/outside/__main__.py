"""`python -m benchmarks.outside`: makes files nobody has seen, lets the program take them, and judges its records."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.outside.deliver import Delivery
from benchmarks.outside.judge import Bench
from benchmarks.outside.report import problems, totals
from pipeline.settings import Settings

HALVES = (
    "tuning", "held_out", "second_tuning", "second_held_out", "third_held_out", "fourth_held_out", "fifth_tuning", "sixth_held_out",
)  # fmt: skip
UNSEEN = frozenset({"fourth_held_out", "sixth_held_out"})  # what is wrong there nobody may look into: it is for reporting only
PROGRAM = (sys.executable, "-m", "pipeline")


def call(home: Path, *words: str) -> str:
    """What the program prints."""
    settings = os.environ | {"CHARTSCAN_HOME": str(home), "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
    config = home.with_suffix(".toml")
    settings |= {"CHARTSCAN_CONFIG": str(config)} if config.exists() else {}
    done = subprocess.run([*PROGRAM, *words], env=settings, check=False, capture_output=True, text=True)
    if done.returncode not in {0, 3}:
        raise SystemExit(f"chartscan {words[0]} failed: {done.stderr[-2000:]}")
    return done.stdout


def take(folder: Path, home: Path, jobs: int) -> None:
    """Gives the program the patients and the files, as its README says; record numbers of a new format are set as it advises."""
    if home.exists():
        shutil.rmtree(home)
    home.with_suffix(".toml").unlink(missing_ok=True)
    advised = re.findall(r"'([^']+)'", call(home, "patients", "import", str(folder / "patients.csv")).partition("[extract.mrn]")[2])
    if advised:
        patterns = ", ".join(f"'{pattern}'" for pattern in (*Settings().extract.mrn.patterns, *advised))
        home.with_suffix(".toml").write_text(f"[extract.mrn]\npatterns = [{patterns}]\n", "utf-8")
        call(home, "patients", "import", str(folder / "patients.csv"))
    call(home, "ingest", str(folder / "scans"), "--jobs", str(jobs))
    call(home, "export", "--out", str(home / "records.jsonl"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outside", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--severity", choices=("clean", "typical", "harsh"), default="typical")
    parser.add_argument("--half", choices=HALVES, default="tuning")
    parser.add_argument("--problems", action="store_true", help=f"list each wrong thing (of every half but {', '.join(sorted(UNSEEN))})")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="names and mtsamples")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/out/outside"), help="files, homes and truth stay here")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--again", action="store_true", help="judge what was read before, without making or reading anything")
    given = parser.parse_args()
    folder = (given.out / f"{given.half}-{given.severity}-{given.seed}-{given.files}").resolve()
    home = folder / "home"
    start = time.monotonic()
    if not given.again:
        Delivery(given.seed, given.half, given.data).make(given.files, given.severity, folder)
        made = time.monotonic()
        take(folder, home, given.jobs)
        print(f"made in {made - start:.0f} s, read in {time.monotonic() - made:.0f} s: {folder}")
    records = [json.loads(line) for line in (home / "records.jsonl").read_text("utf-8").splitlines() if line.strip()]
    score = Bench(json.loads((folder / "truth.json").read_text("utf-8")), records).run()
    print(f"{given.half}, {given.severity}, seed {given.seed}, {given.files} files\n\n{totals(score)}")
    if given.problems and given.half not in UNSEEN:
        print(f"\n{problems(score, folder)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
