"""python -m benchmarks.lie        how surely blank pages are told from pages with little on them

Sheets with nothing to read (backs, shine-through, dust, holes, separators' backs) and sheets with a few words, of the report's seeds.
Each is read twice: behind its front in one file, as duplex scanners write it, and alone.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Iterator

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.lie.sheets import Sheet, front_of, sheets
from benchmarks.reading.sets import DRAWN_FROM
from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner
from pipeline.model.types import PageImage
from pipeline.ocr import build_engine
from pipeline.settings import Settings


def main() -> None:
    """Print each kind's share of right answers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lie", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--split", choices=("tune", "report"), default="report")
    parser.add_argument("--first", type=int, help="the first seed, instead of the split's")
    parser.add_argument("--each", type=int, default=20, help="sheets of each kind")
    parser.add_argument("--wrong", action="store_true", help="name each sheet that was taken for the other")
    given = parser.parse_args()
    settings = Settings()
    read = PageReader(Cleaner(settings.cleanup), build_engine(settings.ocr))
    right: Counter[tuple[bool, str]] = Counter()
    alone: Counter[tuple[bool, str]] = Counter()
    first = DRAWN_FROM[given.split] if given.first is None else given.first
    for sheet in sheets(first, given.each):
        beside, by_itself = _verdicts(read, sheet)
        right[sheet.blank, sheet.kind] += beside == sheet.blank
        alone[sheet.blank, sheet.kind] += by_itself == sheet.blank
        if given.wrong and not beside == by_itself == sheet.blank:
            where = "alone" if beside == sheet.blank else "both"
            print(f"    {sheet.name} ({where}), {sheet.image.dpi_x} dpi{', black and white' if sheet.bitonal else ''}", flush=True)
    print(f"seeds from {first}; behind its front, and as the only page of its file")
    for blank in (True, False):
        kinds = [kind for truth, kind in right if truth is blank]
        every = given.each * len(kinds)
        both = (sum(count[blank, kind] for kind in kinds) for count in (right, alone))
        print(f"{'blank' if blank else 'not blank'}, of {every}: {' and '.join(f'{count} ({count / every:.1%})' for count in both)}")
        for kind in kinds:
            print(f"  {kind:24} {right[blank, kind]:4} {alone[blank, kind]:4} of {given.each}")


def _verdicts(read: PageReader, sheet: Sheet) -> tuple[bool, bool]:
    """Whether it is taken for blank: with the sheet's other side in the file, and without."""
    asked = []

    def others() -> Iterator[PageImage]:
        asked.append(sheet)
        yield front_of(sheet)

    beside = read(sheet.image, None, others).blank
    return beside, (read(sheet.image).blank if asked else beside)


if __name__ == "__main__":
    main()
