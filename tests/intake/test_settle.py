from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.intake import Candidate, IntakeSettings, Settler

SETTINGS = IntakeSettings(quiet_seconds=5, empty_seconds=60, incomplete_seconds=300)


class Folder:
    """A settler, a file, and whether its end is there."""

    def __init__(self, path: Path) -> None:
        self.path = path / "scan.pdf"
        self.whole = True
        self.settler = Settler(SETTINGS, lambda _: self.whole)

    def ready(self, now: float) -> bool:
        return bool(self.settler.ready([Candidate(self.path, "scan.pdf", None)], now))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.path.write_bytes(b"begin")
    return folder


def test_a_quiet_whole_file_is_ready(folder: Folder) -> None:
    assert [folder.ready(now) for now in (0, 4.9, 5)] == [False, False, True]


def test_each_change_begins_the_quiet_time_anew(folder: Folder) -> None:
    folder.ready(0)
    folder.path.write_bytes(b"begin and more")
    assert [folder.ready(now) for now in (4, 8, 9)] == [False, False, True]


def test_rewritten_at_the_same_size_and_time_it_is_another_file(folder: Folder) -> None:
    folder.ready(0)
    stat = folder.path.stat()
    folder.path.with_name("new").write_bytes(b"other")
    folder.path.with_name("new").rename(folder.path)
    os.utime(folder.path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert [folder.ready(now) for now in (6, 11)] == [False, True]


@pytest.mark.parametrize("mtime", [0, 4_000_000_000])
def test_old_and_future_times_change_nothing(folder: Folder, mtime: int) -> None:
    os.utime(folder.path, (mtime, mtime))
    assert [folder.ready(now) for now in (0, 5)] == [False, True]


def test_without_its_end_a_file_waits_long_but_not_for_ever(folder: Folder) -> None:
    folder.whole = False
    assert [folder.ready(now) for now in (0, 299, 300)] == [False, False, True]


def test_an_empty_file_waits_for_its_bytes(folder: Folder) -> None:
    folder.path.write_bytes(b"")
    assert [folder.ready(now) for now in (0, 59, 60)] == [False, False, True]


def test_what_was_taken_and_still_stands_there_is_not_taken_again(folder: Folder) -> None:
    folder.ready(0)
    assert folder.ready(5)
    folder.settler.taken(folder.path)
    assert not folder.ready(100)
    assert not folder.settler.pending()
    folder.path.write_bytes(b"new bytes at the same place")
    assert [folder.ready(now) for now in (101, 106)] == [False, True]


def test_a_file_that_went_is_forgotten(folder: Folder) -> None:
    folder.ready(0)
    folder.path.unlink()
    assert not folder.ready(5)
    assert not folder.settler.pending()
