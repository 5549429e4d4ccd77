from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from benchmarks.barcodes import delivered, separators
from benchmarks.charts import draw_chart
from benchmarks.charts.model import Pixels
from pipeline.model.separators import payload
from pipeline.model.types import PageImage
from pipeline.pages import read_barcodes
from pipeline.pages.dark_parts import DarkParts
from pipeline.pages.large import from_afar
from pipeline.pages.pale import pale_cuts
from pipeline.pages.patch_codes import PATTERNS
from pipeline.pages.sketch import sketched
from tests.support.coded import FORMATS, coded_page, faxed, patch_page, printed_page, scanned

EVERY = pytest.mark.parametrize("form", FORMATS)
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


def said(page: PageImage) -> list[tuple[str, str]]:
    return [(one.format, one.text) for one in read_barcodes(page)]


@EVERY
def test_every_format_is_read_at_every_turn(form: str) -> None:
    page = coded_page(form)
    for turn in (0, 90, 180, 270):
        assert said(scanned(page, 200, 0.7, turn)) == [(form, FORMATS[form][1])], turn


@EVERY
def test_leaning_pages_are_read(form: str) -> None:
    page = coded_page(form)
    for lean in (-10, -4, 3, 10):
        assert said(scanned(page, 200, lean)) == [(form, FORMATS[form][1])], lean


@EVERY
def test_noisy_pages_are_read(form: str) -> None:
    assert said(scanned(coded_page(form), 200, 1.0, noise=30)) == [(form, FORMATS[form][1])]


@EVERY
def test_faxes_are_read_though_their_pixels_are_not_square(form: str) -> None:
    page = coded_page(form)
    for fine in (True, False):
        assert said(faxed(page, fine, lean=2)) == [(form, FORMATS[form][1])], fine


@EVERY
def test_pages_of_100_to_300_dpi_are_read(form: str) -> None:
    page = coded_page(form)
    for dpi in (100, 150, 240, 300):
        assert said(scanned(page, dpi, 0.6)) == [(form, FORMATS[form][1])], dpi


def test_a_page_that_claims_no_resolution_or_an_absurd_one_is_read() -> None:
    pixels = scanned(coded_page("qr_code"), 200).pixels
    assert said(PageImage(1, pixels, None, None)) == said(PageImage(1, pixels, 1200.0, 1200.0)) == [("qr_code", FORMATS["qr_code"][1])]


