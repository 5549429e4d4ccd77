"""The real program behind a real browser: `chartscan serve` on a free port, Debian's Chromium in front."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.accounts import Accounts
from pipeline.settings import load

SECRET = "three quiet blue lamps"
PATIENCE_S = 60  # for a program that shares its processor with other tests
expect.set_options(timeout=1000 * PATIENCE_S)


def chromium() -> str:
    """Its path. Without it the tests skip, but on the machine that decides."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CHARTSCAN_TEST_BROWSER"):
            pytest.fail("no chromium: apt-get install chromium")
        pytest.skip("no chromium on this machine: apt-get install chromium")
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Server:
    home: Path
    url: str
    pid: int

    def sign_in(self, browser: Browser, name: str, **how: object) -> Page:
        """A page of a browser of its own, as this person."""
        page = browser.new_context(viewport={"width": 1400, "height": 950}, **how).new_page()  # type: ignore[arg-type]
        page.set_default_timeout(1000 * PATIENCE_S)
        page.goto(f"{self.url}/")
        page.fill("[name=name]", name)
        page.fill("[name=password]", SECRET)
        page.keyboard.press("Enter")
        page.wait_for_selector("header.top")
        return page


def add_people(home: Path, *more: tuple[str, str, tuple[str, ...]]) -> None:
    """An account for each role, and these (name, role, clearances)."""
    accounts = Accounts(home / "accounts.sqlite", load().accounts)
    for role in ("clerk", "reviewer", "clinician", "quality", "administrator", "auditor"):
        accounts.users.add(role, role.title(), role, SECRET)
    for name, role, clearances in more:
        accounts.users.add(name, name.title(), role, SECRET, clearances)
    accounts.close()


@contextmanager
def served(home: Path, *options: str) -> Iterator[Server]:
    """The desk of this home, until the end of the block; stopped by its own pid."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "pipeline", "--home", str(home), *options, "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, process)
        yield Server(home, url, process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE_S)


def _wait_for(url: str, process: subprocess.Popen[str]) -> None:
    give_up = time.monotonic() + 2 * PATIENCE_S
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise AssertionError(f"the desk ended: {process.stderr.read() if process.stderr else ''}")
        try:
            with urlopen(f"{url}/health", timeout=2):  # our own, on loopback
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")
