"""Whatever goes away or refuses: each page is there exactly once, or its document stands in quarantine with the reason."""

from __future__ import annotations

import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from elasticsearch.helpers import scan

from pipeline.index import IndexSettings
from pipeline.model.errors import IndexDown
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.verify import verify
from tests.elastic.support import fill, home_with, proxy
from tests.support.elastic.index import set_up, settings_for
from tests.support.elastic.node import Authority, Node

BUSY = (
    b"HTTP/1.1 429 Too Many Requests\r\nContent-Type: application/json\r\nConnection: close\r\n"
    b"X-elastic-product: Elasticsearch\r\nContent-Length: 2\r\n\r\n{}"
)
STORM = {"bulk_bytes": 100_000, "timeout_s": 10.0}


def pages_in(node: Node, prefix: str) -> Counter[str]:
    with node.client() as admin:
        admin.indices.refresh(index=f"{prefix}-pages")
        found = scan(admin, index=f"{prefix}-pages", query={"query": {"term": {"gone": False}}, "_source": ["page_id"]}, size=5_000)
        return Counter(page["_source"]["page_id"] for page in found)


def settled(home: Home) -> None:
    proof = verify(home)
    assert [problem for problem in proof.problems if not problem.startswith("store:")] == []
    assert home.ledger.outbox.size() == 0


def prepared(node: Node, folder: Path, prefix: str, **others: object) -> tuple[Home, IndexSettings]:
    settings = settings_for(node, prefix, **others)
    set_up(settings, folder)
    return home_with(folder, settings), settings


def test_a_node_killed_in_a_bulk_of_twenty_thousand_pages_loses_and_doubles_none(java: None, authority: Authority, tmp_path: Path) -> None:
    own = Node(authority, settings="discovery.type: single-node\n", quick=True)
    try:
        own.start()
        home, _ = prepared(own, tmp_path, "killed", retries=1, bulk_bytes=400_000)
        with home:
            bad = fill(home, documents=4_000, pages=5, bad_every=20)
            port = int(own.url.rsplit(":", 1)[1])
            failures: list[Exception] = []
            writing = threading.Thread(target=_drain, args=(home.folder, home.settings.index, failures))
            writing.start()
            while home.ledger.outbox.size() > 3_000:
                time.sleep(0.01)
            own.kill()
            writing.join(timeout=120)
            assert [type(failure) for failure in failures] == [IndexDown]
            assert 0 < home.ledger.outbox.size() < 4_000
            own.start(http_port=port)
            indexing.drain(home)
            settled(home)
            assert set(home.ledger.outbox.rejections()) == bad
            assert all("service_date" in reason and "13/45" not in reason for reason in home.ledger.outbox.rejections().values())
            found = pages_in(own, "killed")
            assert set(found.values()) == {1}
            assert len(found) == 5 * (4_000 - len(bad)) == 19_000
    finally:
        own.close()


def _drain(folder: Path, settings: IndexSettings, failures: list[Exception]) -> None:
    with home_with(folder, settings) as home:
        try:
            indexing.drain(home)
        except IndexDown as error:
            failures.append(error)


def test_a_full_disk_at_the_node_is_waited_for(node: Node, tmp_path: Path) -> None:
    home, _ = prepared(node, tmp_path, "full", retries=1)
    block = "index.blocks.read_only_allow_delete"
    with home, node.client() as admin:
        fill(home, documents=100, pages=2)
        admin.indices.put_settings(index="full-pages", settings={block: True})  # what Elasticsearch does at the flood-stage watermark
        with pytest.raises(IndexDown, match="disk"):
            indexing.drain(home)
        assert home.ledger.outbox.size() == 100
        admin.indices.put_settings(index="full-pages", settings={block: None})
        indexing.drain(home)
        settled(home)
        assert sum(pages_in(node, "full").values()) == 200


def test_storms_of_429_and_torn_answers_only_take_longer(node: Node, authority: Authority, tmp_path: Path) -> None:
    def storm(number: int) -> bytes | None:
        return BUSY if number % 4 in {1, 2} else b"" if number % 4 == 3 else None

    prepared(node, tmp_path, "storm")
    with proxy(node.url, authority, storm) as url, home_with(tmp_path, settings_for(node, "storm", urls=(url,), **STORM)) as home:
        fill(home, documents=400, pages=2)
        indexing.drain(home)
        settled(home)
    found = pages_in(node, "storm")
    assert len(found) == 800
    assert set(found.values()) == {1}


def test_without_end_429_counts_as_down_and_keeps_everything(node: Node, authority: Authority, tmp_path: Path) -> None:
    prepared(node, tmp_path, "busy")
    with (
        proxy(node.url, authority, lambda *_: BUSY) as url,
        home_with(tmp_path, settings_for(node, "busy", urls=(url,), retries=2)) as home,
    ):
        fill(home, documents=100, pages=1)
        with pytest.raises(IndexDown, match=r"429|reached"):  # or the connection was closed first
            indexing.drain(home)
        assert home.ledger.outbox.size() == 100


