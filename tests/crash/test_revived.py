"""A process that is stopped beyond its lease and revived finds its work taken over: it commits nothing late."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from pipeline.run.home import Home
from pipeline.run.verify import verify
from pipeline.settings import load
from tests.support.program import chart_lines, draw_page, save_pages

LEASE_S = 2.0
# What `chartscan ingest` does, but for its lock on the home: a share may lose the lock of a machine that does not answer.
_READ = """
import logging, os, sys
from pathlib import Path
os.environ["OMP_THREAD_LIMIT"] = "1"
logging.basicConfig(level=logging.INFO, stream=sys.stderr)
from pipeline.assembly import Desk
from pipeline.run import indexing
from pipeline.run.home import Home
from pipeline.run.listener import Silent
from pipeline.run.workers.pool import PagePool
from pipeline.run.processing import Processor
from pipeline.settings import load
class Counting(Silent):
    pages = 0
    def page(self, *_):
        self.pages += 1
listener, source = Counting(), Path(sys.argv[3])
with Home(Path(sys.argv[1]), load(Path(sys.argv[2]))) as home:
    stored = home.store.put_file(source)
    home.ledger.arrivals.accept(source.name, str(source), stored.sha256, stored.size, None, "ingest")
    with PagePool.of(home) as pool:
        Processor(home, Desk(home.settings, home.patients), pool, listener, indexing.KeepingUp(home)).run()
    indexing.drain(home)
print(listener.pages, "pages read")
"""


def reader(home: Path, site: Path, source: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _READ, str(home), str(site), str(source)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )


def pages_read(home: Path) -> int:
    if not (home / "ledger.sqlite").exists():
        return 0
    db = sqlite3.connect(f"file:{home / 'ledger.sqlite'}?mode=ro", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM pages").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # its tables are just being made
    finally:
        db.close()


def free_to_write(home: Path) -> bool:
    db = sqlite3.connect(home / "ledger.sqlite", timeout=0, isolation_level=None)
    try:
        db.execute("BEGIN IMMEDIATE")
        db.execute("ROLLBACK")
    except sqlite3.OperationalError:
        return False
    finally:
        db.close()
    return True


def test_a_revived_process_commits_nothing_late(tmp_path: Path) -> None:
    pages = [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", f"Note {page} of this stay.")) for page in range(8)]
    source, site, home = save_pages(tmp_path / "in" / "chart.tif", pages), tmp_path / "site.toml", tmp_path / "home"
    site.write_text(f"[ledger]\nlease_s = {LEASE_S}\n[run]\njobs = 1\n")
    stopped = reader(home, site, source)
    try:
        while not pages_read(home):
            assert stopped.poll() is None
            time.sleep(0.02)
        stopped.send_signal(signal.SIGSTOP)
        while not free_to_write(home):  # in the middle of a transaction it would keep everybody waiting, and commit none the less
            stopped.send_signal(signal.SIGCONT)
            time.sleep(0.01)
            stopped.send_signal(signal.SIGSTOP)
        before = pages_read(home)
        assert 0 < before < len(pages)
        time.sleep(LEASE_S + 0.5)
        other = reader(home, site, source)
        _, said = other.communicate(timeout=120)
        assert other.returncode == 0, said
        stopped.send_signal(signal.SIGCONT)
        _, late = stopped.communicate(timeout=120)
    finally:
        stopped.kill()
        stopped.communicate()
    assert stopped.returncode == 0, late
    assert "claim_lost" in late
    proven(home, len(pages))


def proven(folder: Path, pages: int) -> None:
    with Home(folder, load()) as home:
        assert verify(home).problems == ()
        records = list(home.ledger.documents.all())
        assert sorted(page for record in records for page in record["source"]["pages"]) == list(range(1, pages + 1))
        assert len(home.ledger.arrivals.pages_done(records[0]["arrival_id"])) == pages
        assert home.ledger.arrival_count() == 1
    db = sqlite3.connect(folder / "ledger.sqlite")
    assert db.execute("SELECT count(*) FROM events WHERE kind IN ('filed', 'held')").fetchone() == (1,)
    assert db.execute("SELECT DISTINCT revision FROM documents").fetchall() == [(1,)]
    assert db.execute("SELECT token FROM arrivals").fetchone() == (2,)
    db.close()
    assert list((folder / "store" / "parts").iterdir()) == []


def test_pages_that_were_read_before_a_kill_are_not_read_again(tmp_path: Path) -> None:
    home = tmp_path / "home"
    pages = [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", f"Note {page}.")) for page in range(8)]
    source, site = save_pages(tmp_path / "in" / "chart.tif", pages), tmp_path / "site.toml"
    site.write_text("[run]\njobs = 1\n")
    killed = reader(home, site, source)
    while pages_read(home) < 3:
        assert killed.poll() is None
        time.sleep(0.02)
    killed.kill()
    killed.communicate()
    kept = pages_read(home)
    assert 3 <= kept < len(pages)
    again = reader(home, site, source)
    said, errors = again.communicate(timeout=120)
    assert again.returncode == 0, errors
    assert said == f"{len(pages) - kept} pages read\n"
