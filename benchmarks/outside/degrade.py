"""What an office scanner, a copier and a fax machine do to a page."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

cv2.setNumThreads(1)

Picture = npt.NDArray[np.uint8]
Plane = npt.NDArray[Any]


@dataclass(frozen=True)
class Wear:
    """How a file's pages come out: chosen once for a file, as one scanner made it."""

    mode: str  # grey, colour, otsu, fixed
    dpi: int
    fax: bool
    lean: float
    noise: float
    blur: float
    toner: float
    tone: int
    marks: float
    sender: str = ""


def choose(rng: Random, severity: str) -> Wear:
    strength = {"clean": 0.25, "typical": 1.0, "harsh": 2.0}[severity]
    mode = rng.choice(("grey", "grey", "otsu", "otsu", "fixed", "colour"))
    dpi = rng.choice((200, 200, 240, 300, 300, 150 if mode in {"grey", "colour"} else 200))
    fax = severity != "clean" and rng.random() < 0.08
    toner = min(0.72, rng.random() ** 3 * 0.5 * strength)
    return Wear(
        "otsu" if fax else mode,
        204 if fax else dpi,
        fax,
        rng.uniform(0.1, 0.9) * strength,
        rng.uniform(1.5, 6) * strength,
        rng.uniform(0.15, 0.55) * min(strength, 1.5),
        toner,
        255 - int(rng.uniform(0, 22) * min(strength, 1.5)),
        strength,
        f"{rng.randint(1, 12):02d}/{rng.randint(1, 28):02d}/2024 {rng.randint(7, 19):02d}:{rng.randint(0, 59):02d} "
        f" {rng.choice(('FAX', 'From:', 'Fax server'))} {rng.randint(200, 989)}555{rng.randint(1000, 9999)}   MED RECORDS",
    )


def field(random: np.random.Generator, shape: tuple[int, ...], low: float, high: float) -> Plane:
    """A slowly changing plane."""
    small = random.uniform(low, high, (5, 4)).astype(np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def faint(image: Plane, wear: Wear, random: np.random.Generator) -> Plane:
    ink = 1 - image / 255
    plane = 1 - np.float32(wear.toner) * field(random, image.shape, 0.4, 1.0)
    ink *= plane[:, :, None] if image.ndim == 3 else plane
    return np.asarray(255 * (1 - ink), np.float32)


def lean(image: Plane, degrees: float, paper: float, shift: tuple[float, float]) -> Plane:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    matrix[:, 2] += np.array(shift)
    fill = (paper,) * 3 if image.ndim == 3 else (paper,)
    return np.asarray(
        cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill)
    )


def shadows(image: Plane, rng: Random, wear: Wear) -> None:
    """Folds, staples, punched holes, the dark edge of the lid; in place."""
    height, width = image.shape[:2]
    unit = wear.dpi / 100
    if rng.random() < 0.12 * wear.marks:
        at = int(height * rng.choice((1 / 3, 1 / 2, 2 / 3)) + rng.uniform(-20, 20))
        for offset in range(int(-3 * unit), int(3 * unit)):
            if 0 <= at + offset < height:
                image[at + offset] *= 1 - 0.18 * (1 - abs(offset) / (3 * unit))
    if rng.random() < 0.12 * wear.marks:
        corner = np.array([[0, 0], [int(rng.uniform(20, 55) * unit), 0], [0, int(rng.uniform(20, 55) * unit)]], np.int32)
        cv2.fillPoly(image, [corner], (90.0,) * 3 if image.ndim == 3 else (90.0,))
    if rng.random() < 0.15 * wear.marks:
        for place in rng.choice(((0.2, 0.5, 0.8), (0.36, 0.64))):
            cv2.circle(image, (int(18 * unit), int(height * place)), int(11 * unit), (70.0,) * 3 if image.ndim == 3 else (70.0,), -1)
    if rng.random() < 0.12 * wear.marks:
        edge = int(rng.uniform(2, 7) * unit)
        image[:, -edge:] *= 0.35
    if rng.random() < 0.05 * wear.marks:
        column = int(rng.uniform(0.05, 0.95) * width)
        image[:, column : column + max(1, int(unit * 0.5))] *= 0.7


