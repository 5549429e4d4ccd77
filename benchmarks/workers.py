"""python -m benchmarks.workers     two worker processes beside one: whole `chartscan ingest` runs, in turn, on the same drawn charts

Wall time says how much faster two workers are, if nothing else runs on the machine; the program tells how much of the machine others took.
Processor time is split into the parent's (ledger, store, filing, index: what can't be spread over workers) and the workers', both with
their start. With `--born-digital` the files are PDFs that carry their own text, of many pages each.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.charts import draw_chart
from benchmarks.charts.writing import fitting_formats, write_chart
from benchmarks.reading.sets import DRAWN_FROM

# the parent's own time goes to a file, for what a parent's parent sees is the sum of all
_RUN = """
import resource, sys
from pipeline.cli import main

if __name__ == "__main__":  # the workers import this file too
    try:
        main(sys.argv[2:])
    finally:
        own = resource.getrusage(resource.RUSAGE_SELF)
        with open(sys.argv[1], "w") as told:
            told.write(str(own.ru_utime + own.ru_stime))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds: by the clock, of the parent process, of the workers, and that other programs had of the processors meanwhile."""

    wall: float
    parent: float
    workers: float
    others: float


def main() -> None:
    """Print each run, and the medians' ratio."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.workers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--charts", type=int, default=60, help="typical charts; or born-digital files")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is run")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of workers")
    parser.add_argument("--born-digital", action="store_true", help="PDFs with text instead of scans")
    parser.add_argument("--pages", type=int, default=20, help="pages of a born-digital file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scans = Path(folder) / "scans"
        scans.mkdir()
        pages = sum(_written(scans, given.born_digital, seed, given.pages) for seed in range(given.charts))
        print(f"{given.charts} files, {pages} pages, seeds from {DRAWN_FROM['report']}", flush=True)
        runs: dict[int, list[Run]] = {jobs: [] for jobs in given.jobs}
        for round_ in range(given.rounds):
            for jobs in given.jobs:
                run = _ingested(scans, Path(folder) / f"home-{round_}-{jobs}", jobs)
                runs[jobs].append(run)
                print(_told(jobs, run, pages), flush=True)
    first = min(run.wall for run in runs[given.jobs[0]])
    for jobs in given.jobs[1:]:
        print(f"{jobs} workers are {first / min(run.wall for run in runs[jobs]):.2f} times as fast as {given.jobs[0]} (best runs)")


def _written(folder: Path, born_digital: bool, seed: int, pages: int) -> int:
    chart = draw_chart(DRAWN_FROM["report"] + seed, severity="typical", layouts="all")
    if not born_digital:
        write_chart(chart, folder / f"chart-{seed}", fitting_formats(chart)[0])
        return len(chart.pages)
    canvas = Canvas(str(folder / f"chart-{seed}.pdf"), pagesize=letter)
    for page in range(pages):
        text = canvas.beginText(54, 740)
        text.setFont("Helvetica", 9)
        text.textLines(chart.pages[page % len(chart.pages)].text)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return pages


def _ingested(scans: Path, home: Path, jobs: int) -> Run:
    script, told = home.with_suffix(".py"), home.with_suffix(".seconds")
    script.write_text(_RUN, encoding="utf-8")
    command = [sys.executable, str(script), str(told), "ingest", str(scans), "--jobs", str(jobs)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "CHARTSCAN_HOME": str(home), "PYTHONPATH": str(Path.cwd())}
    before, busy, began = _children(), _busy(), time.monotonic()
    subprocess.run(command, check=False, capture_output=True, env=environment)
    wall = time.monotonic() - began
    both = _children() - before
    parent = float(told.read_text(encoding="utf-8"))
    return Run(wall, parent, both - parent, max(0.0, _busy() - busy - both))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy() -> float:
    """Seconds that the machine's processors were busy since it started (proc/stat: user, nice, system, interrupts, stolen)."""
    fields = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    return sum(int(fields[place]) for place in (0, 1, 2, 5, 6, 7)) / os.sysconf("SC_CLK_TCK")


def _told(jobs: int, run: Run, pages: int) -> str:
    each = 1000 / pages
    return (
        f"  {jobs} workers: {60 * pages / run.wall:6.0f} pages a minute by the clock; processor milliseconds a page: "
        f"workers {run.workers * each:.1f}, "
        f"parent {run.parent * each:.2f} ({run.parent / (run.parent + run.workers):.1%}); others had {run.others / run.wall:.2f} processors"
    )


if __name__ == "__main__":
    main()
