"""sample_docs end to end: what the program makes of them, beside what stands on them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.support.program import Program

SAMPLES = Path(__file__).resolve().parents[2] / "sample_docs"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(tmp_path_factory.mktemp("golden"))
    program.run("patients", "import", SAMPLES / "patients.csv", codes=(0, 3))
    program.run("ingest", SAMPLES, codes=(3,))
    return program


@pytest.fixture(scope="module")
def by_file(program: Program) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in program.records():
        found[Path(record["source"]["path"]).name].append(record)
    return found


def expectations() -> list[tuple[str, dict[str, Any]]]:
    paths = sorted((SAMPLES / "charts").glob("*.expected.json"))
    return [(path.name.removesuffix(".expected.json"), json.loads(path.read_text())) for path in paths]


def file_of(stem: str) -> str:
    return next(path.name for path in (SAMPLES / "charts").iterdir() if path.stem == stem and not path.name.endswith(".json"))


def test_there_are_thirty_charts_of_all_types() -> None:
    codes = {expected["document_type"]["code"] for _, expected in expectations()}
    assert len(expectations()) >= 30
    assert len(codes - {None}) == 18


@pytest.mark.parametrize(("stem", "expected"), expectations(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_filed_sample_is_filed_to_its_patient(by_file: dict[str, list[dict[str, Any]]], stem: str, expected: dict[str, Any]) -> None:
    records = by_file[file_of(stem)]
    assert records, "the sample left no record"
    for record in records:
        if record["status"] == "filed":
            assert record["patient"]["mrn"] == expected["patient"]["mrn"]
            assert record["reasons"] == []
        else:
            assert record["reasons"]


@pytest.mark.parametrize(("stem", "expected"), expectations(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_page_of_a_sample_is_in_a_record(by_file: dict[str, list[dict[str, Any]]], stem: str, expected: dict[str, Any]) -> None:
    pages = sorted(page for record in by_file[file_of(stem)] for page in record["source"]["pages"])
    assert pages == expected["source"]["pages"]


def test_most_samples_are_right(by_file: dict[str, list[dict[str, Any]]]) -> None:
    typed = filed = fileable = 0
    for stem, expected in expectations():
        record = by_file[file_of(stem)][0]
        typed += record["document_type"]["code"] == expected["document_type"]["code"]
        fileable += expected["status"] == "filed"
        filed += expected["status"] == "filed" and record["status"] == "filed"
    assert typed >= 0.85 * len(expectations())
    assert filed >= 0.6 * fileable


def test_bad_files_are_quarantined_with_advice(program: Program) -> None:
    refused = {Path(entry["path"]).name: entry for entry in program.json("quarantine", "list")}
    for path in (SAMPLES / "bad").iterdir():
        if path.suffix != ".md":
            assert refused[path.name]["advice"]


def test_nothing_is_lost(program: Program) -> None:
    program.run("verify")
    before = program.json("status")
    program.run("ingest", SAMPLES, codes=(0, 3))
    assert program.json("status")["arrivals"] == before["arrivals"]


def test_the_index_is_a_projection(program: Program) -> None:
    before = program.json("search", "patient", "--limit", "50")
    (program.home / "index.sqlite").unlink()
    program.run("reindex")
    program.run("verify")
    assert program.json("search", "patient", "--limit", "50")["total_pages"] == before["total_pages"]
