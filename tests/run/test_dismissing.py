"""What was refused unread and is gone can be taken off the quarantine list; what has bytes, or is still there, can't."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.model.errors import DecisionRefused
from pipeline.run import status
from pipeline.run.dismissing import dismiss
from pipeline.run.verify import verify
from tests.support.dropping import Dropping
from tests.support.program import Program


def listed(drop: Dropping) -> list[dict[str, Any]]:
    return drop.home.ledger.quarantine.listed()


def refused_link(tmp_path: Path) -> tuple[Dropping, Path, str]:
    drop = Dropping(tmp_path)
    link = drop.root / "link.png"
    link.symlink_to("nowhere")
    drop.rounds()
    (entry,) = listed(drop)
    return drop, link, entry["arrival_id"]


def test_a_link_that_is_gone_is_dismissed_and_told_again_when_it_is_back(tmp_path: Path) -> None:
    drop, link, arrival_id = refused_link(tmp_path)
    with pytest.raises(DecisionRefused, match="still stands"):
        dismiss(drop.home, [arrival_id])
    link.unlink()
    dismiss(drop.home, [arrival_id])
    assert listed(drop) == []
    snapshot = status.snapshot(drop.home)
    assert (snapshot["quarantined_by_cause"], snapshot["dismissed"], snapshot["last_errors"]) == ({}, 1, [])
    assert snapshot["arrivals"]["quarantined"] == snapshot["arrivals"]["total"] == 1
    assert verify(drop.home).problems == ()
    link.symlink_to("nowhere")
    drop.begin()
    drop.rounds()
    assert [entry["arrival_id"] for entry in listed(drop)] == [arrival_id]
    drop.home.ledger.close()


def test_a_file_that_was_taken_is_never_dismissed(tmp_path: Path) -> None:
    drop = Dropping(tmp_path)
    drop.drop("a.png")
    drop.rounds()
    (arrival,) = drop.came
    token = drop.home.ledger.arrivals.claim(arrival.arrival_id, "me", 60)
    assert token is not None
    drop.home.ledger.quarantine.put(arrival.arrival_id, "unreadable", "damaged", "Scan it again.", token)
    with pytest.raises(DecisionRefused, match="its bytes were taken"):
        dismiss(drop.home, [arrival.arrival_id])
    with pytest.raises(DecisionRefused, match="not in quarantine"):
        dismiss(drop.home, ["nobody"])
    assert len(listed(drop)) == 1
    drop.home.ledger.close()


def test_the_command_says_who_in_the_audit_log(tmp_path: Path) -> None:
    drop, link, arrival_id = refused_link(tmp_path)
    drop.home.ledger.close()
    program = Program(tmp_path / "home")
    assert "still stands" in program.run("quarantine", "dismiss", arrival_id, codes=(1,)).stderr
    link.unlink()
    program.run("quarantine", "dismiss", arrival_id)
    assert program.json("quarantine", "list") == []
    said = b"".join(path.read_bytes() for path in (tmp_path / "home" / "audit").rglob("*") if path.is_file())
    assert said.count(b"quarantine dismiss") == 2
    assert arrival_id.encode() in said
