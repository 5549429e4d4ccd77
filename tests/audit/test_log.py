"""The log holds what it was told, and shows whatever is done to it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.audit import AuditLog, AuditSettings, Entry
from pipeline.audit.verify import check_lines, verify
from pipeline.model.errors import ConfigError, DiskFull, StoreDown, SyncFailed

VIEW = Entry("ann", "reviewer", "view", "done", "10.0.0.1", ("d1/1",), ("M1",), "")
MANY = 1000


def settings(tmp_path: Path, **more: int) -> AuditSettings:
    return AuditSettings(checkpoint_folder=str(tmp_path / "outside"), **more)


def written(tmp_path: Path, count: int, **more: int) -> Path:
    log = AuditLog(tmp_path / "home" / "audit", settings(tmp_path, **more), file_bytes=20_000)
    for _ in range(count):
        log.append(VIEW)
    return tmp_path / "home" / "audit"


def problems(tmp_path: Path) -> tuple[str, ...]:
    return verify(tmp_path / "home" / "audit", tmp_path / "outside").problems


def test_what_was_appended_stands_there_in_order(tmp_path: Path) -> None:
    folder = written(tmp_path, 120, checkpoint_entries=50)
    kept = list(AuditLog(folder, AuditSettings()).entries())
    assert [one.seq for one in kept] == list(range(1, 121))
    assert all(one.entry == VIEW for one in kept)
    assert len(list(folder.glob("log-*.jsonl"))) > 1
    verdict = verify(folder, tmp_path / "outside")
    assert (verdict.entries, verdict.checkpoints, verdict.problems) == (120, 3, ())


def test_every_byte_of_a_thousand_entries_that_is_changed_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "audit"
    log = AuditLog(folder, AuditSettings())
    for number in range(MANY):
        log.append(Entry("ann", "reviewer", "view", "done", "-", (f"d{number}",)))
    lines = (folder / "log-000001.jsonl").read_bytes().splitlines(keepends=True)
    found, hashes = check_lines(lines)
    assert (found, len(hashes)) == ([], MANY)
    chance = random.Random(1)
    flipped = 0
    for at, line in enumerate(lines, 1):
        before = hashes.get(at - 1, "0" * 64)
        for place in range(len(line)):
            other = line[:place] + bytes([line[place] ^ (1 << chance.randrange(8))]) + line[place + 1 :]
            flipped += 1
            # as the file would be cut into lines: a line end that is gone joins two, one that came makes two
            pieces = (other + (lines[at] if at < MANY else b"")).splitlines(keepends=True)
            assert _faulty(pieces[0], before, at), f"entry {at}, byte {place}"
    assert flipped == sum(map(len, lines))


def _faulty(line: bytes, before: str, seq: int) -> bool:
    from pipeline.audit.entry import fault_of

    return bool(fault_of(line, before, seq))


def swapped(lines: list[bytes]) -> list[bytes]:
    return [*lines[:5], lines[6], lines[5], *lines[7:]]


def grafted(lines: list[bytes]) -> list[bytes]:
    """The tail cut off and another one written, with a chain that is right in itself."""
    from pipeline.audit.entry import line_of

    kept = lines[:10]
    before = kept[-1][:64].decode()
    for seq in range(11, len(lines) + 1):
        line, before = line_of(Entry("ann", "reviewer", "help", "done", "-"), seq, "2026-11-24T00:00:00.000Z", before)
        kept.append(line)
    return kept


@pytest.mark.parametrize(
    "forge",
    [
        lambda lines: [*lines[:5], *lines[6:]],
        swapped,
        lambda lines: [*lines[:5], lines[5], *lines[5:]],
        lambda lines: lines[:20],
        grafted,
        lambda _: [],
        lambda lines: lines[1:],
    ],
    ids=["deleted", "swapped", "duplicated", "tail cut", "tail grafted", "emptied", "head cut"],
)
def test_whatever_is_done_to_it_is_found(tmp_path: Path, forge: Callable[[list[bytes]], list[bytes]]) -> None:
    log = AuditLog(tmp_path / "home" / "audit", settings(tmp_path, checkpoint_entries=10))
    for _ in range(35):
        log.append(VIEW)
    file = tmp_path / "home" / "audit" / "log-000001.jsonl"
    assert problems(tmp_path) == ()
    file.write_bytes(b"".join(forge(file.read_bytes().splitlines(keepends=True))))
    assert problems(tmp_path)


def test_a_log_that_was_rolled_back_is_found_even_when_it_goes_on(tmp_path: Path) -> None:
    written(tmp_path, 20, checkpoint_entries=10)
    shutil.copytree(tmp_path / "home", tmp_path / "copy")
    written(tmp_path, 20, checkpoint_entries=10)
    shutil.rmtree(tmp_path / "home")
    shutil.move(tmp_path / "copy", tmp_path / "home")
    assert "the log ends at entry 20" in problems(tmp_path)[0]
    log = AuditLog(tmp_path / "home" / "audit", settings(tmp_path))
    for _ in range(30):  # with the key of the home a thief goes on, and can even sign
        log.append(Entry("eve", "reviewer", "view", "done", "-"))
    log.checkpoint()
    assert any("is not the one of the checkpoint" in problem for problem in problems(tmp_path))


def test_a_checkpoint_that_was_changed_or_forged_is_found(tmp_path: Path) -> None:
    written(tmp_path, 5)
    (point,) = (tmp_path / "outside").glob("checkpoint-*.json")
    point.write_text(point.read_text().replace('"seq": 1', '"seq": 2'))
    assert "was not signed" in problems(tmp_path)[0]
    point.write_text("no checkpoint")
    assert "was not signed" in problems(tmp_path)[0]
    point.unlink()
    assert problems(tmp_path) == ("there is no checkpoint to compare with",)


def test_a_missing_file_of_the_log_is_found(tmp_path: Path) -> None:
    folder = written(tmp_path, 200, checkpoint_entries=50)
    sorted(folder.glob("log-*.jsonl"))[1].unlink()
    assert problems(tmp_path)[0] == "file 2 of the log is missing"


def _write(folder: str, number: int, acknowledged: str) -> None:
    log = AuditLog(Path(folder), AuditSettings())
    handle = os.open(acknowledged, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    while True:
        seq = log.append(Entry(f"w{number}", "clerk", "view", "done", "-"))
        os.write(handle, f"{seq} w{number}\n".encode())


def test_eight_writers_that_are_killed_leave_no_gap_and_no_fork(tmp_path: Path) -> None:
    folder, acknowledged = tmp_path / "audit", tmp_path / "acknowledged"
    context = multiprocessing.get_context("fork")
    chance = random.Random(7)

    def begun(number: int) -> multiprocessing.Process:
        process = context.Process(target=_write, args=(str(folder), number, str(acknowledged)))
        process.start()
        return process  # type: ignore[return-value]  # a fork process is one

    writers = {number: begun(number) for number in range(8)}
    for _ in range(40):
        time.sleep(chance.uniform(0.01, 0.08))
        number = chance.randrange(8)
        os.kill(writers[number].pid or 0, signal.SIGKILL)
        writers[number].join()
        writers[number] = begun(number)
    for process in writers.values():
        process.kill()
        process.join()
    AuditLog(folder, AuditSettings()).append(VIEW)  # the next one sets aside what the last kill left
    kept = {one.seq: one.entry.who for one in AuditLog(folder, AuditSettings()).entries()}
    verdict = verify(folder, None)
    assert (verdict.problems, verdict.entries) == ((), len(kept))
    told = [line.split() for line in acknowledged.read_text().splitlines()]
    assert len(told) > 100
    assert all(kept[int(seq)] == who for seq, who in told)


def test_half_a_line_is_set_aside(tmp_path: Path) -> None:
    folder = written(tmp_path, 3)
    file = folder / "log-000001.jsonl"
    file.write_bytes(file.read_bytes() + b"half a li")
    assert AuditLog(folder, AuditSettings()).append(VIEW) == 4
    assert verify(folder, None).problems == ()
    assert b"half a li" in (folder / "torn").read_bytes()


def test_a_full_disk_is_told_and_nothing_is_half_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, 3)
    log = AuditLog(folder, AuditSettings())
    whole = os.write

    def short(handle: int, data: bytes) -> int:
        return whole(handle, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", short)
    with pytest.raises(DiskFull):
        log.append(VIEW)
    monkeypatch.setattr(os, "write", whole)
    assert log.append(VIEW) == 4
    assert verify(folder, None).problems == ()


def test_a_disk_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = AuditLog(written(tmp_path, 3), AuditSettings())

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SyncFailed):
        log.append(VIEW)


def test_a_checkpoint_folder_that_is_away_stops_nobody_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("a file where the folder should be")
    log = AuditLog(tmp_path / "home" / "audit", settings(tmp_path))
    assert log.append(VIEW) == 1
    assert "can't be written" in log.checkpoint_problem


def test_checkpoints_inside_the_home_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        AuditLog(tmp_path / "home" / "audit", AuditSettings(checkpoint_folder=str(tmp_path / "home" / "points")))


def test_a_damaged_last_entry_stops_it(tmp_path: Path) -> None:
    folder = written(tmp_path, 3)
    file = folder / "log-000001.jsonl"
    file.write_bytes(file.read_bytes()[:-10] + b"xxxxxxxxx\n")
    with pytest.raises(StoreDown):
        AuditLog(folder, AuditSettings()).append(VIEW)
