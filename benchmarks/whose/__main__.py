"""python -m benchmarks.whose --seed 70000 --files 60        whose page is it, and what is it: whole files of unseen charts

Draws files as stations deliver them (single documents, batches of many patients, several documents of one patient, pages misfiled,
backs, strangers, misprinted numbers), a third of them in layouts and a third in typefaces that nothing was ever tuned on; takes them
through the pipeline's own stages against a patient index full of near twins, and prints how documents were split, typed, read, filed and
held. Seeds below 10,000 are for tuning. `--keep DIR` keeps what was read, so that a second run tries another filing.
"""

from __future__ import annotations

import argparse
import os
import pickle
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.charts.model import Severity
from benchmarks.whose.files import Drawing, File, draw_file, population
from benchmarks.whose.judge import Tally, judge
from benchmarks.whose.picture import draw_problems
from benchmarks.whose.table import print_tables
from pipeline.assembly import Desk, Hallway
from pipeline.filing import SqlitePatientIndex
from pipeline.model.record import Record
from pipeline.model.types import Arrival, PageImage, PageResult
from pipeline.pages import ScanFile
from pipeline.settings import Settings

PEOPLE_SEED, PEOPLE = 4711, 3000
# as in tuning, in layouts that were never used for it, in typefaces that were never used for it
DRAWINGS: tuple[Drawing, ...] = ("tuned", "held_out", "fonts")
SEVERITIES: tuple[Severity, ...] = ("clean", "typical", "harsh")


class _Drawn(ScanFile):
    """A file's pages, as the hallway takes them."""

    format = "drawn"

    def __init__(self, images: list[PageImage]) -> None:
        self._images = images

    @property
    def page_count(self) -> int:
        """How many pages."""
        return len(self._images)

    def _page(self, number: int) -> PageImage:
        return self._images[number - 1]

    def close(self) -> None:
        """Nothing to give back."""


@cache
def _hallway() -> Hallway:
    return Hallway(Settings())


def read_file(seed: int, severity: Severity, drawing: Drawing, keep: str | None) -> tuple[File, list[PageResult]]:
    """The file without its pictures, and what was read on its pages."""
    kept = Path(keep) / f"{seed}-{severity}-{drawing}.pickle" if keep else None
    if kept and kept.exists():
        found: tuple[File, list[PageResult]] = pickle.loads(kept.read_bytes())  # our own
        return found
    file = draw_file(seed, severity, drawing, population(PEOPLE_SEED, PEOPLE))
    scan = _Drawn(file.images)
    results = [_hallway().read(scan, number) for number in range(1, len(file.images) + 1)]
    file.images.clear()
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps((file, results)))
    return file, results


def main(argv: Sequence[str] | None = None) -> int:
    """Draw, read, file, judge, print. Exit code 1 when a document was filed to a wrong patient."""
    given = _arguments(argv)
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(given.jobs) as pool:
        index = SqlitePatientIndex(Path(folder) / "patients.sqlite")
        index.load(population(PEOPLE_SEED, PEOPLE))
        desk = Desk(Settings(), index)
        for severity in given.severity:
            chosen: list[Drawing] = [given.drawing or DRAWINGS[number % len(DRAWINGS)] for number in range(given.files)]
            asked = [(given.seed + number, severity, drawing, given.keep) for number, drawing in enumerate(chosen)]
            for drawing, (file, results) in zip(chosen, pool.map(read_file, *zip(*asked, strict=True)), strict=True):
                arrival = Arrival(file.name, file.name, "0" * 64, None, "2026-11-23T10:00:00Z", 1)
                records = desk.records(arrival, results, False)
                problems = judge(file, records, tallies.setdefault(f"{severity} {drawing}", Tally()))
                _tell(file, records, problems, given, drawing)
        index.close()
    print(f"seeds {given.seed} to {given.seed + given.files - 1}, {given.files} files of each severity")
    print_tables(tallies)
    return 1 if any(tally.count["wrong patient"] for tally in tallies.values()) else 0


def _tell(file: File, records: list[Record], problems: list[str], given: argparse.Namespace, drawing: Drawing) -> None:
    """Name what went wrong, and draw it."""
    if given.problems:
        for problem in problems:
            print(f"{file.name} {file.kind}: {problem}", flush=True)
    if given.pictures and problems:
        seed, severity = file.name.split("-")
        drawn = draw_file(int(seed), severity, drawing, population(PEOPLE_SEED, PEOPLE))  # type: ignore[arg-type]  # it came from there
        draw_problems(file, drawn.images, records, problems, given.pictures)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.whose", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=70_000, help="the first file's seed; below 10000 is for tuning")
    parser.add_argument("--files", type=int, default=60, help="files of each severity")
    parser.add_argument("--severity", nargs="+", choices=SEVERITIES, default=list(SEVERITIES))
    parser.add_argument("--drawing", choices=DRAWINGS, help="only this; otherwise one after the other")
    parser.add_argument("--keep", metavar="DIR", help="keep what was read here, and take what is there")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="draw the pages of files where something went wrong")
    parser.add_argument("--problems", action="store_true", help="name each thing that went wrong (the people are invented)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
