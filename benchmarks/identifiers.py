"""Precision and recall of the identifiers on charts never seen before: `python -m benchmarks.identifiers --charts 60 --seed 50000`.

Each chart is drawn by the generator, read by the pipeline's own reader (`--text` takes the printed lines instead) and its identifiers are
compared with those printed on the page. Seeds below 10,000 are for tuning; what is reported comes from 50,000 on.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import get_args

from benchmarks.charts import draw_chart
from benchmarks.charts.model import Chart, ChartPage, LayoutChoice
from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner
from pipeline.extract import Extractor, load_rules
from pipeline.model.types import Identifier, IdentifierKind, PageImage, PageText, TypedPage, TypeGuess
from pipeline.ocr import build_engine
from pipeline.settings import Settings, config_folder
from tests.support.pagetext import page_from_text

KINDS = get_args(IdentifierKind)
Read = Callable[[ChartPage, int], PageText]


@dataclass
class Tally:
    """Counts for one kind on one sort of chart. A value counts once a page; `sure` is what filing goes by."""

    printed: int = 0
    found: int = 0
    found_surely: int = 0
    sure: int = 0
    sure_and_right: int = 0
    best: int = 0
    best_and_right: int = 0


@dataclass(frozen=True)
class Miss:
    """One difference, for tuning; the people are invented."""

    seed: int
    page: int
    kind: str
    printed: tuple[str, ...]
    found: tuple[tuple[str, float, str], ...]


def main() -> None:
    """Draw, read, extract, compare, print."""
    arguments = _arguments()
    read = _reader(arguments.text)
    extract = Extractor(Settings().extract, load_rules(config_folder() / "identifiers"))
    tallies: dict[tuple[str, str], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    seconds, pages = 0.0, 0
    for chart, layouts in _charts(arguments.charts, arguments.seed):
        for number, page in enumerate(chart.pages, 1):
            typed = TypedPage(read(page, number), TypeGuess(None, 0.0))
            began = time.perf_counter()
            findings = extract(typed)
            seconds, pages = seconds + time.perf_counter() - began, pages + 1
            for miss in _compare(chart, number, findings.identifiers, tallies[chart.severity, layouts], arguments.sure):
                if arguments.misses:
                    print(
                        f"{miss.seed} p{miss.page} {chart.layout}/{chart.severity} {miss.kind}: printed {miss.printed} found {miss.found}"
                    )
    _report(tallies)
    print(f"{pages} pages, {1000 * seconds / max(1, pages):.1f} ms a page to extract")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--charts", type=int, default=60, help="how many charts, half of them in layouts never looked at while tuning")
    parser.add_argument("--seed", type=int, default=50_000, help="the first seed; below 10000 is for tuning")
    parser.add_argument("--text", action="store_true", help="take the printed lines instead of reading the picture")
    parser.add_argument(
        "--sure", type=float, default=Settings().filing.min_identifier_confidence, help="confidence that filing takes for sure"
    )
    parser.add_argument("--misses", action="store_true", help="print every difference (invented people)")
    return parser.parse_args()


def _charts(count: int, seed: int) -> Iterator[tuple[Chart, str]]:
    for number in range(count):
        layouts: LayoutChoice = "held_out" if number % 2 else "tuned"
        yield draw_chart(seed + number, layouts=layouts), layouts


def _reader(text: bool) -> Read:
    if text:
        return lambda page, number: page_from_text(page.text, number)
    reader = PageReader(Cleaner(Settings().cleanup), build_engine(Settings().ocr))
    return lambda page, number: reader(PageImage(number, page.pixels, page.dpi_x, page.dpi_y))


def _compare(chart: Chart, number: int, found: tuple[Identifier, ...], tallies: dict[str, Tally], least: float) -> Iterator[Miss]:
    for kind in KINDS:
        here = [identifier for identifier in found if identifier.kind == kind]
        printed = {box.value for box in chart.pages[number - 1].boxes if box.kind == kind}
        everywhere = {box.value for box in chart.identifiers if box.kind == kind}
        _count(tallies[kind], printed, everywhere, here, least)
        sure = {identifier.value for identifier in here if identifier.confidence >= least}
        if sure != printed and (printed or sure):
            values = tuple((identifier.value, identifier.confidence, identifier.rule) for identifier in here)
            yield Miss(chart.seed, number, kind, tuple(sorted(printed)), values)


def _count(tally: Tally, printed: set[str], right: set[str], found: list[Identifier], least: float) -> None:
    sure = [identifier.value for identifier in found if identifier.confidence >= least]
    tally.printed += len(printed)
    tally.found += len(printed & {identifier.value for identifier in found})
    tally.found_surely += len(printed & set(sure))
    tally.sure += len(sure)
    tally.sure_and_right += len(right & set(sure))
    tally.best += bool(sure)
    tally.best_and_right += bool(sure) and sure[0] in right


def _report(tallies: dict[tuple[str, str], dict[str, Tally]]) -> None:
    print(f"{'charts':18} {'kind':13} {'printed':>7} {'found':>7} {'surely':>7} {'precision':>10} {'of best':>8}")
    for sort in sorted(tallies):
        for kind in KINDS:
            _line(" ".join(sort), kind, tallies[sort][kind])
    for layouts in ("tuned", "held_out"):
        for kind in KINDS:
            _line(f"all {layouts}", kind, _sum(per_kind[kind] for sort, per_kind in tallies.items() if sort[1] == layouts))


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        for field in fields(Tally):
            setattr(total, field.name, getattr(total, field.name) + getattr(tally, field.name))
    return total


def _line(sort: str, kind: str, tally: Tally) -> None:
    shares = [
        (tally.found, tally.printed),
        (tally.found_surely, tally.printed),
        (tally.sure_and_right, tally.sure),
        (tally.best_and_right, tally.best),
    ]
    found, surely, precision, best = (f"{part / whole:.3f}" if whole else "-" for part, whole in shares)
    print(f"{sort:18} {kind:13} {tally.printed:7} {found:>7} {surely:>7} {precision:>10} {best:>8}")


if __name__ == "__main__":
    main()