def test_what_was_rejected_is_tried_again_when_asked(node: Node, tmp_path: Path) -> None:
    home, _ = prepared(node, tmp_path, "again")
    with home:
        (bad,) = fill(home, documents=50, pages=1, bad_every=50)
        indexing.drain(home)
        (listed,) = home.ledger.quarantine.rejected()
        assert (listed["document_id"], listed["cause"]) == (bad, "index_rejected")
        assert "service_date" in listed["reason"]
        assert home.ledger.quarantine.retry(["index_rejected"]) == [bad]
        assert home.ledger.outbox.size() == 1
        indexing.drain(home)
        assert len(home.ledger.quarantine.rejected()) == 1
        settled(home)


def test_a_rebuild_swaps_without_a_gap_and_goes_on_after_a_crash(node: Node, tmp_path: Path) -> None:
    home, settings = prepared(node, tmp_path, "swap")
    with home, node.client() as admin:
        fill(home, documents=300, pages=1)
        indexing.drain(home)
        admin.indices.refresh(index="swap-pages")
        home.index.begin_rebuild()  # and then it was killed
        counts, stop = [], threading.Event()

        def look() -> None:
            with node.client() as other:
                while not stop.is_set():
                    counts.append(other.count(index="swap-pages")["count"])

        looking = threading.Thread(target=look)
        looking.start()
        assert indexing.rebuild(home) == 300
        stop.set()
        looking.join()
        assert set(counts) == {300}
        settled(home)
        assert list(admin.indices.get(index="swap-pages-0*")) == ["swap-pages-000002"]
        fill(home, documents=10, pages=1, first=1_000)
        indexing.drain(home)
        settled(home)
    assert settings.backend == "elasticsearch"


def test_moving_there_and_back_leaves_the_same_documents(node: Node, tmp_path: Path) -> None:
    home, settings = prepared(node, tmp_path, "moving")
    with home_with(tmp_path, IndexSettings()) as embedded:
        fill(embedded, documents=60, pages=2)
        indexing.drain(embedded)
        here = dict(embedded.index.documents())
    with home_with(tmp_path, settings) as there:
        assert indexing.rebuild(there) == 60
        assert dict(there.index.documents()) == here
        fill(there, documents=5, pages=1, first=500)
        indexing.drain(there)
        settled(there)
    with home_with(tmp_path, IndexSettings()) as back:
        indexing.drain(back)  # it notices that another index was written since
        settled(back)
        assert len(dict(back.index.documents())) == 65
    home.ledger.close()


def test_the_scanning_floor_is_told_and_told_again_after_a_change(node: Node, tmp_path: Path) -> None:
    home, _ = prepared(node, tmp_path, "watched")
    with home, node.client() as admin:
        fill(home, documents=200, pages=1)
        waiting, _ = home.ledger.arrivals.accept("s/new.tif", "/s/new.tif", "cd" * 32, 7, "s", "watch")
        indexing.drain(home)
        token = home.ledger.arrivals.claim(waiting.arrival_id, "test", 60)
        assert token is not None
        home.ledger.quarantine.put(waiting.arrival_id, "encrypted", "a password", "ask", token)
        indexing.drain(home)
        admin.indices.refresh(index="watched-floor")
        states = Counter(hit["_source"]["state"] for hit in admin.search(index="watched-floor", size=50)["hits"]["hits"])
        assert states == {"filed": 2, "quarantined": 1}
        (seen,) = admin.search(index="watched-floor", query={"term": {"cause": "encrypted"}})["hits"]["hits"]
        assert "path" not in seen["_source"]


def test_a_proxy_that_takes_less_at_once_gets_less(node: Node, authority: Authority, tmp_path: Path) -> None:
    too_large = BUSY.replace(b"429 Too Many Requests", b"413 Payload Too Large")
    prepared(node, tmp_path, "narrow")
    with (
        proxy(node.url, authority, lambda number: too_large if number < 3 else None) as url,
        home_with(tmp_path, settings_for(node, "narrow", urls=(url,))) as home,
    ):
        fill(home, documents=100, pages=1)
        indexing.drain(home)
        settled(home)
    assert sum(pages_in(node, "narrow").values()) == 100


def test_a_missing_index_is_no_fault_of_the_documents(node: Node, tmp_path: Path) -> None:
    home, _ = prepared(node, tmp_path, "gone")
    with home, node.client() as admin:
        fill(home, documents=20, pages=1)
        admin.indices.delete(index="gone-pages-000001")
        with pytest.raises(IndexDown, match=r"setup|refuses|no index"):
            indexing.drain(home)
        assert home.ledger.outbox.rejections() == {}
        set_up(home.settings.index, tmp_path)
        indexing.drain(home)
        settled(home)
