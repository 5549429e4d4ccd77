"""How `./run test` deals the tests out: a file is one process's, long ones go first, and one node of Elasticsearch serves all."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

# Whatever needs a node: a second one beside it would cost more than is won.
_WITH_A_NODE = ("tests/elastic/", "tests/contract/test_index")
# A long file that begins last leaves the other processors idle; the rooms that take the most time go first.
_LONG = ("elastic", "crash", "run", "browser", "filing", "pages", "golden", "classify", "review", "output", "cli", "contract", "extract")


def unit(node_id: str) -> str:
    """What stays together: tests of one unit run one after the other in one process."""
    file = node_id.split("::", 1)[0]
    return "elasticsearch" if file.startswith(_WITH_A_NODE) else file


def _place(item: pytest.Item) -> int:
    room = "elastic" if unit(item.nodeid) == "elasticsearch" else item.path.parent.name
    return _LONG.index(room) if room in _LONG else len(_LONG)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long rooms first, within each as they come."""
    items.sort(key=_place)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """As `--dist loadfile` deals, but by unit and in the order above."""
    dealt = LoadFileScheduling(config, log)
    dealt._split_scope = unit
    return dealt
