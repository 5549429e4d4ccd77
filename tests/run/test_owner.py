from __future__ import annotations

import subprocess

from pipeline.run.owner import is_dead, this_process


def test_this_process_lives() -> None:
    assert not is_dead(this_process())


def test_a_process_that_ended_is_dead_and_so_is_an_earlier_one_of_the_same_number() -> None:
    host, pid, started = this_process().rsplit(":", 2)
    ended = subprocess.Popen(["true"])
    ended.wait()
    assert is_dead(f"{host}:{ended.pid}:{started}")
    assert is_dead(f"{host}:{pid}:1")


def test_of_another_machine_it_can_not_be_told() -> None:
    assert not is_dead("elsewhere:1:1")
