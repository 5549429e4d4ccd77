"""The drop-folder daemon, as a process, on a real folder."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.program import Program, chart_lines, draw_page, save_pages

QUICK = "[intake]\nquiet_seconds = 0.5\npoll_seconds = 0.5\nincomplete_seconds = 1.0\nempty_seconds = 0.5\n"


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Program, Path, subprocess.Popen[str]]]:
    drop, config = tmp_path / "drop", tmp_path / "site.toml"
    save_pages(drop / "station-7" / "before.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    config.write_text(QUICK)
    program = Program(tmp_path / "home")
    daemon = program.start("watch", drop, "--config", config, "--jobs", "1")
    yield program, drop, daemon
    if daemon.poll() is None:
        daemon.kill()
    daemon.communicate()


def test_what_stands_there_and_what_comes_is_taken(watched: tuple[Program, Path, subprocess.Popen[str]], tmp_path: Path) -> None:
    program, drop, daemon = watched
    until((drop / "done" / "station-7" / "before.png").exists)
    outside = save_pages(tmp_path / "x.tif", [draw_page(chart_lines("100002", "ROE, RICHARD", "07/04/1948"))])
    shutil.move(outside, drop / "moved-in.tif")
    (drop / "secret.pdf").write_bytes(b"%PDF-1.4 cut off")
    (drop / "nothing.tif").touch()
    until((drop / "done" / "moved-in.tif").exists)
    until(lambda: (drop / "quarantine" / "secret.pdf").exists() and (drop / "quarantine" / "nothing.tif").exists())
    until(lambda: program.json("status")["arrivals"]["waiting"] == 0)
    daemon.send_signal(signal.SIGTERM)
    said, errors = daemon.communicate(timeout=30)
    assert daemon.returncode == 0, errors
    assert "Scan" in (drop / "quarantine" / "secret.pdf.reason.txt").read_text()
    stations = {record["source"]["path"]: record["source"]["station"] for record in program.records()}
    assert stations["station-7/before.png"] == "station-7"
    program.run("verify")
    assert "DOE" not in said + errors


def test_a_file_that_still_grows_waits(watched: tuple[Program, Path, subprocess.Popen[str]], tmp_path: Path) -> None:
    program, drop, _ = watched
    whole = save_pages(tmp_path / "slow.png", [draw_page(chart_lines("100003", "POE, ANNA", "12/01/1990"))]).read_bytes()
    growing = drop / "slow.png"
    with growing.open("wb") as out:
        for start in range(0, len(whole), len(whole) // 8 + 1):
            out.write(whole[start : start + len(whole) // 8 + 1])
            out.flush()
            assert growing.exists(), "taken while it was still written"
            time.sleep(0.3)
    until((drop / "done" / "slow.png").exists)
    assert (drop / "done" / "slow.png").read_bytes() == whole
    until(lambda: program.json("status")["arrivals"]["waiting"] == 0)
    assert program.json("status")["arrivals"]["quarantined"] == 0


def test_the_same_name_dropped_again_is_another_arrival(watched: tuple[Program, Path, subprocess.Popen[str]]) -> None:
    program, drop, _ = watched
    until((drop / "done" / "station-7" / "before.png").exists)
    shutil.copy(drop / "done" / "station-7" / "before.png", drop / "station-7" / "before.png")
    until(lambda: len(list((drop / "done" / "station-7").glob("before*.png"))) == 2)
    until(lambda: program.json("status")["arrivals"]["waiting"] == 0 and program.json("status")["arrivals"]["total"] == 2)
    assert sorted("possible_duplicate" in record["reasons"] for record in program.records()) == [False, True]


def test_a_language_without_a_model_is_told_at_once(tmp_path: Path) -> None:
    config = tmp_path / "site.toml"
    config.write_text(QUICK + '[ocr]\nlanguages = ["eng", "tlh"]\n')
    (tmp_path / "drop").mkdir()
    daemon = Program(tmp_path / "home").start("watch", tmp_path / "drop", "--config", config)
    try:
        out, err = daemon.communicate(timeout=60)
    finally:
        daemon.kill()
    assert daemon.returncode == 1
    assert "no model for tlh" in out + err
    assert "apt-get install tesseract-ocr tesseract-ocr-tlh" in out + err
