"""A batch and its manifest: what came, what did not; and the sample that it proposes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.ledger.batches import ManifestRow
from pipeline.model.errors import ConfigError
from pipeline.quality.settings import QualitySettings
from pipeline.run import batches
from pipeline.run.ingest import key_of
from pipeline.settings import load
from tests.filing.support import JANE, of, page
from tests.support.desk import open_home, take_in
from tests.support.program import Program, chart_lines, draw_page, save_pages

HEADER = "Box,Chart,File,Expected pages\n"


def test_what_came_is_checked_against_the_manifest(tmp_path: Path) -> None:
    archive, manifest = tmp_path / "archive", tmp_path / "delivery-7.csv"
    pages = [draw_page(chart_lines("100001", "DOE, JANE M", "03/14/1957", f"Note {number}")) for number in range(2)]
    save_pages(archive / "B1" / "C1" / "good.tif", pages)
    save_pages(archive / "B1" / "short.tif", pages[:1])
    save_pages(archive / "nobody-knows.png", pages[1:])
    (archive / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    manifest.write_text(f"{HEADER}B1,C1,good.tif,2\nB1,C1,short.tif,3\nB2,C2,broken.pdf,1\nB2,C3,absent.tif,9\n")
    program = Program(tmp_path / "home")
    told = program.run("ingest", archive, "--manifest", manifest, "--jobs", "1", codes=(3,)).stdout
    assert "Not as the manifest says (4 files)" in told
    report = program.run("batch", "report", "delivery-7", codes=(3,)).stdout
    assert "absent.tif" in report
    (listed,) = program.json("batch", "list")
    assert (listed["batch"], listed["taken_in"], listed["states"]["quarantined"]) == ("delivery-7", 1, 1)
    sources = {record["source"]["path"]: record["source"] for record in program.records()}
    good = sources["B1/C1/good.tif"]
    assert (good["batch"], good["box"], good["chart"]) == ("delivery-7", "B1", "C1")
    assert "box" not in sources["nobody-knows.png"]
    again = program.run("ingest", archive, "--manifest", manifest, "--json", codes=(3,)).stdout
    assert '"known": 4' in again
    with open_home(tmp_path / "home", patients=()) as home:
        found = batches.report(home, "delivery-7")
    assert {one.kind: Path(one.file).name for one in found.differences} == {
        "pages": "short.tif",
        "unreadable": "broken.pdf",
        "missing": "absent.tif",
        "extra": "nobody-knows.png",
    }
    assert next(one for one in found.differences if one.kind == "pages").found == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("box,chart\n1,2\n", "no column `file`"),
        (f"{HEADER}1,2,a.tif,many\n", "line 2: the page count"),
        (f"{HEADER}1,2,,3\n", "line 2: no file"),
        (f"{HEADER}1,2,a.tif,3\n1,2,a.tif,3\n", "line 3: the file stands there twice"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_named_by_its_line(tmp_path: Path, text: str, named: str) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_text(text)
    with pytest.raises(ConfigError, match=named):
        list(batches.read_manifest(manifest, [tmp_path]))


def test_semicolons_and_absolute_paths(tmp_path: Path) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_text(f"\ufeffbox;chart;file;pages\n1;2;{tmp_path}/elsewhere/a.tif;\n")
    (row,) = batches.read_manifest(manifest, [tmp_path / "archive"])
    assert row == ManifestRow(f"{tmp_path}/elsewhere/a.tif", "1", "2", None)


def test_a_finished_batch_proposes_its_sample_once(tmp_path: Path) -> None:
    settings = replace(load(), quality=QualitySettings(propose_from=3))
    with open_home(tmp_path / "home", settings=settings) as home:
        home.ledger.batches.begin("week 1", None)
        for number in range(4):
            (record,) = take_in(home, f"s1/{number}.png", [page(1, of(JANE), f"seen number{number} for pain in the month {number}")])
            home.ledger.batches.enter("week 1", key_of(tmp_path / f"{number}.png"), record["arrival_id"])
        assert batches.propose(home, "week 1") is None  # not everything was looked at yet
        home.ledger.batches.taken_in("week 1")
        filed = [row["document_id"] for row in home.ledger.batches.documents("week 1")]
        sample = batches.propose(home, "week 1")
        assert sample is not None
        assert (sample.lot_size, sample.scope) == (len(filed), "batch week 1")
        assert {one.document_id for one in home.quality.members(sample.sample_id)} <= set(filed)
        assert home.quality.verdict(sample.sample_id).state == "open"
        assert batches.propose(home, "week 1") is None
