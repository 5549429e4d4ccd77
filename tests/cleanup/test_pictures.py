"""Photographs and traces hold no word and are never blank; lids, stains and shadows are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.assembly import PageReader
from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.cleanup.pictures import toned
from pipeline.cleanup.sketch import sketch
from pipeline.ocr import OcrSettings, build_engine
from tests.support.drawing import Pixels, scan

_HIGH, _WIDE = 2200, 1700


@pytest.fixture(scope="module")
def read() -> PageReader:
    return PageReader(Cleaner(CleanupSettings()), build_engine(OcrSettings()))


def noisy(page: Pixels | np.ndarray) -> Pixels:
    noise = np.random.default_rng(4).normal(0, 4, page.shape)
    return np.asarray(np.clip(page + noise, 0, 255), np.uint8)


def paper(grey: int = 245) -> Pixels:
    return np.full((_HIGH, _WIDE), grey, np.uint8)


def photograph(high: int, wide: int) -> Pixels:
    """Out of focus."""
    coarse = np.random.default_rng(8).uniform(60, 200, (high // 200 + 2, wide // 200 + 2)).astype(np.float32)
    return np.asarray(np.clip(cv2.resize(coarse, (wide, high), interpolation=cv2.INTER_CUBIC), 0, 255), np.uint8)


def small_print() -> Pixels:
    page = paper()
    page[900:1500, 700:1400] = photograph(600, 700)
    return noisy(page)


def wound() -> Pixels:
    page = paper()
    cv2.ellipse(page, (850, 950), (350, 450), 0, 0, 360, 170, -1, cv2.LINE_AA)
    cv2.ellipse(page, (855, 950), (105, 150), 0, 0, 360, 60, -1, cv2.LINE_AA)
    return noisy(page)


def dithered() -> Pixels:
    """Black and white: each pixel is black as often as the photograph is dark."""
    return np.where(np.random.default_rng(9).uniform(0, 255, (_HIGH, _WIDE)) < small_print(), 255, 0).astype(np.uint8)


def trace(thick: int = 3) -> Pixels:
    page, x = paper(), np.arange(100, 1600, 2)
    y = 1000 + 60 * np.sin((x - 100) / 30) - np.where((x - 100) % 180 == 0, 250, 0)
    cv2.polylines(page, [np.stack([x, y], axis=1).round().astype(np.int32)], False, 0, thick, cv2.LINE_AA)
    return noisy(page)


@pytest.mark.parametrize(
    "page",
    [noisy(photograph(_HIGH, _WIDE)), small_print(), wound(), dithered(), trace(), trace().T],
    ids=["whole", "small", "wound", "dots", "trace", "up"],
)
def test_a_picture_is_never_blank(read: PageReader, page: Pixels) -> None:
    assert not read(scan(np.ascontiguousarray(page))).blank


def stained() -> Pixels:
    page = paper().astype(np.float32)
    stain = np.zeros_like(page)
    cv2.circle(stain, (900, 1200), 300, 25, -1)
    cv2.circle(stain, (900, 1200), 300, 70, 12)
    return noisy(page - cv2.GaussianBlur(stain, (0, 0), 4))


def on_a_dark_lid(lid: int) -> Pixels:
    page = paper(lid)
    cv2.fillConvexPoly(page, np.array([(0, 0), (1200, 0), (1120, 1560), (0, 1500)]), 245, cv2.LINE_AA)
    return noisy(page)


def folded_in() -> Pixels:
    page = paper()
    cv2.fillConvexPoly(page, np.array([(1250, 0), (1700, 0), (1700, 330)]), 40, cv2.LINE_AA)
    return noisy(page)


def shaded() -> Pixels:
    down, across = np.mgrid[0:_HIGH, 0:_WIDE] / _WIDE
    return noisy(245 * (1 - 0.5 * np.exp(-((np.hypot(down, across) / 0.45) ** 2))))


def spine() -> Pixels:
    down, across = np.mgrid[0:_HIGH, 0:_WIDE] / _WIDE
    return noisy(245 * (1 - 0.55 * np.exp(-(((across - 0.5 + 0.03 * down) / 0.02) ** 2))))


@pytest.mark.parametrize(
    "page",
    [stained(), on_a_dark_lid(0), on_a_dark_lid(150), folded_in(), shaded(), spine()],
    ids=["stain", "lid", "dim_lid", "fold", "shadow", "spine"],
)
def test_stains_lids_and_shadows_are_no_pictures(page: Pixels) -> None:
    assert not toned(sketch(page).cells)


def crossed_folds() -> Pixels:
    page = paper()
    for ends in (((0, 720), (1700, 735)), ((850, 0), (840, 2200)), ((200, 300), (1500, 1900))):
        cv2.line(page, *ends, 120, 3, cv2.LINE_AA)
    return noisy(page)


@pytest.mark.parametrize("page", [stained(), folded_in(), shaded(), crossed_folds()], ids=["stain", "fold", "shadow", "crossed"])
def test_paper_with_marks_of_use_is_blank(read: PageReader, page: Pixels) -> None:
    assert read(scan(page)).blank
