"""One drop folder, round by round, on a turned clock: real files, a real ledger and store."""

from __future__ import annotations

import errno
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.intake import CannotMove, move_to
from pipeline.model.errors import DiskFull
from pipeline.run.watching import taking
from pipeline.store import source as source_room
from tests.support.dropping import PNG, Dropping, dropping


@pytest.fixture
def drop(tmp_path: Path) -> Iterator[Dropping]:
    with dropping(tmp_path) as made:
        yield made


def test_a_file_is_taken_and_goes_to_done(drop: Dropping) -> None:
    drop.drop("station-1/a.png")
    drop.rounds()
    assert [(arrival.path, arrival.station) for arrival in drop.came] == [("station-1/a.png", "station-1")]
    assert drop.standing() == ["done/station-1/a.png"]
    assert drop.home.store.read(drop.came[0].sha256) == PNG % 0


def test_a_folder_moved_in_whole_is_taken_whole(drop: Dropping, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / "box" / "deep").mkdir(parents=True, exist_ok=True)
        (tmp_path / "box" / "deep" / f"{number}.png").write_bytes(PNG % number)
    (tmp_path / "box").rename(drop.root / "box")
    drop.rounds()
    assert drop.names() == [f"box/deep/{number}.png" for number in range(3)]


def test_one_byte_a_second_is_one_arrival(drop: Dropping) -> None:
    whole = PNG % 7
    with (drop.root / "slow.png").open("wb", buffering=0) as out:
        for byte in whole:
            out.write(bytes([byte]))
            drop.rounds(1)
            assert drop.came == []
        drop.rounds(200)  # the scanner has not closed it: it may go on after a paper jam
        assert drop.came == []
    drop.rounds(60)
    assert [drop.home.store.read(arrival.sha256) for arrival in drop.came] == [whole]


def test_pauses_of_minutes_are_waited_for(drop: Dropping) -> None:
    whole = PNG % 8
    for end in range(10, len(whole), 10):
        drop.drop("slow.png", whole[:end])
        drop.rounds(250, step=5)
        assert drop.came == []
    drop.drop("slow.png", whole)
    drop.rounds()
    assert [arrival.size for arrival in drop.came] == [len(whole)]


def test_truncated_and_written_anew_it_is_the_new_file(drop: Dropping) -> None:
    drop.drop("a.png", 1)
    drop.rounds(3)
    drop.drop("a.png", b"")
    drop.rounds(30)
    drop.drop("a.png", 2)
    drop.rounds()
    assert [drop.home.store.read(arrival.sha256) for arrival in drop.came] == [PNG % 2]


def test_the_same_name_with_new_bytes_and_the_same_bytes_twice(drop: Dropping) -> None:
    for content in (1, 2, 1):
        drop.drop("scan.png", content)
        drop.rounds()
    assert drop.names() == ["scan.png"] * 3
    assert drop.standing() == ["done/scan (2).png", "done/scan (3).png", "done/scan.png"]
    assert len(list(drop.home.store.all())) == 2
    assert [drop.ledger.arrivals.same_bytes_before(arrival.arrival_id) for arrival in drop.came] == [False, False, True]


