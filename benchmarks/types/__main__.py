"""python -m benchmarks.types --data ../shared/data            prints how well the shipped model tells types apart
python -m benchmarks.types train --data ../shared/data      trains it anew: pipeline/classify/model/types.npz

With --ocr N it also draws N charts and reads them with the pipeline's own reader; with --picture FILE it draws the confusion matrix.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from benchmarks.types.fit import MODEL, fit
from benchmarks.types.report import report
from pipeline.classify.linear import save_model


def main() -> None:
    """Parses the arguments and does one of the two."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.types", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("report", "train"), default="report")
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--model", type=Path, default=MODEL, help="the model file to measure or to write")
    parser.add_argument("--seed", type=int, default=1, help="of training")
    parser.add_argument("--ocr", type=int, default=0, metavar="N", help="draw and read N charts too")
    parser.add_argument("--picture", type=Path, help="where to write the confusion matrix (PNG)")
    given = parser.parse_args()
    if given.what == "train":
        started = time.monotonic()
        model = fit(given.data, given.seed)
        given.model.parent.mkdir(parents=True, exist_ok=True)
        save_model(model, given.model)
        print(f"{len(model.names)} features, {len(model.classes)} classes, {given.model.stat().st_size} bytes, ", end="")
        print(f"temperature {model.temperature}, {time.monotonic() - started:.0f} s")
    else:
        report(given.data, given.model, given.ocr, given.picture)


if __name__ == "__main__":
    main()
