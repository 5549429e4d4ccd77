"""How quickly an index answers: `python -m benchmarks.search --pages 200000 [--backend elasticsearch]`.

Milliseconds of wall time, one query after the other, as `chartscan search` asks them, on a file index with a warm page cache,
or on a node that is started for it (the one of the tests, one shard, 2 GB of heap).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from benchmarks.charts import make_patients, type_codes
from benchmarks.search.corpus import Pages, kinds, records
from pipeline.index import Change, SearchIndex, SearchQuery, SqliteIndex
from pipeline.model.types import Patient
from pipeline.settings import Settings

BATCH = 500  # documents a transaction


def main() -> None:
    """Build, ask, print."""
    given = _arguments()
    rng = Random(given.seed)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, _BACKENDS[given.backend](Path(folder)) as (index, size):
        people = make_patients(given.seed, max(10, given.pages // 60))
        pages = Pages(rng)
        began = time.perf_counter()
        written = _build(index, pages, people, given.pages, rng)
        took = time.perf_counter() - began
        print(f"{given.backend}: {written} pages, {len(people)} patients: {took:.0f} s to build, {written / took:.0f} pages/s", end=", ")
        print(f"{size() / 2**20:.0f} MB", flush=True)
        _ask(index, pages, people, given.queries, rng)


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[SearchIndex, Callable[[], int]]]:
    path = folder / "index.sqlite"
    index = SqliteIndex(path, Settings().index, {code: code for code in type_codes()}, str)
    yield index, lambda: path.stat().st_size
    index.close()


@contextmanager
def _elasticsearch(folder: Path) -> Iterator[tuple[SearchIndex, Callable[[], int]]]:
    from tests.support.elastic.index import SeenAtOnce, set_up, settings_for  # noqa: PLC0415  # needs Java; the embedded index does not
    from tests.support.elastic.node import Authority, Node  # noqa: PLC0415

    node = Node(Authority(folder), settings="discovery.type: single-node\n", heap="2g").start()
    try:
        set_up(settings_for(node), folder)
        index = SeenAtOnce(settings_for(node), {code: code for code in type_codes()}, str, folder)
        with node.client() as admin:
            yield index, lambda: int(admin.indices.stats(index="chartscan-pages")["_all"]["total"]["store"]["size_in_bytes"])
        index.close()
    finally:
        node.close()


_BACKENDS = {"sqlite": _sqlite, "elasticsearch": _elasticsearch}


def _build(index: SearchIndex, pages: Pages, people: list[Patient], most: int, rng: Random) -> int:
    written, batch = 0, []
    for made in records(pages, people, most, rng):
        batch.append(Change(made["document_id"], 1, made))
        written += len(made["pages"])
        if len(batch) == BATCH:
            index.upsert(batch)
            batch = []
    index.upsert(batch)
    return written


def _ask(index: SearchIndex, pages: Pages, people: list[Patient], queries: int, rng: Random) -> None:
    asked = kinds(pages, people, rng)
    each = max(5, queries // len(asked))
    everything: list[float] = []
    print(f"{'query':20} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'pages found':>12}")
    for name, make in asked.items():
        times, found = zip(*_timed(index, make, each), strict=True)
        everything += times
        print(_line(name, list(times), sum(found) / len(found)), flush=True)
    print(_line("all", everything, 0))


def _timed(index: SearchIndex, make: Callable[[], SearchQuery], each: int) -> Iterator[tuple[float, int]]:
    for _ in range(each):
        query = make()
        began = time.perf_counter()
        results = index.search(query)
        yield 1000 * (time.perf_counter() - began), results.total_pages


def _line(name: str, times: list[float], found: float) -> str:
    ordered = sorted(times)
    p50, p95 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{name:20} {p50:8.1f} {p95:8.1f} {ordered[-1]:8.1f} {found:12.0f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--backend", choices=sorted(_BACKENDS), default="sqlite")
    parser.add_argument("--pages", type=int, default=200_000)
    parser.add_argument("--queries", type=int, default=700)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to build the index; it is removed afterwards")
    return parser.parse_args()


if __name__ == "__main__":
    main()
