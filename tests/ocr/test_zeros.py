"""Zeros with a dot in them are told from sixes and nines by their shape."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.zeros import with_zeros

STEP, HIGH = 3, 36


def strip_with(text: str, face: str, read: str = "6") -> tuple[npt.NDArray[np.float32], list[Character]]:
    """A strip as the network sees it, and the line as it would read it with one figure for all."""
    image = Image.new("L", (40 * len(text), HIGH), 255)
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(face, 25)
    line = []
    for place, figure in enumerate(text):
        draw.text((40 * place + 20, 5), figure, fill=0, font=font, anchor="ma")
        line.append(Character(read, 0.9, (40 * place + 20) // STEP, (40 * place + 20) // STEP))
    return (np.asarray(image, np.float32) / 127.5 - 1), line


@pytest.mark.parametrize("face", ["DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSans.ttf", "LiberationMono-Regular.ttf"])
@pytest.mark.parametrize("read", ["6", "9"])
def test_a_zero_is_no_six_and_no_nine(face: str, read: str) -> None:
    grey, line = strip_with("06890", face, read)
    assert "".join(character.text for character in with_zeros(grey, line, STEP)) == f"0{3 * read}0"


def test_other_figures_and_what_is_too_small_stay() -> None:
    grey, line = strip_with("0", "DejaVuSansMono.ttf")
    assert with_zeros(grey, [Character("8", 0.9, 6, 6)], STEP) == [Character("8", 0.9, 6, 6)]
    assert with_zeros(np.ones_like(grey), line, STEP) == line
