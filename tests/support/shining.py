"""Both sides of a sheet, of which one shines through to the other."""

from __future__ import annotations

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests.support.drawing import FACE, Pixels

LINES = (
    "Northside Hospital",
    "Progress note of March 3",
    "She slept well and ate some",
    "breakfast; pain 3 of 10,",
    "walks with help. Plan: home",
)


def front(*lines: str) -> Pixels:
    """1000 x 1300 pixels, each line twice: once from the left, once backwards."""
    picture = Image.new("L", (1000, 1300), 250)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FACE, 34)
    for row, line in enumerate(lines):
        pen.text((90, 150 + 190 * row), line, font=face, fill=10)
        pen.text((300, 210 + 190 * row), line[::-1], font=face, fill=10)
    return np.array(picture)


def back(other: Pixels, lean: float = 1.5, flip: int = 1, strength: float = 0.22) -> Pixels:
    """A back that was scanned a little shifted and leaning."""
    shown = cv2.GaussianBlur(cv2.flip(other, flip), (0, 0), 2.0).astype(np.float32)
    turn = cv2.getRotationMatrix2D((500, 650), lean, 1.0)
    turn[:, 2] += (14, -9)
    light = 1 - strength * (1 - cv2.warpAffine(shown, turn, (1000, 1300), borderValue=250.0) / 250)
    noise = np.random.default_rng(1).normal(0, 2, light.shape)
    return np.clip(light * 240 + noise, 0, 255).astype(np.uint8)
