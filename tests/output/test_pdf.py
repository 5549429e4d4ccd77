"""A document as a searchable PDF."""

from __future__ import annotations

import io
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import PageImage, PageText, Rotation, Word
from pipeline.output import SourcePage, write_pdf
from pipeline.pages import PagesSettings, open_scan

WORDS = (("Shortness", 0), ("of", 0), ("breath", 0), ("Café", 1), ("17.5", 1))
# pixels of the scan to those of the page upright, for 1700 x 2200
TURNS = {0: (1, 0, 0, 0, 1, 0), 90: (0, -1, 2200, 1, 0, 0), 180: (-1, 0, 1700, 0, -1, 2200), 270: (0, 1, 0, -1, 0, 1700)}
CREATED = "2026-11-23T10:00:00Z"


def page_text(rotation: Rotation = 0, lean: float = 0.0, size: tuple[int, int] = (1700, 2200), number: int = 1) -> PageText:
    """Two lines at 200 dpi, as they lie on a scan that needs `rotation` to stand upright and leans by `lean` degrees."""
    width, height = size
    upright_size = size if rotation % 180 == 0 else (height, width)
    turn = Affine(*TURNS[rotation]) if size == (1700, 2200) else Affine()
    angle, (x, y) = math.radians(lean), (upright_size[0] / 2, upright_size[1] / 2)
    cos, sin = math.cos(angle), math.sin(angle)
    upright = turn.then(Affine(cos, sin, x - cos * x - sin * y, -sin, cos, y + sin * x - cos * y))
    back, words, left, line = upright.inverse(), [], 200, 0
    for text, number_of_line in WORDS:
        left, line = (200, number_of_line) if number_of_line != line else (left, line)
        box = Box(left, 300 + 60 * line, left + 18 * len(text), 332 + 60 * line)
        words.append(Word(text, back.box(box), 0.9, line))
        left += 18 * len(text) + 14
    return PageText(number, tuple(words), 0.9, rotation, lean, False, width, height, "lstm", upright)


def scanned(folder: Path, kind: str, mode: str = "L", **options: Any) -> Path:
    grain = Image.effect_noise((170, 220), 90).filter(ImageFilter.GaussianBlur(2)).point(lambda value: min(255, value + 90))
    picture = grain.resize((1700, 2200), Image.Resampling.BICUBIC)
    if mode == "1":
        picture = picture.point(lambda value: 255 * (value > 200))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((200, 300, 900, 332), fill=0)
    path = folder / f"scan.{kind}"
    picture.convert(mode).save(path, dpi=(200, 200), **options)
    return path


def written(path: Path, texts: list[PageText], folder: Path) -> Path:
    with open_scan(path, PagesSettings()) as scan:
        pages = []
        for text in texts:
            image = scan.page(text.number)
            dpi = (image.dpi_x, image.dpi_y) if isinstance(image, PageImage) else (None, None)
            pages.append(SourcePage(text.number, text, scan.encoded(text.number), dpi))
    out = folder / "out.pdf"
    write_pdf(out, path, pages, "Document 1-0001", CREATED)
    return out


def shown(path: Path, page: int = 0) -> str:
    text = str(pdfium.PdfDocument(path)[page].get_textpage().get_text_bounded())
    return "\n".join(line.strip() for line in text.splitlines())


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("lean", [0.0, 3.0, -7.0])
def test_words_lie_on_their_boxes_and_phrases_are_found(tmp_path: Path, rotation: Rotation, lean: float) -> None:
    text = page_text(rotation, lean)
    out = written(scanned(tmp_path, "tif", "1", compression="group4"), [text], tmp_path)
    assert shown(out) == "Shortness of breath\nCafé 17.5"
    document = pdfium.PdfDocument(out)
    page, layer = document[0], document[0].get_textpage()
    assert page.get_size() == pytest.approx((612, 792) if rotation % 180 == 0 else (792, 612), abs=1)
    start = 0
    for word in text.words:
        found = layer.search(word.text).get_next()
        assert found is not None
        first, count = found
        start = max(start, first)
        boxes = [layer.get_charbox(place, loose=True) for place in range(first, first + count)]
        left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
        upright = Affine(*TURNS[rotation]).box(word.box)
        high = page.get_size()[1] * 200 / 72
        pixels = (left * 200 / 72, high - top * 200 / 72, right * 200 / 72, high - bottom * 200 / 72)
        assert pixels == pytest.approx((upright.x0, upright.y0, upright.x1, upright.y1), abs=3 if not lean else 6)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [90, 270])
