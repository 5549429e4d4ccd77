"""One scanning station: a drop folder, a daemon that watches it, and everything around them that must stay as it is."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.hostile.files import Hostile
from benchmarks.hostile.other_files import drawn
from tests.support.program import save_pages

ROOT = Path(__file__).parents[2]
_WORDS = ("amber", "basalt", "cobalt", "delta", "ember", "falcon", "granite", "harbor", "island", "jasmine")
_SITE = """[intake]
quiet_seconds = 0.5
poll_seconds = 0.5
empty_seconds = 1.0
incomplete_seconds = 1.0
[run]
page_timeout_s = {timeout}
retry_delays_s = [2.0]
{more}
"""
_PATIENCE_S = 3 * 3600.0
_ENDINGS = "SELECT state, code, reason, advice, path FROM arrivals WHERE sha256 = ?"
_SLOWEST = (
    "SELECT path, (julianday(max(at)) - julianday(min(at))) * 86400 AS seconds FROM events JOIN arrivals USING (arrival_id)"
    " WHERE kind != 'arrived' AND kind != 'indexed' GROUP BY arrival_id ORDER BY seconds DESC LIMIT 5"
)


class Station:
    """`folder` holds all: home/, drop/, and temp/, user/, here/ that the daemon is given and must leave empty. `more`: lines of [run]."""

    def __init__(self, folder: Path, timeout: float, more: str = "") -> None:
        self.folder, self.home, self.drop_folder = folder, folder / "home", folder / "drop"
        self._outside = [folder / name for name in ("temp", "user", "here")]
        self._making = folder / "making"
        for place in (*self._outside, self.drop_folder, self._making):
            place.mkdir()
        self._site = folder / "site.toml"
        self._site.write_text(_SITE.format(timeout=timeout, more=more))
        self._counts: dict[str, Counter[str]] = {}
        self._said = (folder / "said.txt").open("wb")
        self.daemon = subprocess.Popen(self._command("watch", self.drop_folder), stdout=self._said, stderr=self._said, **self._place())

    def _command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "pipeline", "--home", str(self.home), "--config", str(self._site), *map(str, arguments)]

    def _place(self) -> dict[str, Any]:
        temp, user, here = map(str, self._outside)
        around = {"TMPDIR": temp, "HOME": user, "XDG_CACHE_HOME": user, "XDG_DATA_HOME": user, "PYTHONPATH": str(ROOT)}
        return {"cwd": here, "env": os.environ | around | {"PYTHONDONTWRITEBYTECODE": "1"}}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._command(*arguments), capture_output=True, text=True, check=False, **self._place())

    def drop(self, file: Hostile) -> None:
        """As a scanner that writes elsewhere and moves in."""
        made = self._making / "file"
        made.write_bytes(file.data)
        made.rename(self.drop_folder / os.fsdecode(file.name))

    def drop_traps(self) -> None:
        """What is no file: it stays where it is, and nobody waits for it."""
        (self.drop_folder / "link.pdf").symlink_to("/etc/passwd")
        (self.drop_folder / "loop").symlink_to(self.drop_folder)
        os.mkfifo(self.drop_folder / "pipe.pdf")
        (self.drop_folder / "folder.pdf").mkdir()

    def seconds_to_find(self, number: int) -> float:
        """How long it takes until a good page that is dropped now can be searched."""
        words = f"{_WORDS[number // 10]} {_WORDS[number % 10]} lantern"
        page = drawn(["PROGRESS NOTE", "Patient Name: DOE, JANE", f"Assessment: {words}"])
        save_pages(self._making / "good.png", [page]).rename(self.drop_folder / f"good-{number}.png")
        began = time.monotonic()
        while time.monotonic() < began + 900 and self.daemon.poll() is None:
            if json.loads(self.run("search", f'"{words}"', "--json").stdout or "{}").get("hits"):
                return time.monotonic() - began
            time.sleep(1)
        return float("inf")

    def finish(self, files: list[Hostile]) -> list[str]:
        """Wait until nothing waits, stop the daemon; what is wrong then."""
        until = time.monotonic() + _PATIENCE_S
        while self.daemon.poll() is None and time.monotonic() < until and (self._waiting() or self._undone()):
            time.sleep(2)
        wrong = [] if self.daemon.poll() is None else [f"the daemon ended by itself with {self.daemon.returncode}"]
        self.daemon.send_signal(signal.SIGTERM)
        if self.daemon.wait(120) != 0:
            wrong.append(f"the daemon's exit code is {self.daemon.returncode}")
        wrong += self._endings(files)
        verified = self.run("verify")
        if verified.returncode != 0:
            wrong.append(f"verify: {verified.stdout[-300:]}")
        for place in (*self._outside, self.home / "scratch"):
            wrong += [f"left behind: {path.relative_to(self.folder)}" for path in place.rglob("*")]
        traps = {"link.pdf", "loop", "pipe.pdf", "folder.pdf", "done", "quarantine"}
        wrong += [f"not taken: {path.name!r}" for path in self.drop_folder.iterdir() if path.name not in traps]
        return wrong

    def _undone(self) -> bool:
        names = {entry.name for entry in self.drop_folder.iterdir()}
        return bool(names - {"link.pdf", "loop", "pipe.pdf", "folder.pdf", "done", "quarantine"})

    def _waiting(self) -> int:
        with closing(sqlite3.connect(f"file:{self.home / 'ledger.sqlite'}?mode=ro", uri=True)) as ledger:
            return int(ledger.execute("SELECT count(*) FROM arrivals WHERE state = 'waiting'").fetchone()[0])

    def _endings(self, files: list[Hostile]) -> list[str]:
        wrong = []
        with closing(sqlite3.connect(f"file:{self.home / 'ledger.sqlite'}?mode=ro", uri=True)) as ledger:
            for file in files:
                found = ledger.execute(_ENDINGS, (hashlib.sha256(file.data).hexdigest(),)).fetchall()
                ends = {code or "indexed" for state, code, *_ in found if state in {"filed", "held", "quarantined"}}
                if not file.data and not found:
                    ends = {"empty"}
                if len(ends) != 1:
                    wrong.append(f"{file.name!r}: {found}")
                    continue
                wrong += [
                    f"{file.name!r}: no reason"
                    for state, _, reason, advice, _ in found
                    if state == "quarantined" and not (reason and advice)
                ]
                self._counts.setdefault(file.kind, Counter())[ends.pop()] += 1
            self._slowest = ledger.execute(_SLOWEST).fetchall()
        return wrong

    def summary(self) -> str:
        """Counts by cause, and the slowest."""
        total = sum(self._counts.values(), Counter())
        lines = [f"{kind:12} {dict(count.most_common())}" for kind, count in self._counts.items()]
        slow = ", ".join(f"{path!r} {seconds:.0f} s" for path, seconds in self._slowest)
        return "\n".join([*lines, f"{'all':12} {dict(total.most_common())}", f"slowest: {slow}"])
