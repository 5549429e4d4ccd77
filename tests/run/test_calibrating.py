"""The desk's corrections beside what the matcher makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.assembly import Desk
from pipeline.filing.settling import Settlement
from pipeline.model.errors import ConfigError
from pipeline.model.types import Identifier
from pipeline.run.calibrating import calibrate
from pipeline.run.deciding import Deciding, Seen
from pipeline.run.lessons import lessons
from tests.filing.support import JANE, JOHN, found, of, page
from tests.support.desk import open_home, take_in


def test_exported_corrections_say_how_fields_agree_and_what_thresholds_do(tmp_path: Path) -> None:
    misread: tuple[Identifier, ...] = (
        found("mrn", "1234561"),
        found("name", "DOE, JANE MARIE"),
        found("birth_date", JANE.birth_date or ""),
    )
    with open_home(tmp_path / "home") as home:
        deciding = Deciding(home, Desk(home.settings, home.patients))
        cases = [(of(JANE), JANE), (misread, JANE), (of(JOHN), JOHN), ((found("name", "DOE, JANE"),), JANE), (of(JANE), JOHN)]
        for number, (read, patient) in enumerate(cases):
            (record,) = take_in(home, f"s/{number}.png", [page(1, read, f"note {number}", confidence=0.3)])
            said = Settlement("filed", patient, accepted=frozenset(record["reasons"]))
            deciding.settle(Seen(record["document_id"], 1), said, "ann")
        exported = tmp_path / "corrections.jsonl"
        exported.write_text("".join(json.dumps(one) + "\n" for one in lessons(home.ledger)))
        calibration = calibrate(home, exported)
    assert (calibration.documents, calibration.known) == (5, 5)
    levels = {(one.field, one.level): (one.count, one.of) for one in calibration.agreements}
    assert [levels["mrn", level] for level in ("same", "near", "other")] == [(2, 4), (1, 4), (1, 4)]
    assert levels["born", "same"] == (3, 4)
    at = {(one.score, one.lead): (one.right, one.wrong, one.held) for one in calibration.outcomes}
    assert at[5.0, 8.0] == (2, 1, 2)  # the one whom a person gave to somebody else than all its pages say is filed wrongly
    assert all(sum(counts) == 5 for counts in at.values())


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text('{"document_id": "x"}\n')
    (tmp_path / "empty.jsonl").write_text("\n")
    with open_home(tmp_path / "home") as home:
        for name in ("other", "empty"):
            with pytest.raises(ConfigError):
                calibrate(home, tmp_path / f"{name}.jsonl")
