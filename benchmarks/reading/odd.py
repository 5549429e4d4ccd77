"""Print where a reader doesn't look for it: up the margin, beneath a stamp, white on black, in colour, and zeros with a dot in them.

The truth holds only what is odd on the page and stands nowhere else on it, so recall tells how much of that is read; precision tells
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.charts import draw_chart
from benchmarks.charts.faces import FAMILIES, TYPED, Style
from benchmarks.reading.sets import DRAWN_FROM, Sample, Split

_DPI = 200
_SIZE = (1700, 2200)
_INKS = ((190, 20, 20), (20, 40, 170), (10, 110, 40), (200, 90, 0), (120, 20, 130))
_GROUNDS = ((255, 235, 120), (255, 190, 200), (170, 215, 255), (190, 240, 180), (205, 205, 205))
_STAMPS = ("RECEIVED", "COPY", "SCANNED", "CONFIDENTIAL", "FILED", "VERIFIED", "DUPLICATE")
Draw = Callable[[Random, Image.Image, list[str]], str]


def _face(rng: Random, points: float, families: tuple[str, ...] = tuple(FAMILIES)) -> ImageFont.FreeTypeFont:
    family = rng.choice(families)
    return Style(family, FAMILIES[family][2], _DPI, 1.2).face_of(points, rng.random() < 0.3)


def _body(rng: Random, page: Image.Image, lines: list[str]) -> list[tuple[int, str]]:
    """The page's ordinary lines, and where each stands."""
    pen, face, placed = ImageDraw.Draw(page), _face(rng, 10), []
    for row, line in enumerate(lines[:36]):
        y = 200 + 52 * row
        pen.text((230, y), line[:78], font=face, fill=(15, 15, 15))
        placed.append((y, line[:78]))
    return placed


def _only(text: str, rest: list[tuple[int, str]]) -> str:
    """The words that stand nowhere in the rest."""
    elsewhere = set(words(" ".join(line for _, line in rest)))
    return " ".join(word for word in words(text) if word not in elsewhere)


def words(text: str) -> list[str]:
    """Runs of letters and digits, in small letters."""
    return re.findall(r"[^\W_]+", text.lower())


