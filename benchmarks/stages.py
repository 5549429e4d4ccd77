"""python -m benchmarks.stages     where a page's processor time goes, stage by stage, in the formats that scanners write

Drawn charts of the report's seeds through everything that a page goes through: opening, barcodes, cleanup, finding lines, the network,
the lexicon, the type, the identifiers, the answer's encoding. Finding lines is recognition, as Tesseract's own layout analysis is; the rest
is not. What the parent process does with the answers, `python -m benchmarks.workers` tells.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Severity
from benchmarks.charts.writing import Format, write_chart
from benchmarks.reading.sets import DRAWN_FROM
from pipeline.assembly import Hallway, pages
from pipeline.classify.classifier import Classifier
from pipeline.cleanup.chain import Cleaner
from pipeline.extract import Extractor
from pipeline.model.codec import encode
from pipeline.ocr import lstm_engine
from pipeline.ocr.lstm.correct import Corrector
from pipeline.ocr.lstm.network import Network
from pipeline.ocr.lstm_engine import LstmEngine
from pipeline.pages import open_scan
from pipeline.pages.protocol import ScanFile
from pipeline.run.workers.child import keep_memory
from pipeline.settings import Settings

RECOGNITION = ("lines", "network", "lexicon", "decoding")
_MEASURED: tuple[tuple[Any, str, str], ...] = (
    (ScanFile, "page", "opening"),
    (pages, "read_barcodes", "barcodes"),
    (Cleaner, "look", "cleanup"),
    (Cleaner, "clean", "cleanup"),
    (Cleaner, "doubtful_turns", "cleanup"),
    (pages, "picture_of", "cleanup"),
    (LstmEngine, "recognise", "decoding"),
    (lstm_engine, "find_lines", "lines"),
    (lstm_engine, "strip_of", "lines"),
    (Network, "__call__", "network"),
    (Corrector, "__call__", "lexicon"),
    (Classifier, "__call__", "type"),
    (Extractor, "__call__", "identifiers"),
)


class Clock:
    """Processor seconds by stage; a stage within another counts for itself only."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._under_way: list[str] = []
        self._since = 0.0

    def measured(self, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
        """The same call, its time counted for the stage."""

        def timed(*given: Any, **named: Any) -> Any:
            self._turn(stage)
            try:
                return call(*given, **named)
            finally:
                self._turn(None)

        return timed

    def _turn(self, stage: str | None) -> None:
        now = time.process_time()
        if self._under_way:
            self.spent[self._under_way[-1]] += now - self._since
        if stage is None:
            self._under_way.pop()
        else:
            self._under_way.append(stage)
        self._since = now


def main() -> None:
    """Print milliseconds a page for each stage, and the share of everything but recognition."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=20, help="of each severity and format")
    parser.add_argument("--split", choices=tuple(DRAWN_FROM), default="report")
    given = parser.parse_args()
    clock = Clock()
    for owner, name, stage in _MEASURED:
        setattr(owner, name, clock.measured(getattr(owner, name), stage))
    keep_memory()  # as worker processes do
    settings = Settings()
    hallway = Hallway(settings)
    first = DRAWN_FROM[given.split]
    print(f"charts {first} to {first + given.pages - 1}, first pages; processor milliseconds a page")
    with tempfile.TemporaryDirectory() as folder:
        for severity in get_args(Severity):
            for kind in ("pdf", "tiff_g4", "jpeg", "png"):
                clock.spent.clear()
                _read(clock, hallway, settings, _drawn(severity, kind, Path(folder), range(first, first + given.pages)))
                print(_told(f"{severity} {kind}", clock.spent, given.pages), flush=True)


def _drawn(severity: Severity, kind: Format, folder: Path, seeds: range) -> Iterator[Path]:
    for seed in seeds:
        chart = draw_chart(seed, severity=severity, layouts="all")
        yield write_chart(replace(chart, pages=chart.pages[:1]), folder / f"{severity}-{seed}", kind)


def _read(clock: Clock, hallway: Hallway, settings: Settings, paths: Iterator[Path]) -> None:
    for path in paths:
        with clock.measured(open_scan, "opening")(path, settings.pages) as scan:
            result = hallway.read(scan, 1)
        clock.measured(encode, "encoding")(result)


def _told(name: str, spent: dict[str, float], pages: int) -> str:
    total = sum(spent.values())
    rest = 1 - sum(spent[stage] for stage in RECOGNITION) / total
    stages = "  ".join(f"{stage} {1000 * seconds / pages:.1f}" for stage, seconds in sorted(spent.items(), key=lambda item: -item[1]))
    return f"{name:16} {1000 * total / pages:6.1f}  all but recognition {rest:.1%}   {stages}"


if __name__ == "__main__":
    main()
