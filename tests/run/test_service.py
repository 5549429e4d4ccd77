"""The watcher's habits: one a home, ready and alive to systemd, counted for Prometheus, silent stations told, logs without names."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.run import status
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.service.habits import Service
from pipeline.run.service.notify import Notifier
from pipeline.run.turn import Turn, holder
from pipeline.settings import RunSettings, Settings
from tests.run.test_watching import until
from tests.support.program import Program, chart_lines, draw_page, save_pages

QUICK = "[intake]\nquiet_seconds = 0.3\npoll_seconds = 0.5\nincomplete_seconds = 1.0\nempty_seconds = 0.5\n"


class Manager:
    """Listens where systemd would."""

    def __init__(self, path: Path) -> None:
        self.messages: list[str] = []
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    def _listen(self) -> None:
        while (message := self._socket.recv(4096).decode()) != "END":
            self.messages += message.splitlines()

    def close(self) -> list[str]:
        if self._thread.is_alive():
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
                out.sendto(b"END", self._socket.getsockname())
            self._thread.join()
            self._socket.close()
        return self.messages


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path / "notify")
    yield manager
    manager.close()


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def test_a_watcher_as_systemd_and_prometheus_see_it(tmp_path: Path, told: Manager) -> None:
    drop, config, port = tmp_path / "drop", tmp_path / "site.toml", free_port()
    save_pages(drop / "station-7" / "DOE JANE.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    config.write_text(f'{QUICK}[run]\nmetrics_port = {port}\nlog_format = "json"\nlog_level = "DEBUG"\n')
    program = Program(tmp_path / "home")
    command = program.command("watch", drop, "--config", config, "--jobs", "1")
    environment = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "3000000"}
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        until(lambda: told.messages[:2] == ["READY=1", f"MAINPID={daemon.pid}"])
        until((drop / "done" / "station-7" / "DOE JANE.png").exists)
        until(lambda: 'chartscan_pages_total{outcome="read"} 1.0' in scraped(port))
        until(lambda: program.json("status")["watch"]["last_round"] is not None)
        second = program.run("watch", drop, codes=(1,))
        assert f"process {daemon.pid}" in second.stderr
        seen = program.json("status")
        assert (seen["watch"]["alive"], seen["watch"]["pid"], seen["reading"]["pid"]) == (True, daemon.pid, daemon.pid)
        assert [station["station"] for station in seen["stations"]] == ["station-7"]
        counted = scraped(port)
        until(lambda: told.messages.count("WATCHDOG=1") > 2)
        daemon.send_signal(signal.SIGTERM)
        said, errors = daemon.communicate(timeout=30)
    finally:
        daemon.kill()
    assert daemon.returncode == 0
    sent = told.close()
    assert sent[-1] == "STOPPING=1"
    assert all("DOE" not in text for text in (counted, said, errors, *sent))
    lines = [json.loads(line) for line in errors.splitlines()]
    messages = [line["message"] for line in lines if line["logger"] == "pipeline.watch"]
    assert [message for message in messages if message != "taken in"] == ["opened", "page read", "filed"]
    assert messages.count("taken in") == 1  # said by the folder's own thread, perhaps after the file was opened
    assert program.json("status")["watch"]["pid"] is None


def scraped(port: int) -> str:
    with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        return str(answer.read().decode())
    return ""


def test_the_watchdog_is_not_answered_when_nothing_comes_of_the_work(tmp_path: Path, told: Manager) -> None:
    settings = Settings(run=RunSettings(page_timeout_s=-60.0))  # the patience of a page and a minute is over at once
    with Home(tmp_path / "home", settings) as home:
        service = Service(home, Silent(), Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "3000000"}))
        service.look()
    with Home(tmp_path / "other", Settings()) as home:
        Service(home, Silent(), Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_PID": "1", "WATCHDOG_USEC": "5"})).round()
    assert told.close() == ["STATUS=0 pages read", "WATCHDOG=1"]


def test_a_turn_ends_with_its_process(tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom pipeline.run.turn import Turn\n"
        "turn = Turn(Path(sys.argv[1]), 'processing', 'watch'); print(turn.take(), flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    with Turn(tmp_path, "processing", "ingest") as turn:
        assert not turn.take()
        found = holder(tmp_path, "processing")
        assert found is not None
        assert (found.pid, found.command) == (other.pid, "watch")
        other.kill()
        other.communicate()
        assert turn.take()
        assert not Turn(tmp_path, "processing", "ingest").take()
    assert holder(tmp_path, "processing") is None


def test_a_silent_station_is_an_alarm(tmp_path: Path) -> None:
    settings = Settings(run=RunSettings(silent_minutes={"s1": 0.0, "*": 60.0}))
    with Home(tmp_path, settings) as home:
        for station in ("s1", "s2"):
            home.ledger.arrivals.accept(f"{station}/a.tif", f"/{station}/a.tif", "ab" * 32, 1, station, "watch")
        until(lambda: status.snapshot(home)["alarms"] != [])
        seen = status.snapshot(home)
    assert [station["alarm"] for station in seen["stations"]] == [True, False]
    assert seen["alarms"][0].startswith("station s1: silent since ")
    assert seen["disk"]["free_bytes"] > 0


def test_an_ingest_beside_another_process_takes_in_and_goes_on_when_that_ends(tmp_path: Path) -> None:
    save_pages(tmp_path / "in" / "a.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    program = Program(tmp_path / "home")
    program.run("status")
    with Turn(tmp_path / "home", "processing", "watch") as turn:
        assert turn.take()
        run = program.start("ingest", tmp_path / "in", "--jobs", "1")
        until(lambda: program.json("status")["arrivals"]["waiting"] == 1)
        assert run.poll() is None
    said, errors = run.communicate(timeout=100)
    assert run.returncode == 0, errors
    assert f"`chartscan watch` (process {os.getpid()}) reads on this home" in said
