"""The daemon while it is busy, and on shares and disks that go, come back, fill up and can't be written: real mounts, in a namespace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.run.test_watching import QUICK, until
from tests.support.program import Program, chart_lines, draw_page, noise_page, save_pages


def small_page(number: int) -> list[str]:
    return chart_lines(f"{100000 + number}", "DOE, JANE M", "03/14/1957", f"Page {number} of a pile.")


def test_a_stat_file_overtakes_a_long_one_and_a_stop_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    drop, config = tmp_path / "drop", tmp_path / "site.toml"
    config.write_text(QUICK)
    save_pages(drop / "batch" / "pile.tif", [draw_page(small_page(number)) for number in range(400)])
    program = Program(tmp_path / "home")
    daemon = program.start("watch", drop, "--config", config, "--jobs", "1")
    try:
        until((drop / "done" / "batch" / "pile.tif").exists)
        urgent = save_pages(tmp_path / "urgent.png", [draw_page(small_page(99))])
        (drop / "STAT").mkdir()
        urgent.rename(drop / "STAT" / "urgent.png")
        until(lambda: bool(program.json("search", "MRN", "--mrn", "100099")["hits"]) or program.json("status")["arrivals"]["waiting"] == 0)
        assert program.json("status")["arrivals"]["waiting"] == 1, "the pile was read first"
        for number in range(500):
            (drop / "batch" / f"{number:03}.txt").write_bytes(b"not a scan %d" % number)
        until((drop / "done" / "batch" / "000.txt").exists)
        daemon.send_signal(signal.SIGTERM)
        _, errors = daemon.communicate(timeout=60)
        assert daemon.returncode == 0, errors
    finally:
        daemon.kill()
        daemon.communicate()
    came = program.json("status")["arrivals"]["total"] - 2
    moved = len(list((drop / "done" / "batch").glob("*.txt"))) + len(list((drop / "quarantine").rglob("*.txt")))
    assert came == moved
    assert moved + len(list((drop / "batch").glob("*.txt"))) == 500


@dataclass(frozen=True)
class Apart:
    """A namespace in which folders can be mounted; it ends with its process."""

    pid: int

    def command(self, *command: str | Path) -> list[str]:
        return ["nsenter", "-t", str(self.pid), "-U", "-m", "--preserve-credentials", *map(str, command)]

    def run(self, *command: str | Path) -> str:
        done = subprocess.run(self.command(*command), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def apart() -> Iterator[Apart]:
    with subprocess.Popen(["unshare", "-rm", "sh", "-c", "echo here && exec sleep 600"], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        if holder.stdout.readline().strip() != "here":
            pytest.skip("the machine offers no user namespaces")
        yield Apart(holder.pid)
        holder.kill()


def test_full_disks_read_only_shares_and_shares_that_go(tmp_path: Path, apart: Apart) -> None:
    home, local, share, config = (tmp_path / name for name in ("home", "local", "share", "site.toml"))
    for folder in (home, local, share):
        folder.mkdir()
    apart.run("mount", "-t", "tmpfs", "-o", "size=64m", "none", home)
    apart.run("mount", "-t", "tmpfs", "-o", "size=8m", "none", share)
    remote = f'[[intake.folders]]\npath = "{share}"\nevents = false\nstation = "remote"\n'
    config.write_text(f'{QUICK}least_free_mb = 16\n[[intake.folders]]\npath = "{local}"\n{remote}')
    apart.run("dd", "if=/dev/zero", f"of={home}/filler", "bs=1M", "count=54", "status=none")
    chartscan = [sys.executable, "-m", "pipeline", "--home", str(home), "--config", str(config)]
    with subprocess.Popen(apart.command(*chartscan, "watch", "--jobs", "1"), stderr=subprocess.PIPE, text=True) as daemon:

        def problems() -> str:
            told = subprocess.run(apart.command("cat", home / "intake.json"), capture_output=True, text=True, check=False).stdout
            return "".join(folder["problem"] for folder in json.loads(told)["folders"]) if told else "not begun"

        def drop(name: str, seed: int) -> None:
            made = save_pages(tmp_path / "made" / name, [noise_page(seed, (60, 40))])
            apart.run("mv", made, share if name.startswith("remote") else local)

        try:
            drop("local1.png", 1)
            until(lambda: "less than 16 MB are free" in problems())
            status = json.loads(apart.run(*chartscan, "status", "--json"))
            assert status["arrivals"]["total"] == 0
            assert "MB are free" in status["intake"]["folders"][0]["problem"]
            apart.run("rm", home / "filler")
            until((local / "done" / "local1.png").exists)
            drop("remote1.png", 2)
            apart.run("mount", "-o", "remount,ro", share)
            until(lambda: "can't be moved to done/: Read-only file system" in problems())
            apart.run("umount", "-l", share)
            drop("local2.png", 3)
            until((local / "done" / "local2.png").exists)
            apart.run("mount", "-t", "tmpfs", "-o", "size=8m", "none", share)
            drop("remote2.png", 4)
            until(lambda: "done" in apart.run("ls", share) and not problems())
        finally:
            os.kill(daemon.pid, signal.SIGTERM)
            _, errors = daemon.communicate(timeout=60)
        assert daemon.returncode == 0, errors
    assert json.loads(apart.run(*chartscan, "status", "--json"))["arrivals"]["total"] == 4
    apart.run(*chartscan, "verify")
