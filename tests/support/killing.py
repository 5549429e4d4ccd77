"""Processes of the drop-folder daemon killed at random moments while mixed files arrive; after each kill nothing is lost or doubled."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.verify import verify
from pipeline.settings import load
from tests.support.processes import workers_of
from tests.support.program import Program, chart_lines, draw_page, save_pages

SITE = "[intake]\nquiet_seconds = 0.4\npoll_seconds = 0.3\nincomplete_seconds = 1.5\nempty_seconds = 0.6\n[run]\njobs = 2\n"
VICTIMS = ("daemon", "worker", "group")
_SLOW_STEPS, _SLOW_PAUSE_S = 12, 0.15
_SURNAMES = ("DOE", "ROE", "POE", "MOE", "BLACK", "WHITE", "GRAY", "STONE", "RIVERS", "FIELDS")
_WORDS = ("aspirin", "heparin", "lisinopril", "warfarin", "insulin", "statin", "oxygen", "morphine", "codeine", "furosemide", "digoxin")


def make_files(folder: Path, count: int, seed: int) -> None:
    """Mixed files, in the order of their names: single pages, charts of several pages, sub-folders, the same bytes again, bad ones."""
    chance = random.Random(seed)
    made: list[Path] = []
    for number in range(count):
        name = f"{number:03}"
        born = f"{1 + number % 12:02}/{1 + number % 28:02}/{1930 + number % 70}"
        who = (f"{200000 + 37 * number}", f"{_SURNAMES[number % 10]}, {chr(65 + number % 26)}NN {chr(65 + number // 26)}", born)
        body = " ".join(chance.choice(_WORDS) for _ in range(6))
        pages = [draw_page(chart_lines(*who, f"{body} {page}"), (900, 520), 24) for page in range(3 if number % 6 == 1 else 1)]
        kind = number % 20
        if kind == 7:
            (folder / f"{name}-cut.pdf").write_bytes(b"%PDF-1.4 nothing more " + bytes([number]))
        elif kind == 13:
            (folder / f"{name}-words.tif").write_text(f"no picture {number}")
        elif kind == 17 and made:
            shutil.copyfile(made[-5 % len(made)], folder / f"{name}-again{made[-5 % len(made)].suffix}")
        elif kind in (3, 11):
            save_pages(folder / f"{name[0]}-station" / f"{name}.png", pages[:1])
        else:
            made.append(save_pages(folder / f"{name}{'.tif' if len(pages) > 1 else '.png'}", pages))


class Killing:
    """A home, a drop folder and a daemon that is killed again and again; everything stands in `folder`, so that it can be gone on with."""

    def __init__(self, folder: Path, files: int, kills: int, seed: int) -> None:
        self._folder = folder
        self._drop, self._sources = folder / "drop", folder / "sources"
        self._kills = kills
        self.program = Program(folder / "home")
        self._site = folder / "site.toml"
        self._state = folder / "state.json"
        self._daemon: subprocess.Popen[bytes] | None = None
        if not self._state.exists():
            self._sources.mkdir(parents=True)
            self._drop.mkdir()
            self._site.write_text(SITE)
            make_files(self._sources, files, seed)
            self._keep({"kills": 0, "fed": 0, "victims": {}})
        state = json.loads(self._state.read_text())
        self.kills: int = state["kills"]
        self._fed: int = state["fed"]
        self.victims = Counter[str](state["victims"])
        self._chance = random.Random(f"{seed} {self.kills}")
        self.names = sorted(str(path.relative_to(self._sources)) for path in self._sources.rglob("*") if path.is_file())

    def _keep(self, state: dict[str, Any]) -> None:
        self._state.write_text(json.dumps(state))

    def run(self) -> Iterator[list[str]]:
        """Kill by kill; what is wrong after each, nothing as it should be."""
        try:
            while self.kills < self._kills:
                self._feed(len(self.names) * (self.kills + 1) // self._kills)
                victim = self._chance.choice(VICTIMS)
                self._start()
                self._wait_for_something(victim)
                wrong = self._kill(victim)
                self.kills += 1
                self._keep({"kills": self.kills, "fed": self._fed, "victims": dict(self.victims)})
                yield wrong
        finally:
            self._end(signal.SIGKILL)

    def finish(self, patience_s: float = 600.0) -> list[str]:
        """Let the daemon end its work; what is wrong then, and what is not as in a run that nobody disturbed.

        A file whose worker was killed at every try was given up, as one that crashes the engine is: a person's `quarantine retry` reads it.
        """
        self._feed(len(self.names))
        wrong = self._worked_off(patience_s)
        if self._given_up():
            self.program.run("quarantine", "retry", "--cause", "engine_crashed", codes=(0, 1, 3))
            wrong += self._worked_off(patience_s)
        return wrong + self._places_at_the_end() + self._other_records()

    def _worked_off(self, patience_s: float) -> list[str]:
        self._start()
        try:
            left = self._until(lambda: self._settled(self._drop, self.program.home), patience_s)
        finally:
            code = self._end(signal.SIGTERM)
        wrong = self.examine()
        wrong += [] if left else ["it did not come to its end"]
        return wrong + ([f"the daemon ended with {code}"] if code else [])

    def _given_up(self) -> bool:
        with Home(self.program.home, load()) as home:
            return any(entry["cause"] == "engine_crashed" for entry in home.ledger.quarantine.listed())

    def examine(self) -> list[str]:
        """What verify finds once the index has caught up, and every source that is not in exactly one place."""
        with Home(self.program.home, load()) as home:
            indexing.drain(home)
            wrong = list(verify(home).problems)
        seen = Counter(_original(place) for place in self._places())
        wrong += [f"{name}: in {seen[name]} places" for name in self.names[: self._fed] if seen[name] != 1]
        return wrong + [f"left: {part.name}" for part in (self.program.home / "store" / "parts").iterdir()]

    def _feed(self, upto: int) -> None:
        while self._fed < upto:
            name = self.names[self._fed]
            target = self._drop / name
            target.parent.mkdir(exist_ok=True)
            if self._fed % 10 == 4:
                self._write_slowly((self._sources / name).read_bytes(), target)
            else:
                part = self._folder / "arriving"
                shutil.copyfile(self._sources / name, part)
                part.rename(target)
            self._fed += 1

    def _write_slowly(self, data: bytes, target: Path) -> None:
        step = len(data) // _SLOW_STEPS + 1
        with target.open("wb") as file:
            for start in range(0, len(data), step):
                file.write(data[start : start + step])
                file.flush()
                time.sleep(_SLOW_PAUSE_S)

    def _start(self) -> None:
        if self._daemon is None or self._daemon.poll() is not None:
            command = self.program.command("watch", self._drop, "--config", self._site)
            with (self._folder / "daemon.log").open("ab") as log:
                self._daemon = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def _wait_for_something(self, victim: str) -> None:
        """A random moment; mostly one at which there is something to break off."""
        daemon = self._daemon
        assert daemon is not None
        if victim == "worker" and self._until(lambda: bool(workers_of(daemon.pid)), 12.0):
            time.sleep(self._chance.uniform(0.0, 1.0))
        elif self._chance.random() < 0.8:
            before = self._progress()
            self._until(lambda: self._progress() != before, 12.0)
            time.sleep(self._chance.uniform(0.0, 0.4))
        else:
            time.sleep(self._chance.uniform(0.0, 3.0))

    def _progress(self) -> tuple[int, int]:
        home = self.program.home
        changed = [(home / name).stat().st_mtime_ns for name in ("ledger.sqlite-wal", "index.sqlite-wal") if (home / name).exists()]
        return sum(changed), len(list((home / "store" / "parts").iterdir())) if (home / "store" / "parts").exists() else 0

    def _kill(self, victim: str) -> list[str]:
        assert self._daemon is not None
        if victim == "worker":
            workers = workers_of(self._daemon.pid)
            if workers:
                with suppress(ProcessLookupError):
                    os.kill(self._chance.choice(workers), signal.SIGKILL)
                    self.victims[victim] += 1
                return []
            victim = "daemon"
        if victim == "group":
            with suppress(ProcessLookupError):
                os.killpg(self._daemon.pid, signal.SIGKILL)
        self._daemon.kill()
        self._daemon.wait()
        self.victims[victim] += 1
        return self.examine()

    def _end(self, number: signal.Signals) -> int:
        if self._daemon is None:
            return 0
        self._daemon.send_signal(number)
        return self._daemon.wait()

    def _until(self, true: Callable[[], bool], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if true():
                return True
            time.sleep(0.05)
        return False

    def _settled(self, drop: Path, home: Path) -> bool:
        if any(path.is_file() for path in drop.rglob("*") if path.relative_to(drop).parts[0] not in {"done", "quarantine"}):
            return False
        time.sleep(0.5)
        with Home(home, load()) as opened:
            waiting = opened.ledger.counts().get("waiting", 0)
            done = {Path(entry["moved_to"] or "").parts for entry in opened.ledger.quarantine.listed()}
            return not waiting and not opened.ledger.outbox.size() and all("quarantine" in parts for parts in done)

    def _places(self) -> list[str]:
        return [
            str(path.relative_to(self._drop)) for path in self._drop.rglob("*") if path.is_file() and not path.name.endswith(".reason.txt")
        ]

    def _places_at_the_end(self) -> list[str]:
        wanted = {f"{'quarantine' if 'cut' in name or 'words' in name else 'done'}/{name}" for name in self.names}
        found = set(self._places())
        return [f"{place}: not there" for place in sorted(wanted - found)] + [f"{place}: not wanted" for place in sorted(found - wanted)]

    def _other_records(self) -> list[str]:
        calm, drop = Program(self._folder / "calm"), self._folder / "calm-drop"
        if not drop.exists():
            shutil.copytree(self._sources, drop)
        daemon = subprocess.Popen(calm.command("watch", drop, "--config", self._site), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._until(lambda: self._settled(drop, calm.home), 1200.0)
        daemon.send_signal(signal.SIGTERM)
        daemon.wait()
        expected, found = _records(calm.home), _records(self.program.home)
        wrong = [f"record of {record}: not as in a calm run" for record in sorted(expected - found)[:5]]
        return wrong + [f"{len(expected)} records in a calm run, {len(found)} here"] * (len(expected) != len(found))


def _original(place: str) -> str:
    return place.removeprefix("done/").removeprefix("quarantine/")


def _records(folder: Path) -> set[str]:
    with Home(folder, load()) as home:
        return {_comparable(dict(record)) for record in home.ledger.documents.all()}


def _comparable(record: dict[str, Any]) -> str:
    arrival = record.pop("arrival_id")
    record["document_id"] = record["document_id"].removeprefix(arrival)
    record["source"] = {**record["source"], "received_at": None}
    return json.dumps(record, sort_keys=True)
