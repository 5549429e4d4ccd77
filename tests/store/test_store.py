from __future__ import annotations

import errno
import hashlib
import os
import socket
from pathlib import Path

import pytest

from pipeline.model.errors import DiskFull, StoreDown, SyncFailed, Unreadable
from pipeline.store import SourceAway, SourceChanged, Store
from pipeline.store import source as source_room
from pipeline.store.durable import part_file


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_a_file_is_stored_by_its_hash(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "scan.tif"
    source.write_bytes(b"x" * 3_000_000)
    stored = store.put_file(source)
    assert stored.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert stored.size == 3_000_000
    assert store.read(stored.sha256) == source.read_bytes()
    assert store.verify(stored.sha256)
    assert source.exists()


def test_the_same_bytes_are_stored_once(store: Store, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"same")
    assert store.put_file(tmp_path / "a") == store.put_file(tmp_path / "b")
    assert store.put_bytes(b"same") == hashlib.sha256(b"same").hexdigest()
    assert len(list(store.all())) == 1


def test_no_parts_are_left(store: Store, tmp_path: Path) -> None:
    store.put_bytes(b"one")
    (tmp_path / "f").write_bytes(b"one")
    store.put_file(tmp_path / "f")
    assert list((tmp_path / "store" / "parts").iterdir()) == []


def test_changed_bytes_are_noticed(store: Store) -> None:
    sha256 = store.put_bytes(b"right")
    store.path(sha256).write_bytes(b"wrong")
    assert not store.verify(sha256)
    assert not store.verify("00" * 32)


def test_a_source_that_grows_while_it_is_copied_is_not_taken(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "growing"
    source.write_bytes(b"first")
    real = source_room._read

    def read_and_grow(handle: object, name: str) -> bytes:
        chunk = real(handle, name)  # type: ignore[arg-type]  # passed on as it came
        if chunk == b"first":
            with source.open("ab") as out:
                out.write(b"more")
        return chunk

    monkeypatch.setattr(source_room, "_read", read_and_grow)
    with pytest.raises(SourceChanged):
        store.put_file(source)


def test_a_source_that_can_not_be_opened(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="absent"):
        store.put_file(tmp_path / "absent")


def test_what_is_not_there_is_store_down(store: Store) -> None:
    with pytest.raises(StoreDown):
        store.read("00" * 32)


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, DiskFull), (errno.EIO, StoreDown)])
def test_a_disk_that_fails_is_told_and_leaves_nothing_half(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: type[Exception]
) -> None:
    def fail(part: str, final: str) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "rename", fail)
    (tmp_path / "f").write_bytes(b"bytes")
    with pytest.raises(told):
        store.put_file(tmp_path / "f")
    with pytest.raises(told):
        store.put_bytes(b"bytes")
    assert list(store.all()) == []
    assert list((tmp_path / "store" / "parts").iterdir()) == []


def test_parts_of_a_crash_are_swept_and_those_being_written_are_not(tmp_path: Path) -> None:
    Store(tmp_path)
    (tmp_path / "parts" / "of-a-crash").touch()
    with part_file(tmp_path / "parts") as part:
        Store(tmp_path)
        assert list((tmp_path / "parts").iterdir()) == [Path(part.path)]
    assert list((tmp_path / "parts").iterdir()) == []


def test_an_fsync_that_fails_is_not_tried_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def fails(handle: int) -> None:
        tries.append(handle)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SyncFailed, match="store"):
        store.put_bytes(b"one")
    assert len(tries) == 1
    assert list(store.all()) == []


def test_files_are_for_the_owner_only(store: Store) -> None:
    path = store.path(store.put_bytes(b"x"))
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def looks(path: Path) -> tuple[int, int, int]:
    found = path.lstat()
    return found.st_size, found.st_mtime_ns, found.st_ino


def test_another_file_than_the_one_that_was_found_is_not_taken(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"found")
    found = looks(source)
    assert store.put_file(source, found).size == 5
    (tmp_path / "g").write_bytes(b"other")
    (tmp_path / "g").rename(source)
    with pytest.raises(SourceChanged):
        store.put_file(source, found)


@pytest.mark.parametrize("kind", ["link", "pipe", "socket"])
def test_what_is_no_plain_file_is_refused_at_once(store: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    if kind == "link":
        (tmp_path / "real").write_bytes(b"x")
        path.symlink_to(tmp_path / "real")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    with pytest.raises(Unreadable, match="not a plain file"):
        store.put_file(path)
    assert list((tmp_path / "store" / "parts").iterdir()) == []


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.EHOSTDOWN, errno.ETIMEDOUT])
def test_a_share_that_goes_while_a_file_is_read_is_not_the_files_fault(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    source = tmp_path / "f"
    source.write_bytes(b"bytes")
    real, inode = os.fstat, source.stat().st_ino
    calls = iter(range(10))

    def fstat(handle: int) -> os.stat_result:
        found = real(handle)
        if found.st_ino == inode and next(calls) >= 2:
            raise OSError(number, os.strerror(number))
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    with pytest.raises(SourceAway):
        store.put_file(source)
    monkeypatch.undo()
    assert list((tmp_path / "store" / "parts").iterdir()) == []


def test_a_long_copy_is_left_when_it_is_time_to_stop(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "f"
    with source.open("wb") as out:
        out.truncate(50 << 20)
    asked = iter(range(100))
    with pytest.raises(SourceChanged, match="stopped"):
        store.put_file(source, stopping=lambda: next(asked) >= 3)
    assert next(asked) < 10
    assert list(store.all()) == []
    assert list((tmp_path / "store" / "parts").iterdir()) == []
