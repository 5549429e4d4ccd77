"""Pages drawn for tests of cleanup and recognition."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from pipeline.model.types import PageImage

Pixels = npt.NDArray[np.uint8]
FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
LINES = (
    "The patient was admitted through the emergency department",
    "complaining of shortness of breath and palpitations since",
    "yesterday evening. Physical examination shows irregular",
    "heartbeat, bilateral ankle swelling and slightly raised",
    "jugular venous pressure. Laboratory findings are pending.",
    "Treatment with furosemide was begun and oxygen applied.",
)


def page(size: tuple[int, int] = (1700, 2200), points: int = 30, lines: int = 36, ink: int = 0) -> Pixels:
    """Black serif text on white, as (height, width) grey."""
    picture = Image.new("L", size, 255)
    pen, face = ImageDraw.Draw(picture), ImageFont.truetype(FACE, points)
    for number in range(lines):
        pen.text((size[0] // 10, size[1] // 12 + number * points * 1.6), LINES[number % len(LINES)], font=face, fill=ink)
    return np.array(picture)


def leaning(pixels: Pixels, degrees: float, lid: int = 255) -> Pixels:
    """Turned clockwise about the middle."""
    height, width = pixels.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=lid), np.uint8)


def scan(pixels: Pixels, dpi: float = 200.0) -> PageImage:
    """As the pages room hands it over."""
    return PageImage(1, pixels, dpi, dpi)


def ink_share(pixels: Pixels) -> float:
    """Share of dark pixels."""
    return float(np.mean(pixels < 128))
