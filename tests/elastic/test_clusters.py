"""Several nodes: one is lost, nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pipeline.index import SearchQuery
from pipeline.run import indexing
from pipeline.run.verify import verify
from tests.elastic.support import fill, home_with
from tests.support.elastic.index import set_up, settings_for
from tests.support.elastic.node import Authority, Node


@contextmanager
def cluster(authority: Authority, *roles: str) -> Iterator[list[Node]]:
    """Nodes of these roles; the first begins the cluster, the others join it."""
    with ExitStack() as stack:
        nodes: list[Node] = []
        for number, role in enumerate(roles, 1):
            seeds = f"discovery.seed_hosts: ['{nodes[0].transport}']\n" if nodes else "cluster.initial_master_nodes: [node-1]\n"
            node = Node(authority, f"node-{number}", f"node.roles: [{role}]\n{seeds}", heap="384m", quick=True)
            stack.callback(node.close)
            nodes.append(node.start())
        with nodes[0].client() as admin:
            admin.cluster.health(wait_for_nodes=str(len(nodes)), wait_for_status="green", timeout="60s")
        yield nodes


@pytest.mark.parametrize(
    ("roles", "lost"), [(("master, data", "data"), 1), (("master, data",) * 3, 0)], ids=["two nodes", "three nodes, the master"]
)
def test_one_node_lost_nothing_lost(java: None, authority: Authority, tmp_path: Path, roles: tuple[str, ...], lost: int) -> None:
    with cluster(authority, *roles) as nodes:
        urls = tuple(node.url for node in nodes)
        settings = settings_for(nodes[0], "lost", urls=urls, replicas=1, retries=8)
        set_up(settings, tmp_path)
        with home_with(tmp_path, settings) as home:
            fill(home, documents=200, pages=2)
            indexing.drain(home)
            with nodes[0].client() as admin:
                admin.cluster.health(wait_for_status="green", timeout="60s")
            nodes[lost].kill()
            fill(home, documents=200, pages=2, first=1_000)
            indexing.drain(home)
            assert [problem for problem in verify(home).problems if not problem.startswith("store:")] == []
            assert len(dict(home.index.documents())) == 400
            assert home.index.search(SearchQuery(text="metformin")).total_pages > 0
