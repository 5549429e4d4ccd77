"""The same 300 questions of the same 5,000 pages: both backends find the same ones, and what differs is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from benchmarks.charts import make_patients, type_codes
from benchmarks.search.corpus import Pages, kinds, records
from pipeline.index import Change, IndexSettings, SearchIndex, SearchQuery, SqliteIndex
from tests.support.elastic.index import SeenAtOnce, set_up, settings_for
from tests.support.elastic.node import Node

PAGES, QUERIES, SEED = 5_000, 300, 7
LISTED = 800  # of an answer with more pages only the counts, in all and by type, are compared
# Where words are spelled a little otherwise, candidates are found by different means (deletion keys in the embedded index, Lucene's
# automata in Elasticsearch) and only the nearest eight are taken: the exact answers agree, the rest may differ in a page or two.
SPELLED_OTHERWISE = {
    "a rare word",
    "two words",
    "or, not",
    "a misspelt word",
    "a name, misspelt",
    "a name",
    "words of a patient",
    "type and dates",
}
MAY_DIFFER = 0.05  # of all queries
COUNTING = IndexSettings(count_up_to=10_000, rank_among=10_000)  # so that everything is counted and listed


@pytest.fixture(scope="module")
def both(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SearchIndex, SearchIndex, list[tuple[str, SearchQuery]]]]:
    folder: Path = tmp_path_factory.mktemp("parity")
    names = {code: code for code in type_codes()}
    rng = Random(SEED)
    people, pages = make_patients(SEED, 80), Pages(rng, charts=300)
    changes = [Change(made["document_id"], 1, made) for made in records(pages, people, PAGES, rng)]
    embedded = SqliteIndex(folder / "index.sqlite", COUNTING, names, str)
    set_up(settings_for(node, "parity"), folder)
    elastic = SeenAtOnce(replace(settings_for(node, "parity"), count_up_to=10_000), names, str, folder)
    for index in (embedded, elastic):
        assert index.upsert(changes) == ()
    asked = kinds(pages, people, rng)
    queries = [(kind, make()) for _ in range(QUERIES // len(asked) + 1) for kind, make in asked.items()]
    yield embedded, elastic, queries[:QUERIES]
    embedded.close()
    elastic.close()


def found(index: SearchIndex, query: SearchQuery) -> tuple[set[tuple[str, int]], int, dict[str, int]]:
    whole = SearchQuery(
        query.text,
        mrn=query.mrn,
        document_type=query.document_type,
        date_from=query.date_from,
        date_to=query.date_to,
        status=query.status,
        limit=LISTED,
    )
    results = index.search(whole)
    return {(hit.document_id, hit.page) for hit in results.hits}, results.total_pages, dict(results.by_type)


def test_both_find_the_same_pages(both: tuple[SearchIndex, SearchIndex, list[tuple[str, SearchQuery]]]) -> None:
    embedded, elastic, queries = both
    different: Counter[str] = Counter()
    told = []
    for kind, query in queries:
        here, total, types = found(embedded, query)
        there, total_there, types_there = found(elastic, query)
        if total > LISTED or total_there > LISTED:
            here = there = set() if (total, types) == (total_there, types_there) else here
        if here != there or (total, types) != (total_there, types_there):
            different[kind] += 1
            told.append(f"{kind}: {query.text!r} only embedded {len(here - there)}, only Elasticsearch {len(there - here)} of {total}")
    print(f"{len(told)} of {len(queries)} differ", *told, sep="\n")  # noqa: T201  # the list that a reader wants to see
    assert set(different) <= SPELLED_OTHERWISE, told
    assert sum(different.values()) <= MAY_DIFFER * len(queries), told
