"""Every way in which the program fails, walked with canaries, at DEBUG; all that it said, and left, is kept for looking through."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from tests.support.canaries import Canaries, Identity, Titles, chart
from tests.support.processes import kill_workers

ROOT = Path(__file__).parents[2]
_QUICK = "[intake]\nquiet_seconds = 0.3\npoll_seconds = 0.3\nempty_seconds = 0.5\nincomplete_seconds = 0.5\n[run]\nretry_delays_s = [0.5]\n"
# The program with a defect in filing, whose exception quotes the page that it fails on.
_DEFECT = """
import sys
from pipeline.filing.filer import Filer
from pipeline.cli import main
def broken(self, arrival, pages, duplicate):
    raise ValueError(" ".join(word.text for result in pages for word in result.page.words))
Filer.file = broken
sys.exit(main())
"""


class FailurePaths:
    """`folder` is empty; every path has a home of its own in it."""

    def __init__(self, folder: Path, canaries: Canaries, pages_a_file: int = 4) -> None:
        self.folder, self.canaries = folder, canaries
        self.temp, self.here = folder / "temp", folder / "here"
        for place in (self.temp, self.here):
            place.mkdir()
        people = canaries.all
        self.people = [people[start : start + pages_a_file] for start in range(0, len(people), pages_a_file)]
        self.said: dict[str, bytes] = {}
        self.read = 0  # marks that the records hold: what could have been seen

    def walk(self, names: tuple[str, ...] = ()) -> dict[str, set[str]]:
        """All paths, or those named; for each place the marks that were seen in it."""
        for name in names or PATHS:
            with Titles() as titles:
                getattr(self, name)()
            self.said[f"process titles during {name}"] = b"\n".join(titles.seen)
        return {place: marks for place, data in self._everything() if (marks := self.canaries.seen_in(data))}

    def _everything(self) -> Iterator[tuple[str, bytes]]:
        yield from self.said.items()
        for place in (self.temp, self.here, *self.folder.glob("home-*/scratch")):
            for path in place.rglob("*"):
                yield f"left in {path.relative_to(self.folder)}", path.read_bytes() if path.is_file() else b""
        for ledger in self.folder.glob("home-*/ledger.sqlite"):
            with closing(sqlite3.connect(ledger)) as opened:
                rows = (
                    opened.execute("SELECT * FROM events").fetchall()
                    + opened.execute("SELECT code, reason, advice FROM arrivals").fetchall()
                )
            yield f"events of {ledger.parent.name}", repr(rows).encode()

    def files(self, name: str, count: int, damage: Callable[[bytes], bytes] = bytes) -> Path:
        """A folder of charts under neutral names."""
        source = self.folder / f"in-{name}"
        source.mkdir()
        for number, people in enumerate(self.people[:count]):
            (source / f"{number}.pdf").write_bytes(damage(chart(people)))
        return source

    def start(self, name: str, *arguments: str | Path, site: str = "", program: str = "", limit: int = 0) -> subprocess.Popen[bytes]:
        """The program at DEBUG with its own home."""
        config = self.folder / f"{name}.toml"
        config.write_text(site)
        how = ["-c", program] if program else ["-m", "pipeline"]
        command = [sys.executable, *how, "--home", str(self.folder / f"home-{name}"), "--config", str(config), "--log-level", "DEBUG"]
        around = {"PYTHONPATH": str(ROOT), "TMPDIR": str(self.temp), "PYTHONUNBUFFERED": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        process = subprocess.Popen(
            [*command, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | around,
            cwd=self.here,
        )
        if limit:
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
        return process

    def run(self, name: str, *arguments: str | Path, site: str = "", program: str = "", limit: int = 0) -> None:
        """To its end; what it said is kept."""
        process = self.start(name, *arguments, site=site, program=program, limit=limit)
        said, _ = process.communicate(timeout=3600)
        self.said[f"{name}: {arguments[0]} {len(self.said)}"] = said + f"\nexit {process.returncode}".encode()

    def good(self) -> None:
        """All charts are read; then what tells of them without being asked for records."""
        self.run("good", "ingest", self.files("good", len(self.people)))
        exported = self.start("good", "export").communicate(timeout=600)[0]
        self.read = len(self.canaries.seen_in(exported))
        for command in (["status"], ["status", "--json"], ["verify"], ["doctor"], ["reindex"], ["show", "nobody"], ["quarantine", "retry"]):
            self.run("good", *command)

    def cut(self) -> None:
        """Half of each file is missing."""
        self.run("cut", "ingest", self.files("cut", 20, lambda data: data[: len(data) // 2]))
        self.run("cut", "quarantine", "list")

    def crash(self) -> None:
        """Workers die."""
        process = self.start("crash", "ingest", self.files("crash", 20), site="[run]\nretry_delays_s = [0.1]\nretries = 0\n")
        killer = threading.Thread(target=lambda: [kill_workers(process.pid, 20) for _ in range(2)])
        killer.start()
        said, _ = process.communicate(timeout=3600)
        killer.join()
        self.said["crash"] = said

    def timeout(self) -> None:
        """No page is read in time."""
        self.run("timeout", "ingest", self.files("timeout", 1), site="[run]\npage_timeout_s = 0.001\nretry_delays_s = []\njobs = 1\n")

    def memory(self) -> None:
        """Workers have too little of it."""
        self.run("memory", "ingest", self.files("memory", 1), site="[run]\nworker_memory_mb = 60\nretry_delays_s = []\n")

    def index_down(self) -> None:
        """Nobody answers where the index should be."""
        site = '[index]\nbackend = "elasticsearch"\n[index.elasticsearch]\nurls = ["https://127.0.0.1:9"]\nretries = 0\n'
        keys = self.folder / "home-index_down" / "elasticsearch"
        keys.mkdir(parents=True)
        for name in ("ingest", "search"):
            (keys / f"{name}.key").write_text("bm9ib2R5")
        self.run("index_down", "ingest", self.files("index_down", 5), site=site)
        self.run("index_down", "search", "anything", site=site)

    def disk_full(self) -> None:
        """No file may grow beyond a little."""
        self.run("disk_full", "ingest", self.files("disk_full", 60), limit=900_000)

    def filing_defect(self) -> None:
        """An exception that quotes the page."""
        self.run("filing_defect", "ingest", self.files("filing_defect", 5), site="[run]\nretry_delays_s = []\n", program=_DEFECT)
        self.run("filing_defect", "quarantine", "list")

    def imports(self) -> None:
        """Patients that can't be imported: CSV, HL7 and FHIR, each broken somewhere."""
        people = self.canaries.all[:50]
        source = self.folder / "patients"
        source.mkdir()
        head = "mpi_id,mrn,family,given,middle,suffix,birth_date,sex,address,phone"
        rows = [f"m{n},{one.mrn},{one.family},{one.given},,,not a date,F,12 {one.street} Street," for n, one in enumerate(people)]
        (source / "a.csv").write_text("\n".join([head, *rows, '"' + people[0].family]))
        (source / "b.csv").write_text("\n".join([head.replace("mrn,", ""), *rows]))
        messages = [
            f"MSH|^~\\&|A|B|C|D|20200101||ADT^A40|{n}|P|2.5\rPID|||{one.mrn}||{one.family}^{one.given}||xx" for n, one in enumerate(people)
        ]
        (source / "c.hl7").write_text("\r".join(messages))
        bundle = {
            "resourceType": "Bundle",
            "entry": [{"resource": {"resourceType": "Patient", "name": one.family, "birthDate": one.mrn}} for one in people],
        }
        (source / "d.json").write_text(json.dumps(bundle))
        for path in sorted(source.iterdir()):
            self.run("imports", "patients", "import", path)

    def watched(self) -> None:
        """The daemon, files named after their patients, good and bad; with metrics."""
        drop, metrics = self.folder / "drop", self.folder / "metrics.prom"
        drop.mkdir()
        for number, people in enumerate(self.people[:12]):
            who, data = people[0], chart(people)
            (drop / f"{who.family}, {who.given} {who.mrn}.pdf").write_bytes(data[: len(data) // (1 + number % 2)])
        who = self.canaries.all[-1]
        (drop / f"{who.family} link.pdf").symlink_to(ROOT / "README.md")
        daemon = self.start("watched", "--log-format", "json", "watch", drop, site=f'{_QUICK}metrics_file = "{metrics}"\n')
        half = len(self.people[:12]) // 2
        self._until(lambda: all(len(list((drop / name).glob("*.pdf"))) >= half for name in ("done", "quarantine")), daemon)
        self._until(metrics.exists, daemon)
        self.said["status while watched"] = subprocess.run(
            [sys.executable, "-m", "pipeline", "--home", str(self.folder / "home-watched"), "status", "--json"],
            capture_output=True,
            cwd=ROOT,
            check=False,
        ).stdout
        daemon.send_signal(signal.SIGTERM)
        self.said["watched"], _ = daemon.communicate(timeout=120)
        self.said["metrics"] = metrics.read_bytes()

    def desk(self) -> None:
        """Requests that name patients and come to nothing."""
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        self.run("desk", "ingest", self.files("desk", 2))
        server = self.start("desk", "serve", "--port", str(port))
        base = f"http://127.0.0.1:{port}"
        self._until(lambda: _answers(base, None), server)
        for who in self.canaries.all[:10]:
            for path, form in _requests(who):
                _answers(base + path, form)
        server.send_signal(signal.SIGTERM)
        self.said["desk"], _ = server.communicate(timeout=120)

    def _until(self, true: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
        give_up = time.monotonic() + 300
        while not true():
            if process.poll() is not None or time.monotonic() > give_up:
                process.kill()
                said, _ = process.communicate()
                raise AssertionError(f"it did not happen; exit {process.returncode}\n{said.decode(errors='replace')[-2000:]}")
            time.sleep(0.2)


PATHS = ("good", "cut", "crash", "timeout", "memory", "index_down", "disk_full", "filing_defect", "imports", "watched", "desk")


def _requests(who: Identity) -> Iterator[tuple[str, dict[str, str] | None]]:
    name = urllib.parse.quote(f"{who.family} {who.given}")
    yield f"/search?q={name}", None
    yield f"/documents/{who.family}/pages/{who.mrn}", None
    yield f"/{name}", None
    yield "/sign-in", {"name": who.family, "password": who.mrn, "code": who.word}
    yield f"/review?patient={who.mrn}", {"mrn": who.mrn, "family": who.family}


def _answers(address: str, form: dict[str, str] | None) -> bool:
    data = urllib.parse.urlencode(form).encode() if form else None
    try:
        with urllib.request.urlopen(address, data, timeout=20) as answer:
            answer.read()
    except urllib.error.HTTPError as refused:
        refused.close()
        return True
    except OSError:
        return False
    return True
