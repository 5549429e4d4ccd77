"""TIFF: every way a scanner may have stored a page, and chains of pages that are long, odd or broken."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.model.errors import TooLarge, Unreadable
from pipeline.model.types import PageImage
from pipeline.pages import PagesSettings, open_scan
from tests.pages.test_formats import assert_upright, marked, read
from tests.pages.tiff_writer import Directory, write

SETTINGS = PagesSettings()
WIDTH, HEIGHT = 320, 400


def grey(size: tuple[int, int] = (WIDTH, HEIGHT)) -> np.ndarray:
    return np.asarray(marked(size=size))


def basic(pixels: np.ndarray, **more: int) -> dict[int, int | tuple[int, ...]]:
    height, width = pixels.shape[:2]
    return {256: width, 257: height, 258: 8, 259: 1, 262: 1, 277: 1, 278: height} | {int(tag[1:]): value for tag, value in more.items()}


def plain(**more: int) -> Directory:
    pixels = grey()
    return Directory([pixels.tobytes()], basic(pixels, **more))


@pytest.mark.parametrize(("order", "big"), [("<", False), (">", False), ("<", True)])
def test_byte_orders_and_big_tiff(tmp_path: Path, order: str, big: bool) -> None:
    path = write(tmp_path / "a.tif", [plain(), plain(t254=1), plain()], order, big)
    with open_scan(path, SETTINGS) as scan:
        assert scan.page_count == 2
    assert_upright(read(path, 1))
    assert_upright(read(path, 2))


def test_what_pillow_does_not_know_is_refused_with_its_page(tmp_path: Path) -> None:
    write(tmp_path / "big.tif", [plain()], ">", big=True)
    deep = (65535 - grey().astype(np.uint16) * 257).astype(">u2").tobytes()
    write(tmp_path / "deep.tif", [Directory([deep], basic(grey(), t258=16, t262=0))], ">")
    for name in ("big.tif", "deep.tif"):
        with pytest.raises(Unreadable, match=r"page 1: .* not read"):
            open_scan(tmp_path / name, SETTINGS)


@pytest.mark.parametrize(("order", "white"), [("<", 0), ("<", 1), (">", 1)])
def test_sixteen_bits_whatever_white_is(tmp_path: Path, order: str, white: int) -> None:
    deep = grey().astype(np.uint16) * 257
    data = (deep if white else 65535 - deep).astype(order + "u2").tobytes()
    path = write(tmp_path / "a.tif", [Directory([data], basic(grey(), t258=16, t262=white))], order)
    assert_upright(read(path))


def test_eight_bits_where_white_is_zero(tmp_path: Path) -> None:
    assert_upright(read(write(tmp_path / "a.tif", [Directory([(255 - grey()).tobytes()], basic(grey(), t262=0))])))


def test_tiles(tmp_path: Path) -> None:
    pixels, side = grey(), 64
    padded = np.pad(pixels, ((0, -HEIGHT % side), (0, -WIDTH % side)), constant_values=255)
    tiles = [padded[y : y + side, x : x + side].tobytes() for y in range(0, HEIGHT, side) for x in range(0, WIDTH, side)]
    tags = basic(pixels, t322=side, t323=side)
    del tags[278]
    assert_upright(read(write(tmp_path / "a.tif", [Directory(tiles, tags, tiled=True)])))
    write(tmp_path / "b.tif", [Directory(tiles[:-2], tags, tiled=True)])
    with pytest.raises(Unreadable):
        read(tmp_path / "b.tif")


def test_absurd_tiles_are_refused(tmp_path: Path) -> None:
    tags = basic(grey(), t322=65536 - 16, t323=65536 - 16)
    with pytest.raises(TooLarge):
        read(write(tmp_path / "a.tif", [Directory([b"\0" * 100], tags, tiled=True)]))


def test_colour_planes(tmp_path: Path) -> None:
    planes = [grey().tobytes()] * 3
    tags = basic(grey(), t262=2, t277=3, t284=2) | {258: (8, 8, 8)}
    assert_upright(read(write(tmp_path / "a.tif", [Directory(planes, tags)])))
    assert_refused(write(tmp_path / "b.tif", [Directory([b"\0" * grey().size * 2] * 3, tags | {258: (16, 16, 16)})]))


def assert_refused(path: Path) -> None:
    with pytest.raises(Unreadable):
        read(path)


def test_fill_order_of_faxes(tmp_path: Path) -> None:
    marked("1").save(tmp_path / "a.tif", compression="group4")
    with Image.open(tmp_path / "a.tif") as picture:
        tags, data = picture.tag_v2, (tmp_path / "a.tif").read_bytes()  # type: ignore[attr-defined]  # a TIFF's tags
        strips = [data[start : start + length] for start, length in zip(tags[273], tags[279], strict=True)]
        rows, white = tags[278], tags[262]
    turned = [bytes(int(f"{byte:08b}"[::-1], 2) for byte in strip) for strip in strips]
    fax = {256: 850, 257: 1100, 258: 1, 259: 4, 262: white, 266: 2, 277: 1, 278: rows}
    assert_upright(read(write(tmp_path / "b.tif", [Directory(turned, fax)])))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("compression", [None, "tiff_lzw"])
def test_orientations(tmp_path: Path, orientation: int, compression: str | None) -> None:
    turned = {
        1: [],
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }[orientation]
    picture = marked(size=(850, 1100))
    for turn in turned:
        picture = picture.transpose(turn)
    dpi = (100, 200) if orientation < 5 else (200, 100)
    picture.save(tmp_path / "a.tif", compression=compression, dpi=dpi, tiffinfo={274: orientation})
    found = read(tmp_path / "a.tif")
    assert_upright(found)
    assert (found.width, found.height) == (850, 1100)
    assert (found.dpi_x, found.dpi_y) == (100, 200)


@pytest.mark.parametrize(("unit", "x", "dpi"), [(2, 150, 150.0), (3, 59, pytest.approx(149.86)), (1, 150, None), (2, 0, None)])
def test_resolution_units(tmp_path: Path, unit: int, x: int, dpi: float | None) -> None:
    found = read(write(tmp_path / "a.tif", [plain(t282=x, t283=x, t296=unit)]))
    assert found.dpi_x == found.dpi_y == dpi


def test_old_thumbnails_do_not_count_but_a_lone_one_is_the_page(tmp_path: Path) -> None:
    write(tmp_path / "a.tif", [plain(t255=1), plain(t255=2), plain(t255=3)])
    write(tmp_path / "b.tif", [plain(t254=1)])
    with open_scan(tmp_path / "a.tif", SETTINGS) as scan:
        assert scan.page_count == 2
    with open_scan(tmp_path / "b.tif", SETTINGS) as scan:
        assert scan.page_count == 1


@pytest.mark.parametrize("following", [8, 10**8, 2**32 - 1])
def test_where_the_chain_breaks_pages_are_missing_and_it_is_told(tmp_path: Path, following: int) -> None:
    last = plain()
    last.following = following
    path = write(tmp_path / "a.tif", [plain(), last])
    with open_scan(path, SETTINGS) as scan:
        assert scan.page_count == 3
        assert_upright(image(scan.page(2)))
        with pytest.raises(Unreadable):
            scan.page(3)


def test_a_chain_in_a_circle_ends(tmp_path: Path) -> None:
    first = plain()
    path = write(tmp_path / "a.tif", [first, plain()])
    data = bytearray(path.read_bytes())
    start = int.from_bytes(data[4:8], "little")
    data[-4:] = start.to_bytes(4, "little") if data[-4:] == bytes(4) else data[-4:]
    path.write_bytes(data)
    with open_scan(path, SETTINGS) as scan:
        assert scan.page_count == 3


def test_a_file_cut_off_between_pages_keeps_the_pages_before(tmp_path: Path) -> None:
    pages = [marked("1", (850, 1100 + number)) for number in range(6)]
    pages[0].save(tmp_path / "a.tif", save_all=True, append_images=pages[1:], compression="group4")
    data = (tmp_path / "a.tif").read_bytes()
    (tmp_path / "a.tif").write_bytes(data[: len(data) * 2 // 3])
    with open_scan(tmp_path / "a.tif", SETTINGS) as scan:
        count = scan.page_count
        assert 3 <= count <= 5
        assert_upright(image(scan.page(1)))
        with pytest.raises(Unreadable):
            scan.page(count)


def image(page: object) -> PageImage:
    assert isinstance(page, PageImage)
    return page


def test_any_page_is_as_near_as_the_next(tmp_path: Path) -> None:
    page = plain()
    write(tmp_path / "a.tif", [Directory(page.pieces if n == 0 else [b"\xff" * 100], {**page.tags, 257: 400}) for n in range(3)])
    small = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 277: 1, 278: 8}
    path = write(tmp_path / "b.tif", [Directory([bytes([number % 256]) * 64], small) for number in range(2000)])
    with open_scan(path, SETTINGS) as scan:  # Pillow, which walks the chain for every jump back, would take minutes
        for number in range(2000, 0, -9):
            assert image(scan.page(number)).pixels[0, 0] == (number - 1) % 256


def test_more_pages_than_allowed_are_not_walked(tmp_path: Path) -> None:
    small = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 277: 1, 278: 8}
    path = write(tmp_path / "a.tif", [Directory([bytes(64)], small)] * 30)
    with pytest.raises(TooLarge):
        open_scan(path, PagesSettings(max_pages=20))


def test_pages_out_of_range_are_the_callers_mistake(tmp_path: Path) -> None:
    with open_scan(write(tmp_path / "a.tif", [plain()]), SETTINGS) as scan:
        for number in (0, 2, -1):
            with pytest.raises(ValueError, match="of 1"):
                scan.page(number)
