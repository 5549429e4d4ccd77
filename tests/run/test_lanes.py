"""What takes long lets the others overtake, and is read to its end all the same."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model.errors import EngineTimeout
from pipeline.run.workers.crew import Crew
from pipeline.run.workers.lanes import Asked, Lanes, Request
from pipeline.run.workers.minding import Role

ROOT = Path(__file__).parents[2]
ODD = Role("tests.support.odd_jobs:start", (), "tests.support.odd_jobs:serve", (ROOT,), 500, 1000, "auto")


def named(name: str, group: str = "", urgent: bool = False) -> Request:
    return Request((name,), 60.0, group, urgent)


def taken(lanes: Lanes, spare: bool = False) -> Request:
    request = lanes.take(spare)
    assert request is not None
    return request


def test_one_goes_on_beside_the_others_and_the_next_begins_anew_when_nobody_waits() -> None:
    lanes, first, second, third = Lanes(1), named("first"), named("second"), named("third")
    for request in (first, second, third):
        lanes.put(request)
    assert taken(lanes) is first
    assert lanes.may_go_on(first)
    assert taken(lanes, spare=True) is second
    assert not lanes.may_go_on(second)
    lanes.set_aside(second)
    assert taken(lanes, spare=True) is third
    lanes.served(third)
    lanes.served(first)
    assert taken(lanes) is second
    assert [one.asked.overran for one in (first, second, third)] == [True, True, False]
    assert lanes.may_go_on(second)
    lanes.served(second)
    assert not lanes.any_slow


def test_the_pages_of_a_slow_file_wait_with_it_and_urgent_ones_come_first() -> None:
    lanes, bad = Lanes(2), [named(f"bad {number}", "a") for number in range(3)]
    good, urgent = named("good", "b"), named("urgent", "c", urgent=True)
    for request in (*bad, good):
        lanes.put(request)
    assert taken(lanes) is bad[0]
    assert lanes.may_go_on(bad[0])
    assert [one.asked.slow for one in bad] == [True, True, True]
    assert taken(lanes) is good
    lanes.put(urgent, slow=True)
    lanes.served(good)
    lanes.served(bad[0])
    assert taken(lanes) is urgent


def test_closed_lanes_give_nothing_and_whoever_waits_for_an_answer_is_told() -> None:
    lanes, quick, slow = Lanes(1), named("quick"), named("slow")
    lanes.put(quick)
    lanes.put(slow, slow=True)
    lanes.close()
    assert lanes.take(spare=False) is None
    assert quick.asked.cancelled()
    assert slow.asked.cancelled()


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    one = Crew(ODD, 1, tmp_path, first_try_s=0.3)
    yield one
    one.close()


def asked(crew: Crew, what: str, seconds: float = 60.0) -> Asked:
    return crew.submit(Request((what,), seconds))


def test_a_good_page_overtakes_those_that_hang(crew: Crew) -> None:
    hanging = [asked(crew, "hang") for _ in range(3)]
    assert asked(crew, "work").result(60) == 42
    assert not any(one.done() for one in hanging)


def test_what_takes_long_honestly_is_answered_all_the_same(crew: Crew) -> None:
    heavy = [asked(crew, "work hard") for _ in range(3)]
    assert asked(crew, "work").result(60) == 42
    assert [one.result(60) for one in heavy] == [42, 42, 42]
    assert [one.overran for one in heavy] == [True, True, True]


def test_what_hangs_ends_with_its_limit(crew: Crew) -> None:
    assert isinstance(asked(crew, "hang", seconds=1.5).result(60), EngineTimeout)
    assert asked(crew, "work").result(60) == 42


def _own_children() -> int:
    """Processes that this one started and that run."""
    return sum(len(task.read_text(encoding="ascii").split()) for task in Path("/proc/self/task").glob("*/children"))


@pytest.mark.parametrize("at_once", [0, 1])
def test_a_process_starts_before_it_is_asked_anything_where_it_is_wished(tmp_path: Path, at_once: int) -> None:
    before = _own_children()
    crew = Crew(ODD, 2, tmp_path / "scratch", at_once=at_once)
    try:
        until = time.monotonic() + (30 if at_once else 0.3)
        while _own_children() == before and time.monotonic() < until:
            time.sleep(0.01)
        assert _own_children() == before + at_once
        assert crew.submit(Request(("work",), 60.0)).result(60) == 42
    finally:
        crew.close()
    assert _own_children() == before
