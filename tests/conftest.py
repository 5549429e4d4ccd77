"""What every test needs before Tesseract is loaded: one thread for each process, as the program sets it for its workers."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

os.environ["OMP_THREAD_LIMIT"] = "1"
# The same examples each time, so that a change is judged by what it changes, and no time limit: a loaded machine is no failure;
# HYPOTHESIS_PROFILE=default looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

pytest_plugins = ("tests.support.elastic.fixtures",)

# Rooms whose files take minutes go first: a whole file is one processor's, and a long one at the end leaves the other idle.
LONG = ("elastic", "golden", "run", "crash", "cli", "filing", "classify", "contract", "browser", "docker")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long rooms first, within each as they come; `./run test` keeps this order."""
    order = {room: place for place, room in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.parent.name, len(LONG)))
