"""The benchmark in small: a population made to be confused, identifiers misread, often surely."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.filing import main, simulate


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_filed_to_a_wrong_patient(tmp_path: Path, seed: int) -> None:
    tally, reasons = simulate(tmp_path, 3000, seed)
    assert tally.documents >= 3000
    assert tally.wrong == 0
    assert tally.clean_filed / tally.clean > 0.9
    assert {"no_patient", "ambiguous_patient", "low_confidence", "misfile", "page_order"} <= set(reasons)


def test_the_command_prints_and_answers_by_its_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--documents", "200", "--seed", "4"]) == 0
    assert "0 to a wrong patient" in capsys.readouterr().out
    assert main(["--patients", "500"]) == 0
    assert "by_mrn" in capsys.readouterr().out