def test_words_that_run_up_or_down_a_margin_are_turned_and_lie_on_their_boxes(tmp_path: Path, rotation: Rotation, turn: Rotation) -> None:
    text = page_text(rotation)
    across, up = (1700, 2200) if rotation % 180 == 0 else (2200, 1700)
    sideways = (Box(60, 900, 92, 1000), Box(60, 786, 92, 886)) if turn == 90 else (Box(60, 786, 92, 886), Box(60, 900, 92, 1000))
    back = text.upright.inverse()
    more = tuple(Word(word, back.box(box), 0.9, 2, turn) for word, box in zip(("Room", "1234"), sideways, strict=True))
    out = written(scanned(tmp_path, "tif", "1", compression="group4"), [replace(text, words=(*text.words, *more))], tmp_path)
    assert shown(out).split() == ["Shortness", "of", "breath", "Café", "17.5", "Room", "1234"]
    layer = pdfium.PdfDocument(out)[0].get_textpage()
    for word, wanted in zip(more, sideways, strict=True):
        found = layer.search(word.text).get_next()
        assert found is not None
        boxes = [layer.get_charbox(place, loose=True) for place in range(found[0], found[0] + found[1])]
        box = min(b[0] for b in boxes), max(b[3] for b in boxes), max(b[2] for b in boxes), min(b[1] for b in boxes)
        pixels = (box[0] * 200 / 72, up - box[1] * 200 / 72, box[2] * 200 / 72, up - box[3] * 200 / 72)
        assert pixels == pytest.approx((wanted.x0, wanted.y0, wanted.x1, wanted.y1), abs=3)
        steps = np.diff([(box[1] + box[3]) / 2 for box in boxes])
        assert (steps > 0).all() if turn == 90 else (steps < 0).all()  # upwards on paper
    assert across == pytest.approx(pdfium.PdfDocument(out)[0].get_size()[0] * 200 / 72, abs=3)


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("png", "1", {}),
        ("png", "L", {}),
        ("png", "RGB", {}),
        ("png", "P", {}),
        ("jpg", "L", {"quality": 60}),
        ("jpg", "RGB", {"quality": 60}),
        ("tif", "1", {"compression": "group4"}),
        ("tif", "1", {"compression": "packbits"}),
        ("tif", "L", {"compression": "tiff_lzw"}),
        ("tif", "RGB", {"compression": "tiff_adobe_deflate"}),
        ("tif", "L", {"compression": "jpeg", "tiffinfo": {278: 552}}),
        ("tif", "RGB", {"compression": "jpeg", "tiffinfo": {278: 2200}}),
    ],
)
def test_the_picture_is_the_scans_own_and_no_larger(tmp_path: Path, kind: str, mode: str, options: dict[str, Any]) -> None:
    path = scanned(tmp_path, kind, mode, **options)
    out = written(path, [page_text()], tmp_path)
    assert out.stat().st_size <= 1.1 * path.stat().st_size + 4000
    with open_scan(path, PagesSettings()) as scan:
        before = scan.page(1)
    assert isinstance(before, PageImage)
    after = pdfium.PdfDocument(out)[0].render(scale=200 / 72).to_pil().convert("L")
    grey = before.pixels if before.pixels.ndim == 2 else np.asarray(Image.fromarray(before.pixels).convert("L"))
    assert after.size == pytest.approx((1700, 2200), abs=1)  # a PNG's pixels a metre are not exactly 200 an inch
    assert np.abs(np.asarray(after.resize((1700, 2200))).astype(int) - grey).mean() < 4


