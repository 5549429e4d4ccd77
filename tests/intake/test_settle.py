from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.intake import Candidate, FileState, IntakeSettings, Settler
from pipeline.intake.settings import Ready

SETTINGS = IntakeSettings(quiet_seconds=5, empty_seconds=60, incomplete_seconds=300)


class Folder:
    """A settler, a file, whether its end is there, and whether a program holds it open."""

    def __init__(self, path: Path, ready: Ready = "none") -> None:
        self.path = path / "scan.pdf"
        self.whole, self.open, self.looked = True, False, 0
        self.settler = Settler(SETTINGS, self._complete, lambda _: self.open, ready)
        self.companion: str | None = None

    def _complete(self, path: Path) -> bool:
        self.looked += 1
        return self.whole

    def ready(self, now: float) -> bool:
        found = [Candidate(str(self.path), self.path.parent, FileState.of(self.path.lstat()), companion=self.companion)]
        return bool(self.settler.ready(found if self.path.exists() else [], now))


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


def test_a_file_that_a_program_holds_open_waits_longer(folder: Folder) -> None:
    folder.open = True
    assert [folder.ready(now) for now in (0, 5, 400, 3599, 3600)] == [False, False, False, False, True]


def test_once_it_is_closed_it_is_taken_soon(folder: Folder) -> None:
    folder.open = True
    assert [folder.ready(now) for now in (0, 5, 100)] == [False, False, False]
    folder.open = False
    assert [folder.ready(now) for now in (101, 130)] == [False, True]


def test_the_end_of_a_file_is_not_looked_for_all_the_time(folder: Folder) -> None:
    folder.whole = False
    assert not any(folder.ready(float(now)) for now in range(300))
    assert folder.looked < 25


def test_a_change_of_rights_counts_as_a_change(folder: Folder) -> None:
    folder.ready(0)
    folder.settler.put_off(str(folder.path), 0, 1000, 1000)
    folder.path.chmod(0o600)
    assert [folder.ready(now) for now in (6, 11)] == [False, True]


def test_what_was_put_off_is_tried_again_later_and_later(folder: Folder) -> None:
    folder.ready(0)
    assert folder.ready(5)
    assert folder.settler.put_off(str(folder.path), 5, 10, 35) == 1
    assert folder.settler.settling(6) == []
    assert [folder.ready(now) for now in (14, 15)] == [False, True]
    folder.settler.put_off(str(folder.path), 15, 10, 35)
    assert [folder.ready(now) for now in (34, 35)] == [False, True]
    folder.settler.put_off(str(folder.path), 35, 10, 35)
    assert [folder.ready(now) for now in (69, 70)] == [False, True]


def test_what_was_put_off_and_changes_is_another_file(folder: Folder) -> None:
    folder.ready(0)
    folder.settler.put_off(str(folder.path), 5, 600, 600)
    folder.path.write_bytes(b"new bytes at the same place")
    assert [folder.ready(now) for now in (101, 106)] == [False, True]


def test_a_file_that_went_is_forgotten(folder: Folder) -> None:
    folder.ready(0)
    assert folder.settler.settling(3) == [3]
    assert str(folder.path) in folder.settler
    assert folder.settler.ready([], 5) == []
    assert folder.settler.settling(5) == []
    assert str(folder.path) not in folder.settler


def test_a_station_with_companions_is_believed_and_waited_for(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "companion")
    folder.path.write_bytes(b"")
    folder.whole = False
    assert [folder.ready(now) for now in (0, 5000)] == [False, False]
    folder.companion = str(tmp_path / "scan.ready")
    assert folder.ready(5001)


def test_a_station_that_renames_at_the_end_is_believed(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "rename")
    folder.path.write_bytes(b"begin")
    folder.whole = False
    assert folder.ready(0)


@pytest.mark.parametrize("told", ["none", "companion"])
def test_what_is_refused_is_told_after_the_quiet_time(tmp_path: Path, told: Ready) -> None:
    settler = Settler(SETTINGS, lambda _: True, lambda _: False, told)
    link = [Candidate(str(tmp_path / "link"), tmp_path, refused="a link")]
    assert [bool(settler.ready(link, now)) for now in (0.0, 4.0, 5.0)] == [False, False, True]
