"""The pixels' small answers beside what numpy and OpenCV say, pixel by pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest

from pipeline.raster.level import level
from pipeline.raster.marks import marks_of, sampled
from pipeline.raster.runs import Runs, runs_of
from pipeline.raster.shear import MOST, levelled
from pipeline.raster.shrink import halved, shrunk

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def ink(seed: int, share: float, shape: tuple[int, int] = (37, 53)) -> Pixels:
    return (np.random.default_rng(seed).random(shape) < share).astype(np.uint8) * 255


PICTURES = [ink(seed, share) for seed, share in enumerate((0.0, 0.02, 0.3, 0.6, 0.97, 1.0))]
PICTURES += [ink(7, 0.5, shape) for shape in ((1, 1), (1, 40), (40, 1))]


@pytest.mark.parametrize("picture", PICTURES)
def test_runs_hold_every_pixel_of_ink_once(picture: Pixels) -> None:
    runs = runs_of(picture)
    x, y = runs.pixels()
    assert np.array_equal(np.column_stack([y, x]), np.argwhere(picture))  # row by row, from left to right
    assert np.array_equal(runs.drawn((picture.shape[0], picture.shape[1])), picture)
    for row, start, length in zip(runs.y.tolist(), runs.x.tolist(), runs.length.tolist(), strict=True):
        line = np.pad(picture[row], 1)
        assert line[start] == line[start + length + 1] == 0  # paper before and behind


def test_runs_of_ones_are_those_of_255() -> None:
    assert np.array_equal(runs_of(PICTURES[2] // 255).pixels(), runs_of(PICTURES[2]).pixels())


@pytest.mark.parametrize("picture", PICTURES)
def test_marks_are_what_opencv_measures(picture: Pixels) -> None:
    marks = marks_of(picture)
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(picture, 8, cv2.CV_32S, cv2.CCL_BBDT)
    assert np.array_equal(marks.boxes, stats[1:])
    assert np.array_equal(marks.labels, labels)
    assert np.array_equal(marks.of_run + 1, labels[marks.runs.y, marks.runs.x])


def test_a_sample_holds_only_what_is_wanted_and_stands_for_all_of_it() -> None:
    marks = marks_of(ink(3, 0.3, (200, 300)))
    wanted = np.arange(len(marks.boxes)) % 2 == 0
    x, y, every = sampled(marks, wanted, 500)
    assert wanted[marks.labels[y, x] - 1].all()
    assert len(x) * every == pytest.approx(int(marks.boxes[wanted, 4].sum()), abs=every)
    x, y, every = sampled(marks, wanted, 10**6)
    assert (len(x), every) == (int(marks.boxes[wanted, 4].sum()), 1)
    assert sampled(marks_of(np.zeros((9, 9), np.uint8)), np.zeros(0, np.bool_), 5)[2] == 1


def test_a_level_is_the_share_of_pixels_at_most_as_light() -> None:
    grey = np.random.default_rng(1).integers(0, 256, (90, 70)).astype(np.uint8)
    for share in (0.1, 0.5, 0.9):
        found = level(grey, share)
        assert (grey <= found).mean() >= share > (grey < found).mean()


def test_smaller_pictures() -> None:
    grey = np.random.default_rng(2).integers(0, 256, (41, 31)).astype(np.uint8)
    assert halved(grey)[3, 4] == pytest.approx(grey[6:8, 8:10].mean(), abs=0.51)
    assert halved(np.zeros((1, 9), np.uint8)).shape == (1, 9)
    assert shrunk(grey, 7, 10).shape == (10, 7)
    assert shrunk(grey, 31, 41) is grey
    assert halved(np.zeros((8, 6, 3), np.uint8)).shape == (4, 3, 3)


@pytest.mark.parametrize("lean", [-MOST, -1.0, 0.05, 0.4, 2.0, MOST])
def test_a_leaning_line_is_level_and_stands_where_the_transform_says(lean: float) -> None:
    page = np.full((400, 600), 255, np.uint8)
    fall = np.tan(np.radians(lean))
    for x in range(50, 550, 20):
        page[(y := round(200 + fall * (x - 300))) : y + 4, x : x + 4] = 0
    level_page, place = levelled(page, lean)
    assert level_page.shape == page.shape
    rows, _ = np.nonzero(level_page < 128)
    assert rows.min() >= 198
    assert rows.max() <= 205
    for x in (60, 300, 530):
        landed = place.point(x, 200 + fall * (x - 300))
        assert landed[1] == pytest.approx(200, abs=0.01)
    back = place.inverse().point(*place.point(50, 200 + fall * -250))
    assert back == pytest.approx((50, 200 + fall * -250))
    upright = place.point(300 - 100 * np.tan(np.radians(lean)), 300)
    assert upright[0] == pytest.approx(place.point(300, 200)[0], abs=0.5)


def test_what_is_wanted_of_runs() -> None:
    runs = Runs(np.array([0, 1], np.int32), np.array([2, 3], np.int32), np.array([4, 5], np.int32))
    assert runs.where(np.array([False, True])).length.tolist() == [5]
