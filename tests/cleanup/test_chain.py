"""The whole cleanup: pages come out upright and straight, and every point can be carried back."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.cleanup import Cleaner, CleanupSettings
from pipeline.model.types import PageImage
from tests.support.drawing import ink_share, leaning, page, scan

CLEANER = Cleaner(CleanupSettings())


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("degrees", [0.0, 2.5, -6.0])
def test_pages_come_out_upright_and_straight(quarters: int, degrees: float) -> None:
    turned = np.ascontiguousarray(np.rot90(leaning(page(), degrees), quarters))
    cleaned = CLEANER.clean(scan(turned))
    if cleaned.rotation != 90 * quarters:  # then the reader is told to try the other way round
        assert degrees
        assert CLEANER.doubtful_turns(scan(turned)) == (90 * quarters,)
        cleaned = CLEANER.clean(scan(turned), rotation=CLEANER.doubtful_turns(scan(turned))[0])
    assert cleaned.skew == pytest.approx(degrees, abs=0.15)
    assert cleaned.pixels.shape[0] > cleaned.pixels.shape[1]
    rows = (cleaned.pixels < 128).sum(axis=1)
    assert np.mean(rows == 0) > 0.3  # straight lines leave white between them


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("degrees", [0.0, 3.0])
@pytest.mark.parametrize("points", [16, 30, 60])
def test_a_point_is_carried_there_and_back(quarters: int, degrees: float, points: int) -> None:
    pixels = page(points=points, lines=20)
    mark = (slice(150, 163), slice(1300, 1313))
    pixels[mark] = 0
    turned = np.ascontiguousarray(np.rot90(leaning(pixels, degrees), quarters))
    ys, xs = np.nonzero(_only_mark(turned.shape, degrees, quarters))
    cleaned = CLEANER.clean(scan(turned))
    x, y = cleaned.transform.point(float(xs.mean()), float(ys.mean()))
    assert cleaned.pixels[round(y), round(x)] < 128
    back = cleaned.transform.inverse().point(x, y)
    assert back == pytest.approx((xs.mean(), ys.mean()), abs=0.01)


def _only_mark(shape: tuple[int, ...], degrees: float, quarters: int) -> np.ndarray:
    plain = np.zeros((2200, 1700), np.uint8)
    plain[150:163, 1300:1313] = 255
    marked = np.ascontiguousarray(np.rot90(leaning(plain, degrees, lid=0), quarters))
    assert marked.shape == shape
    return marked > 128


def test_a_straight_clean_page_of_the_right_size_is_left_alone() -> None:
    pixels = page(points=23)
    cleaned = CLEANER.clean(scan(pixels))
    assert (cleaned.rotation, cleaned.skew, cleaned.blank) == (0, 0.0, False)
    if cleaned.pixels.shape == pixels.shape:
        assert np.array_equal(cleaned.pixels, pixels)
    assert ink_share(cleaned.pixels) == pytest.approx(ink_share(pixels), rel=0.1)


def test_a_fax_of_oblong_pixels_becomes_square() -> None:
    squeezed = page()[::2]
    cleaned = CLEANER.clean(PageImage(1, np.ascontiguousarray(squeezed), 204.0, 102.0))
    height, width = cleaned.pixels.shape
    assert height / width == pytest.approx(2200 / 1700, rel=0.02)
    x, y = cleaned.transform.point(850, 550)
    assert (x / width, y / height) == pytest.approx((0.5, 0.5), abs=0.01)


def test_the_caller_may_say_how_to_turn() -> None:
    assert CLEANER.clean(scan(page()), rotation=180).rotation == 180


def test_turns_are_doubtful_only_where_print_does_not_tell() -> None:
    assert CLEANER.doubtful_turns(scan(page())) == ()
    assert set(CLEANER.doubtful_turns(scan(page(lines=0)))) == {90, 180, 270}


@pytest.mark.parametrize("shape", [(1, 1), (1, 400), (400, 1), (7, 3000), (3000, 7)])
@pytest.mark.parametrize("value", [0, 255, 128])
def test_odd_pages_pass(shape: tuple[int, int], value: int) -> None:
    cleaned = CLEANER.clean(scan(np.full(shape, value, np.uint8)))
    assert cleaned.blank == (value > 0)  # what came out black is not blank
    assert cleaned.pixels.size > 0


def test_noise_all_over_passes() -> None:
    noise = np.random.default_rng(5).integers(0, 256, (1200, 900), dtype=np.uint8)
    assert CLEANER.clean(scan(noise)).pixels.ndim == 2
