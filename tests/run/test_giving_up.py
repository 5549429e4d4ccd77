"""A file whose pages hang the reader is given up after a few of them, and costs its neighbours nothing."""

from __future__ import annotations

from pathlib import Path

from benchmarks.hostile.pdfs import assembled, page, stream
from tests.support.program import Program, chart_lines, draw_page, save_pages


def hanging(pages: int) -> bytes:
    """A PDF whose first page is empty and whose others take minutes each to draw."""
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 10 + pages))
    slow = page().replace(b"/Contents 4", b"/Contents 6")
    lines = b"[0.01 0.01] 0 d 0 0 m 612 792 l S\n" * 3_000_000
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages,
            4: stream(b""),
            5: b"<< >>",
            6: stream(lines),
            10: page(),
            **dict.fromkeys(range(11, 10 + pages), slow),
        }
    )


def test_a_file_that_hangs_page_after_page_is_given_up_and_its_neighbours_are_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(hanging(40))
    for number in range(3):
        save_pages(tmp_path / "in" / f"b{number}.png", [draw_page(chart_lines(f"10000{number}", "DOE, JANE", "03/14/1957"))])
    (tmp_path / "site.toml").write_text("[run]\npage_timeout_s = 5.0\njobs = 2\n")
    program = Program(tmp_path / "home")
    program.run("--config", tmp_path / "site.toml", "ingest", tmp_path / "in", codes=(3,))
    status = program.json("status")
    (refused,) = program.json("quarantine", "list")
    assert refused["cause"] == "engine_timeout"
    assert "so did 2 pages before it" in refused["reason"]
    assert "Print it to a new PDF" in refused["advice"]
    assert len(program.records()) == 3
    assert status["arrivals"]["quarantined"] == 1
    assert program.run("verify").returncode == 0
