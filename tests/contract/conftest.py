from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.index import SearchIndex
from tests.contract.backends import BACKENDS, CORPUS, put


@pytest.fixture(params=sorted(BACKENDS))
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    index = BACKENDS[request.param](tmp_path, request)
    yield index
    index.close()


@pytest.fixture
def index(empty: SearchIndex) -> SearchIndex:
    put(empty, CORPUS, [1] * len(CORPUS))
    return empty
