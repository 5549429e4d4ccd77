"""Kill a run anywhere, run it again: the same documents, nothing lost, nothing twice."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import kill_workers
from tests.support.program import Program, chart_lines, draw_page, save_pages

PATIENTS = [("100001", "DOE, JANE M", "03/14/1957"), ("100002", "ROE, RICHARD", "07/04/1948"), ("100003", "POE, ANNA", "12/01/1990")]


def archive(folder: Path) -> Path:
    for number, (mrn, name, birth_date) in enumerate(PATIENTS):
        pages = [draw_page(chart_lines(mrn, name, birth_date, f"Note {page} of this stay.")) for page in range(3)]
        save_pages(folder / "station-1" / f"chart{number}.tif", pages)
    save_pages(folder / "single.png", [draw_page(chart_lines(*PATIENTS[0], "A single page."))])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return folder


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    record = dict(record)
    arrival = record.pop("arrival_id")
    record["document_id"] = record["document_id"].removeprefix(arrival)
    record["source"] = {**record["source"], "received_at": None}
    return record


def settled(program: Program) -> list[dict[str, Any]]:
    return sorted((comparable(record) for record in program.records()), key=lambda r: (r["source"]["path"], r["source"]["pages"]))


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    source = archive(tmp_path_factory.mktemp("archive"))
    program = Program(tmp_path_factory.mktemp("undisturbed"))
    program.run("ingest", source, codes=(3,))
    return source, settled(program)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_run_killed_again_and_again_ends_the_same(tmp_path: Path, undisturbed: tuple[Path, list[dict[str, Any]]], seed: int) -> None:
    source, expected = undisturbed
    program, chance = Program(tmp_path / "home"), random.Random(seed)
    for _ in range(3):
        run = program.start("ingest", source)
        time.sleep(chance.uniform(0.3, 4.0))
        run.kill()
        run.communicate()
    program.run("ingest", source, codes=(3,))
    assert settled(program) == expected
    program.run("verify")
    assert program.json("status")["arrivals"]["total"] == 5


def test_a_second_run_adds_nothing(tmp_path: Path, undisturbed: tuple[Path, list[dict[str, Any]]]) -> None:
    source, expected = undisturbed
    program = Program(tmp_path / "home")
    program.run("ingest", source, codes=(3,))
    program.run("ingest", source, codes=(0, 3))
    assert settled(program) == expected


def test_a_worker_that_dies_costs_nothing_but_a_second_try(tmp_path: Path, undisturbed: tuple[Path, list[dict[str, Any]]]) -> None:
    source, expected = undisturbed
    program = Program(tmp_path / "home")
    run = program.start("ingest", source)
    killed = kill_workers(run.pid)
    run.communicate(timeout=200)
    assert killed > 0
    assert run.returncode == 3
    assert settled(program) == expected


def test_terminated_it_says_how_to_go_on(tmp_path: Path, undisturbed: tuple[Path, list[dict[str, Any]]]) -> None:
    source, expected = undisturbed
    program = Program(tmp_path / "home")
    run = program.start("ingest", source)
    time.sleep(2.0)
    run.send_signal(signal.SIGTERM)
    said, _ = run.communicate(timeout=200)
    assert run.returncode in {1, 3, -signal.SIGTERM}
    if run.returncode == 1:
        assert "run the same command again" in said
    program.run("ingest", source, codes=(3, 0))
    assert settled(program) == expected
