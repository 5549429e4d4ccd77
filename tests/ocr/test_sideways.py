"""Print that lies on its side on an upright page."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import CleanPage, PageText, Word
from pipeline.ocr import OcrSettings
from pipeline.ocr.lines import Turn, find_lines, lying_lines
from pipeline.ocr.lstm_engine import LstmEngine
from tests.support.drawing import FACE, Pixels, page

NOTE = ("Copy sent to the referring physician", "on the day of discharge 03/14/2019")
WAYS: tuple[Turn, ...] = (90, 270)


class Stuck(NamedTuple):
    """Where a note is stuck on: its lines, where its block stands, and which way it runs."""

    texts: tuple[str, ...]
    at: tuple[int, int]
    turn: Turn
    points: int = 26


@pytest.fixture(scope="module")
def engine() -> LstmEngine:
    return LstmEngine(OcrSettings())


def block(texts: tuple[str, ...], points: int) -> Image.Image:
    face = ImageFont.truetype(FACE, points)
    high = round(1.3 * points)
    picture = Image.new("L", (round(max(map(face.getlength, texts))) + 8, high * len(texts)), 255)
    for row, text in enumerate(texts):
        ImageDraw.Draw(picture).text((4, row * high), text, font=face, fill=0)
    return picture


def noted(pixels: Pixels, *notes: Stuck) -> Pixels:
    """The page with notes on their side: up it (90 degrees clockwise make them upright) or down it (270)."""
    picture = Image.fromarray(pixels)
    for note in notes:
        picture.paste(block(note.texts, note.points).rotate(note.turn, expand=True), note.at)
    return np.array(picture)


def recognised(engine: LstmEngine, pixels: Pixels, transform: Affine = Affine()) -> PageText:  # noqa: B008  # frozen
    height, width = pixels.shape
    back = transform.inverse().box(Box(0, 0, width, height))
    return engine.recognise(CleanPage(1, pixels, 200.0, transform, 0, 0.0, False, back.x1, back.y1, 21.0))


def turned(read: PageText) -> list[Word]:
    return [word for word in read.words if word.turn]


def lines(words: list[Word]) -> list[str]:
    numbers = sorted({word.line for word in words})
    return [" ".join(word.text for word in words if word.line == number) for number in numbers]


@pytest.mark.parametrize("turn", WAYS)
@pytest.mark.parametrize("left", [True, False])
def test_a_note_of_two_lines_is_read_in_order_behind_the_page(engine: LstmEngine, turn: Turn, left: bool) -> None:
    body = page(lines=24)
    read = recognised(engine, noted(body, Stuck(NOTE, (40 if left else 1560, 400), turn)))
    assert lines(turned(read)) == list(NOTE)
    assert {word.turn for word in turned(read)} == {turn}
    plain = recognised(engine, body)
    assert read.words[: len(plain.words)] == plain.words  # nothing is read there but the note
    assert len(read.words) == len(plain.words) + len(turned(read))


@pytest.mark.parametrize("turn", WAYS)
def test_boxes_lie_over_the_ink_on_the_page_as_scanned(engine: LstmEngine, turn: Turn) -> None:
    body = page(lines=24)
    pixels = noted(body, Stuck(NOTE[1:], (60, 500), turn))
    scale = 0.8  # the scan was smaller
    read = turned(recognised(engine, pixels, Affine(a=1 / scale, e=1 / scale)))
    ink = np.argwhere((pixels < 128) & (body >= 128))
    (top, x0), (bottom, x1) = ink.min(axis=0) * scale, (ink.max(axis=0) + 1) * scale
    around = Box.around(word.box for word in read)
    assert (around.x0, around.y0, around.x1, around.y1) == pytest.approx((x0, top, x1, bottom), abs=2.5)
    feet = [word.box.y1 for word in read] if turn == 90 else [-word.box.y0 for word in read]
    assert feet == sorted(feet, reverse=True)  # the first word stands lowest where the line runs up
    for word in read:
        box = Affine(a=1 / scale, e=1 / scale).box(word.box)
        assert (pixels[box.y0 : box.y1, box.x0 : box.x1] < 128).any(axis=1).mean() > 0.7


def test_headings_of_narrow_columns_are_read_and_the_figures_under_them_stay(engine: LstmEngine) -> None:
    headings, figures = ("Temperature", "Pulse", "Weight", "Glucose"), ("98", "72", "154", "101")
    body = page(lines=8)
    picture = Image.fromarray(body)
    for column, (heading, figure) in enumerate(zip(headings, figures, strict=True)):
        word = block((heading,), 24).rotate(90, expand=True)
        picture.paste(word, (300 + 140 * column, 1000 - word.height))
        for row in range(6):
            ImageDraw.Draw(picture).text((290 + 140 * column, 1020 + 50 * row), figure, font=ImageFont.truetype(FACE, 26), fill=0)
    read = recognised(engine, np.array(picture))
    assert lines(turned(read)) == list(headings) or sorted(lines(turned(read))) == sorted(headings)
    assert [word.text for word in read.words].count("154") == 6


def test_a_number_that_other_print_cuts_off_is_not_sure(engine: LstmEngine) -> None:
    note = Stuck(("MRN 90417352",), (1560, 800), 90)
    whole = recognised(engine, noted(page(lines=20), note))
    number = next(word for word in turned(whole) if word.text == "90417352")
    assert number.confidence > 0.9
    covered = Image.fromarray(noted(page(lines=20), note))
    text = "Follow up with the clinic in two weeks, or at once if the pain returns, says the doctor of it"
    pen, face = ImageDraw.Draw(covered), ImageFont.truetype(FACE, 30)
    middle = (number.box.y0 + number.box.y1) // 2
    pen.rectangle((0, number.box.y0, 1700, middle), fill=255)
    pen.text((1596 - face.getlength(text), middle - 34), text, font=face, fill=0)
    cut = [word for word in turned(recognised(engine, np.array(covered))) if any(map(str.isdigit, word.text))]
    assert cut
    assert all(word.confidence < 0.7 for word in cut)


def test_an_upright_page_has_none(engine: LstmEngine) -> None:
    columns = page(lines=6)
    for row in range(20):  # figures one below the other stand farther apart than letters do
        columns = noted_upright(columns, (1500, 700 + 36 * row), str(row % 10))
    assert turned(recognised(engine, columns)) == []


def noted_upright(pixels: Pixels, at: tuple[int, int], text: str) -> Pixels:
    picture = Image.fromarray(pixels)
    ImageDraw.Draw(picture).text(at, text, font=ImageFont.truetype(FACE, 26), fill=0)
    return np.array(picture)


def test_where_most_print_lies_it_is_the_page_that_lies() -> None:
    found = find_lines(np.rot90(page()).copy(), 0)
    held = sorted(found.lines, key=lambda line: line.marks)[-3:]
    assert lying_lines(found.ink, held, []) == []
    assert lying_lines(found.ink, [], []) == []


def test_marks_that_are_no_letters_make_no_lines() -> None:
    pixels = page(lines=10)
    pixels[1000:1900:40, 80:84] = 0  # a dotted rule down the margin
    found = find_lines(pixels, 0)
    assert lying_lines(found.ink, found.lines, []) == []
