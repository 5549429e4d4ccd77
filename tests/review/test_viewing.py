"""Where things are drawn on a page that was scanned otherwise than a person sees it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.model.geometry import Box
from pipeline.model.record import PageJson
from pipeline.review.drawing import Pictures
from pipeline.review.painting import Wanted, paint
from pipeline.review.viewing import upright, upright_size
from pipeline.settings import Settings


def turned(rotation: int) -> PageJson:
    return PageJson(source_page=1, text="", confidence=1.0, rotation=rotation, skew=0.0, blank=False, width=1000, height=600, failed=None)


@pytest.mark.parametrize(
    ("rotation", "place", "size"),
    [
        (0, (100, 50, 200, 30), (1000, 600)),
        (90, (520, 100, 30, 200), (600, 1000)),
        (180, (700, 520, 200, 30), (1000, 600)),
        (270, (50, 700, 30, 200), (600, 1000)),
    ],
)
def test_a_box_turns_with_its_page(tmp_path: Path, rotation: int, place: tuple[int, ...], size: tuple[int, int]) -> None:
    laid = upright(Box(100, 50, 300, 80), turned(rotation))
    assert ((laid.x, laid.y, laid.width, laid.height), upright_size(turned(rotation))) == (place, size)
    pixels = np.full((600, 1000), 255, np.uint8)
    pixels[50:80, 100:300] = 0
    Image.fromarray(pixels).save(tmp_path / "page.png", dpi=(200, 200))
    drawn = paint(tmp_path / "page.png", Wanted(1, 1000, rotation))  # type: ignore[arg-type]  # one of the four
    assert isinstance(drawn, bytes)
    dark = np.asarray(Image.open(io.BytesIO(drawn)).convert("L")) < 128
    rows, columns = np.nonzero(dark)
    found = columns.min(), rows.min(), columns.max() + 1 - columns.min(), rows.max() + 1 - rows.min()
    assert np.abs(np.subtract(found, place)).max() <= 2


def test_a_fax_is_drawn_as_high_as_its_paper(tmp_path: Path) -> None:
    Image.new("L", (1728, 1078), 255).save(tmp_path / "fax.tif", dpi=(204, 98))
    drawn = paint(tmp_path / "fax.tif", Wanted(1, 1000))
    assert isinstance(drawn, bytes)
    picture = Image.open(io.BytesIO(drawn))
    assert picture.height / picture.width == pytest.approx(1078 * 204 / 98 / 1728, rel=0.01)
    assert upright(Box(0, 100, 10, 200), turned(0), 2.0).y == 200


def keeping(megabytes: int) -> Settings:
    settings = Settings()
    return replace(settings, desk=replace(settings.desk, picture_cache_mb=megabytes))


def test_the_cache_keeps_and_throws_away(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (1500, 1500), dtype=np.uint8)
    Image.fromarray(noise).save(tmp_path / "a.png")
    pictures = Pictures(tmp_path / "cache", keeping(0), tmp_path, jobs=1)
    try:
        first = pictures.get(tmp_path / "a.png", Wanted(1, 1000))
        assert first.startswith(b"\xff\xd8")
        assert list((tmp_path / "cache").glob("*/*.jpg")) == []  # no room for a single one
        roomy = Pictures(tmp_path / "roomy", keeping(50), tmp_path, jobs=1)
        assert roomy.get(tmp_path / "a.png", Wanted(1, 1000)) == first
        (tmp_path / "a.png").unlink()
        assert roomy.get(tmp_path / "a.png", Wanted(1, 1000)) == first
        roomy.close()
    finally:
        pictures.close()
