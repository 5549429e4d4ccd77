"""Blank pages, and pages with very little on them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.model.types import PageImage, PageText
from pipeline.ocr import OcrSettings, build_engine
from tests.support.drawing import FACE, Pixels, page, scan


@pytest.fixture(scope="module")
def read() -> PageReader:
    return PageReader(Cleaner(CleanupSettings()), build_engine(OcrSettings()))


def sheet(text: str = "", ink: int = 0, paper: int = 255, points: int = 28) -> Pixels:
    picture = Image.new("L", (1700, 2200), paper)
    ImageDraw.Draw(picture).text((300, 900), text, font=ImageFont.truetype(FACE, points), fill=ink)
    return np.array(picture)


def found(read: PageReader, pixels: Pixels) -> PageText:
    return read(scan(pixels))


@pytest.mark.parametrize("text", ["Page 3 of 5", "continued", "END OF REPORT", "Signed: Dr. M. Hale"])
def test_a_few_words_are_read(read: PageReader, text: str) -> None:
    text_read = found(read, sheet(text))
    assert not text_read.blank
    assert text_read.text == text


@pytest.mark.parametrize("ink", [150, 175])
def test_pencil_is_read(read: PageReader, ink: int) -> None:
    text_read = found(read, sheet("seen by the night nurse at four", ink, 235))
    assert not text_read.blank
    assert "night nurse" in text_read.text


def dusty() -> Pixels:
    pixels, noise = sheet(), np.random.default_rng(3)
    for _ in range(120):
        cv2.circle(pixels, (int(noise.integers(1700)), int(noise.integers(2200))), int(noise.integers(0, 3)), 30, -1)
    return pixels


def punched() -> Pixels:
    pixels = sheet()
    for y in (260, 1100, 1940):
        cv2.circle(pixels, (70, y), 26, 0, -1)
    cv2.line(pixels, (120, 80), (210, 60), 60, 4)  # a staple
    return pixels


def shining_through() -> Pixels:
    front = cv2.GaussianBlur(np.ascontiguousarray(page(points=28)[:, ::-1]), (0, 0), 3)
    return np.asarray(255 - (255 - front) * 0.12, np.uint8)


def frayed() -> Pixels:
    pixels, noise = sheet(), np.random.default_rng(5)
    deep = np.clip(noise.normal(34, 7, 1700) + np.linspace(-12, 12, 1700), 1, None)
    pixels[np.arange(2200)[:, None] < deep[None, :]] = 0
    return pixels


def legible_from_behind(upside_down: bool) -> Pixels:
    front = Image.new("L", (1700, 2200), 255)
    for row, line in enumerate(("NORTH HARBOR GENERAL HOSPITAL", "Discharge summary", "Follow up in two weeks")):
        ImageDraw.Draw(front).text((300, 500 + 90 * row), line, font=ImageFont.truetype(FACE, 34), fill=0)
    seen = cv2.GaussianBlur(np.array(front)[::-1] if upside_down else np.array(front)[:, ::-1], (0, 0), 2)
    return np.asarray(255 - (255 - seen) * 0.2, np.uint8)


def ruled(paper: int = 255, squared: bool = False, wavering: bool = False) -> Pixels:
    """Writing paper that leans a little; `wavering`: pale lines, of which the threshold leaves dashes."""
    pixels = sheet(paper=paper).astype(np.float32)
    ink = 0.72 * paper if wavering else 90
    for y in range(140, 2300, 56):
        cv2.line(pixels, (0, y), (1700, y - 12), ink, 2)
    for x in range(0, 1720, 56) if squared else ():
        cv2.line(pixels, (x, 0), (x + 15, 2200), ink, 2)
    noise = np.random.default_rng(11).normal(0, 9 if wavering else 2, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


def ring_holes() -> Pixels:
    """What a local threshold leaves of seven holes along the top."""
    pixels = sheet()
    for x in range(130, 1700, 235):
        cv2.circle(pixels, (x, 80), 19, 0, 12)
    return pixels


def folded() -> Pixels:
    """A fold of which a threshold leaves ragged dashes, and dust."""
    pixels, noise = dusty(), np.random.default_rng(13)
    for x in range(0, 1700, 7):
        pixels[1450 + x // 40 + int(noise.integers(-1, 2)) :, x : x + int(noise.integers(2, 7))][:2] = 0
    return pixels


def under_a_light_lid() -> Pixels:
    """Grey paper that lies askew, the scanner's white lid beside it."""
    pixels = sheet(paper=235)
    cv2.fillConvexPoly(pixels, np.array([(14, 0), (1700, 16), (1684, 2200), (0, 2184)]), 120, cv2.LINE_AA)
    return np.clip(pixels + np.random.default_rng(19).normal(0, 5, pixels.shape), 0, 255).astype(np.uint8)


def coarse(text: str, ink: int, paper: int) -> Pixels:
    """At 90 dpi, where the letters of small print touch."""
    small = cv2.GaussianBlur(cv2.resize(sheet(text, ink, paper, 15), (765, 990), interpolation=cv2.INTER_AREA), (0, 0), 0.5)
    return np.asarray(np.clip(small + np.random.default_rng(23).normal(0, 3, small.shape), 0, 255), np.uint8)


BLANKS = {
    "grey under a light lid": under_a_light_lid(),
    "lines": ruled(),
    "squares": ruled(squared=True),
    "pale squares that break into dashes": ruled(235, squared=True, wavering=True),
    "holes that came out as rings": ring_holes(),
    "a ragged fold": folded(),
    "white": sheet(),
    "grey": sheet(paper=190),
    "dust": dusty(),
    "holes": punched(),
    "print that shines through": shining_through(),
    "legible in the mirror": legible_from_behind(upside_down=False),
    "over its short edge": legible_from_behind(upside_down=True),
    "a frayed dark edge": frayed(),
}


