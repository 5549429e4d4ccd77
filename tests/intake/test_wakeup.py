from __future__ import annotations

import time
from pathlib import Path

from pipeline.intake import Wakeup


def test_a_new_file_wakes(tmp_path: Path) -> None:
    with Wakeup(tmp_path) as wakeup:
        (tmp_path / "a").write_bytes(b"x")
        begun = time.monotonic()
        wakeup.wait(20, lambda: False)
        assert time.monotonic() - begun < 15


def test_a_request_to_stop_ends_the_wait(tmp_path: Path) -> None:
    with Wakeup(tmp_path) as wakeup:
        begun = time.monotonic()
        wakeup.wait(20, lambda: True)
        assert time.monotonic() - begun < 15


def test_without_events_it_is_a_timer(tmp_path: Path) -> None:
    with Wakeup(tmp_path / "no such folder") as wakeup:
        begun = time.monotonic()
        wakeup.wait(0.3, lambda: False)
        assert time.monotonic() - begun >= 0.3


def test_a_share_has_no_events_and_is_a_timer(tmp_path: Path) -> None:
    with Wakeup(tmp_path, events=False) as wakeup:
        (tmp_path / "a").write_bytes(b"x")
        begun = time.monotonic()
        wakeup.wait(0.5, lambda: False)
        assert time.monotonic() - begun >= 0.5


def test_a_folder_that_was_made_anew_wakes_again(tmp_path: Path) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    with Wakeup(folder) as wakeup:
        folder.rmdir()
        wakeup.wait(0.5, lambda: False)
        wakeup.look()  # away: nothing to look at
        folder.mkdir()
        wakeup.look()
        wakeup.wait(0.3, lambda: False)
        (folder / "a").write_bytes(b"x")
        begun = time.monotonic()
        wakeup.wait(20, lambda: False)
        assert time.monotonic() - begun < 15


def test_it_can_be_woken_without_an_event(tmp_path: Path) -> None:
    with Wakeup(tmp_path) as wakeup:
        wakeup.wake()
        begun = time.monotonic()
        wakeup.wait(20, lambda: False)
        assert time.monotonic() - begun < 15
