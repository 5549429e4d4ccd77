"""A disk that is nearly full stops `ingest` before it takes another file, and it goes on when there is room."""

from __future__ import annotations

from pathlib import Path

from tests.support.program import Program, chart_lines, draw_page, save_pages


def test_ingest_stops_with_a_clear_error_and_continues_later(tmp_path: Path) -> None:
    source = save_pages(tmp_path / "in" / "a.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957"))])
    (tmp_path / "full.toml").write_text("[intake]\nleast_free_mb = 1000000000\n")
    program = Program(tmp_path / "home")
    stopped = program.run("ingest", source.parent, "--config", tmp_path / "full.toml", codes=(1,))
    assert "less than 1000000000 MB are free" in stopped.stdout + stopped.stderr
    assert "Free space" in stopped.stdout + stopped.stderr
    assert program.json("status")["arrivals"]["total"] == 0
    program.run("ingest", source.parent)
    assert source.exists()
    assert len(program.records()) == 1
    program.run("verify")
