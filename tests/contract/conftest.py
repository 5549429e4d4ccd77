from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.index import SearchIndex
from tests.contract.backends import BACKENDS, CORPUS, put


@pytest.fixture(params=sorted(BACKENDS))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    index = BACKENDS[request.param](tmp_path, request, "contract")
    yield index
    index.close()


@pytest.fixture
def index(empty: SearchIndex) -> SearchIndex:
    put(empty, CORPUS, [1] * len(CORPUS))
    return empty


@pytest.fixture(scope="session", params=sorted(BACKENDS))
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """As `index`, but filled once: for tests that only ask."""
    index = BACKENDS[request.param](tmp_path_factory.mktemp("corpus"), request, "corpus")
    put(index, CORPUS, [1] * len(CORPUS))
    yield index
    assert sorted(index.documents()) == [(made["document_id"], 1) for made in CORPUS]  # nobody wrote to it
    index.close()