@EVERY
def test_the_box_is_where_the_code_stands_on_the_page_as_scanned(form: str) -> None:
    for turn, lean in ((0, 0.7), (90, 0.7), (180, 8.0)):
        page = scanned(coded_page(form), 150, lean, turn)
        (one,) = read_barcodes(page)
        box = one.box
        code = page.pixels[box.y0 : box.y1, box.x0 : box.x1]
        assert 0 <= box.x0 < box.x1 <= page.width
        assert 0 <= box.y0 < box.y1 <= page.height
        assert 0.2 < (code < 128).mean() < 0.75
        rest = np.rot90(page.pixels, turn // 90).copy()[: page.height // 4]
        assert (rest < 128).any()


def test_several_codes_are_read_from_the_top_each_once() -> None:
    sheet = coded_page("code_128", text="FIRST123")
    other = coded_page("data_matrix", text="second")
    sheet[2900:3200] = other[200:500]
    sheet[2700:2900] = 255
    assert said(scanned(sheet, 200)) == [("code_128", "FIRST123"), ("data_matrix", "second")]


def test_a_code_at_the_end_of_a_shaded_column_is_read_and_its_box_is_right() -> None:
    sheet = coded_page("qr_code")
    plain = read_barcodes(scanned(sheet, 200))
    ground = sheet[:, 200:700]
    ground[700:] = 255
    ground[260:3000:2, ::2] = np.minimum(ground[260:3000:2, ::2], 60)  # grey paper as a screen of dots, the code at its upper end
    (alone,), (found,) = plain, read_barcodes(scanned(sheet, 200))
    assert found.text == alone.text
    for side in ("x0", "y0", "x1", "y1"):
        assert abs(getattr(found.box, side) - getattr(alone.box, side)) <= 4


def test_a_page_without_dark_places_has_no_part_that_is_looked_at() -> None:
    plain, coded = (DarkParts(sketched(scanned(page, 200))) for page in (printed_page(), coded_page("data_matrix")))
    assert (plain.parts(), plain.may_hold_patch()) == ([], False)
    (part,) = coded.parts()
    inches = [side / 100 for side in (part.x0, part.y0, part.x1, part.y1)]
    assert inches[0] < 1.0 < inches[2] < 4.0
    assert inches[1] < 0.87 < inches[3] < 3.0


@pytest.mark.parametrize("name", PATTERNS)
def test_patch_codes_are_read_inwards_from_any_edge(name: str) -> None:
    page = patch_page(name)
    wanted = [(f"patch_{name.lower()}", name)]
    for turn in (0, 90, 180, 270):
        assert said(scanned(page, 100, 3.0, turn, noise=8)) == wanted, turn
    assert said(faxed(page, fine=False, lean=2)) == said(faxed(page, fine=True)) == wanted


def test_five_bars_and_a_black_edge_are_no_patch_code() -> None:
    page = patch_page("2")
    page[0:66, :] = 0  # a wide bar before it, a space away
    assert said(scanned(page, 200)) == []


@pytest.mark.parametrize("seed", range(8))
def test_own_sheets_come_back_from_a_harsh_machine(seed: int) -> None:
    separator = separators(seed)
    page, _ = delivered(separator, "harsh", 500_000 + seed, 200)
    texts = {one.text for one in read_barcodes(page) if not one.format.startswith("patch")}
    assert texts == {payload(separator)}


def test_ordinary_pages_have_none() -> None:
    assert said(scanned(printed_page(), 200, 1.0, noise=10)) == []
    for severity in ("clean", "typical", "harsh"):
        for page in draw_chart(31, severity=severity, layouts="all").pages:
            assert said(PageImage(1, page.pixels, page.dpi_x, page.dpi_y)) == []


@pytest.mark.parametrize("shape", [(1, 1), (3, 2000), (2000, 3), (40, 40), (200, 200, 3)])
def test_pages_of_any_size_are_looked_at(shape: tuple[int, ...]) -> None:
    rng = np.random.default_rng(3)
    for pixels in (np.full(shape, 255, np.uint8), np.zeros(shape, np.uint8), rng.integers(0, 256, shape).astype(np.uint8)):
        assert said(PageImage(1, pixels, 200.0, 200.0)) == []


@pytest.mark.data
def test_scanned_forms_have_none() -> None:
    files = sorted((DATA / "funsd" / "images").glob("*.png"))[:30]
    if not files:
        pytest.skip("needs ../shared/data/funsd")
    for file in files:
        assert said(PageImage(1, np.array(Image.open(file).convert("L")), None, None)) == [], file.name


def test_a_sheet_faded_to_eight_hundredths_of_black_is_read_and_its_codes_are_called_pale() -> None:
    sheet = coded_page("qr_code")
    for dpi in (150, 200, 300):
        page = scanned(sheet, dpi, 0.6, noise=3)
        faded = replace(page, pixels=np.asarray(230 + page.pixels * (20 / 255), np.uint8))
        assert [(one.text, one.pale) for one in read_barcodes(faded)] == [(FORMATS["qr_code"][1], True)], dpi
    assert not any(one.pale for one in read_barcodes(scanned(sheet, 200)))


def test_of_a_page_with_black_on_it_and_of_white_paper_nothing_pale_is_looked_at() -> None:
    assert not list(pale_cuts(sketched(scanned(printed_page()))))
    assert not list(pale_cuts(sketched(PageImage(1, np.full((2200, 1700), 240, np.uint8), 200, 200))))


def filling_page(form: str, text: str, module: int, high: int = 0) -> Pixels:
    """A letter page at 300 dpi with one code as large as itself; `high`: pixels of its bars."""
    bars = np.asarray(zxingcpp.create_barcode(text, FORMATS[form][0]).to_image(scale=module, add_quiet_zones=False))
    bars = np.repeat(bars[:1], high, axis=0) if high else bars
    sheet = np.full((3300, 2550), 255, np.uint8)
    sheet[400 : 400 + bars.shape[0], 300 : 300 + bars.shape[1]] = bars
    return sheet


@pytest.mark.parametrize("sheet", [("code_39", "MRN 12", 18, 1500), ("code_128", "MRN:12", 22, 1500), ("qr_code", "MRN:12", 60, 0)])
def test_a_code_as_large_as_its_page_is_read_and_its_box_holds_it(sheet: tuple[str, str, int, int]) -> None:
    page = filling_page(*sheet)
    for dpi in (200, 300):
        (one,) = read_barcodes(scanned(page, dpi, noise=6))
        assert (one.format, one.text) == sheet[:2]
        ys, xs = np.nonzero(page < 128)
        right = np.array([xs.min(), ys.min(), xs.max(), ys.max()]) * dpi / 300
        assert abs(np.array([one.box.x0, one.box.y0, one.box.x1, one.box.y1]) - right).max() < 0.1 * dpi


def test_a_page_of_print_is_not_looked_at_from_afar() -> None:
    sketch = sketched(scanned(printed_page()))
    assert from_afar(sketch, DarkParts(sketch)) is None
