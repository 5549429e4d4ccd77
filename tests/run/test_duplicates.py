"""The same document scanned twice is marked, and nothing is dropped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from tests.support.program import Program, chart_lines, draw_page, save_pages

BODY = (
    "The patient was seen for chest pain and shortness of breath. Aspirin 325 mg was given. Troponin 0.04 at 06:30.\n"
    "An echocardiogram showed normal function without wall motion abnormality. Discharged home on metoprolol 25 mg daily."
)
JANE = ("12345678", "DOE, JANE", "03/14/1957")


def scanned(path: Path, lines: list[str], seed: int) -> Path:
    """Drawn, moved a little and with the sensor's noise of its own."""
    sheet = np.asarray(draw_page(lines, (1700, 900)).convert("L"), np.int16)
    moved = np.roll(sheet, (seed % 7, seed % 5), (0, 1))
    noisy = np.clip(moved + np.random.default_rng(seed).normal(0, 6, sheet.shape), 0, 255).astype(np.uint8)
    return save_pages(path, [Image.fromarray(noisy)])


def test_scanned_again(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    lines = [*chart_lines(*JANE), *BODY.split("\n")]
    program.run("ingest", scanned(tmp_path / "one.png", lines, 1), codes=(0, 3))
    program.run("ingest", scanned(tmp_path / "two.png", lines, 2), codes=(3,))
    first, second = sorted(program.records(), key=lambda record: record["arrival_id"])
    assert "possible_duplicate" not in first["reasons"]
    assert "possible_duplicate" in second["reasons"]
    assert second["status"] == "review"
    assert second["pages"][0]["text"]
    repeats = f"repeats:   {first['document_id']}  {first['source']['path']!r} pages 1, received {first['source']['received_at']}"
    for shown in (program.run("show", second["document_id"]), program.run("show", second["document_id"], "--why")):
        assert any(line.startswith(repeats) for line in shown.stdout.splitlines())
    assert "repeats:" not in program.run("show", first["document_id"]).stdout
    assert program.json("show", second["document_id"], "--why")["repeats"]["document_id"] == first["document_id"]
    assert program.json("show", second["document_id"]) == second
    program.run("verify")


def test_another_patients_form_is_no_duplicate(tmp_path: Path) -> None:
    program = Program(tmp_path / "home")
    for number, who in enumerate((JANE, ("87654321", "ROE, RICHARD", "12/01/1980"))):
        lines = [*chart_lines(*who), *BODY.split("\n")]
        program.run("ingest", scanned(tmp_path / f"{number}.png", lines, number), codes=(0, 3))
    assert all("possible_duplicate" not in record["reasons"] for record in program.records())
