"""An index that does not answer is named by `status`: since when, why, and how many documents are held back."""

from __future__ import annotations

from pathlib import Path

from tests.support.program import Program, chart_lines, draw_page, save_pages


def test_status_names_it_until_it_answers_again(tmp_path: Path) -> None:
    source = save_pages(tmp_path / "in" / "a.png", [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", "Metformin was given."))])
    away = tmp_path / "away.toml"
    away.write_text('[index]\nbackend = "elasticsearch"\n[index.elasticsearch]\nurls = ["https://127.0.0.1:9"]\nretries = 0\n')
    keys = tmp_path / "home" / "elasticsearch"
    keys.mkdir(parents=True)
    (keys / "ingest.key").write_text("bm9ib2R5")
    program = Program(tmp_path / "home")
    program.run("ingest", source.parent, "--config", away, codes=(1,))
    told = program.json("status", "--config", away)
    assert (told["index"]["cause"], told["index"]["held_back"], told["outbox"]) == ("index_down", 1, 1)
    assert "can't be reached" in told["index"]["why"]
    assert [alarm for alarm in told["alarms"] if alarm.startswith(f"the index is down since {told['index']['since']}: 1 documents wait")]
    assert "index down since" in program.run("status", "--check", "--config", away, codes=(1,)).stdout
    program.run("ingest", source.parent)
    after = program.json("status")
    assert (after["index"]["cause"], after["outbox"], after["alarms"]) == (None, 0, [])
    assert len(program.json("search", "metformin")["hits"]) == 1
