"""Worker processes can do nothing but read, die alone, and leave nothing behind."""

from __future__ import annotations

import ctypes
import ctypes.util
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model.errors import ConfigError, EngineCrashed, EngineTimeout
from pipeline.run.workers.crew import Crew
from pipeline.run.workers.lanes import Request
from pipeline.run.workers.minding import Child, Role, sweep
from pipeline.run.workers.pool import PagePool, role
from pipeline.run.workers.probe import NETWORK, PROGRAMS, READING, WRITING, what_a_worker_can
from pipeline.settings import Settings
from tests.support.odd_jobs import programs_running

ROOT = Path(__file__).parents[2]
ODD = Role("tests.support.odd_jobs:start", (), "tests.support.odd_jobs:serve", (ROOT,), 500, 1000, "auto")


def _offered() -> bool:
    """Whether this system offers both: Landlock by its version, libseccomp by its name."""
    landlock = ctypes.CDLL(None).syscall(444, None, 0, 1)
    return bool(landlock >= 1) and ctypes.util.find_library("seccomp") is not None


CONFINES = pytest.mark.skipif(not _offered(), reason="this system has no Landlock or no libseccomp2")


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    one = Child(ODD, tmp_path / "scratch")
    yield one
    one.end()


@pytest.fixture
def programs_child(tmp_path: Path) -> Iterator[Child]:
    one = Child(replace(ODD, programs=True), tmp_path / "scratch")
    yield one
    one.end()


@CONFINES
def test_a_worker_reaches_no_network_and_writes_starts_and_reads_nothing_else(tmp_path: Path) -> None:
    settings = Settings()
    assert what_a_worker_can(role(settings, ()), tmp_path) == []
    with_command = replace(settings, ocr=replace(settings.ocr, engine="pytesseract"))
    assert what_a_worker_can(role(with_command, ()), tmp_path) == [PROGRAMS]
    assert list(tmp_path.iterdir()) == []


def test_the_probe_tells_when_nothing_confines(tmp_path: Path) -> None:
    off = replace(Settings(), run=replace(Settings().run, confine="off"))
    assert what_a_worker_can(role(off, ()), tmp_path) == [NETWORK, PROGRAMS, WRITING, READING]


def test_an_unknown_way_to_confine_is_a_mistake(tmp_path: Path) -> None:
    wrong = replace(Settings(), run=replace(Settings().run, confine="on"))
    with pytest.raises(ConfigError, match="auto, require, off"):
        PagePool(wrong, tmp_path)


def test_a_dead_process_leaves_no_core_and_the_next_works(child: Child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert isinstance(child.ask(("die",), 30), EngineCrashed)
    assert list(tmp_path.iterdir()) == []
    assert child.ask(("work",), 30) == 42


def test_a_hanging_process_is_killed_with_the_programs_it_started_and_their_files(programs_child: Child, tmp_path: Path) -> None:
    assert programs_child.ask(("work",), 30) == 42
    answer = programs_child.ask(("hang in a program",), 2)
    assert isinstance(answer, EngineTimeout)
    give_up = time.monotonic() + 20  # it was killed; the kernel clears it away in its own time
    while programs_running("4321") and time.monotonic() < give_up:
        time.sleep(0.1)
    assert programs_running("4321") == 0
    assert list((tmp_path / "scratch").iterdir()) == []


def test_what_a_killed_parent_left_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "nobody:1:1:x").mkdir()  # of another machine: only its own can tell
    gone = tmp_path / f"{socket.gethostname()}:4194303:17:x"
    gone.mkdir()
    (gone / "page.png").write_bytes(b"a page")
    sweep(tmp_path)
    assert [folder.name for folder in tmp_path.iterdir()] == ["nobody:1:1:x"]


def test_what_a_captured_process_says_is_only_read(child: Child) -> None:
    answer = child.ask(("lie",), 30)
    assert isinstance(answer, EngineCrashed)
    assert "nonsense" in answer.message
    assert child.ask(("work",), 30) == 42


@CONFINES
def test_a_worker_has_no_secrets_and_can_not_signal_its_parent(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHARTSCAN_OIDC_SECRET", "hush")
    answer = child.ask(("environment",), 30)
    assert isinstance(answer, bytes)
    assert b"CHARTSCAN" not in answer
    assert child.ask(("signal the parent",), 30) == 0


def test_processor_time_ends_with_the_limit_whatever_became_of_the_parent() -> None:
    spin = "from pipeline.run.workers.child import _limit_seconds as limit\nlimit(0.2)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", spin], cwd=ROOT, timeout=60, check=False)
    assert -done.returncode == signal.SIGXCPU


def test_a_death_costs_the_request_that_it_was_at_and_nobody_elses(tmp_path: Path) -> None:
    crew = Crew(ODD, 2, tmp_path)
    try:
        futures = [crew.submit(Request(("die" if number % 4 == 1 else "work",), 30)) for number in range(12)]
        results = [future.result(60) for future in futures]
    finally:
        crew.close()
    assert [isinstance(result, EngineCrashed) for result in results] == [number % 4 == 1 for number in range(12)]
    assert [result for result in results if not isinstance(result, EngineCrashed)] == [42] * 9