def test_a_black_and_white_page_full_of_words_grows_by_less_than_a_tenth(tmp_path: Path) -> None:
    page, face, letters = Image.new("L", (2550, 3300), 255), ImageFont.load_default(40), random.Random(5)
    pen, words = ImageDraw.Draw(page), []
    for number in range(576):
        text, left, top = "".join(letters.choices("etaoinsrh", k=letters.randint(2, 6))), 150 + number % 12 * 190, 200 + 62 * (number // 12)
        pen.text((left, top), text, 0, face)
        words.append(Word(text, Box(*map(round, pen.textbbox((left, top), text, face))), 0.9, number // 12))
    path = tmp_path / "scan.tif"
    page.point(lambda value: 255 * (value > 128)).convert("1").save(path, compression="group4", dpi=(300, 300))
    out = written(path, [PageText(1, tuple(words), 0.9, 0, 0.0, False, 2550, 3300, "lstm")], tmp_path)
    assert 40_000 < path.stat().st_size < 60_000
    assert out.stat().st_size <= 1.1 * path.stat().st_size
    assert shown(out).split() == [word.text for word in words]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_cameras_note_about_its_side_is_obeyed(tmp_path: Path, orientation: int) -> None:
    picture = Image.new("L", (300, 200), 255)
    ImageDraw.Draw(picture).rectangle((0, 0, 60, 30), fill=0)
    exif = Image.Exif()
    exif[274] = orientation
    path = tmp_path / "scan.jpg"
    picture.save(path, exif=exif, dpi=(72, 72), quality=95)
    with open_scan(path, PagesSettings()) as scan:
        image = scan.page(1)
    assert isinstance(image, PageImage)
    blank = PageText(1, (), 1.0, 0, 0.0, False, image.width, image.height, "lstm")
    drawn = pdfium.PdfDocument(written(path, [blank], tmp_path))[0].render(scale=(image.dpi_x or 200) / 200 * 200 / 72)
    after = np.asarray(drawn.to_pil().convert("L").resize((image.width, image.height)))
    assert np.abs(after.astype(int) - image.pixels).mean() < 4


def test_pages_of_a_pdf_are_copied_with_the_text_beneath(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    pages = [Image.new("L", (1700, 2200), shade) for shade in (255, 200, 150)]
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[2].Rotate = 90
        pdf.pages[2].CropBox = [20, 30, 600, 770]
        pdf.save(path)
    turned = page_text(size=(2055, 1611), number=3)
    out = written(path, [page_text(number=2), turned], tmp_path)
    document = pdfium.PdfDocument(out)
    assert len(document) == 2
    assert "Shortness of breath" in shown(out)
    assert "Shortness of breath" in shown(out, 1)
    grey = document[1].render(scale=200 / 72).to_pil().convert("L")
    assert grey.size == pytest.approx((2055, 1611), abs=2)
    layer = document[1].get_textpage()
    first, _ = layer.search("Shortness").get_next() or (0, 0)
    left, bottom, right, top = layer.get_charbox(first, loose=True)
    assert (left * 200 / 72, 1611 - top * 200 / 72) == pytest.approx((200, 300), abs=3)
    assert (top - bottom) * 200 / 72 == pytest.approx(32, abs=3)
    assert right > left


def test_the_same_document_gives_the_same_bytes_and_says_nothing_of_the_patient(tmp_path: Path) -> None:
    path = scanned(tmp_path, "tif", "1", compression="group4")
    first = written(path, [page_text()], tmp_path).read_bytes()
    assert written(path, [page_text()], tmp_path).read_bytes() == first
    with pikepdf.open(io.BytesIO(first)) as pdf:
        described = str(dict(pdf.docinfo)) + pdf.Root.Metadata.read_bytes().decode()
    assert "Document 1-0001" in described
    assert not any(word in described for word, _ in WORDS)


def test_pictures_claim_pdf_a_and_hold_what_it_asks(tmp_path: Path) -> None:
    out = written(scanned(tmp_path, "png"), [page_text()], tmp_path)
    with pikepdf.open(out) as pdf:
        with pdf.open_metadata() as metadata:
            assert (metadata.pdfa_status, metadata["dc:title"]) == ("2B", "Document 1-0001")
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert pdf.trailer.ID is not None
        assert not pdf.is_encrypted
        font = pdf.pages[0].Resources.Font.csL
        assert font.FontDescriptor.FontFile2.Length1 == len(font.FontDescriptor.FontFile2.read_bytes())
        assert "SMask" not in pdf.pages[0].Resources.XObject.Scan0


@pytest.mark.parametrize("more", ["", "text", "soft mask", "smoothing", "notes"])
def test_pdfs_of_plain_pictures_claim_pdf_a_and_others_do_not(tmp_path: Path, more: str) -> None:
    path = tmp_path / "scan.pdf"
    Image.new("L", (1700, 2200), 200).save(path, resolution=200)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        picture = page.Resources.XObject[next(iter(page.Resources.XObject.keys()))]
        if more == "text":
            page.Resources.Font = pikepdf.Dictionary(F1=pikepdf.Dictionary(Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica))
            page.contents_add(b"BT /F1 12 Tf 50 50 Td (seen) Tj ET")
        if more == "soft mask":
            picture.SMask = pdf.make_indirect(pikepdf.Stream(pdf, b""))
        if more == "smoothing":
            picture.Interpolate = True
        if more == "notes":
            page.Annots = pdf.make_indirect(pikepdf.Array())
        pdf.save(path)
    with pikepdf.open(written(path, [page_text()], tmp_path)) as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == ("" if more else "2B")


def test_a_letter_beyond_two_bytes_does_not_break_the_text(tmp_path: Path) -> None:
    text = page_text()
    odd = Word("x𝄞y", Box(200, 500, 300, 530), 0.9, 5)
    out = written(scanned(tmp_path, "png"), [PageText(1, (*text.words, odd), 0.9, 0, 0.0, False, 1700, 2200, "lstm")], tmp_path)
    assert "x�y" in shown(out)


@pytest.mark.parametrize("text", ["±5µg", "“½”—€", "→", "Łódź", "naïve→", "a\\b(c)", "\u00a0x", "Ελλάδα"])
def test_every_script_is_found_as_it_was_read(tmp_path: Path, text: str) -> None:
    odd = Word(text, Box(200, 500, 300, 530), 0.9, 5)
    page = page_text()
    out = written(scanned(tmp_path, "png"), [replace(page, words=(*page.words, odd))], tmp_path)
    assert shown(out).split() == ["Shortness", "of", "breath", "Café", "17.5", *text.split()]
