"""Print as forms hold it: one letter a box, captions smaller than what is written under them, a large name before small numbers."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.geometry import IDENTITY
from pipeline.model.types import CleanPage
from pipeline.ocr import OcrSettings, build_engine
from pipeline.ocr.lines import find_lines
from tests.support.drawing import FACE, Pixels

Text = tuple[int, int, str, int]  # x, y, text, points


def drawn(*texts: Text, size: tuple[int, int] = (1400, 700)) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", size, 255)
    pen = ImageDraw.Draw(picture)
    for x, y, text, points in texts:
        pen.text((x, y), text, font=ImageFont.truetype(FACE, points), fill=0)
    return picture, pen


def boxed(text: str, boxes: int, x: int = 60, y: int = 200, pitch: int = 38, height: int = 48) -> Pixels:
    body = [(60, 330 + 50 * line, "the patient was seen and feels better today", 26) for line in range(6)]
    picture, pen = drawn(*body, *((x + pitch * at + (pitch - 18) // 2, y + 10, char, 26) for at, char in enumerate(text)))
    for at in range(boxes):
        pen.rectangle((x + pitch * at, y, x + pitch * (at + 1), y + height), outline=0, width=2)
    return np.array(picture)


def read(pixels: Pixels) -> str:
    height, width = pixels.shape
    page = CleanPage(1, pixels, 200.0, IDENTITY, 0, 0.0, False, width, height)
    return build_engine(OcrSettings()).recognise(page).text


@pytest.mark.parametrize(("text", "boxes"), [("CRUICKSHANK", 16), ("07271930", 8), ("00482913", 10), ("LEE", 12)])
def test_letters_in_boxes_of_their_own_are_one_word(text: str, boxes: int) -> None:
    assert text in read(boxed(text, boxes)).split()


def test_the_sides_of_boxes_go_and_letters_stay() -> None:
    pixels = boxed("HELEN", 8)
    clean = find_lines(pixels, 0).clean
    sides = clean[206:242, [60 + 38 * at for at in range(9)]]
    assert sides.min() > 200
    letters = clean[206:242, 64:94]
    assert letters.min() < 60


def test_a_heading_in_large_letters_keeps_its_strokes() -> None:
    body = [(60, 330 + 50 * line, "the patient was seen and feels better today", 24) for line in range(6)]
    picture, _ = drawn((60, 60, "HED BELOIT", 52), *body)
    assert "HED BELOIT" in read(np.array(picture))


def test_spaced_letters_are_told_from_words() -> None:
    lines = find_lines(boxed("07271930", 8), 0).lines
    assert sorted((line.base < 300, line.spaced) for line in lines) == [(False, False)] * 6 + [(True, True)]


def test_a_figure_and_its_flag_in_a_typewriters_letters_are_no_boxes() -> None:
    body = [(60, 300 + 60 * line, "Hernandez Wei was seen today at noon", 26) for line in range(5)]
    picture, _ = drawn(*((700 + 22 * at, 150, char, 26) for at, char in enumerate("6.7 H")), *body)
    assert not any(line.spaced for line in find_lines(np.array(picture), 0).lines)
    assert "6.7 H" in read(np.array(picture))


def test_small_captions_over_larger_print_are_read_whole() -> None:
    body = [(60, 300 + 60 * line, "Hernandez Wei was seen today at noon", 34) for line in range(5)]
    picture, _ = drawn((60, 150, "Ordering Physician", 19), (700, 150, "Gender", 19), *body)
    words = read(np.array(picture)).split()
    assert {"Ordering", "Physician", "Gender"} <= set(words)


def test_a_small_label_behind_a_large_name_is_read_at_its_own_size() -> None:
    body = [(60, 300 + 60 * line, "the patient was seen and feels better today", 26) for line in range(5)]
    name = "Kawamoto, Keiko"
    left = 60 + int(ImageFont.truetype(FACE, 40).getlength(name)) + 18
    picture, _ = drawn((60, 150, name, 40), (left, 161, "MRN: 0952065 DOB: 12/29/1976 Female", 28), *body)
    first = read(np.array(picture)).splitlines()[0]
    assert first == "Kawamoto, Keiko MRN: 0952065 DOB: 12/29/1976 Female"


@pytest.mark.parametrize("title", ["HISTORY AND PHYSICAL", "Past medical and surgical history", "Consultation"])
def test_words_that_touch_the_rule_under_them_are_read(title: str) -> None:
    body = [(60, 330 + 50 * line, "the patient was seen and feels better today", 26) for line in range(6)]
    picture, pen = drawn(*body)
    font = ImageFont.truetype("DejaVuSans-Bold.ttf", 26)
    pen.text((60, 100), title, font=font, fill=0)
    foot = pen.textbbox((60, 100), "HI", font=font)[3]
    pen.rectangle((60, foot - 1, 60 + pen.textlength(title, font=font), foot + 1), fill=0)
    assert title in read(np.array(picture))


@pytest.mark.parametrize("worn", [0, 150])
def test_white_print_on_a_dark_bar_is_read(worn: int) -> None:
    body = [(60, 330 + 50 * line, "the patient was seen and feels better today", 26) for line in range(6)]
    picture, pen = drawn(*body)
    pen.rectangle((40, 90, 900, 140), fill=30)
    pen.text((60, 100), "EMERGENCY ROOM RECORD", font=ImageFont.truetype(FACE, 26), fill=255)
    pixels, noise = np.array(picture), np.random.default_rng(1)
    pixels[noise.integers(90, 140, worn), noise.integers(40, 900, worn)] = 255
    assert "EMERGENCY ROOM RECORD" in read(pixels)


def test_white_print_in_the_head_of_a_frame_is_read() -> None:
    body = [(60, 330 + 50 * line, "the patient was seen and feels better today", 26) for line in range(6)]
    picture, pen = drawn(*body)
    pen.rectangle((40, 90, 1000, 660), outline=0, width=3)
    pen.line((500, 140, 500, 300), fill=0, width=3)
    pen.line((40, 300, 1000, 300), fill=0, width=3)
    pen.rectangle((40, 90, 1000, 140), fill=0)
    pen.text((60, 100), "PATIENT INFORMATION", font=ImageFont.truetype(FACE, 26), fill=255)
    pen.text((60, 200), "Jane Doe", font=ImageFont.truetype(FACE, 26), fill=0)
    text = read(np.array(picture))
    assert "PATIENT INFORMATION" in text
    assert "Jane Doe" in text
    assert "feels better today" in text
