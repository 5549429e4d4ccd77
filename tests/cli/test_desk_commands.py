"""`users`, `restrict`, `audit` as IT types them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.audit import AuditLog, AuditSettings, Entry
from tests.filing.support import JANE, of, page
from tests.support.desk import open_home, take_in
from tests.support.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path / "home")


def with_input(program: Program, said: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(program.command(*arguments), input=said, capture_output=True, text=True, timeout=60, check=False)


def test_an_account_is_made_listed_and_closed(program: Program) -> None:
    done = with_input(
        program, "three quiet blue lamps\n", "users", "add", "ann", "--role", "reviewer", "--clearance", "vip", "--password-stdin"
    )
    assert (done.returncode, "lamps" in done.stdout + done.stderr) == (0, False)
    program.run("users", "disable", "ann")
    program.run("users", "role", "ann", "quality")
    (listed,) = program.json("users", "list")
    assert (listed["name"], listed["role"], listed["disabled"], listed["clearances"]) == ("ann", "quality", True, ["vip"])
    assert with_input(program, "short\n", "users", "password", "ann", "--password-stdin").returncode == 2
    assert program.run("users", "role", "nobody", "clerk", codes=(2,)).stderr


def test_a_patient_is_restricted_by_mrn_and_opened_again(program: Program) -> None:
    open_home(program.home).__exit__(None, None, None)
    program.run("restrict", "patient", JANE.mrn, "--category", "vip", "--why", "known to all")
    program.run("restrict", "type", "11488-4", "--category", "psychotherapy")
    listed = program.run("restrict", "list").stdout
    assert "M1" in listed
    assert "11488-4" in listed
    program.run("restrict", "lift", "1")
    assert "M1" not in program.run("restrict", "list").stdout
    program.run("restrict", "patient", "0000000", "--category", "vip", codes=(2,))
    kept = [kept.entry for kept in AuditLog(program.home / "audit", AuditSettings()).entries()]
    assert [(one.what, one.ids, one.patients, one.outcome) for one in kept] == [
        ("restrict patient", (), ("M1",), "done"),
        ("restrict type", ("11488-4",), (), "done"),
        ("restrict lift", ("1",), (), "done"),
    ]
    assert (kept[0].role, kept[0].why) == ("server", "vip known to all")


def test_the_audit_log_is_proved_and_reported(program: Program, tmp_path: Path) -> None:
    config = tmp_path / "site.toml"
    config.write_text(f'[audit]\ncheckpoint_folder = "{tmp_path / "outside"}"\n')
    log = AuditLog(program.home / "audit", AuditSettings())
    for who in ("ann", "ben", "ann"):
        log.append(Entry(who, "reviewer", "view", "done", "10.0.0.1", ("d1/2",), ("M1",) if who == "ann" else ()))
    checks = {one["name"]: one["ok"] for one in json.loads(program.run("doctor", "--json", codes=(0, 1)).stdout)}
    assert checks["audit checkpoints"] is False
    program.run("--config", config, "audit", "checkpoint")
    checks = {one["name"]: one["ok"] for one in json.loads(program.run("--config", config, "doctor", "--json", codes=(0, 1)).stdout)}
    assert checks["audit checkpoints"] is True
    assert "3 entries, 1 checkpoints: whole" in program.run("--config", config, "audit", "verify").stdout
    assert len(program.run("audit", "report", "--user", "ann").stdout.splitlines()) == 2
    kept = [json.loads(line) for line in program.run("audit", "report", "--patient", "M1", "--json").stdout.splitlines()]
    assert [one["seq"] for one in kept] == [1, 3]
    assert program.run("audit", "report", "--document", "d9").stdout == ""
    file = program.home / "audit" / "log-000001.jsonl"
    file.write_text(file.read_text().replace("ben", "eve"))
    assert "entry 2 was changed" in program.run("--config", config, "audit", "verify", codes=(1,)).stdout


def test_a_hit_carries_its_page_at_the_desk(program: Program, tmp_path: Path) -> None:
    with open_home(program.home) as home:
        (held,) = take_in(home, "s/a.png", [page(1, of(JANE), "metformin at noon")])
    config = tmp_path / "site.toml"
    config.write_text('[desk]\nurl = "https://records.example/"\n')
    path = f"/documents/{held['document_id']}/pages/1?q=metformin"
    for options, link in (((), path), (("--config", config), f"https://records.example{path}")):
        (hit,) = json.loads(program.run(*options, "search", "metformin", "--json").stdout)["hits"]
        assert hit["link"] == link
