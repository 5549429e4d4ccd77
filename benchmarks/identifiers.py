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
from benchmarks.charts.model import Chart, ChartPage, LayoutChoice, Printed
from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner
from pipeline.extract import Extractor, format_name, load_rules, parse_name
from pipeline.model.types import Identifier, IdentifierKind, PageImage, PageText, TypedPage, TypeGuess
from pipeline.ocr import build_engine
from pipeline.settings import Settings, config_folder
from tests.support.pagetext import page_from_text

KINDS = get_args(IdentifierKind)[:7]  # those that drawn charts come with the truth about
REPORTED = 80_000  # the first seed of the published figures; nothing below 90,000 and from here on is tuned on
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
    given = _arguments()
    report(given.charts, given.seed, text=given.text, least=given.sure, misses=given.misses)


def report(charts: int, seed: int, *, text: bool = False, least: float | None = None, misses: bool = False) -> None:
    """Prints the table for so many charts; `least` is the confidence that counts as sure, None what filing takes."""
    least = Settings().filing.min_identifier_confidence if least is None else least
    read = _reader(text)
    extract = Extractor(Settings().extract, load_rules(config_folder() / "identifiers"))
    tallies: dict[tuple[str, str], dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    seconds, pages = 0.0, 0
    for chart, layouts in _charts(charts, seed):
        for number, page in enumerate(chart.pages, 1):
            typed = TypedPage(read(page, number), TypeGuess(None, 0.0))
            began = time.perf_counter()
            found = extract(typed).identifiers
            seconds, pages = seconds + time.perf_counter() - began, pages + 1
            for miss in _compare(chart, number, found, tallies[chart.severity, layouts], least):
                if misses and layouts == "tuned":
                    print(f"{miss.seed} p{miss.page} {chart.layout}/{chart.severity} {miss.kind}: {miss.printed} found {miss.found}")
    _table(tallies)
    print(f"{pages} pages, {1000 * seconds / max(1, pages):.1f} ms a page to extract")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.identifiers", description=__doc__)
    parser.add_argument("--charts", type=int, default=60, help="how many charts, half of them in layouts never looked at while tuning")
    parser.add_argument("--seed", type=int, default=REPORTED, help="the first seed; below 10000 is for tuning")
    parser.add_argument("--text", action="store_true", help="take the printed lines instead of reading the picture")
    parser.add_argument("--sure", type=float, help="confidence that counts as sure; what filing takes unless told")
    parser.add_argument("--misses", action="store_true", help="print every difference in the tuned layouts (invented people)")
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
        printed = {_normal(box) for box in chart.pages[number - 1].boxes if box.kind == kind}
        everywhere = {_normal(box) for box in chart.identifiers if box.kind == kind}
        _count(tallies[kind], printed, everywhere, here, least)
        sure = {identifier.value for identifier in here if identifier.confidence >= least}
        if sure != printed and (printed or sure):
            values = tuple((identifier.value, identifier.confidence, identifier.rule) for identifier in here)
            yield Miss(chart.seed, number, kind, tuple(sorted(printed)), values)


def _normal(box: Printed) -> str:
    """Names as the pipeline writes them, without full stops: "ST JOHN, MARY"."""
    name = parse_name(box.value) if box.kind == "name" else None
    return box.value if name is None else format_name(name)


def _count(tally: Tally, printed: set[str], right: set[str], found: list[Identifier], least: float) -> None:
    sure = [identifier.value for identifier in found if identifier.confidence >= least]
    tally.printed += len(printed)
    tally.found += len(printed & {identifier.value for identifier in found})
    tally.found_surely += len(printed & set(sure))
    tally.sure += len(sure)
    tally.sure_and_right += len(right & set(sure))
    tally.best += bool(sure)
    tally.best_and_right += bool(sure) and sure[0] in right


def _table(tallies: dict[tuple[str, str], dict[str, Tally]]) -> None:
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
