"""`quarantine retry`, several times at once, while `watch` runs on the same home: nothing is done twice, nothing is lost."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from tests.run.test_watching import QUICK, until
from tests.support.program import Program, chart_lines, draw_page, save_pages


def page(path: Path, number: int) -> Path:
    return save_pages(path, [draw_page(chart_lines(f"10000{number}", "DOE, JANE M", "03/14/1957", f"Visit {number}."))])


def stop(daemon: subprocess.Popen[str]) -> None:
    daemon.send_signal(signal.SIGTERM)
    _, errors = daemon.communicate(timeout=60)
    assert daemon.returncode == 0, errors


def history(home: Path) -> dict[str, list[str]]:
    """What happened to each file, by its name."""
    found: dict[str, list[str]] = {}
    with closing(sqlite3.connect(home / "ledger.sqlite")) as db:
        for path, kind in db.execute("SELECT path, kind FROM events JOIN arrivals USING (arrival_id) ORDER BY seq"):
            found.setdefault(path, []).append(kind)
    return found


def test_nothing_is_done_twice_or_lost(tmp_path: Path) -> None:
    drop, program = tmp_path / "drop", Program(tmp_path / "home")
    strict, usual = tmp_path / "strict.toml", tmp_path / "usual.toml"
    strict.write_text(QUICK + "[pages]\nmax_pixels = 1000\n")
    usual.write_text(QUICK)
    for number in (1, 2):
        page(drop / f"{number}.png", number)
    (drop / "cut.pdf").write_bytes(b"%PDF-1.4 cut off")
    daemon = program.start("watch", drop, "--config", strict, "--jobs", "1")
    until(lambda: len(list((drop / "quarantine").glob("*.reason.txt"))) == 3)
    stop(daemon)

    daemon = program.start("watch", drop, "--config", usual, "--jobs", "1")
    retries = [program.start("quarantine", "retry", "--config", usual) for _ in range(3)]
    page(tmp_path / "3.png", 3).rename(drop / "3.png")
    for retry in retries:
        _, errors = retry.communicate(timeout=120)
        assert retry.returncode in {0, 3}, errors
    until(lambda: {path.name for path in (drop / "done").iterdir()} == {"1.png", "2.png", "3.png"})
    until(lambda: program.json("status")["arrivals"]["waiting"] == 0)
    stop(daemon)

    assert sorted(path.name for path in (drop / "quarantine").iterdir()) == ["cut.pdf", "cut.pdf.reason.txt"]
    assert sorted(path.name for path in drop.iterdir()) == ["done", "quarantine"]
    kinds = history(program.home)
    assert [kinds[f"{number}.png"].count("filed") + kinds[f"{number}.png"].count("held") for number in (1, 2, 3)] == [1, 1, 1]
    assert all(happened.count("accepted") == 1 for happened in kinds.values())
    assert kinds["cut.pdf"].count("quarantined") == 1 + kinds["cut.pdf"].count("retried") >= 2
    assert sorted(record["source"]["path"] for record in program.records()) == ["1.png", "2.png", "3.png"]
    program.run("verify")