def dust(image: Plane, rng: Random, wear: Wear) -> None:
    height, width = image.shape[:2]
    for _ in range(int(rng.uniform(0, 40) * wear.marks)):
        radius = max(1, int(rng.uniform(0.2, 0.8) * wear.dpi / 100))
        value = rng.uniform(40, 170)
        cv2.circle(image, (rng.randrange(width), rng.randrange(height)), radius, (value,) * 3 if image.ndim == 3 else (value,), -1)


def fax_line(image: Plane, wear: Wear, page: int, pages: int) -> None:
    text = f"{wear.sender}     P.{page:03d}/{pages:03d}"
    strip = np.full((44, image.shape[1]), 255, np.uint8)
    cv2.putText(strip, text, (110, 30), cv2.FONT_HERSHEY_DUPLEX, 0.72, (0,), 1, cv2.LINE_AA)
    image[:44] = np.minimum(image[:44], strip)


def scan(page: Picture, wear: Wear, rng: Random, back: Picture | None = None, place: tuple[int, int] = (1, 1)) -> Picture:
    """The page as the station's file holds it."""
    random = np.random.default_rng(rng.getrandbits(32))
    image: Plane = page.astype(np.float32)
    if wear.toner > 0.03:
        image = faint(image, wear, random)
    if back is not None:
        ghost = cv2.GaussianBlur(back[:, ::-1].astype(np.float32), (0, 0), wear.dpi / 120)
        image -= (255 - ghost) * rng.uniform(0.03, 0.09)
    tone = np.array([wear.tone, wear.tone - 3, wear.tone - 9], np.float32) if image.ndim == 3 else np.float32(wear.tone)
    light = field(random, image.shape, 0.955, 1.0)
    image *= (light[:, :, None] if image.ndim == 3 else light) * (tone / np.float32(255))
    image = cv2.GaussianBlur(image, (0, 0), max(0.2, wear.blur * wear.dpi / 150))
    shift = (rng.uniform(-0.06, 0.06) * wear.dpi, rng.uniform(-0.06, 0.06) * wear.dpi)
    image = lean(image, rng.gauss(0, wear.lean), float(wear.tone) * 0.97, shift)
    shadows(image, rng, wear)
    dust(image, rng, wear)
    if wear.fax:
        image = cv2.resize(image, (1728, int(image.shape[0] * 1728 / image.shape[1])), interpolation=cv2.INTER_AREA)
        fax_line(image, wear, *place)
    noise = np.empty((image.shape[0], image.size // image.shape[0]), np.float32)
    cv2.setRNGSeed(rng.getrandbits(30))
    cv2.randn(noise, np.zeros(1), np.full(1, wear.noise))
    image += noise.reshape(image.shape)
    grey = np.clip(image, 0, 255, out=image).astype(np.uint8)
    return binary(grey, wear, random) if wear.mode in {"otsu", "fixed"} else grey


def binary(grey: Picture, wear: Wear, random: np.random.Generator) -> Picture:
    level = 165.0
    if wear.mode == "otsu":
        level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        level = min(max(level, 90.0), 195.0)  # a page without ink has no second class
    out = np.where(grey > level, 255, 0).astype(np.uint8)
    if wear.fax:
        count = int(out.size * 0.0006 * wear.marks)
        out[random.integers(0, out.shape[0], count), random.integers(0, out.shape[1], count)] = 0
    return np.asarray(out, np.uint8)


def turned(image: Picture, upright: int) -> Picture:
    """Turned so that `upright` degrees clockwise set it right again."""
    return np.ascontiguousarray(np.rot90(image, upright // 90))
