"""The connected marks of ink. OpenCV numbers the pixels; measuring them pixel by pixel would cost thrice that, so it goes by runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.raster.runs import Ints, Runs, runs_of

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """`boxes`: rows of x, y, width, height, area in pixels. `labels` tells each pixel's mark: its row + 1, 0 for paper.

    `runs` are those of all ink; `of_run` tells the row of each run's mark.
    """

    boxes: Ints
    labels: Ints
    runs: Runs
    of_run: Ints


def marks_of(ink: Pixels) -> Marks:
    """Marks that hang together by sides or corners; `ink` as `runs_of` wants it."""
    # BBDT numbers the marks as OpenCV's own choice (Spaghetti) does, on noisy pages in half the time
    count, found = cv2.connectedComponentsWithAlgorithm(ink, 8, cv2.CV_32S, cv2.CCL_BBDT)
    labels = np.asarray(found, np.int32)
    runs = runs_of(ink)
    of_run = labels[runs.y, runs.x] - np.int32(1)
    return Marks(_measured(runs, of_run, count - 1), labels, runs, of_run)


def _measured(runs: Runs, of_run: Ints, count: int) -> Ints:
    boxes = np.zeros((count, 5), np.int32)
    left, right = np.full(count, np.iinfo(np.int32).max, np.int32), np.zeros(count, np.int32)
    np.minimum.at(left, of_run, runs.x)
    np.maximum.at(right, of_run, runs.x + runs.length)
    boxes[:, 0], boxes[:, 2] = left, right - left
    boxes[of_run[::-1], 1] = runs.y[::-1]  # of several values for one place the last one stays: the topmost row, then the lowest
    boxes[of_run, 3] = runs.y
    boxes[:, 3] += 1 - boxes[:, 1]
    boxes[:, 4] = np.bincount(of_run, runs.length, count)
    return boxes


def sampled(marks: Marks, wanted: npt.NDArray[np.bool_], most: int) -> tuple[Ints, Ints, int]:
    """About `most` pixels drawn at random from the marks that are wanted: x, y, and how many pixels each stands for."""
    runs = marks.runs.where(wanted[marks.of_run])
    total = runs.total
    every = max(1, round(total / most))
    if every == 1:
        return *runs.pixels(), 1
    # one of every so many, at random among them: at even steps the points would lie in lines of their own
    places = np.arange(0, total - every + 1, every)
    places += np.random.default_rng(0).integers(0, every, len(places))
    return *runs.pixels(places), every
