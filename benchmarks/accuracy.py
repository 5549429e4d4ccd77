"""Both accuracies by one command: `python -m benchmarks.accuracy --data ../shared/data`.

First how well document types are told apart, on texts of MTSamples the model never saw among others; then precision and recall of the
identifiers on charts drawn from seeds never tuned on, half of them in layouts never looked at. `--text` skips the reading of pictures.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import identifiers
from benchmarks.types.fit import MODEL
from benchmarks.types.report import report as report_types


def main() -> None:
    """Print the table of types, then the table of identifiers."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of shared data")
    parser.add_argument("--charts", type=int, default=60, help="how many charts are drawn for the identifiers")
    parser.add_argument("--seed", type=int, default=identifiers.REPORTED, help="the first chart's seed; below 10000 is for tuning")
    parser.add_argument("--text", action="store_true", help="take the charts' printed lines instead of reading their pictures")
    given = parser.parse_args()
    print("Document types")
    report_types(given.data, MODEL, 0, None)
    print("\nIdentifiers", "from the printed lines" if given.text else "read from pictures")
    identifiers.report(given.charts, given.seed, text=given.text)


if __name__ == "__main__":
    main()
