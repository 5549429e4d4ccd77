"""The daemon, a worker or all of them are killed at random moments while files arrive. Thousands of times: ./run campaign kills."""

from __future__ import annotations

from pathlib import Path

from tests.support.killing import Killing


def test_whoever_is_killed_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    killing = Killing(tmp_path / "kills", files=20, kills=8, seed=3)
    assert [wrong for wrong in killing.run() if wrong] == []
    assert killing.kills == 8
    assert killing.finish(120) == []
