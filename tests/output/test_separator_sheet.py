from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.barcodes import separators
from pipeline.model.separators import Separator, parse_payload, payload
from pipeline.model.types import PageImage
from pipeline.output.separator_sheet import Paper, SheetText, draw_sheet, write_sheets
from pipeline.pages import PagesSettings, open_scan, read_barcodes

PATIENT = Separator("patient", mrn="0123456", birth_date="1950-02-28", name="NÚÑEZ, JANE", encounter="V77")
TEXT = SheetText(PATIENT, (("Name", "NÚÑEZ, JANE"), ("MRN", "0123456"), ("Birth date", "1950-02-28")))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("seed", range(4))
def test_a_sheet_says_its_payload_twice_between_two_patches(paper: Paper, seed: int) -> None:
    separator = separators(seed)
    page = PageImage(1, np.array(draw_sheet(SheetText(separator, ()), paper).convert("L")), 300.0, 300.0)
    patch = "patch_t" if separator.kind in ("patient", "batch") else "patch_2"
    read = read_barcodes(page)
    assert sorted(one.format for one in read) == ["data_matrix", patch, patch, "qr_code"]
    assert {one.text for one in read if one.format != patch} == {payload(separator)}


def test_the_longest_fields_stay_on_the_paper() -> None:
    long = SheetText(Separator("patient", mrn="9" * 60, name="W" * 120), (("Name", "W" * 400), ("MRN", "9" * 60)))
    ink = np.array(draw_sheet(long, "letter").convert("L")) < 128
    assert not ink[:, :150].any()
    assert not ink[:, -150:].any()
    read = read_barcodes(PageImage(1, np.where(ink, 0, 255).astype(np.uint8), 300.0, 300.0))
    assert {parse_payload(one.text) for one in read if not one.format.startswith("patch")} == {long.separator}


def test_the_pdf_has_a_page_for_each_sheet_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "sheets.pdf"
    write_sheets(file, [TEXT, SheetText(Separator("document"), ())], "letter")
    with open_scan(file, PagesSettings()) as scan:
        pages = [scan.page(number) for number in range(1, scan.page_count + 1)]
    assert len(pages) == 2
    assert all(isinstance(page, PageImage) and (page.width, page.height) == (2550, 3300) for page in pages)
    texts = {one.text for page in pages if isinstance(page, PageImage) for one in read_barcodes(page)}
    assert texts == {payload(PATIENT), "T", "CHARTSCAN1;kind=document", "2"}