@pytest.mark.parametrize("kind", BLANKS)
def test_marks_of_paper_and_office_are_blank(read: PageReader, kind: str) -> None:
    text_read = found(read, BLANKS[kind])
    assert text_read.blank
    assert text_read.words == ()
    assert (text_read.width, text_read.height) == (1700, 2200)


@pytest.mark.parametrize("pixels", [sheet(), ruled(), ruled(squared=True)], ids=["white", "lines", "squares"])
def test_joined_writing_is_never_blank(read: PageReader, pixels: Pixels) -> None:
    for word in range(4):
        turns = np.linspace(0, 10 * np.pi, 200)
        points = np.stack([300 + 170 * word + 4 * turns + 14 * np.sin(turns), 700 - 22 * (1 - np.cos(turns))], axis=1)
        cv2.polylines(pixels, [points.round().astype(np.int32)], False, 40, 3, cv2.LINE_AA)
    assert not found(read, pixels).blank


def test_a_line_on_a_sheet_whose_front_shines_through_is_read(read: PageReader) -> None:
    text_read = found(read, np.minimum(legible_from_behind(upside_down=False), sheet("seen by the night nurse")))
    assert not text_read.blank
    assert "night nurse" in text_read.text


def test_a_line_beside_a_frayed_edge_is_read(read: PageReader) -> None:
    text_read = found(read, np.minimum(frayed(), sheet("Page 3 of 5")))
    assert not text_read.blank
    assert "Page" in text_read.text


def test_a_word_that_fell_to_crumbs_is_not_blank(read: PageReader) -> None:
    pixels, noise = sheet(), np.random.default_rng(7)
    for _ in range(12):
        x, y = 600 + int(noise.integers(110)), 1000 + int(noise.integers(14))
        pixels[y : y + 2, x : x + 3] = 0
    assert not found(read, pixels).blank


def test_print_through_which_a_line_runs_is_not_blank(read: PageReader) -> None:
    pixels = ruled()
    pixels[1021 - 30 : 1021 + 30] = np.minimum(pixels[1021 - 30 : 1021 + 30], sheet("continued on next page", 0, points=24)[893:953])
    assert not found(read, pixels).blank


def test_a_curve_over_squares_is_never_blank(read: PageReader) -> None:
    pixels, along = ruled(squared=True), np.arange(100, 1600, 3)
    beats = 1000 - 90 * np.exp(-(((along % 180) - 90) ** 2) / 60.0) - 8 * np.sin(along / 25)
    cv2.polylines(pixels, [np.stack([along, beats], axis=1).round().astype(np.int32)], False, 20, 3, cv2.LINE_AA)
    assert not found(read, pixels).blank


def test_small_print_whose_letters_run_together_is_not_blank(read: PageReader) -> None:
    pixels = np.full((1100, 850), 255, np.uint8)
    for x, wide in ((640, 44), (690, 31)):
        pixels[1040:1049, x : x + wide] = np.where(np.random.default_rng(17).random((9, wide)) < 0.75, 0, 255)
    assert not found(read, pixels).blank


@pytest.mark.parametrize("pixels", [coarse("tissue admixed", 90, 236), coarse("am entitled to a copy of this form", 165, 247)])
def test_coarse_print_is_not_blank(read: PageReader, pixels: Pixels) -> None:
    assert not found(read, pixels).blank


def test_print_cut_off_by_the_sheets_edge_is_not_blank(read: PageReader) -> None:
    picture = Image.new("L", (827, 1169), 235)
    ImageDraw.Draw(picture).text((770, 25), "follow up for", font=ImageFont.truetype(FACE, 12), fill=40)
    pixels = np.array(picture)
    cv2.fillConvexPoly(pixels, np.array([(0, 0), (826, 0), (826, 12), (0, 4)]), 50)  # the lid, dark above the sheet and below on its right
    cv2.fillConvexPoly(pixels, np.array([(826, 600), (826, 1168), (810, 1168)]), 50)
    assert not found(read, pixels).blank


def test_thin_print_that_fell_to_pieces_is_not_blank(read: PageReader) -> None:
    pixels = np.full((1169, 827), 255, np.uint8)
    for x, y, wide, high in (
        (680, 0, 6, 9),
        (688, 4, 5, 4),
        (695, 3, 1, 5),
        (699, 1, 1, 8),
        (703, 3, 5, 4),
        (711, 0, 5, 8),
        (720, 0, 3, 8),
    ):
        pixels[1092 + y : 1092 + y + high, x : x + wide] = 0
    assert not found(read, pixels).blank


@pytest.mark.parametrize("pixels", [dusty(), ruled(235, squared=True, wavering=True)], ids=["dust", "squares"])
def test_a_blank_page_can_be_brought_back(pixels: Pixels) -> None:
    reader = PageReader(Cleaner(CleanupSettings(read_blank_pages=True)), build_engine(OcrSettings()))
    assert not found(reader, pixels).blank


def test_a_page_that_came_out_black_is_not_blank(read: PageReader) -> None:
    assert not found(read, sheet(paper=12)).blank


def test_a_page_of_print_that_has_nearly_faded_away_is_not_blank() -> None:
    page = np.full((2200, 1700), 255, np.uint8)
    for row in range(30):
        cv2.putText(page, "The patient was seen this morning and is well", (150, 200 + 55 * row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 0, 2)
    for ink in (225, 235):
        faded = ink + page.astype(np.float32) * ((250 - ink) / 255) + np.random.default_rng(1).normal(0, 2, page.shape)
        clean = Cleaner(CleanupSettings()).clean(PageImage(1, np.clip(faded, 0, 255).astype(np.uint8), 200, 200))
        assert not clean.blank, ink
