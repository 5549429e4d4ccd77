"""The JPEG strips of a TIFF page as one JPEG: the same pixels, and few bytes around them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pipeline.pages import PagesSettings, open_scan
from pipeline.pages.jpeg_strips import joined


def picture(mode: str, height: int = 331) -> Image.Image:
    noise = Image.effect_noise((213, height), 80).convert("RGB")
    return Image.blend(noise, Image.linear_gradient("L").resize(noise.size).convert("RGB"), 0.7).convert(mode)


def encoded(part: Image.Image, **options: Any) -> bytes:
    held = io.BytesIO()
    part.save(held, "JPEG", **options)
    return held.getvalue()


def strips(whole: Image.Image, rows: int, **options: Any) -> list[bytes]:
    parts = [whole.crop((0, top, whole.width, min(top + rows, whole.height))) for top in range(0, whole.height, rows)]
    return [encoded(part, **options) for part in parts]


def pixels(jpeg: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(jpeg)) as opened:
        return np.array(opened)


@pytest.mark.parametrize(("mode", "rows", "subsampling"), [("L", 8, 0), ("L", 24, 0), ("RGB", 8, 0), ("RGB", 16, 2), ("RGB", 32, 1)])
def test_the_whole_has_the_strips_pixels(mode: str, rows: int, subsampling: int) -> None:
    parts = strips(picture(mode), rows, subsampling=subsampling)
    whole = joined(parts, rows, 331)
    assert whole is not None
    found, wanted = pixels(whole), np.vstack([pixels(part) for part in parts])
    assert found.shape == wanted.shape
    inner = np.ones(331, bool)  # colours that are told for 2 x 2 pixels are smoothed over a strip's edge once it is none
    if subsampling == 2:
        inner[[row for row in range(331) if row % rows in {0, rows - 1}]] = False
    assert np.array_equal(found[inner], wanted[inner])
    assert len(whole) < len(parts[0]) + sum(len(part) for part in parts[1:])


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param([*strips(picture("L", 16), 8, quality=90), *strips(picture("L", 16), 8, quality=20)], id="tables differ"),
        pytest.param(strips(picture("L", 32), 8, progressive=True), id="progressive"),
        pytest.param(strips(picture("L", 32), 8, restart_marker_rows=1), id="restarts of their own"),
        pytest.param([strip[:-30] for strip in strips(picture("L", 32), 8)], id="cut off"),
        pytest.param([b"\xff\xd8\xff", b"no JPEG"], id="no JPEG"),
        pytest.param([], id="none"),
    ],
)
def test_what_is_not_coded_alike_stays_apart(parts: list[bytes]) -> None:
    assert joined(parts, 8, 32) is None


def test_strips_that_end_within_blocks_stay_apart() -> None:
    assert joined(strips(picture("RGB", 32), 8, subsampling=2), 8, 32) is None


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("rows", [8, 48])
def test_a_tiff_page_of_strips_is_one_picture(tmp_path: Path, mode: str, rows: int) -> None:
    path = tmp_path / "scan.tif"
    picture(mode).save(path, compression="jpeg", tiffinfo={278: rows})
    with open_scan(path, PagesSettings()) as scan:
        (image,) = scan.encoded(1)
    assert (image.width, image.height, image.top) == (213, 331, 0)
    assert len(image.data) < path.stat().st_size
