"""Each format, each way a page can be stored: right side up, not inverted, with its resolution."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.model.types import DigitalPage, PageImage
from pipeline.pages import PagesSettings, open_scan
from pipeline.pages.sniff import sniff

SETTINGS = PagesSettings()


def marked(mode: str = "L", size: tuple[int, int] = (850, 1100)) -> Image.Image:
    """White paper with a black bar at the top and a grey one on the left."""
    page = Image.new("L", size, 255)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, size[0], size[1] // 10), fill=0)
    pen.rectangle((0, size[1] // 2, size[0] // 10, size[1]), fill=90)
    return page.convert(mode)


def read(path: Path, number: int = 1) -> PageImage:
    with open_scan(path, SETTINGS) as scan:
        page = scan.page(number)
    assert isinstance(page, PageImage)
    return page


def assert_upright(page: PageImage) -> None:
    assert page.pixels.dtype == np.uint8
    height, width = page.pixels.shape[:2]
    assert page.pixels[height // 20, width // 2].mean() < 60
    assert page.pixels[height * 19 // 20, width // 2].mean() > 200
    assert page.pixels[height * 3 // 4, width // 20].mean() < 130
    assert page.pixels[height * 3 // 4, width * 19 // 20].mean() > 200


@pytest.mark.parametrize(
    ("mode", "compression"),
    [
        ("1", "group3"),
        ("1", "group4"),
        ("1", "packbits"),
        ("1", "tiff_lzw"),
        ("L", "tiff_lzw"),
        ("L", "jpeg"),
        ("L", "tiff_adobe_deflate"),
        ("RGB", "tiff_lzw"),
        ("RGB", "jpeg"),
        ("P", "tiff_lzw"),
        ("L", None),
        ("I;16", None),
        ("CMYK", "tiff_lzw"),
    ],
)
def test_tiff_compressions(tmp_path: Path, mode: str, compression: str | None) -> None:
    picture = marked()
    page = Image.fromarray(np.asarray(picture).astype(np.uint16) * 257) if mode == "I;16" else picture.convert(mode)
    page.save(tmp_path / "a.tif", compression=compression, dpi=(100, 100))
    found = read(tmp_path / "a.tif")
    assert_upright(found)
    assert found.pixels.ndim == 2
    assert found.dpi_x == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("order", ["II", "MM"])
def test_tiff_byte_orders(tmp_path: Path, order: str) -> None:
    path = tmp_path / "a.tif"
    if order == "II":
        marked().save(path)
    else:
        _write_big_endian(path, np.asarray(marked()))
    assert path.read_bytes()[:2] == order.encode()
    assert_upright(read(path))


def _write_big_endian(path: Path, pixels: Any) -> None:
    height, width = pixels.shape
    entries = [
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8 << 16),
        (259, 3, 1 << 16),
        (262, 3, 1 << 16),
        (273, 4, 8),
        (278, 4, height),
        (279, 4, width * height),
    ]
    directory = len(entries).to_bytes(2, "big") + b"".join(
        tag.to_bytes(2, "big") + kind.to_bytes(2, "big") + (1).to_bytes(4, "big") + value.to_bytes(4, "big") for tag, kind, value in entries
    )
    data = pixels.tobytes()
    path.write_bytes(b"MM\0*" + (8 + len(data)).to_bytes(4, "big") + data + directory + bytes(4))


def test_white_is_zero_in_fax_tiffs(tmp_path: Path) -> None:
    marked("1").save(tmp_path / "a.tif", compression="group4", tiffinfo={262: 0})
    assert_upright(read(tmp_path / "a.tif"))


def test_tiff_pages_come_in_any_order_and_thumbnails_do_not_count(tmp_path: Path) -> None:
    pages = [Image.new("L", (300 + number, 400), 255) for number in range(4)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:])
    with open_scan(tmp_path / "a.tif", SETTINGS) as scan:
        assert scan.page_count == 4
        widths = [page.width for page in (scan.page(3), scan.page(1), scan.page(4)) if isinstance(page, PageImage)]
    assert widths == [302, 300, 303]
    thumbnail = Image.new("L", (30, 40))
    thumbnail.encoderinfo = {"tiffinfo": {254: 1}}
    pages[0].save(tmp_path / "b.tif", save_all=True, append_images=[thumbnail])
    with open_scan(tmp_path / "b.tif", SETTINGS) as scan:
        assert scan.page_count == 1


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_pictures(tmp_path: Path, name: str, mode: str) -> None:
    marked(mode).save(tmp_path / name, dpi=(100, 100))
    found = read(tmp_path / name)
    assert_upright(found)
    assert found.pixels.ndim == 2  # grey paper stored as colour is grey
    assert found.dpi_x == pytest.approx(100, abs=0.1)


def test_a_colour_page_stays_in_colour(tmp_path: Path) -> None:
    page = marked("RGB")
    ImageDraw.Draw(page).rectangle((300, 400, 500, 600), fill=(200, 20, 20))
    page.save(tmp_path / "a.png")
    assert read(tmp_path / "a.png").pixels[500, 400].tolist() == [200, 20, 20]


def test_transparency_is_white_paper(tmp_path: Path) -> None:
    layer = marked().convert("LA")
    layer.putalpha(marked().point(lambda value: 255 if value < 200 else 0))
    layer.save(tmp_path / "a.png")
    assert_upright(read(tmp_path / "a.png"))


def test_a_cameras_rotation_note_is_obeyed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 6  # turn a quarter clockwise to display
    marked().transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif)
    assert_upright(read(tmp_path / "a.jpg"))


@pytest.mark.parametrize("dpi", [(1, 1), (72, 72), (9999, 9999)])
def test_a_resolution_no_scanner_has_is_not_believed(tmp_path: Path, dpi: tuple[int, int]) -> None:
    marked(size=(3400, 4400)).save(tmp_path / "a.png", dpi=dpi)
    assert read(tmp_path / "a.png").dpi_x is None


def test_a_fax_whose_pages_bear_the_first_ones_resolution_is_no_scroll(tmp_path: Path) -> None:
    coarse, fine = marked("1", (1728, 1078)), marked("1", (1728, 2156))
    coarse.save(tmp_path / "a.tif", compression="group4", dpi=(204, 98), save_all=True, append_images=[fine])
    with open_scan(tmp_path / "a.tif", PagesSettings()) as scan:
        found = [scan.page(number) for number in (1, 2)]
    assert [(page.dpi_x, page.dpi_y) for page in found if isinstance(page, PageImage)] == [(204, 98), (204, 196)]


def test_a_fax_has_two_resolutions(tmp_path: Path) -> None:
    marked("1", (1728, 1078)).save(tmp_path / "a.tif", compression="group3", dpi=(204, 98))
    found = read(tmp_path / "a.tif")
    assert (found.dpi_x, found.dpi_y) == (204, 98)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"\0" * 500 + b"%PDF-1.3", "pdf"),
        (b"II*\0", "tiff"),
        (b"MM\0*", "tiff"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF89a", None),
        (b"PK\3\4", None),
        (b"", None),
    ],
)
def test_signatures(head: bytes, kind: str | None) -> None:
    assert sniff(head) == kind


def test_the_wrong_extension_does_not_matter(tmp_path: Path) -> None:
    marked().save(tmp_path / "a.png")
    (tmp_path / "a.png").rename(tmp_path / "a.pdf")
    with open_scan(tmp_path / "a.pdf", SETTINGS) as scan:
        assert scan.format == "png"
        assert not isinstance(scan.page(1), DigitalPage)
