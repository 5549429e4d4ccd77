"""Fixtures: one node for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.elastic.distribution import missing
from tests.support.elastic.index import must_not_skip
from tests.support.elastic.node import Authority, Node


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def java() -> None:
    """Skips, loudly, where no node can be started."""
    absent = missing()
    if absent:
        message = f"Elasticsearch is NOT tested: {absent}"
        if must_not_skip():
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def node(java: None, authority: Authority) -> Iterator[Node]:  # java skips
    """A running node."""
    made = Node(authority, settings="discovery.type: single-node\n", quick=True)
    try:
        yield made.start()
    finally:
        made.close()


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the keys that setup makes."""
    return tmp_path_factory.mktemp("keys")
