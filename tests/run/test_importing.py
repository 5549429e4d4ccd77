"""Folders of patient files: one that can't be read keeps nobody from the others."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.program import Program


def test_behind_an_unreadable_file_the_others_are_taken(tmp_path: Path) -> None:
    program, folder = Program(tmp_path / "home"), tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv").write_text("mpi_id,mrn,family,given\nM1,100001,Doe,Jane\n")
    (folder / "b.json").write_text('{"resourceType": "Bundle"')
    (folder / "c.csv").write_text("mpi_id,mrn,family,given\nM2,100002,Roe,Ann\n")
    for given in ([folder], sorted(folder.iterdir())):
        done = program.run("patients", "import", *given, codes=(3,))
        assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["a.csv", "c.csv"]
        assert "b.json: not JSON" in done.stderr
    assert "c.csv: 0 added, 0 changed, 1 unchanged" in done.stdout
    assert "not JSON" in program.run("patients", "import", folder / "b.json", codes=(2,)).stderr


def test_the_advice_for_numbers_of_another_form_is_all_that_the_settings_lack(tmp_path: Path) -> None:
    table, settings = tmp_path / "in.csv", tmp_path / "site.toml"
    table.write_text("mpi_id,mrn,family,given\nM1,2440P59,Doe,Jane\nM2,100002,Roe,Ann\n")
    program = Program(tmp_path / "home")
    told = program.run("patients", "import", table, codes=(3,)).stdout
    assert "2440P59" not in told
    advised = re.findall(r"'([^']+)'", told.partition("[extract.mrn]")[2])
    assert advised == [r"\d{4}[A-Z]\d{2}"]
    settings.write_text(f"[extract.mrn]\npatterns = ['\\d{{6}}', '{advised[0]}']\n")
    assert "1 added, 0 changed, 1 unchanged, 0 rejected" in program.run("--config", settings, "patients", "import", table).stdout
