"""Verify names each difference; the index is built anew beside the old one; a backup brings everything back."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.index import Change, SearchQuery
from pipeline.model.errors import ConfigError, PipelineError
from pipeline.model.record import Record
from pipeline.run import backup, indexing
from pipeline.run.home import Home
from pipeline.run.verify import verify
from pipeline.settings import Settings
from tests.filing.support import JANE, JOHN, of, page
from tests.support.desk import open_home, take_in
from tests.support.program import Program, chart_lines, draw_page, save_pages


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with open_home(tmp_path / "home") as opened:
        for number in range(4):
            take_in(opened, f"s1/{number}.png", [page(1, of(JANE if number % 2 else JOHN), f"seen number{number} for pain")])
        indexing.drain(opened)
        assert verify(opened).problems == ()
        yield opened


def raw(home: Home, name: str, *statements: str) -> None:
    with closing(sqlite3.connect(home.folder / name)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def a_stored_file(home: Home) -> Path:
    return home.store.path(sorted(home.ledger.walking.hashes())[0])


def a_record(home: Home) -> Record:
    return next(iter(home.ledger.documents.all()))


def flip(home: Home) -> None:
    path = a_stored_file(home)
    path.chmod(0o600)
    path.write_bytes(b"!" + path.read_bytes()[1:])


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda home: a_stored_file(home).unlink(), "is missing"),
        (flip, "does not match its hash"),
        (
            lambda home: (home.folder / "store" / "ab").mkdir(exist_ok=True) or (home.folder / "store" / "ab" / "x").touch(),
            "no stored file",
        ),
        (lambda home: raw(home, "index.sqlite", "UPDATE documents SET revision = 9 WHERE id = 1"), "the index has revision 9"),
        (lambda home: raw(home, "index.sqlite", "DELETE FROM documents WHERE id = 1"), "not in the index"),
        (
            lambda home: home.index.upsert([Change("stray", 1, a_record(home) | {"document_id": "stray"})]),
            "not in the ledger",
        ),
        (lambda home: raw(home, "index.sqlite", "UPDATE words SET text = 'other' WHERE rowid = 1"), "other words"),
        (lambda home: raw(home, "index.sqlite", "UPDATE words_content SET c0 = 'x' WHERE id = 1"), "the words do not agree"),
        (lambda home: raw(home, "ledger.sqlite", "DELETE FROM pages"), "lacks pages"),
        (lambda home: raw(home, "ledger.sqlite", "UPDATE arrivals SET page_count = 7"), "lacks pages"),
        (lambda home: (home.folder / "quality.sqlite").write_bytes(b"no database" * 1000), "quality.sqlite"),
    ],
)
def test_each_difference_is_named_with_what_to_do(home: Home, damage: Callable[[Home], object], told: str) -> None:
    damage(home)
    proof = verify(home)
    assert any(told in problem for problem in proof.problems)
    assert all(problem.advice for problem in proof.details)


def test_quick_reads_no_bytes_and_finds_what_is_missing(home: Home) -> None:
    flip(home)
    assert verify(home, quick=True).problems == ()
    a_stored_file(home).unlink()
    assert "is missing" in verify(home, quick=True).problems[0]


def test_what_a_killed_run_left_is_only_noted(home: Home) -> None:
    home.store.put_bytes(b"stored, and then killed")
    proof = verify(home)
    assert proof.problems == ()
    assert proof.notes[0].startswith("1 stored files that no arrival refers to")


def found(home: Home, text: str) -> int:
    return home.index.search(SearchQuery(text=text)).total_pages


def test_the_old_index_answers_until_the_new_one_is_swapped_in(home: Home) -> None:
    with Home(home.folder, home.settings) as other:
        seen = []

        def told(_written: int) -> None:
            seen.append(found(other, "pain"))
            if len(seen) == 1:  # somebody goes on meanwhile, and writes to the old one
                take_in(other, "s2/late.png", [page(1, of(JANE), "came late with pain")])
                indexing.drain(other)
                seen.append(found(other, "late"))

        assert indexing.rebuild(home, told) == 5
        assert seen == [4, 1]
        assert (found(home, "late"), found(other, "late")) == (1, 1)
        take_in(other, "s2/later.png", [page(1, of(JANE), "came later with pain")])
        indexing.drain(other)
        assert (found(home, "pain"), found(other, "pain")) == (6, 6)
    assert verify(home).problems == ()


def test_a_rebuild_that_is_killed_leaves_the_old_index(home: Home) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom pipeline.run import indexing\nfrom pipeline.run.home import Home\n"
        "from pipeline.settings import Settings\n"
        "with Home(Path(sys.argv[1]), Settings()) as home: indexing.rebuild(home, lambda count: os.kill(os.getpid(), 9))"
    )
    assert subprocess.run([sys.executable, "-c", script, str(home.folder)], check=False).returncode == -9
    assert found(home, "pain") == 4
    assert verify(home).problems == ()
    assert indexing.rebuild(home) == 4
    assert verify(home).problems == ()


def quiet(_what: str, _count: int) -> None:
    return


def test_a_backup_adds_what_is_new_and_keeps_the_earlier_one(home: Home, tmp_path: Path) -> None:
    to = tmp_path / "backup"
    one = backup.back_up(home, to, 2, False, quiet)
    assert one.copied == one.files > 0
    take_in(home, "s1/new.png", [page(1, of(JANE), "something new")])
    two = backup.back_up(home, to, 2, False, quiet)
    assert 0 < two.copied < two.files
    assert backup.restore(to, one.at, tmp_path / "then", quiet).files == one.files
    with Home(tmp_path / "then", Settings()) as then:
        assert indexing.rebuild(then) == 4
        assert verify(then).problems == ()
    with pytest.raises(ConfigError, match="not empty"):
        backup.restore(to, None, tmp_path / "then", quiet)
    three = backup.back_up(home, to, 2, True, quiet)
    assert three.copied == 0
    assert sorted(path.name for path in to.iterdir()) == [two.at, three.at, "store"]


def test_a_damaged_home_makes_no_backup_and_a_damaged_backup_no_home(home: Home, tmp_path: Path) -> None:
    to = tmp_path / "backup"
    good = backup.back_up(home, to, 7, False, quiet)
    (to / good.at / "patients.sqlite").write_bytes(b"another")
    with pytest.raises(PipelineError, match="not those that were written"):
        backup.restore(to, None, tmp_path / "new", quiet)
    flip(home)
    assert "does not match" in backup.back_up(home, tmp_path / "second", 7, False, quiet).problems[0]
    with pytest.raises(ConfigError, match="no whole backup"):
        backup.restore(tmp_path / "second", None, tmp_path / "new", quiet)
    with pytest.raises(ConfigError, match="home folder"):
        backup.back_up(home, home.folder / "backup", 7, False, quiet)


def test_the_drill(tmp_path: Path) -> None:
    """Backed up in the middle of a run, the home destroyed, restored, and the run done again: nothing is lost, nothing twice."""
    archive, home = tmp_path / "archive", tmp_path / "home"
    for number in range(6):
        save_pages(
            archive / "box-1" / f"{number}.tif", [draw_page(chart_lines(f"10000{number}", "DOE, JANE M", "03/14/1957", f"Note {number}"))]
        )
    program = Program(home)
    run = program.start("ingest", archive, "--jobs", "1")
    end = time.monotonic() + 60
    while program.json("status")["documents"] == {} and time.monotonic() < end:
        time.sleep(0.2)
    program.run("backup", tmp_path / "backup")
    run.communicate(timeout=120)
    shutil.rmtree(home)
    restored = Program(tmp_path / "new")
    restored.run("restore", tmp_path / "backup", codes=(0,))
    assert restored.json("status")["documents"]
    restored.run("ingest", archive, codes=(0, 3))
    status = restored.json("status")["arrivals"]
    assert (status["total"], status["waiting"], status["quarantined"]) == (6, 0, 0)
    assert len(restored.records()) == 6
    restored.run("verify")
