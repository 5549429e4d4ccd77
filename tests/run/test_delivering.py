"""Documents handed out by the command line: searchable PDF and contact sheets."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.model.codec import encode
from pipeline.model.separators import Separator
from pipeline.model.types import PageFailed
from pipeline.output.separator_sheet import SheetText, draw_sheet
from pipeline.output.sheet import colour
from pipeline.run.home import Home
from pipeline.settings import load
from tests.support.drawing import LINES, page

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivering")
    drop = folder / "drop"
    drop.mkdir()
    pages = [Image.fromarray(page(points=points, lines=12)) for points in (28, 34)]
    pages[0].rotate(180).save(drop / "two.tif", save_all=True, append_images=pages[1:], dpi=(200, 200), compression="tiff_lzw")
    sheets = [draw_sheet(SheetText(Separator("document"), ()), "letter"), Image.new("1", (2550, 3300), 1)]
    sheets[0].save(drop / "sheets.tif", save_all=True, append_images=sheets[1:], dpi=(300, 300), compression="group4")
    shutil.copy(ROOT / "sample_docs" / "forms" / "ssa-827.pdf", drop / "born-digital.pdf")
    assert main(["--home", str(folder / "home"), "ingest", str(drop), "--jobs", "1"]) == 3
    return folder / "home"


def documents(home: Path, tmp_path: Path) -> dict[str, dict[str, Any]]:
    """By file name and first page."""
    out = tmp_path / "all.jsonl"
    assert main(["--home", str(home), "export", "--out", str(out)]) == 0
    records = [json.loads(line) for line in out.read_text().splitlines()]
    return {f"{Path(record['source']['path']).name}:{record['source']['pages'][0]}": record for record in records}


def test_a_document_is_written_as_a_searchable_pdf(home: Path, tmp_path: Path) -> None:
    record = documents(home, tmp_path)["two.tif:1"]
    out = tmp_path / "out.pdf"
    assert main(["--home", str(home), "pdf", record["document_id"], "--out", str(out)]) == 0
    written = pdfium.PdfDocument(out)
    assert len(written) == len(record["source"]["pages"])
    assert LINES[0] in written[0].get_textpage().get_text_bounded()
    upright = np.asarray(written[0].render(scale=200 / 72).to_pil().convert("L"))
    assert np.abs(upright.astype(int) - page(points=28, lines=12)).mean() < 1
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".jsonl"] == ["out.pdf"]  # nothing half-written beside it


def test_a_born_digital_page_keeps_its_own_text(home: Path, tmp_path: Path) -> None:
    record = documents(home, tmp_path)["born-digital.pdf:1"]
    out = tmp_path / "out.pdf"
    assert main(["--home", str(home), "pdf", record["document_id"], "--out", str(out)]) == 0
    before = pdfium.PdfDocument(ROOT / "sample_docs" / "forms" / "ssa-827.pdf")[0].get_textpage().get_text_bounded()
    assert pdfium.PdfDocument(out)[0].get_textpage().get_text_bounded() == before


def test_separator_sheets_and_their_backs_are_got_back(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = documents(home, tmp_path)["two.tif:1"]
    name = other["source"]["path"].replace("two.tif", "sheets.tif")
    capsys.readouterr()
    assert main(["--home", str(home), "show", name, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(one["source_page"], one["document_id"]) for one in shown["pages"]] == [(1, None), (2, None)]
    assert main(["--home", str(home), "show", shown["arrival_id"]]) == 0
    assert "page 2: in no document" in capsys.readouterr().out
    out = tmp_path / "out.pdf"
    assert main(["--home", str(home), "pdf", shown["arrival_id"], "--out", str(out)]) == 0
    assert len(pdfium.PdfDocument(out)) == 2
    assert main(["--home", str(home), "pdf", name, "--page", "1", "--out", str(out)]) == 0
    (sheet,) = pdfium.PdfDocument(out)
    assert (np.asarray(sheet.render(scale=1).to_pil().convert("L")) < 128).mean() > 0.05
    assert main(["--home", str(home), "pdf", name, "--page", "3", "--out", str(out)]) == 2
    assert main(["--home", str(home), "show", other["arrival_id"], "--json"]) == 0
    assert other["document_id"] in [one["document_id"] for one in json.loads(capsys.readouterr().out)["pages"]]


def test_a_document_that_is_not_there_is_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(home), "pdf", "absent-0001", "--out", str(tmp_path / "out.pdf")]) == 2
    assert "no document absent-0001" in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


def test_a_place_that_can_not_be_written_is_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = documents(home, tmp_path)["two.tif:1"]
    assert main(["--home", str(home), "pdf", record["document_id"], "--out", str(tmp_path / "no" / "out.pdf")]) == 1
    assert "out.pdf" in capsys.readouterr().err


def test_each_page_is_shown_before_after_and_with_its_words(home: Path, tmp_path: Path) -> None:
    record = documents(home, tmp_path)["two.tif:1"]
    folder = tmp_path / "pictures"
    assert main(["--home", str(home), "show", record["document_id"], "--pictures", str(folder)]) == 0
    files = sorted(folder.iterdir())
    assert [path.name for path in files] == [f"page-{number:03}.png" for number in record["source"]["pages"]]
    with Image.open(files[0]) as sheet:
        pixels = np.asarray(sheet.convert("RGB")).astype(int)
    assert pixels.shape[0] > 1100
    panels = pixels.shape[1] // 3
    green = np.abs(pixels - np.array(colour(1.0))).sum(axis=2) < 40
    assert green[80:, 2 * panels :].sum() > 1000  # sure words are framed on the last picture,
    assert green[80:, : 2 * panels].sum() == 0  # and only there


def test_of_a_page_that_failed_the_scan_is_shown_and_the_others_as_ever(home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(home, tmp_path / "home"))
    record = documents(own, tmp_path)["two.tif:1"]
    with Home(own, load()) as opened:
        failed = opened.store.put_bytes(encode(PageFailed(1, "ocr", "engine_timeout")))
    with closing(sqlite3.connect(own / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE pages SET sha256 = ? WHERE arrival_id = ? AND page = 1", (failed, record["arrival_id"]))
    folder = tmp_path / "pictures"
    assert main(["--home", str(own), "show", record["document_id"], "--pictures", str(folder)]) == 0
    assert [path.name for path in sorted(folder.iterdir())] == [f"page-{number:03}.png" for number in record["source"]["pages"]]
    with Image.open(folder / "page-001.png") as sheet:
        shown = np.asarray(sheet.convert("L"))
    assert shown.shape[1] == 900  # one picture, not three
    assert (shown[80:1100, 40:800] < 100).sum() > 5000  # with the print on it
    assert main(["--home", str(own), "pdf", record["document_id"], "--out", str(tmp_path / "out.pdf")]) == 0


def test_pages_that_can_not_be_shown_any_more_are_told(home: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(home, tmp_path / "home"))
    record = documents(own, tmp_path)["two.tif:1"]
    with Home(own, load()) as opened:
        scan = opened.store.path(record["source"]["sha256"])
    scan.chmod(0o600)
    scan.write_bytes(scan.read_bytes()[:200])
    folder = tmp_path / "pictures"
    assert main(["--home", str(own), "show", record["document_id"], "--pictures", str(folder)]) == 0
    with Image.open(folder / "page-001.png") as sheet:
        shown = np.asarray(sheet.convert("L"))
    assert (shown[:34] < 100).sum() > 200  # the reason,
    assert (shown[34:] == shown[34, 0]).all()  # and nothing else


def test_doubt_is_red_and_certainty_green() -> None:
    assert colour(0.0)[0] > 180 > colour(0.0)[1]
    assert colour(1.0)[1] > 140 > colour(1.0)[0]