def test_new_bytes_that_come_while_the_old_are_taken_are_not_lost(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    drop.drop("scan.png", 1)
    real = move_to

    def late(target: Path, source: Path, *more: Any) -> Path:
        if not list(drop.root.glob("done/*")) and not drop.came:
            drop.drop("new", 2).rename(source)
        return real(target, source, *more)

    monkeypatch.setattr(taking, "move_to", late)
    drop.rounds()
    monkeypatch.undo()
    drop.rounds(20)
    assert sorted(drop.home.store.read(arrival.sha256) for arrival in drop.came) == [PNG % 1, PNG % 2]
    assert drop.standing() == ["done/scan.png"]


@pytest.mark.parametrize("mtime", [0, 4_000_000_000, -100])
def test_old_and_future_times_change_nothing(drop: Dropping, mtime: int) -> None:
    os.utime(drop.drop("a.png"), (mtime, mtime))
    drop.rounds()
    assert drop.names() == ["a.png"]


def test_what_is_written_after_it_went_to_done_comes_back(drop: Dropping) -> None:
    """A scanner on another machine paused after page 1, and goes on in the file that it has open."""
    drop.drop("scan.png", b"\x89PNG page 1 IEND")
    drop.rounds()
    with (drop.root / "done" / "scan.png").open("ab") as writer:
        writer.write(b" page 2 IEND")
    drop.rounds(20)
    assert [arrival.size for arrival in drop.came] == [16, 28]
    assert drop.standing() == ["done/scan.png"]


def test_a_file_server_that_sets_the_time_late_brings_nothing_back(drop: Dropping) -> None:
    drop.drop("scan.png")
    drop.rounds()
    os.utime(drop.root / "done" / "scan.png", (5, 5))
    drop.rounds(20)
    assert drop.names() == ["scan.png"]
    assert drop.standing() == ["done/scan.png"]


def test_names_of_every_kind(drop: Dropping) -> None:
    names = [b"new\nline.png", b"latin\xe9.png", "\N{RIGHT-TO-LEFT OVERRIDE}gnp.png".encode(), b"x" * 251 + b".png", b"a..png", b"CON.png"]
    names += [b"A.png", b"a.png", b'a:b*c?<d>|"\\.png', b"a\\..\\..\\evil.png", b"%2e%2e%2fevil.png", b"$(reboot).png", b"'; drop.png"]
    for number, name in enumerate(names):
        (drop.root / os.fsdecode(name)).write_bytes(PNG % number)
    drop.rounds()
    assert len(drop.came) == len(names)
    assert all(arrival.path.isprintable() for arrival in drop.came)
    assert sorted(os.fsencode(path.name) for path in (drop.root / "done").iterdir()) == sorted(names)


def test_links_pipes_sockets_and_devices_are_refused_once_and_wait_for_nobody(drop: Dropping, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "other.png").write_bytes(PNG % 1)
    (drop.root / "folder").symlink_to(tmp_path / "secret")
    (drop.root / "file.png").symlink_to(tmp_path / "secret" / "other.png")
    (drop.root / "dangling.png").symlink_to("nowhere")
    os.mkfifo(drop.root / "pipe.png")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(drop.root / "socket.png"))
    drop.drop("good.png")
    drop.rounds(500, step=10)
    refused = ["dangling.png", "file.png", "folder", "pipe.png", "socket.png"]
    assert sorted(drop.told) == refused
    assert sorted(entry["path"] for entry in drop.quarantined()) == refused
    assert drop.names() == ["good.png"]
    drop.begin()
    drop.rounds(100)
    assert len(drop.told) == len(drop.quarantined()) == 5
    assert "5 files: refused" in drop.folder.state.problem


def test_hard_links_are_two_arrivals(drop: Dropping) -> None:
    os.link(drop.drop("a.png"), drop.root / "b.png")
    drop.rounds()
    assert drop.names() == ["a.png", "b.png"]


def test_urgent_files_are_taken_first_and_marked(drop: Dropping) -> None:
    for name in ("a/1.png", "a/2.png", "STAT/3.png"):
        drop.drop(name)
    drop.rounds()
    assert [(arrival.path, arrival.urgent) for arrival in drop.came] == [("STAT/3.png", True), ("a/1.png", False), ("a/2.png", False)]


