from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from pipeline.intake import ignore_lease_breaks, is_open_for_writing


def test_a_writer_is_seen_until_it_closes(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    with path.open("wb") as out:
        out.write(b"page 1")
        out.flush()
        assert is_open_for_writing(path)
    assert not is_open_for_writing(path)


def test_a_writer_in_another_process_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    holds = f"import sys; out = open({str(path)!r}, 'ab'); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert is_open_for_writing(path)
        writer.communicate(b"")
    assert not is_open_for_writing(path)


def test_a_reader_is_no_writer(tmp_path: Path) -> None:
    (tmp_path / "scan.tif").write_bytes(b"x")
    with (tmp_path / "scan.tif").open("rb"):
        assert not is_open_for_writing(tmp_path / "scan.tif")


def test_what_can_not_be_asked_about_is_not_held(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    assert not any(is_open_for_writing(tmp_path / name) for name in ("pipe", "link", "gone"))


def test_breaking_a_lease_ends_nobody() -> None:
    before = signal.getsignal(signal.SIGIO)
    try:
        ignore_lease_breaks()
        assert signal.getsignal(signal.SIGIO) is not signal.SIG_DFL  # which would end the process
        signal.raise_signal(signal.SIGIO)
    finally:
        signal.signal(signal.SIGIO, before)
