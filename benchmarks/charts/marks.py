"""What happens to paper in an archive: stamps, holes, creases, pens. Each draws on a grey page (height, width) in place."""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from benchmarks.charts.faces import Style
from benchmarks.charts.model import Pixels

STAMPS = ("RECEIVED", "COPY", "SCANNED", "CONFIDENTIAL", "FILED IN CHART", "MEDICAL RECORDS", "DUPLICATE", "FAXED")


def stamp(grey: Pixels, rng: Random, dpi: float) -> None:
    """A word in a frame, slanted, of uneven ink; not over the uppermost sixth, where the patient mostly stands."""
    face = Style("sans", rng.uniform(16, 26), round(dpi), 1.2).face(bold=True)
    word = rng.choice(STAMPS)
    left, top, right, bottom = face.getbbox(word)
    gap = round(dpi / 15)
    picture = Image.new("L", (round(right - left) + 2 * gap, round(bottom - top) + 2 * gap), 255)
    pen = ImageDraw.Draw(picture)
    ink = rng.randint(70, 140)
    pen.rectangle((1, 1, picture.width - 2, picture.height - 2), outline=ink, width=max(2, round(dpi / 60)))
    pen.text((gap - left, gap - top), word, font=face, fill=ink)
    turned = np.array(picture.rotate(rng.uniform(-25, 25), expand=True, fillcolor=255))
    spots = np.random.default_rng(rng.getrandbits(32)).random(turned.shape) < 0.12
    turned[spots] = 255
    high, wide = turned.shape
    y = rng.randint(grey.shape[0] // 6, max(grey.shape[0] // 6 + 1, grey.shape[0] - high - 1))
    x = rng.randint(0, max(1, grey.shape[1] - wide - 1))
    part = grey[y : y + high, x : x + wide]
    np.minimum(part, turned[: part.shape[0], : part.shape[1]], out=part)


def holes(grey: Pixels, rng: Random, dpi: float) -> None:
    """Two or three holes at the left or the top: 0.28 inch wide, black where the lid shows."""
    height, width = grey.shape
    radius, colour = round(dpi * 0.14), rng.choice((0, 40, 200))
    top = rng.random() < 0.3
    for share in rng.choice(((0.12, 0.5, 0.88), (0.37, 0.63))):
        middle = (round(width * share), round(dpi * 0.3)) if top else (round(dpi * 0.3), round(height * share))
        cv2.circle(grey, middle, radius, colour, -1)


def creases(grey: Pixels, rng: Random, dpi: float) -> None:
    """One or two folds across, dark on one side, bright on the other."""
    height, width = grey.shape
    for share in rng.choice(((0.5,), (0.34, 0.67))):
        y = round(height * share + rng.uniform(-0.01, 0.01) * height)
        slope = round(rng.uniform(-0.006, 0.006) * width)
        cv2.line(grey, (0, y), (width, y + slope), rng.randint(120, 190), max(1, round(dpi / 150)))
        cv2.line(grey, (0, y + 2), (width, y + slope + 2), 255, 1)


def hand_notes(grey: Pixels, rng: Random, dpi: float) -> None:
    """Ticks, a ring, an underline by a pen, in the page's lower two thirds."""
    height, width = grey.shape
    thick = max(2, round(dpi / 80))
    for _ in range(rng.randint(1, 4)):
        x, y = rng.randint(width // 10, width * 8 // 10), rng.randint(height // 3, height * 9 // 10)
        size, kind = round(dpi * rng.uniform(0.15, 0.4)), rng.choice(("tick", "ring", "line"))
        ink = rng.randint(20, 90)
        if kind == "tick":
            points = np.array([[x, y], [x + size // 3, y + size // 2], [x + size, y - size // 2]], np.int32)
            cv2.polylines(grey, [points], False, ink, thick, cv2.LINE_AA)
        elif kind == "ring":
            cv2.ellipse(grey, (x, y), (size * 2, size), rng.uniform(-10, 10), 0, 350, ink, thick, cv2.LINE_AA)
        else:
            cv2.line(grey, (x, y), (x + 4 * size, y + rng.randint(-4, 4)), ink, thick, cv2.LINE_AA)
