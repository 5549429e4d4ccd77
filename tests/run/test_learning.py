"""chartscan types train: a site's own type from its documents, refused where it makes things worse."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image

from benchmarks.charts import chart_text
from tests.support.program import Program, chart_lines, draw_page, save_pages

TYPE = """code = "11369-6"
name = "Immunization record"
titles = ["Immunization record"]
cues = ["vaccine"]
"""
VACCINES = ("Influenza", "Tdap", "Hepatitis B", "Varicella", "Polio", "Zoster")


def record_of_shots(number: int) -> str:
    given = [f"{VACCINES[(number + at) % 6]}  {at + 1}/{number + 1}/2015  lot A{number}{at}  left deltoid" for at in range(4)]
    return "\n".join(["Shots given", "Vaccine  Date  Lot  Site", *given, "Vaccine information statement given, next dose due in one year"])


def site(program: Program) -> None:
    own = program.home / "document_types"
    own.mkdir(parents=True)
    (own / "immunization.toml").write_text(TYPE)


def teach(folder: Path, code: str, count: int = 24) -> None:
    (folder / code).mkdir(parents=True)
    for number in range(count):
        (folder / code / f"{number}.txt").write_text(record_of_shots(number))


def test_a_sites_own_type(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    site(program)
    assert "11369-6  Immunization record" in program.run("types", "list").stdout
    teach(tmp_path / "lessons", "11369-6")
    done = program.run("types", "train", tmp_path / "lessons", "--report", tmp_path / "confusion.png")
    assert "taken" in done.stdout
    with Image.open(tmp_path / "confusion.png") as picture:
        assert picture.size[0] > 300
    scan = save_pages(tmp_path / "scans" / "shots.png", [draw_page(record_of_shots(30).split("\n"))])
    program.run("ingest", scan, codes=(3,))
    (record,) = program.records()
    assert record["document_type"]["code"] == "11369-6"
    assert "decided by" in program.run("show", record["document_id"], "--why").stdout


def test_what_makes_it_worse_is_refused(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    wrong = tmp_path / "lessons" / "34111-5"
    wrong.mkdir(parents=True)
    for number in range(24):
        (wrong / f"{number}.txt").write_text(chart_text(6000 + number, "11506-3").text)
    refused = program.run("types", "train", tmp_path / "lessons", codes=(1,))
    assert "not taken: it tells fewer of the shipped pages than before" in refused.stdout
    assert not (program.home / "types.npz").exists()


def test_corrections_name_documents_that_were_taken_in(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    program.run("ingest", save_pages(tmp_path / "scan.png", [draw_page(chart_lines("12345678", "DOE, JANE", "03/14/1957"))]), codes=(0, 3))
    (record,) = program.records()
    lines = tmp_path / "corrections.jsonl"
    lines.write_text(json.dumps({"document_id": record["document_id"], "code": "11506-3"}) + "\n")
    said = program.run("types", "train", "--corrections", lines, codes=(0, 1, 2))
    assert "learnt from 1 pages" in said.stdout or "no document to learn from" in said.stderr
    lines.write_text('{"document_id": "x"}\n')
    assert "line 1 is no correction" in program.run("types", "train", "--corrections", lines, codes=(2,)).stderr
    lines.write_text('{"document_id": "x", "code": "nonsense"}\n')
    assert "no known type" in program.run("types", "train", "--corrections", lines, codes=(2,)).stderr
