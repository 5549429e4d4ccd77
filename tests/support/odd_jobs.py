"""What confined processes are asked to do in tests: work, die, hang, look around."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.pages import PagesSettings, open_scan


def start() -> None:
    """Nothing to build."""


def serve(what: str) -> bytes | int:
    tasks: dict[str, Callable[[], bytes | int]] = {
        "work": lambda: 42,
        "die": os.abort,
        "hang": lambda: _busy(1e9),
        "work hard": lambda: _busy(1.0),
        "hang in a program": _hang_in_a_program,
        "lie": lambda: os.write(int(sys.argv[1]), b"Q" + bytes(8)),
        "environment": lambda: json.dumps(sorted(os.environ)).encode(),
        "signal the parent": _signal,
    }
    return tasks[what]()


def read(path: Path) -> bytes | int:
    """Decode up to three pages of a file; how many there were."""
    with open_scan(path, PagesSettings()) as scan:
        for number in range(1, min(scan.page_count, 3) + 1):
            scan.page(number)
        return scan.page_count


def _busy(seconds: float) -> int:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return 42


def _hang_in_a_program() -> int:
    """As an engine's command with a page in its hands."""
    with tempfile.NamedTemporaryFile(delete=False) as page:
        page.write(b"a page")
    return subprocess.run(["sleep", "4321"], check=False).returncode


def _signal() -> int:
    try:
        os.kill(os.getppid(), 0)
    except OSError:
        return 0
    return 1


def programs_running(argument: str) -> int:
    """How many processes were started with this argument."""
    found = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found += argument.encode() in (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
    return found
