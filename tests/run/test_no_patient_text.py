"""The canary: what stands on a page must not stand in any log, message, event or status."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.support.canaries import Canaries, chart
from tests.support.failure_paths import FailurePaths
from tests.support.program import Program, chart_lines, draw_page, save_pages

CANARY_NAME, CANARY_MRN, CANARY_WORD = "ZYXWOCKI, QUILLA", "77665544", "Nephrolithiasis"
CANARIES = re.compile(r"zyxwocki|quilla|77665544|nephrolithiasis|03/14/1957|1957-03-14", re.IGNORECASE)


def scans(folder: Path) -> Path:
    page = draw_page(chart_lines(CANARY_MRN, CANARY_NAME, "03/14/1957", CANARY_WORD))
    save_pages(folder / "good.png", [page])
    save_pages(folder / "twice.png", [page])
    whole = save_pages(folder / "pages.tif", [page, page]).read_bytes()
    (folder / "cut.tif").write_bytes(whole[: len(whole) // 2])
    (folder / "cut.png").write_bytes((folder / "good.png").read_bytes()[:2000])
    (folder / "text.pdf").write_text(f"{CANARY_NAME} {CANARY_MRN}")
    return folder


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, subprocess.CompletedProcess[str]]:
    """A home that took in the scans, where files are everybody's to read unless somebody sees to it; and what was said."""
    folder = tmp_path_factory.mktemp("canary")
    program, old = Program(folder / "home"), os.umask(0o022)
    try:
        return program, program.run("ingest", scans(folder / "in"), codes=(3,))
    finally:
        os.umask(old)


def test_no_log_or_message_carries_what_stands_on_a_page(ingested: tuple[Program, subprocess.CompletedProcess[str]]) -> None:
    program, done = ingested
    assert any(CANARIES.search(page["text"]) for record in program.records() for page in record["pages"]), "the canary was not even read"
    said = [done.stdout, done.stderr]
    for command in (["status"], ["status", "--json"], ["quarantine", "list"], ["quarantine", "retry"], ["verify"], ["doctor"]):
        done = program.run(*command, codes=(0, 1, 3))
        said += [done.stdout, done.stderr]
    failed = program.run("show", "no-such-document", codes=(2,))
    said += [failed.stdout, failed.stderr]
    assert not CANARIES.search("\n".join(said))


def test_patients_that_can_not_be_imported_are_named_by_line_only(tmp_path: Path) -> None:
    table = tmp_path / "patients.csv"
    table.write_text(
        "mpi_id,mrn,family,given,middle,suffix,birth_date,sex,address,phone\n"
        "m1,77665544,ZYXWOCKI,QUILLA,,,not a date,F,,\n"
        "m2,100002,ROE,RICHARD,,,1948-07-04,M,,\n"
    )
    done = Program(tmp_path / "home").run("patients", "import", table, codes=(3,))
    assert "line 2" in done.stdout
    assert not CANARIES.search(done.stdout + done.stderr)


def test_the_ledgers_history_carries_codes_only(ingested: tuple[Program, subprocess.CompletedProcess[str]]) -> None:
    program, _ = ingested
    with sqlite3.connect(program.home / "ledger.sqlite") as ledger:
        events = [str(row) for row in ledger.execute("SELECT * FROM events")]
    assert len(events) >= 6
    assert not CANARIES.search("\n".join(events))


def test_the_home_is_for_its_owner_only(ingested: tuple[Program, subprocess.CompletedProcess[str]]) -> None:
    program, _ = ingested
    assert program.home.stat().st_mode & 0o077 == 0


def test_canaries_are_seen_where_they_are() -> None:
    canaries = Canaries(3, 1)
    assert canaries.seen_in(chart(canaries.all)) >= {one.mrn for one in canaries.all}
    assert canaries.seen_in(f"a log of {canaries.all[0].family.upper()}") == {canaries.all[0].family.lower()}
    assert canaries.seen_in("2026-11-29 12345678 a7766554412 qzebra") == set()


def test_no_failure_shows_an_identity(tmp_path: Path) -> None:
    paths = FailurePaths(tmp_path, Canaries(28, 1), pages_a_file=2)
    assert paths.walk(("filing_defect", "imports", "watched")) == {}
    assert b"ValueError in <string>" in b"".join(paths.said.values()), "the defect was not even met"
    assert b"DEBUG" in paths.said["watched"]
    assert b"chartscan_arrivals" in paths.said["metrics"]
