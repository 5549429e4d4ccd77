"""python -m benchmarks.lie        how surely blank pages are told from pages with little on them

Sheets with nothing to read (backs, shine-through, dust, holes, separators' backs) and sheets with a few words, of the report's seeds.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.lie.sheets import sheets
from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner
from pipeline.ocr import build_engine
from pipeline.settings import Settings


def main() -> None:
    """Print each kind's share of right answers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lie", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--each", type=int, default=20, help="sheets of each kind")
    parser.add_argument("--wrong", action="store_true", help="name each sheet that was taken for the other")
    given = parser.parse_args()
    settings = Settings()
    read = PageReader(Cleaner(settings.cleanup), build_engine(settings.ocr))
    right: Counter[tuple[bool, str]] = Counter()
    for sheet in sheets(given.split, given.each):
        found = read(sheet.image).blank
        right[sheet.blank, sheet.kind] += found == sheet.blank
        if given.wrong and found != sheet.blank:
            print(f"    {sheet.name}, {sheet.image.dpi_x} dpi{', black and white' if sheet.bitonal else ''}")
    for blank in (True, False):
        kinds = {kind: count for (truth, kind), count in right.items() if truth is blank}
        print(f"{'blank' if blank else 'not blank'}: {sum(kinds.values()) / (given.each * len(kinds)):.1%} of {given.each * len(kinds)}")
        for kind, count in kinds.items():
            print(f"  {kind:24} {count / given.each:.0%}")


if __name__ == "__main__":
    main()
