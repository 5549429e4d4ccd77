"""Shaded grounds that were broken into dots: white again under the letters; print, bars and grey paper are left alone."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.cleanup.screens import screened, unscreened
from pipeline.cleanup.sketch import sketch
from tests.support.drawing import FACE, Pixels, page
from tests.support.screens import SCREENS, broken

BAND = np.s_[420:480, 160:1540]


def shaded(ground: int, text: str = "Laboratory findings of the kidney") -> Pixels:
    picture = Image.fromarray(page())
    pen = ImageDraw.Draw(picture)
    pen.rectangle((150, 400, 1550, 500), fill=255)
    pen.rectangle((150, 410, 1550, 490), fill=ground)
    pen.text((180, 430), text, font=ImageFont.truetype(FACE, 30), fill=0)
    return np.array(picture)


def cleaned(pixels: Pixels) -> Pixels | None:
    seen = sketch(pixels)
    fields = screened(seen.cells, pixels)
    return None if fields is None else unscreened(pixels, seen.cells, fields, seen.scale)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("ground", [225, 200, 175])
def test_dots_go_and_letters_stay(screen: str, ground: int) -> None:
    pixels = broken(shaded(ground), screen)
    plain = cleaned(pixels)
    assert plain is not None
    letters = shaded(255)[BAND] < 128
    assert np.mean(plain[BAND][~letters] > 200) > 0.85
    assert np.mean(plain[BAND][letters]) < 128  # most of a stroke stays dark
    assert np.array_equal(plain[600:], pixels[600:])


@pytest.mark.parametrize("pixels", [shaded(255), shaded(200), shaded(0, ""), page(points=18), 255 - page()])
def test_print_even_greys_and_bars_are_no_dots(pixels: Pixels) -> None:
    assert cleaned(pixels) is None


def test_a_coarse_page_is_left_alone() -> None:
    assert cleaned(broken(shaded(200), "diffused")[::2, ::2]) is None
