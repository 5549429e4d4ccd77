"""100,000 pages in one batch, stopped in the middle and continued: `./run campaign archive --pages 100000 --seed 1`.

Prints how fast pages went by the clock and by processor second, near page 1,000 and at the end, and what memory was held; draws both.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.archive.drawing import draw
from benchmarks.archive.measuring import Look, look, pages_done
from benchmarks.archive.pages import make_archive

EVERY_S = 5.0


def main() -> int:
    """Make the archive, take it in, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=0, help="worker processes (default: one per core)")
    parser.add_argument("--folder", type=Path, help="where archive and home stand (default: a temporary folder)")
    parser.add_argument("--out", type=Path, help="draw the curves to this PNG")
    parser.add_argument("--no-stop", action="store_true", help="do not stop in the middle")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name)
        return _campaign(folder, given)


def _campaign(folder: Path, given: argparse.Namespace) -> int:
    print(f"seed {given.seed}, {given.pages} pages, {given.jobs or 'all'} jobs", flush=True)
    archive = make_archive(folder / "archive", given.pages, given.seed)
    home = folder / "home"
    _chartscan(home, "patients", "import", archive.patients)
    began = time.monotonic()
    command = ["ingest", archive.folder, *(["--jobs", str(given.jobs)] if given.jobs else [])]
    looks: list[Look] = []
    if not given.no_stop:
        code, text = _run(home, command, looks, began, given.pages // 2)
        print(f"stopped at page {pages_done(home)} with exit code {code}\n{text}", flush=True)
    stop_at = len(looks)
    code, text = _run(home, command, looks, began, None)
    print(f"exit code {code}\n{text}")
    proof = json.loads(_chartscan(home, "verify", "--json"))
    print(f"verify: {proof['by_state']}, {proof['documents']} documents, problems: {proof['problems'][:5] or 'none'}")
    (folder / "looks.json").write_text(json.dumps([vars(one) for one in looks]))
    _tell(looks)
    if given.out:
        draw(looks, stop_at, given.out, f"{given.pages} pages, seed {given.seed}")
    return 0 if not proof["problems"] and pages_done(home) == given.pages else 1


def _run(home: Path, command: Sequence[object], looks: list[Look], began: float, stop_at: int | None) -> tuple[int, str]:
    """One run of the program, looked at every few seconds; asked to stop when it has read so many pages."""
    cpu_before = looks[-1].cpu if looks else 0.0
    with (home / "out.txt").open("w+") as out:
        program = subprocess.Popen(_command(home, *command), stdout=out, stderr=subprocess.STDOUT, text=True)
        while program.poll() is None:
            looks.append(look(program.pid, home, began, cpu_before))
            if stop_at is not None and looks[-1].pages >= stop_at:
                program.send_signal(signal.SIGTERM)
                stop_at = None
            time.sleep(EVERY_S)
        out.seek(0)
        return program.returncode, "\n".join(out.read().splitlines()[-30:])


def _command(home: Path, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "pipeline", "--home", str(home), *map(str, arguments)]


def _chartscan(home: Path, *arguments: object) -> str:
    done = subprocess.run(_command(home, *arguments), capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(done.stderr)
    return done.stdout


def _tell(looks: Sequence[Look]) -> None:
    """Pages a second by the clock and by processors over tenths of the run, and the memory at their ends."""
    read = [one for one in looks if one.pages]
    steps = 10
    print(f"{'pages':>9} {'pages/s':>9} {'pages/cpu s':>12} {'main MB':>9} {'workers MB':>11}")
    last = read[0]
    for step in range(1, steps + 1):
        goal = read[0].pages + (read[-1].pages - read[0].pages) * step / steps
        now = next(one for one in read if one.pages >= goal)
        if now.clock > last.clock:
            by_clock, by_cpu = ((now.pages - last.pages) / max(span, 1e-9) for span in (now.clock - last.clock, now.cpu - last.cpu))
            print(f"{now.pages:>9} {by_clock:>9.1f} {by_cpu:>12.1f} {now.main_mb:>9.0f} {now.workers_mb:>11.0f}")
        last = now


if __name__ == "__main__":
    sys.exit(main())
