"""PDF pages: one image as it is, born-digital text kept, everything else rendered as a person sees it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.model.types import DigitalPage, PageImage
from pipeline.pages import PagesSettings, open_scan
from tests.pages.test_formats import assert_upright, marked

SETTINGS = PagesSettings()
SENTENCE = "The patient was seen and examined in the clinic today and feels well."


def page_of(path: Path, number: int = 1) -> PageImage | DigitalPage:
    with open_scan(path, SETTINGS) as scan:
        return scan.page(number)


def image_of(path: Path) -> PageImage:
    page = page_of(path)
    assert isinstance(page, PageImage)
    return page


def digital_of(path: Path) -> DigitalPage:
    page = page_of(path)
    assert isinstance(page, DigitalPage)
    return page


def written(path: Path, rotate: int = 0, drawn: int = 0) -> Path:
    """Ten lines; `rotate` is the page's /Rotate, `drawn` the degrees by which the text itself is drawn turned."""
    canvas = Canvas(str(path), pagesize=letter)
    if drawn:
        canvas.translate(letter[0], 0)
        canvas.rotate(drawn)
        canvas.translate(0, letter[0] - letter[1])
    for row in range(10):
        canvas.drawString(72, 720 - 14 * row, f"{row} {SENTENCE}")
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.pages[0].rotate(rotate, relative=False)
        document.save(path)
    return path


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_one_image_is_taken_as_it_is(tmp_path: Path, mode: str) -> None:
    marked(mode).save(tmp_path / "a.pdf", resolution=100)
    found = image_of(tmp_path / "a.pdf")
    assert_upright(found)
    assert found.pixels.shape == (1100, 850)
    assert found.dpi_x == pytest.approx(100, rel=0.01)


@pytest.mark.parametrize(("turn", "shape"), [(90, (850, 1100)), (180, (1100, 850)), (270, (850, 1100))])
def test_the_pages_rotation_is_obeyed(tmp_path: Path, turn: int, shape: tuple[int, int]) -> None:
    marked().save(tmp_path / "a.pdf", resolution=100)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        document.pages[0].rotate(turn, relative=False)
        document.save(tmp_path / "a.pdf")
    found = image_of(tmp_path / "a.pdf")
    assert found.pixels.shape == shape
    back = np.rot90(found.pixels, turn // 90)
    assert_upright(PageImage(1, np.ascontiguousarray(back), None, None))


def test_a_mirrored_or_inverted_image_is_shown_as_a_person_sees_it(tmp_path: Path) -> None:
    marked("1").save(tmp_path / "a.pdf", resolution=100)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        picture = next(iter(document.pages[0].get_images().values()))
        decode = [float(value) for value in picture.get("/Decode", [0, 1])]
        picture.Decode = pikepdf.Array([int(value) for value in reversed(decode)])
        document.save(tmp_path / "a.pdf")
    assert image_of(tmp_path / "a.pdf").pixels[50, 400] > 200  # the bar that was black


def test_born_digital_text_is_kept(tmp_path: Path) -> None:
    page = digital_of(written(tmp_path / "a.pdf"))
    lines = {word.line for word in page.words}
    assert len(lines) == 10
    assert " ".join(word.text for word in page.words if word.line == 3) == f"3 {SENTENCE}"
    first = page.words[0]
    assert (page.width, page.height) == (2550, 3300)
    assert first.box.x0 == pytest.approx(300, abs=6)
    assert first.box.y1 == pytest.approx((792 - 720) * 300 / 72, abs=12)


def test_born_digital_boxes_follow_the_pages_rotation(tmp_path: Path) -> None:
    page = digital_of(written(tmp_path / "a.pdf", rotate=90, drawn=90))
    assert (page.width, page.height) == (3300, 2550)
    assert [word.text for word in page.words[:3]] == ["0", "The", "patient"]
    assert page.words[0].box.x0 == pytest.approx(300, abs=12)
    assert page.words[0].box.y1 == pytest.approx(300, abs=12)


def test_text_that_is_displayed_sideways_is_read_as_a_picture(tmp_path: Path) -> None:
    assert image_of(written(tmp_path / "a.pdf", rotate=90)).width in {3300, 3301}


def test_an_old_text_layer_over_a_scan_is_not_trusted(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=letter)
    canvas.drawImage(ImageReader(_png()), 0, 0, *letter)
    text = canvas.beginText(72, 700)
    text.setTextRenderMode(3)
    for _ in range(10):
        text.textLine(SENTENCE)
    canvas.drawText(text)
    canvas.save()
    assert image_of(tmp_path / "a.pdf").pixels.shape == (1100, 850)


def test_a_scan_pasted_among_text_is_read_as_a_picture(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=letter)
    for row in range(10):
        canvas.drawString(72, 720 - 14 * row, SENTENCE)
    canvas.drawImage(ImageReader(_png()), 72, 72, 460, 480)
    canvas.save()
    assert image_of(tmp_path / "a.pdf").width == 2550


def test_filled_form_fields_are_not_lost(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=letter)
    for row in range(10):
        canvas.drawString(72, 720 - 14 * row, SENTENCE)
    canvas.acroForm.textfield(name="mrn", value="123456", x=72, y=300, width=200, height=30)
    canvas.save()
    page = image_of(tmp_path / "a.pdf")
    field = page.pixels[int(3300 - 330 * 300 / 72) : int(3300 - 300 * 300 / 72), 300:1100]
    assert (field < 100).sum() > 200


def test_an_empty_form_keeps_its_text(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=letter)
    for row in range(10):
        canvas.drawString(72, 720 - 14 * row, SENTENCE)
    canvas.acroForm.textfield(name="mrn", x=72, y=300, width=200, height=30)
    canvas.save()
    assert digital_of(tmp_path / "a.pdf").words


def test_a_huge_page_is_rendered_at_fewer_dots(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(72 * 50, 72 * 50))
    canvas.drawString(72, 72, "x")
    canvas.save()
    page = image_of(tmp_path / "a.pdf")
    assert page.dpi_x is not None
    assert 190 < page.dpi_x < 201


def _png() -> io.BytesIO:
    out = io.BytesIO()
    marked().save(out, "PNG")
    return out
