"""python -m benchmarks.fresh --seed 900 --rounds 2        charts that share nothing with benchmarks/charts

Fills every layout with invented people, prints it with Debian's Chromium, scans it at each severity, reads it with the pipeline's own
stages, and prints precision and recall of each identifier and of the types; layouts that nobody looked at while tuning ("held out") apart.
Seeds below 100 are for tuning. `--keep DIR` keeps what was read; later runs then only extract and classify.
Fonts: fonts-lato fonts-open-sans fonts-inconsolata fonts-crosextra-carlito fonts-crosextra-caladea fonts-courier-prime fonts-roboto-hinted.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ["OMP_THREAD_LIMIT"] = "1"  # before any engine is loaded

from benchmarks.fresh.judge import Tally, judge, print_tables
from benchmarks.fresh.kinds import SEVERITIES, Page, Severity
from benchmarks.fresh.pages import fill, layouts, printed
from benchmarks.fresh.scanner import scan
from pipeline.assembly import SHIPPED_MODEL, PageReader, types_of
from pipeline.classify.classifier import Classifier
from pipeline.classify.linear import load_model
from pipeline.cleanup import Cleaner
from pipeline.extract import Extractor, load_rules
from pipeline.model.types import PageText
from pipeline.ocr import build_engine
from pipeline.settings import Settings, config_folder

Read = tuple[Page, Severity, PageText]


def main(argv: Sequence[str] | None = None) -> int:
    """Print, scan, read, judge."""
    given = _arguments(argv)
    settings = Settings()
    classify = Classifier(settings.classify, load_model(SHIPPED_MODEL), types_of(settings))
    extract = Extractor(settings.extract, load_rules(config_folder() / "identifiers"))
    tallies: dict[str, Tally] = {}
    for page, severity, text in _read(given):
        typed = classify(text)
        column = f"{severity} {'held out' if page.held_out else 'tuned'}"
        problems = judge(page, typed.type.code, extract(typed).identifiers, tallies.setdefault(column, Tally()))
        for problem in problems if given.problems else ():
            print(f"{page.layout} {page.seed} {severity}: {problem}")
    print(f"seed {given.seed}, {given.rounds} rounds of {len(_layouts(given))} layouts")
    print_tables(tallies)
    return 0


def _layouts(given: argparse.Namespace) -> list[Path]:
    return [path for path in layouts() if not given.only or path.stem in given.only or path.parent.name in given.only]


def _read(given: argparse.Namespace) -> Iterator[Read]:
    for seed in range(given.seed, given.seed + given.rounds):
        pages = [fill(path, seed) for path in _layouts(given)]
        kept = {(page.layout, severity): _kept(given.keep, page, severity) for page in pages for severity in given.severity}
        missing = [page for page in pages if any(kept[page.layout, severity] is None for severity in given.severity)]
        for page in pages:
            if page not in missing:
                for severity in given.severity:
                    found = kept[page.layout, severity]
                    assert found is not None
                    yield found[0], severity, found[1]
        yield from _fresh(missing, given)


def _fresh(pages: list[Page], given: argparse.Namespace) -> Iterator[Read]:
    if not pages:
        return
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    reader = PageReader(Cleaner(Settings().cleanup), build_engine(Settings().ocr))
    for page, pixels in zip(pages, printed(pages), strict=True):
        for severity in given.severity:
            text = reader(scan(pixels, severity, page.seed))
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                _path(given.keep, page, severity).write_bytes(pickle.dumps((page, text)))
            yield page, severity, text


def _path(folder: Path, page: Page, severity: Severity) -> Path:
    return folder / f"{page.layout}-{page.seed}-{severity}.pickle"


def _kept(folder: Path | None, page: Page, severity: Severity) -> tuple[Page, PageText] | None:
    path = _path(folder, page, severity) if folder else None
    if path is None or not path.exists():
        return None
    found: tuple[Page, PageText] = pickle.loads(path.read_bytes())  # our own
    return found


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fresh", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=900, help="the first round's seed; below 100 is for tuning")
    parser.add_argument("--rounds", type=int, default=2, help="how often every layout is filled in, each time with other people")
    parser.add_argument("--severity", nargs="+", choices=SEVERITIES, default=list(SEVERITIES))
    parser.add_argument("--only", nargs="+", metavar="LAYOUT", help="only these layouts; or tuning, held_out")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was read here, and take what is there")
    parser.add_argument("--problems", action="store_true", help="name each thing that went wrong (the people are invented)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    raise SystemExit(main())
