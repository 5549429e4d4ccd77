"""Figures are told by their shape alone, and readings of numbers weighed by it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.glyph_reader import GlyphReader
from pipeline.ocr.lstm.glyphs import SIDE, Grey, pictures
from pipeline.ocr.lstm.weighing import Seen, weighed

STEP, HIGH, SIZE = 3, 36, 24
FACES = ("DejaVuSansMono.ttf", "DejaVuSans.ttf", "LiberationMono-Regular.ttf", "LiberationSerif-Regular.ttf")


@pytest.fixture(scope="module")
def shapes() -> GlyphReader:
    return GlyphReader()


def printed(text: str, face: str) -> tuple[Grey, list[int]]:
    """A strip with the text, and the step at the middle of each of its characters."""
    font = ImageFont.truetype(face, SIZE)
    image = Image.new("L", (round(font.getlength(text)) + 8, HIGH), 255)
    ImageDraw.Draw(image).text((4, 27), text, fill=0, font=font, anchor="ls")
    ends = [4 + font.getlength(text[:count]) for count in range(len(text) + 1)]
    return np.asarray(image, np.float32) / 127.5 - 1, [int((a + b) / 2 / STEP) for a, b in pairwise(ends)]


def seen(text: str, face: str, read: str, sure: float = 0.7) -> Seen:
    """A reading of the printed text as the network would give it."""
    grey, steps = printed(text, face)
    line = [Character(letter, sure, step, step) for letter, step in zip(read, steps, strict=True)]
    return Seen(line, grey)


def cut(text: str, face: str) -> list[Grey | None]:
    """The pictures of what is printed."""
    reading = seen(text, face, text)
    assert reading.grey is not None
    return pictures(reading.grey, reading.characters, STEP)


@pytest.mark.parametrize("face", FACES)
def test_shapes_tell_figures_and_letters(face: str, shapes: GlyphReader) -> None:
    text = "T0123456789E"
    found = shapes([picture for picture in cut(text, face) if picture is not None])
    assert "".join(shapes.characters[place] for place in found.argmax(axis=1)) == text
    assert found.sum(axis=1) == pytest.approx(1)


def test_pictures_are_cut_at_one_scale_and_blanks_have_none() -> None:
    found = cut("12 34", FACES[0])
    assert [picture is not None for picture in found] == [True, True, False, True, True]
    assert {picture.shape for picture in found if picture is not None} == {(SIDE, SIDE)}
    assert pictures(np.ones((HIGH, 60), np.float32), [Character("1", 0.9, 5, 5)], STEP) == [None]


@pytest.mark.parametrize("text", ["1909", "1640", "1310", "1811"])
def test_figures_of_old_books_have_neither_scale_nor_rows_in_common(text: str) -> None:
    hanging = {**dict.fromkeys("012", (11, 25)), **dict.fromkeys("34579", (11, 31)), **dict.fromkeys("68", (4, 25))}
    grey = np.ones((HIGH, 16 * len(text) + 16), np.float32)
    line = []
    for place, figure in enumerate(text):
        middle, (top, bottom) = 16 * place + 16, hanging[figure]
        grey[top:bottom, middle - 5 : middle + 5] = -1
        line.append(Character(figure, 0.9, middle // STEP, middle // STEP))
    assert pictures(grey, line, STEP) == [None] * len(text)
    grey[4:31] = grey[11:25].min(axis=0)
    assert all(picture is not None for picture in pictures(grey, line, STEP))  # of one height they have


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("00123456", "68123456"),
        ("06910033", "96918933"),
        ("T269123", "1269123"),
        ("MR0303139", "MRO303139"),
        ("E985041", "£985041"),
        ("01/06/1970", "81/06/1978"),
        ("1269123", "T269123"),
    ],
)
def test_what_the_network_misreads_in_doubt_is_put_right(text: str, misread: str, face: str, shapes: GlyphReader) -> None:
    told = weighed([seen(text, face, misread)] * 3, shapes, STEP)
    assert told is not None
    assert (told.text, told.agreed) == (text, 1.0)
    assert told.chance > 0.9


def test_what_was_read_rightly_stays(shapes: GlyphReader) -> None:
    for text in ("15-Oct-1966", "MRN:00123456", "(12/17/2007)", "H804310", "S19-12345"):
        told = weighed([seen(text, FACES[1], text, 0.9)] * 3, shapes, STEP)
        assert told is not None
        assert told.text == text
        assert told.chance > 0.98


def test_a_contradiction_leaves_a_doubt(shapes: GlyphReader) -> None:
    told = weighed([seen("3333333", FACES[1], "8888888", 0.9)] * 3, shapes, STEP)
    assert told is not None
    assert told.chance < 0.98 or told.text == "3333333"


def test_figures_in_plain_print_are_surer_than_their_shapes(shapes: GlyphReader) -> None:
    for text, read, left in (("3333333", "5555555", "5555555"), ("0123450", "8123458", "0123450"), ("T269123", "1269123", "T269123")):
        told = weighed([seen(text, FACES[0], read, 0.999)] * 3, shapes, STEP)
        assert told is not None
        assert told.text == left
        assert told.chance > 0.98


def test_readings_of_another_length_do_not_count(shapes: GlyphReader) -> None:
    told = weighed(
        [seen("1234567", FACES[1], "1234567"), seen("1234567", FACES[1], "1234567"), seen("123456", FACES[1], "123456")], shapes, STEP
    )
    assert told is not None
    assert told.text == "1234567"
    assert told.agreed == pytest.approx(2 / 3)


def test_nothing_in_common_settles_nothing(shapes: GlyphReader) -> None:
    assert weighed([Seen([], None)], shapes, STEP) is None
