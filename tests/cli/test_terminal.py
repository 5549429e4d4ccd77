"""What a run counts for its summary."""

from __future__ import annotations

import io

from rich.console import Console

from pipeline.cli.terminal import Watching
from pipeline.model.types import Arrival


def arrival(number: int) -> Arrival:
    return Arrival(f"a{number}", f"{number}.tif", "0" * 64, "station", "2026-11-30T10:00:00Z", 1)


def test_a_file_that_waited_and_was_finished_counts_once() -> None:
    watching = Watching(Console(file=io.StringIO()))
    one, other = arrival(1), arrival(2)
    watching.opened(one, 3)
    for failed in (False, True, False):
        watching.page(one, 0.1, failed)
    watching.finished(one, "waiting", "page 2: no answer")
    assert (dict(watching.states), watching.pages) == ({"waiting": 1}, 3)
    watching.opened(other, 1)
    watching.page(other, 0.1, False)
    watching.finished(other, "filed")
    for state in ("waiting", "held"):
        watching.opened(one, 1)
        watching.page(one, 0.1, True)
        watching.finished(one, state, "page 2: no answer")
    assert (dict(watching.states), watching.pages) == ({"filed": 1, "held": 1}, 4)


def test_a_file_that_could_not_be_opened_at_first_counts_its_pages_once() -> None:
    watching = Watching(Console(file=io.StringIO()))
    one = arrival(1)
    watching.finished(one, "waiting", "out of memory")
    watching.opened(one, 2)
    for _ in range(2):
        watching.page(one, 0.1, False)
    watching.finished(one, "filed")
    assert (dict(watching.states), watching.pages) == ({"filed": 1}, 2)