def margin(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """A line that runs up the left margin, or down the right one."""
    placed = _body(rng, page, lines)
    text, face = " ".join(" ".join(lines[36:]).split()[:14])[:90], _face(rng, rng.uniform(7, 10))
    left, top, right, bottom = (round(side) for side in face.getbbox(text))
    strip = Image.new("RGB", (right - left + 4, bottom - top + 4), (255, 255, 255))
    ImageDraw.Draw(strip).text((2 - left, 2 - top), text, font=face, fill=(20, 20, 20))
    up = rng.random() < 0.5
    turned = strip.rotate(90 if up else 270, expand=True)
    page.paste(turned, (70 if up else 1700 - 70 - turned.width, rng.randint(150, max(151, 2100 - turned.height))))
    return _only(text, placed)


def stamped(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """Lines of print beneath a grey or coloured stamp; the stamp's own words count too."""
    placed = _body(rng, page, lines)
    word = f"{rng.choice(_STAMPS)} {rng.choice(('MAR', 'JUN', 'OCT'))} {rng.randint(10, 28)} {rng.randint(2015, 2024)}"
    face, y = _face(rng, rng.uniform(18, 26)), rng.randint(300, 1500)
    left, top, right, bottom = (round(side) for side in face.getbbox(word))
    layer = Image.new("RGB", (right - left + 60, bottom - top + 60), (255, 255, 255))
    pen, ink = ImageDraw.Draw(layer), rng.choice(((110, 110, 110), *_INKS[:2]))
    pen.text((30 - left, 30 - top), word, font=face, fill=ink)
    pen.rectangle((8, 8, layer.width - 8, layer.height - 8), outline=ink, width=5)
    turned = layer.rotate(rng.uniform(-8, 8), expand=True, fillcolor=(255, 255, 255))
    at = (rng.randint(230, max(231, 1500 - turned.width)), y)
    under = page.crop((*at, at[0] + turned.width, at[1] + turned.height))
    page.paste(Image.fromarray((np.asarray(under, np.uint16) * np.asarray(turned, np.uint16) // 255).astype(np.uint8)), at)
    covered = [(line_y, line) for line_y, line in placed if y - 40 < line_y < y + turned.height]
    return _only(" ".join((*(line for _, line in covered), word)), [one for one in placed if one not in covered])


def inverted(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """White headings on black or dark bars, as forms and laboratory reports have them."""
    placed, pen, told = _body(rng, page, lines), ImageDraw.Draw(page), []
    for y, line in placed[3::6]:
        text, dark = " ".join(line.split()[:5]), rng.choice((0, 30, 80))
        pen.rectangle((200, y - 8, 1600, y + 44), fill=(dark,) * 3)
        pen.text((230, y), text, font=_face(rng, rng.uniform(9, 11)), fill=(255, 255, 255))
        told.append(text)
    return _only(" ".join(told), [one for one in placed if one not in placed[3::6]])


def coloured(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """Lines in colour, and black ones on coloured ground."""
    placed, pen, told = _body(rng, page, lines), ImageDraw.Draw(page), []
    for y, line in placed[2::4]:
        text, on_ground = " ".join(line.split()[:8]), rng.random() < 0.5
        pen.rectangle((200, y - 8, 1600, y + 44), fill=rng.choice(_GROUNDS) if on_ground else (255, 255, 255))
        ink = rng.choice(_INKS) if not on_ground or rng.random() < 0.3 else (10, 10, 10)
        pen.text((230, y), text, font=_face(rng, rng.uniform(9, 11)), fill=ink)
        told.append(text)
    return _only(" ".join(told), [one for one in placed if one not in placed[2::4]])


def zeros(rng: Random, page: Image.Image, lines: list[str]) -> str:
    """Numbers rich in zeros in typefaces whose zero has a dot or a stroke."""
    _body(rng, page, lines[:8])
    pen, face, told = ImageDraw.Draw(page), _face(rng, rng.uniform(8, 11), TYPED), []
    for row in range(24):
        for column in range(3):
            number = "".join(rng.choice("0001234567890") for _ in range(rng.randint(6, 9)))
            pen.text((230 + 430 * column, 700 + 52 * row), number, font=face, fill=(15, 15, 15))
            told.append(number)
    return " ".join(told)


def odd(draw: Draw, _data: Path, work: Path, split: Split, most: int) -> Iterator[Sample]:
    """Pages as a good office scanner gives them: a little blurred, a little noisy."""
    for seed in range(DRAWN_FROM[split], DRAWN_FROM[split] + most):
        rng = Random(f"{draw.__name__}:{seed}")
        charts = [draw_chart(other, severity="clean", layouts="all", dpi=100) for other in (seed, seed + 3000, seed + 6000, seed + 9000)]
        lines = [line for chart in charts for line in chart.pages[0].text.split("\n") if len(line) > 12]
        page = Image.new("RGB", _SIZE, (255, 255, 255))
        truth = draw(rng, page, lines)
        soft = cv2.GaussianBlur(np.asarray(page), (0, 0), 0.6).astype(np.float32)
        noisy = soft * 0.95 + np.random.default_rng(seed).normal(0, 4, soft.shape)
        path = work / f"{draw.__name__}-{seed}.png"
        Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)).save(path, dpi=(_DPI, _DPI))
        yield Sample(path, truth)


ODD: dict[str, Callable[[Path, Path, Split, int], Iterator[Sample]]] = {
    "up the margin": partial(odd, margin),
    "beneath a stamp": partial(odd, stamped),
    "white on black": partial(odd, inverted),
    "in colour": partial(odd, coloured),
    "dotted zeros": partial(odd, zeros),
}