def test_a_long_take_in_stops_when_asked_and_looks_again_in_between(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(100):
        drop.drop(f"{number:03}.png", number)
    drop.rounds(4)
    real = source_room.opened

    def slow(source: Path) -> Any:
        drop.now += 0.1
        return real(source)

    monkeypatch.setattr("pipeline.store.store.opened", slow)
    drop.now += 1
    assert drop.folder.round() == 0.0  # there is more, but something urgent may have come
    assert len(drop.came) == 32
    drop.stopped = True
    drop.folder.round()
    assert len(drop.came) == 32
    drop.stopped = False
    drop.rounds(30)
    assert len(drop.came) == len({arrival.arrival_id for arrival in drop.came}) == 100


def test_what_can_not_be_moved_is_taken_once_also_after_a_restart(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    drop.drop("a.png")
    with monkeypatch.context() as patch:
        patch.setattr(taking, "move_to", _refuse_to_move)
        drop.rounds(60)
        assert drop.names() == ["a.png"]
        assert "1 files: taken, but can't be moved to done/: Read-only file system" in drop.folder.state.problem
        drop.begin()
        patch.setattr("pipeline.store.store.opened", None)  # it is not even read again
        drop.rounds(60)
    assert drop.names() == ["a.png"]
    drop.begin()
    drop.rounds()
    assert drop.standing() == ["done/a.png"]
    assert drop.names() == ["a.png"]


def _refuse_to_move(*arguments: Any) -> Path:
    raise CannotMove("Read-only file system")


def test_a_kill_between_moving_and_saying_so_is_made_good(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    drop.drop("s/a.png")
    with monkeypatch.context() as patch:
        patch.setattr(drop.ledger.arrivals, "mark_source_moved", lambda *_: None)
        drop.rounds()
    assert len(drop.ledger.sources.unmoved(str(drop.root))) == 1
    drop.begin()
    drop.rounds(1)
    assert drop.ledger.sources.unmoved(str(drop.root)) == []
    drop.drop("s/a.png")
    drop.rounds()
    assert drop.names() == ["s/a.png"] * 2


def test_a_full_disk_pauses_and_resumes_by_itself(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    drop.drop("a.png")
    usage = shutil.disk_usage(drop.root)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
        drop.rounds(60)
        assert drop.came == []
        assert "less than 1 MB are free" in drop.folder.state.problem
        assert drop.standing() == ["a.png"]
    drop.rounds(2)
    assert drop.names() == ["a.png"]
    assert drop.folder.state.problem == ""


def test_a_disk_that_fills_in_the_middle_keeps_what_was_taken(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        drop.drop(f"{number}.png", number)
    real = drop.home.store.put_file

    def fills(source: Path, *more: Any) -> Any:
        if source.name in {"2.png", "3.png"}:
            raise DiskFull("store: no space left")
        return real(source, *more)

    with monkeypatch.context() as patch:
        patch.setattr(drop.home.store, "put_file", fills)
        drop.rounds(30)
    assert drop.names() == ["0.png", "1.png"]
    assert drop.standing() == ["2.png", "3.png", "done/0.png", "done/1.png"]
    drop.rounds(2)
    assert drop.names() == ["0.png", "1.png", "2.png", "3.png"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENOTCONN])
def test_a_file_that_its_share_does_not_give_is_tried_again_and_stops_no_other(
    drop: Dropping, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    drop.drop("bad.png", 1)
    drop.drop("good.png", 2)
    real = source_room._read

    def read(handle: Any, name: str) -> bytes:
        if name == "bad.png":
            raise source_room._told(name, OSError(number, os.strerror(number)))
        return real(handle, name)

    with monkeypatch.context() as patch:
        patch.setattr(source_room, "_read", read)
        drop.rounds(60)
        assert drop.names() == ["good.png"]
        assert drop.quarantined() == []
        assert f"can't be read: {os.strerror(number)}" in drop.folder.state.problem
    drop.rounds(600)
    assert drop.names() == ["good.png", "bad.png"]


def test_a_share_that_goes_and_comes_back_loses_nothing(drop: Dropping) -> None:
    drop.drop("a.png", 1)
    drop.rounds(3)
    drop.root.rename(drop.root.with_name("elsewhere"))
    drop.rounds(30)
    assert "the folder can't be read: No such file or directory" in drop.folder.state.problem
    drop.root.mkdir()  # a mount point with nothing mounted
    drop.rounds(30)
    assert list(drop.root.iterdir()) == []
    drop.root.rmdir()
    drop.root.with_name("elsewhere").rename(drop.root)
    drop.rounds()
    assert drop.names() == ["a.png"]
    assert drop.folder.state.problem == ""


def test_what_could_not_be_read_is_told_once_and_heals(drop: Dropping, monkeypatch: pytest.MonkeyPatch) -> None:
    drop.drop("a.png")
    real = os.open

    def denied(path: Any, *more: Any, **named: Any) -> int:
        if Path(path).name == "a.png":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *more, **named)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", denied)
        drop.rounds(400)
        assert [entry["cause"] for entry in drop.quarantined()] == ["unreadable"]
        assert drop.told == ["a.png"]
    drop.rounds(600, step=5)
    assert drop.quarantined() == []
    assert drop.names() == ["a.png"]
    assert drop.ledger.arrival_count() == 1


def test_what_is_passed_over_by_its_name_is_counted(drop: Dropping) -> None:
    for name in (".hidden.png", "a.png.part", "s/Thumbs.db"):
        drop.drop(name)
    drop.rounds(100, step=10)
    assert drop.came == []
    assert drop.folder.state.passed_over == 3
