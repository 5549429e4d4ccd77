"""A small scanner: three severities of what happens to paper between the printer and the file."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import cv2
import numpy as np

from benchmarks.fresh.kinds import Severity
from pipeline.model.types import PageImage

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

DPI = 300


def scan(pixels: Pixels, severity: Severity, seed: int) -> PageImage:
    """The page (grey, 300 dpi) as a scanner, or at "harsh" sometimes a fax machine, delivers it."""
    rng, noise = Random(f"scan:{seed}:{severity}"), np.random.default_rng(seed)
    if severity == "clean":
        return PageImage(1, _coded(_noisy(pixels, noise, 2.0), 90), DPI, DPI)
    hard = severity == "harsh"
    page = _leaned(pixels, rng.uniform(-2.5, 2.5) if hard else rng.uniform(-1.2, 1.2))
    dpi = rng.choice([200, 300, 200] if hard else [300, 300, 240])
    page = _sized(page, dpi / DPI, dpi / DPI)
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), rng.uniform(0.6, 1.1) if hard else rng.uniform(0.3, 0.7)), np.uint8)
    way = rng.choice(["fax", "pale", "grey", "fine fax"] if hard else ["grey", "grey", "pale", "bitonal"])
    if "fax" in way:
        return _fax(page, dpi, rng, noise, fine=way == "fine fax")
    dark, light = {"pale": (120, 232), "grey": (35, 240), "bitonal": (20, 250)}[way]
    lit = (page.astype(np.float32) / 255 * (light - dark) + dark) * _shade(page.shape, rng, 0.12 if hard else 0.05)
    page = _noisy(np.clip(lit, 0, 255).astype(np.uint8), noise, 12.0 if hard else 5.0)
    if way == "bitonal":
        return PageImage(1, np.where(page > 150, 255, 0).astype(np.uint8), dpi, dpi)
    return PageImage(1, _coded(page, rng.randint(30, 50) if hard else rng.randint(60, 80)), dpi, dpi)


def _sized(page: Pixels, across: float, along: float) -> Pixels:
    return np.asarray(cv2.resize(page, None, fx=across, fy=along, interpolation=cv2.INTER_AREA), np.uint8)


def _leaned(page: Pixels, degrees: float) -> Pixels:
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255).astype(np.uint8)


def _noisy(page: Pixels, noise: np.random.Generator, deviation: float) -> Pixels:
    return np.clip(page + noise.normal(0, deviation, page.shape), 0, 255).astype(np.uint8)


def _shade(shape: tuple[int, ...], rng: Random, most: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Light that falls off from one side to the other."""
    left, right = 1 - rng.uniform(0, most), 1 - rng.uniform(0, most)
    return np.linspace(left, right, shape[1], dtype=np.float32)[None, :]


def _coded(page: Pixels, quality: int) -> Pixels:
    _, data = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)


def _fax(page: Pixels, dpi: int, rng: Random, noise: np.random.Generator, fine: bool) -> PageImage:
    """204 by 98 or 196 dots an inch, black and white, specks, the sender's line on top."""
    down = 196 if fine else 98
    page = _sized(page, 204 / dpi, down / dpi)
    black = _noisy(page, noise, 18.0) < rng.randint(150, 185)
    black |= noise.random(page.shape) < 0.0008
    out = np.where(black, 0, 255).astype(np.uint8)
    return PageImage(1, out, 204, down)
