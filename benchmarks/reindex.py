"""How quickly a ledger goes into Elasticsearch: `python -m benchmarks.reindex --pages 20000`.

`chartscan reindex --to elasticsearch` on a ledger of synthetic pages of some 1,900 characters, into the tests' node. The client is what
this process spends (processor time); the wall clock also waits for the one node that shares the machine.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.charts import make_patients
from benchmarks.search.corpus import Pages, records
from pipeline.index import IndexSettings
from pipeline.model.record import Record
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.settings import Settings
from tests.support.elastic.index import set_up, settings_for
from tests.support.elastic.node import Authority, Node

PER_ARRIVAL = 500


def main() -> None:
    """Fill a ledger, write it twice, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reindex", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        node = Node(Authority(folder), settings="discovery.type: single-node\n", heap="2g").start()
        try:
            settings = settings_for(node)
            set_up(settings, folder)
            _measure(folder, settings, given.pages)
        finally:
            node.close()


def _measure(folder: Path, settings: IndexSettings, most: int) -> None:
    with Home(folder, Settings(index=settings)) as home:
        pages = _fill(home, most)
        for run in ("first", "again"):
            began, spent = time.perf_counter(), time.process_time()
            documents = indexing.rebuild(home)
            wall, cpu = time.perf_counter() - began, time.process_time() - spent
            print(
                f"{run}: {documents} documents, {pages} pages: {pages / cpu:.0f} pages/s of a core, {pages / wall:.0f} pages/s by the clock"
            )


def _fill(home: Home, most: int) -> int:
    rng = Random(3)
    batch: list[Record] = []
    pages = 0
    for made in records(Pages(rng, charts=300), make_patients(3, 200), most, rng):
        pages += len(made["pages"])
        batch.append(made)
        if len(batch) == PER_ARRIVAL:
            _finish(home, batch)
            batch = []
    _finish(home, batch)
    return pages


def _finish(home: Home, batch: list[Record]) -> None:
    if not batch:
        return
    path = batch[0]["source"]["path"]
    arrival, _ = home.ledger.arrivals.accept(path, path, "ab" * 32, 1, "s", "ingest")
    token = home.ledger.arrivals.claim(arrival.arrival_id, "benchmark", 600)
    if token is None:
        raise SystemExit("the ledger is not new")
    home.ledger.documents.finish(arrival.arrival_id, batch, token)


if __name__ == "__main__":
    main()
